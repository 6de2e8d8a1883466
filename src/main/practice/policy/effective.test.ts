import { describe, expect, it } from 'vitest'
import type { PolicyRules, Role, Settings } from '../../../shared/contract/index.ts'
import { effectiveSettings, isStrongEnough, limitsOf, ownSettings } from './effective.ts'

const rules: PolicyRules = {
  weakestMethod: 'smime',
  longestIdleMinutes: 5,
  needsSecondFactor: true,
  allowsPasskeyAlone: false,
  mayExportMail: ['owner', 'clinician'],
  mayExportDecrypted: ['owner', 'biller'],
  mayExportNames: [],
  maySetFindingsAside: ['clinician'],
  mayAnswerQuestions: ['clinician'],
  keepsLogYears: 7,
}
const settings: Settings = {
  ...{ idleLockMinutes: 10, hidesFromScreenCapture: true, singleLetterKeys: true, colorScheme: 'auto' },
  ...{
    looksUpKeys: false,
    fetchUpToBytes: null,
    fetchBackMonths: null,
    keepsDraftsOnHost: true,
    spelling: 'en' as const,
  },
  passkeyUnlocksAlone: true,
  recognizersOff: ['fax'],
}

describe('the stricter rule wins', () => {
  it.each([
    [10, 5, 5],
    [2, 5, 2],
    [5, 5, 5],
  ])('idle: own %i, policy %i: %i minutes', (own, policy, counts) => {
    const limits = limitsOf(1, { ...rules, longestIdleMinutes: policy }, 'owner')
    expect(effectiveSettings({ ...settings, idleLockMinutes: own }, limits).idleLockMinutes).toBe(counts)
  })

  it.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
  ])('passkey alone: own %s, policy %s: %s', (own, policy, counts) => {
    const limits = limitsOf(1, { ...rules, allowsPasskeyAlone: policy }, 'owner')
    expect(effectiveSettings({ ...settings, passkeyUnlocksAlone: own }, limits).passkeyUnlocksAlone).toBe(
      counts,
    )
  })

  it('without a policy nothing is changed, and what it says nothing of stays', () => {
    expect(effectiveSettings(settings, null)).toEqual(settings)
    const { idleLockMinutes: _idle, passkeyUnlocksAlone: _alone, ...others } = settings
    expect(effectiveSettings(settings, limitsOf(1, rules, 'owner'))).toMatchObject(others)
  })

  it.each<[Role | null, readonly string[]]>([
    ['owner', ['fax']],
    ['clinician', []],
    [null, []],
  ])('recognizers are off for the owner alone: %s', (role, counts) => {
    const limits = limitsOf(1, rules, role)
    expect(effectiveSettings(settings, limits).recognizersOff).toEqual(counts)
    const wanted = { ...effectiveSettings(settings, limits), recognizersOff: ['date' as const] }
    expect(ownSettings(settings, wanted, limits).recognizersOff).toEqual(
      role === 'owner' ? ['date'] : ['fax'],
    )
  })

  it('what the policy alone made stricter is no wish of the person whom it was shown to', () => {
    const limits = limitsOf(1, rules, 'clinician')
    const shown = effectiveSettings(settings, limits)
    expect(ownSettings(settings, { ...shown, colorScheme: 'dark' }, limits)).toEqual({
      ...settings,
      colorScheme: 'dark',
    })
    expect(ownSettings(settings, { ...shown, idleLockMinutes: 3 }, limits)).toEqual({
      ...settings,
      idleLockMinutes: 3,
    })
    expect(ownSettings(settings, { ...settings, colorScheme: 'dark' }, limits).idleLockMinutes).toBe(10)
    expect(ownSettings(settings, { ...shown, idleLockMinutes: 60 }, limits).idleLockMinutes).toBe(5)
  })

  it.each([
    ['openpgp', 'openpgp', true],
    ['smime', 'openpgp', false],
    ['sealed-message', 'smime', false],
    ['openpgp', 'smime', true],
    ['sealed-message', 'sealed-message', true],
    ['sealed-message', null, true],
  ] as const)('%s where at least %s is asked for: %s', (method, weakest, isEnough) => {
    expect(isStrongEnough(method, weakest)).toBe(isEnough)
  })
})

describe('what a role may', () => {
  it.each<[Role | null, boolean, boolean, boolean, boolean]>([
    ['owner', true, true, false, false],
    ['clinician', true, false, false, true],
    // Decrypted mail is mail: who may not export it may not in clear either.
    ['biller', false, false, false, false],
    [null, false, false, false, false],
  ])('%s', (role, mail, decrypted, names, findings) => {
    expect(limitsOf(3, rules, role)).toMatchObject({
      mayExportMail: mail,
      mayExportDecrypted: decrypted,
      mayExportNames: names,
      maySetFindingsAside: findings,
      mayAnswerQuestions: findings,
      keepsLogYears: 7,
    })
  })
})
