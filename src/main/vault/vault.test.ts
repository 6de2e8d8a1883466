import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { valueOf } from '../../../test/support/store.ts'
import { goodPassphrase, otherPassphrase, type TestVaultDeps } from '../../../test/support/vault.ts'
import { fail, ok } from '../../shared/result.ts'
import { readMeta } from '../store/index.ts'
import { createVault, openVault, vaultExists, VaultLockedError } from './index.ts'
import { cpuMs } from '../../../test/support/cpu-time.ts'
import { note, noteOf, saveNote, useVaults } from '../../../test/support/vaults.ts'

const vaults = useVaults()
const { make, unlock } = vaults
let folder: string
let deps: TestVaultDeps

beforeEach(() => {
  folder = vaults.folder
  deps = vaults.deps
})

const headerPath = () => join(folder, 'vault.json')

describe('creating a vault', () => {
  it('makes one that opens with its passphrase and with no other', async () => {
    const { locked, unlocked } = await make()
    note(unlocked, 'kept')
    unlocked.lock()
    expect(await locked.unlock(otherPassphrase)).toEqual(fail('vault/wrong-passphrase'))
    expect(noteOf(await unlock(locked))).toBe('kept')
  })

  it('writes the first rows before the vault exists, with the keys that it will have', async () => {
    let signingKey = Buffer.alloc(0)
    const created = await createVault(
      {
        folder,
        passphrase: goodPassphrase,
        prepare: (store, { vaultId, deviceSecret, subKey }) => {
          signingKey = Buffer.from(subKey('audit-signing'))
          expect(deviceSecret).toBe('keychain')
          expect(vaultExists(folder)).toBe(false)
          expect(readMeta(store, 'vault-id')).toBe(vaultId)
          return saveNote(store, 'first')
        },
      },
      deps,
    )
    const { locked, unlocked } = valueOf(created)
    expect(noteOf(unlocked)).toBe('first')
    expect(unlocked.subKey('audit-signing')).toEqual(signingKey)
    unlocked.lock()
    locked.close()
  })

  it('leaves nothing when the first rows can not be written', async () => {
    const prepare = () => fail('audit/write-failed')
    expect(await createVault({ folder, passphrase: goodPassphrase, prepare }, deps)).toEqual(
      fail('audit/write-failed'),
    )
    expect(vaultExists(folder)).toBe(false)
    expect(existsSync(`${folder}.making`)).toBe(false)
    await make()
  })

  it('refuses a weak passphrase and leaves nothing', async () => {
    const created = await createVault({ folder, passphrase: 'short' }, deps)
    expect(created).toEqual(fail('vault/weak-passphrase', { bits: 10, least: 62 }))
    expect(vaultExists(folder)).toBe(false)
  })

  it('never touches an existing vault', async () => {
    const { locked, unlocked } = await make()
    note(unlocked, 'kept')
    unlocked.lock()
    locked.close()
    expect(await createVault({ folder, passphrase: otherPassphrase }, deps)).toEqual(
      fail('vault/already-exists'),
    )
    expect(noteOf(await unlock(valueOf(openVault(folder, deps))))).toBe('kept')
  })

  it.runIf(process.platform !== 'win32')('keeps everything to the owner', async () => {
    await make()
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const file of ['vault.json', 'store.db', 'locked.jsonl']) {
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
    }
  })
})

describe('two programs on one vault', () => {
  it('are kept apart until the first lets go', async () => {
    const { locked, unlocked } = await make()
    expect(openVault(folder, deps)).toEqual(fail('vault/in-use'))
    expect(await createVault({ folder, passphrase: goodPassphrase }, deps)).toEqual(fail('vault/in-use'))
    unlocked.lock()
    expect(openVault(folder, deps)).toEqual(fail('vault/in-use'))
    locked.close()
    valueOf(openVault(folder, deps)).close()
  })

  it('says that there is no vault before it takes a lock', () => {
    expect(openVault(folder, deps)).toEqual(fail('vault/absent'))
  })
})

describe('the lock', () => {
  it('ends store and keys within 100 ms', async () => {
    const { locked, unlocked } = await make()
    const key = unlocked.subKey('sealed-row-mac')
    expect(key.some((byte) => byte !== 0)).toBe(true)
    for (let index = 0; index < 50; index += 1) note(unlocked, 'x'.repeat(100_000))
    const start = cpuMs()
    unlocked.lock()
    expect(cpuMs() - start).toBeLessThan(100)
    expect(key.every((byte) => byte === 0)).toBe(true)
    expect(() => unlocked.subKey('sealed-row-mac')).toThrow(VaultLockedError)
    expect(() => noteOf(unlocked)).toThrow()
    unlocked.lock()
    expect(noteOf(await unlock(locked))).toBe('x'.repeat(100_000))
  })

  it('gives the same keys after the next unlock, one per purpose', async () => {
    const { locked, unlocked } = await make()
    const row = Uint8Array.from(unlocked.subKey('sealed-row-mac'))
    const audit = Uint8Array.from(unlocked.subKey('audit-signing'))
    unlocked.lock()
    const again = await unlock(locked)
    expect(again.subKey('sealed-row-mac')).toEqual(Buffer.from(row))
    expect(again.subKey('audit-signing')).toEqual(Buffer.from(audit))
    expect(row).not.toEqual(audit)
  })
})

describe('the keychain', () => {
  it('holds a secret without which the passphrase opens nothing', async () => {
    const { locked, unlocked } = await make()
    expect(unlocked.deviceSecret).toBe('keychain')
    unlocked.lock()
    deps.keychain.items.clear()
    expect(await locked.unlock(goodPassphrase)).toEqual(fail('vault/keychain-changed'))
  })

  it('is named when it holds another secret, before the passphrase is blamed', async () => {
    const { locked, unlocked } = await make()
    unlocked.lock()
    for (const name of deps.keychain.items.keys())
      deps.keychain.items.set(name, Buffer.alloc(32, 7).toString('base64'))
    expect(await locked.unlock(goodPassphrase)).toEqual(fail('vault/keychain-changed'))
  })

  it('is named when it does not answer, and the vault opens when it does again', async () => {
    const { locked, unlocked } = await make()
    unlocked.lock()
    deps.keychain.isAvailable = false
    expect(await locked.unlock(goodPassphrase)).toEqual(fail('vault/keychain-unavailable'))
    deps.keychain.isAvailable = true
    await unlock(locked)
  })

  it('may be missing from the start: recorded, and made up for with the next passphrase', async () => {
    deps.keychain.isAvailable = false
    const { locked, unlocked } = await make()
    expect(unlocked.deviceSecret).toBe('none')
    unlocked.lock()
    const again = await unlock(locked)
    deps.keychain.isAvailable = true
    expect(await again.changePassphrase(goodPassphrase, otherPassphrase)).toEqual(ok(undefined))
    expect(again.deviceSecret).toBe('keychain')
    again.lock()
    expect((await unlock(locked, otherPassphrase)).deviceSecret).toBe('keychain')
  })

  it('does not know the passphrase or any key of the vault', async () => {
    await make()
    const header = readFileSync(headerPath(), 'utf8')
    for (const value of deps.keychain.items.values()) expect(header).not.toContain(value)
    expect([...deps.keychain.items.values()].join()).not.toContain(goodPassphrase)
  })
})
