import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import { goodPassphrase, otherPassphrase, tempFolder, testVaultDeps } from '../../../test/support/vault.ts'
import { makeKit } from '../../../test/support/vaults.ts'
import type { PolicyRules } from '../../shared/contract/index.ts'
import { fail, ok } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { createPolicyDesk } from '../practice/index.ts'
import { createVault, type UnlockedVault } from '../vault/index.ts'
import { createFactorDesk, type FactorDesk } from './factor-desk.ts'

let practice: TestPractice
let folder: ReturnType<typeof tempFolder>
let vault: UnlockedVault
let closeVault: () => void

beforeEach(async () => {
  practice = await makeTestPractice()
  folder = tempFolder()
  const created = valueOf(
    await createVault({ folder: join(folder.path, 'vault'), passphrase: goodPassphrase }, testVaultDeps()),
  )
  vault = created.unlocked
  closeVault = () => {
    created.locked.close()
  }
  makeKit(vault)
})
afterEach(() => {
  vault.lock()
  closeVault()
  practice.dispose()
  folder.remove()
})

function factorDesk(place: string | null = null, audit: AuditTrail = practice.audit): FactorDesk {
  return createFactorDesk({
    ...{ vault, store: practice.store, audit, clock: practice.clock, userDataDir: folder.path },
    askSavePath: () => Promise.resolve(place),
  })
}

const passkey = {
  credentialId: 'c2VhbHBvc3Q',
  salt: Buffer.alloc(32, 1).toString('base64'),
  transports: [],
  attachment: 'platform',
  output: Buffer.alloc(32, 2),
} as const

const lenientRules: PolicyRules = {
  ...{ weakestMethod: 'sealed-message', longestIdleMinutes: 60, needsSecondFactor: false },
  ...{ allowsPasskeyAlone: true, mayExportMail: ['owner'], mayExportDecrypted: ['owner'] },
  ...{ mayExportNames: ['owner'], maySetFindingsAside: ['owner'] },
  ...{ mayAnswerQuestions: ['owner'], keepsLogYears: 6 },
}

const otherDevice = '/dev/shm'
const hasOtherDevice = existsSync(otherDevice) && statSync(otherDevice).dev !== statSync('/tmp').dev

describe('a passkey on the list', () => {
  it('has a name that can be changed, and goes; each recorded without the name', async () => {
    const desk = factorDesk()
    valueOf(await desk.addPasskey(goodPassphrase, 'This computer', { ...passkey, transports: [] }))
    const [added] = desk.list()
    expect(added).toMatchObject({ kind: 'passkey', name: 'This computer', isOfThisComputer: true })
    const id = added!.id
    valueOf(desk.rename(id, 'Desk'))
    expect(desk.list()[0]?.name).toBe('Desk')
    valueOf(await desk.remove(goodPassphrase, id))
    expect(desk.list()).toEqual([])
    expect(desk.rename(id, 'Gone')).toEqual(fail('vault/factor-absent'))
    expect(practice.events()).toEqual([
      { type: 'vault.factor-added', factor: id, kind: 'passkey' },
      { type: 'vault.factor-renamed', factor: id },
      { type: 'vault.factor-removed', factor: id, kind: 'passkey', with: 'passphrase' },
    ])
  })

  it('A2: neither comes nor goes when that cannot be recorded', async () => {
    const failed = fail('audit/write-failed')
    const deaf = factorDesk(null, practice.auditWithout('vault.factor-added', 'vault.factor-removed'))
    expect(await deaf.addPasskey(goodPassphrase, 'Key', { ...passkey, transports: [] })).toEqual(failed)
    expect(deaf.list()).toEqual([])
    valueOf(await factorDesk().addPasskey(goodPassphrase, 'Key', { ...passkey, transports: [] }))
    expect(await deaf.remove(goodPassphrase, deaf.list()[0]!.id)).toEqual(failed)
    expect(deaf.list()).toMatchObject([{ name: 'Key' }])
  })
})

describe('the last factor that the policy asks for', () => {
  it('stays, which is told to nobody who does not have the passphrase', async () => {
    const policy = createPolicyDesk({
      ...practice,
      fingerprintWords: () => [],
      provePassphrase: () => Promise.resolve(ok(undefined)),
    })
    const issue = (basis: number, needsSecondFactor: boolean) =>
      valueOf(policy.issue({ basis, rules: { ...lenientRules, needsSecondFactor }, seats: [] }))
    const desk = factorDesk()
    valueOf(await desk.addPasskey(goodPassphrase, 'Key', { ...passkey, transports: [] }))
    const [{ id } = { id: '' }] = desk.list()
    issue(0, true)
    expect(await desk.remove(otherPassphrase, id)).toMatchObject({
      error: { code: 'vault/wrong-passphrase' },
    })
    expect(await desk.remove(goodPassphrase, id)).toMatchObject({ error: { code: 'policy/factor-first' } })
    expect(desk.list()).toHaveLength(1)
    issue(1, false)
    valueOf(await desk.remove(goodPassphrase, id))
  })
})

describe('a key file', () => {
  it('never lies beside the vault, and is not saved for a wrong passphrase', async () => {
    const place = join(folder.path, 'key.txt')
    expect(await factorDesk(place).addKeyFile(goodPassphrase, 'Stick')).toEqual(fail('file/not-removable'))
    expect(await factorDesk(place).addKeyFile(otherPassphrase, 'Stick')).toEqual(
      fail('vault/wrong-passphrase'),
    )
    expect(existsSync(place)).toBe(false)
    expect(practice.events()).toEqual([])
  })

  it('is not asked for where the person cancels', async () => {
    expect(valueOf(await factorDesk(null).addKeyFile(goodPassphrase, 'Stick'))).toBe(false)
    expect(vault.factors.list).toEqual([])
  })

  it.skipIf(!hasOtherDevice)('is saved on another drive, for its owner alone, and asked for', async () => {
    const stick = tempFolder('sealpost-stick-', otherDevice)
    const place = join(stick.path, 'key.txt')
    const desk = factorDesk(place)
    expect(valueOf(await desk.addKeyFile(goodPassphrase, 'Stick'))).toBe(true)
    expect(readFileSync(place, 'utf8')).toMatch(/^Sealpost key file 1\n/)
    expect(statSync(place).mode & 0o777).toBe(0o600)
    const [added] = desk.list()
    expect(added).toMatchObject({ kind: 'key-file', name: 'Stick', isOfThisComputer: false })
    expect(practice.events()).toEqual([
      { type: 'vault.key-file-saved' },
      { type: 'vault.factor-added', factor: added!.id, kind: 'key-file' },
    ])
    stick.remove()
  })

  it.skipIf(!hasOtherDevice)('that can not be recorded leaves no file', async () => {
    const stick = tempFolder('sealpost-stick-', otherDevice)
    const place = join(stick.path, 'key.txt')
    for (const type of ['vault.key-file-saved', 'vault.factor-added'] as const) {
      const desk = factorDesk(place, practice.auditWithout(type))
      expect(await desk.addKeyFile(goodPassphrase, 'Stick')).toEqual(fail('audit/write-failed'))
      expect(existsSync(place)).toBe(false)
    }
    expect(vault.factors.list).toEqual([])
    stick.remove()
  })
})
