import { readKey } from 'openpgp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { OwnKeyState } from '../../shared/contract/index.ts'
import { decryptAndVerify, encryptAndSign, readCertificate } from '../sealing/index.ts'
import { addAccount, findAccountKey, listOwnKeys } from '../store/index.ts'
import { createKeyDesk, type KeyDesk } from './key-desk.ts'

const dayMs = 86_400_000
let practice: TestPractice
let desk: KeyDesk

beforeEach(async () => {
  practice = await makeTestPractice()
  desk = createKeyDesk({ ...practice, fingerprintWords: () => ['one', 'two'] })
})
afterEach(() => {
  practice.dispose()
})

const state = () => shown(desk.list())
const used = () => state().fingerprint
/** The key of the one account. */
function shown(keys: readonly OwnKeyState[]): OwnKeyState {
  const [key] = keys
  if (key === undefined) throw new Error('the test practice has a key')
  return key
}

const daysLeft = () => (Date.parse(state().expiresAt ?? '') - practice.clock().getTime()) / dayMs

describe("the practice's key", () => {
  it('is shown without its secret, and names the address alone', async () => {
    expect(JSON.stringify(state())).not.toContain('PRIVATE')
    const read = valueOf(await readCertificate(state().armored, practice.clock()))
    expect(read.userIds).toEqual(['<rivera@hope.test>'])
  })

  it.each([
    ['at once', 0, false],
    ['after a year and a day', 366, true],
  ])('renews itself in good time: %s', async (_when, days, isDue) => {
    const { fingerprint, expiresAt } = state()
    practice.pass(days * dayMs)
    await desk.keepUp()
    expect(state().fingerprint).toBe(fingerprint)
    expect(state().expiresAt !== expiresAt).toBe(isDue)
    expect(practice.events().filter(({ type }) => type === 'own-key.renewed')).toHaveLength(isDue ? 1 : 0)
  })

  it('is renewed by hand at any time, for three years from then', async () => {
    practice.pass(100 * dayMs)
    expect(shown(valueOf(await desk.renew(used()))).revoked).toEqual([])
    expect(Math.round(daysLeft())).toBe(3 * 365)
  })

  it('warns in its last 30 days, where renewing by itself has failed', () => {
    practice.pass((3 * 365 - 31) * dayMs)
    expect(state().expiresSoon).toBe(false)
    practice.pass(2 * dayMs)
    expect(state().expiresSoon).toBe(true)
  })

  it('without the audit log, nothing changes', async () => {
    const before = state()
    for (const type of ['own-key.renewed', 'own-key.revoked', 'own-key.made'] as const) {
      const mute = createKeyDesk({
        ...practice,
        audit: practice.auditWithout(type),
        fingerprintWords: () => ['one', 'two'],
      })
      const done =
        type === 'own-key.renewed' ? await mute.renew(used()) : await mute.revoke(used(), 'compromised')
      expect(done.ok || done.error.code).toBe('audit/write-failed')
    }
    expect(state()).toEqual(before)
  })
})

describe('with a second account', () => {
  const office = 'office@hope.test'
  beforeEach(async () => {
    practice.write((tx) =>
      addAccount(tx, { address: office, name: 'Office', settings: {}, credentials: null }, 1),
    )
    await desk.keepUp()
  })

  it('each has its own key, and neither names the address of the other', async () => {
    const keys = desk.list()
    expect(keys.map(({ address }) => address)).toEqual([practice.address, office])
    const read = await Promise.all(keys.map(({ armored }) => readCertificate(armored, practice.clock())))
    expect(read.map((one) => valueOf(one).userIds)).toEqual([[`<${practice.address}>`], [`<${office}>`]])
    expect(practice.events().at(-1)).toEqual({ type: 'own-key.made', fingerprint: keys[1]?.fingerprint })
  })

  it('makes a missing key once', async () => {
    const before = desk.list()
    await desk.keepUp()
    expect(desk.list()).toEqual(before)
  })

  it('giving one up leaves the other as it is', async () => {
    const [first, second] = desk.list()
    const after = valueOf(await desk.revoke(second?.fingerprint ?? '', 'superseded'))
    expect(after[0]).toEqual(first)
    expect(after[1]).toMatchObject({ address: office, revoked: [{ fingerprint: second?.fingerprint }] })
    expect(after[1]?.fingerprint).not.toBe(second?.fingerprint)
  })

  it('names no key that is none of its own', async () => {
    expect(await desk.renew('F'.repeat(40))).toMatchObject({ error: { code: 'account/absent' } })
  })
})

describe('a version 6 key beside it', () => {
  const newer = () => state().newer
  const made = async () => shown(valueOf(await desk.makeNewer(used())))
  beforeEach(async () => {
    await made()
  })

  it('is there only once it was wanted, made once, recorded, and the other stays in use', async () => {
    const other = await makeTestPractice()
    expect(createKeyDesk({ ...other, fingerprintWords: () => [] }).list()[0]?.newer).toBeNull()
    other.dispose()
    const before = state()
    expect(before.newer?.fingerprint).toMatch(/^[0-9A-F]{64}$/)
    expect(before.fingerprint).toMatch(/^[0-9A-F]{40}$/)
    expect(await made()).toEqual(before)
    expect(practice.events().slice(-1)).toEqual([
      { type: 'own-key.made', fingerprint: before.newer?.fingerprint },
    ])
    expect(findAccountKey(practice.store, practice.address)?.fingerprint).toBe(before.fingerprint)
    expect(JSON.stringify(before)).not.toContain('PRIVATE')
    expect(desk.certificate(before.newer?.fingerprint ?? '')).toMatchObject({ value: before.newer?.armored })
  })

  it('of two presses at once one makes it', async () => {
    const second = createKeyDesk({ ...practice, fingerprintWords: () => [] })
    await desk.revoke(newer()?.fingerprint ?? '', 'superseded')
    await Promise.all([desk.makeNewer(used()), second.makeNewer(used())])
    const inUse = listOwnKeys(practice.store, 'openpgp').filter(({ revokedAt }) => revokedAt === null)
    expect(inUse).toHaveLength(2)
  })

  it('without the audit log it isn’t made', async () => {
    const other = await makeTestPractice()
    const audit = other.auditWithout('own-key.made')
    const mute = createKeyDesk({ ...other, audit, fingerprintWords: () => [] })
    const done = await mute.makeNewer(mute.list()[0]?.fingerprint ?? '')
    expect(done.ok || done.error.code).toBe('audit/write-failed')
    expect(mute.list()[0]?.newer).toBeNull()
    other.dispose()
  })

  it('renews itself as the other does, and keeps announcing AEAD', async () => {
    const { fingerprint } = newer() ?? {}
    practice.pass(366 * dayMs)
    await desk.keepUp()
    expect(newer()?.fingerprint).toBe(fingerprint)
    expect(practice.events().filter(({ type }) => type === 'own-key.renewed')).toHaveLength(2)
    const own = findAccountKey(practice.store, practice.address)
    const sealed = await encryptAndSign(new TextEncoder().encode('new mail'), {
      recipientCertificates: [newer()?.armored ?? ''],
      signWith: own?.secret ?? '',
      now: practice.clock(),
    })
    expect(valueOf(sealed).protection.forms[0]?.container).toBe('seipd-v2')
    const keys = listOwnKeys(practice.store, 'openpgp')
    const opened = await decryptAndVerify(valueOf(sealed).armored, {
      secretKeys: keys.map(({ secret }) => secret),
      senderCertificates: keys.map(({ certificate }) => certificate),
      now: practice.clock(),
    })
    expect(opened.ok && opened.value.signature.state).toBe('good')
  })

  it('given up, it makes no next one, leaves the other as it is, and opens old mail', async () => {
    const { fingerprint: kept, newer: old } = state()
    const after = shown(valueOf(await desk.revoke(old?.fingerprint ?? '', 'superseded')))
    expect(after).toMatchObject({ fingerprint: kept, newer: null })
    expect(after.revoked.map(({ fingerprint }) => fingerprint)).toEqual([old?.fingerprint])
    expect(practice.events().at(-1)).toMatchObject({ type: 'own-key.revoked', fingerprint: old?.fingerprint })
    expect(listOwnKeys(practice.store, 'openpgp').map(({ fingerprint }) => fingerprint)).toContain(
      old?.fingerprint,
    )
    const read = await readCertificate(
      valueOf(desk.revokedCertificate(old?.fingerprint ?? '')),
      practice.clock(),
    )
    expect(read.ok || read.error.code).toBe('openpgp/certificate-revoked')
  })

  it('stays when the other is given up', async () => {
    const { newer: kept } = state()
    const after = shown(valueOf(await desk.revoke(used(), 'compromised')))
    expect(after.newer).toEqual(kept)
  })
})

describe('a key that was given up', () => {
  it('makes room for a new one, is recorded with its reason, and opens old mail', async () => {
    const old = findAccountKey(practice.store, practice.address)
    const sealed = await encryptAndSign(new TextEncoder().encode('old mail'), {
      recipientCertificates: [old?.certificate ?? ''],
      signWith: old?.secret ?? '',
      now: practice.clock(),
    })
    practice.pass(dayMs)
    const next = shown(valueOf(await desk.revoke(used(), 'superseded')))
    expect(next.fingerprint).not.toBe(old?.fingerprint)
    expect(next.revoked).toEqual([
      { fingerprint: old?.fingerprint, revokedAt: practice.clock().toISOString() },
    ])
    expect(practice.events().slice(-2)).toEqual([
      { type: 'own-key.revoked', fingerprint: old?.fingerprint, reason: 'superseded' },
      { type: 'own-key.made', fingerprint: next.fingerprint },
    ])
    const keys = listOwnKeys(practice.store, 'openpgp')
    const opened = await decryptAndVerify(valueOf(sealed).armored, {
      secretKeys: keys.map(({ secret }) => secret),
      senderCertificates: keys.map(({ certificate }) => certificate),
      now: practice.clock(),
    })
    expect(opened.ok && new TextDecoder().decode(opened.value.inner)).toBe('old mail')
    // Our own copies in Sent go on being ours.
    expect(opened.ok && opened.value.signature.state).toBe('good')
  })

  it.each([
    ['compromised', 2],
    ['superseded', 1],
  ] as const)('%s: its certificate says so to correspondents', async (reason, flag) => {
    const { fingerprint } = state()
    await desk.revoke(used(), reason)
    const certificate = valueOf(desk.revokedCertificate(fingerprint))
    const read = await readCertificate(certificate, practice.clock())
    expect(read.ok || read.error.code).toBe('openpgp/certificate-revoked')
    const { revocationSignatures } = await readKey({ armoredKey: certificate })
    expect(revocationSignatures[0]?.reasonForRevocationFlag).toBe(flag)
  })

  it('has no certificate to give out while it is in use', () => {
    expect(desk.revokedCertificate(state().fingerprint)).toMatchObject({ ok: false })
  })
})
