import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { valueOf } from '../../../test/support/store.ts'
import {
  goodPassphrase,
  otherPassphrase,
  tempFolder,
  testVaultDeps,
  type TestVaultDeps,
} from '../../../test/support/vault.ts'
import { fail, ok } from '../../shared/result.ts'
import { readMeta, readSetting, saveSetting, type Store } from '../store/index.ts'
import {
  createVault,
  openVault,
  vaultExists,
  VaultLockedError,
  type LockedVault,
  type UnlockedVault,
} from './index.ts'
import { cpuMs } from '../../../test/support/cpu-time.ts'

let temp: ReturnType<typeof tempFolder>
let folder: string
let deps: TestVaultDeps
const toClose: (() => void)[] = []

beforeEach(() => {
  temp = tempFolder()
  folder = join(temp.path, 'practice', 'vault')
  deps = testVaultDeps()
})
afterEach(() => {
  for (const close of toClose.splice(0)) close()
  temp.remove()
})

async function make(passphrase = goodPassphrase): Promise<{ locked: LockedVault; unlocked: UnlockedVault }> {
  const created = valueOf(await createVault({ folder, passphrase }, deps))
  toClose.push(() => {
    created.unlocked.lock()
    created.locked.close()
  })
  return created
}

async function unlock(locked: LockedVault, passphrase = goodPassphrase): Promise<UnlockedVault> {
  const unlocked = valueOf(await locked.unlock(passphrase))
  toClose.push(() => unlocked.lock())
  return unlocked
}

function makeKit(unlocked: UnlockedVault): string {
  const kit = unlocked.makeRecoveryKit()
  const confirmed = unlocked.confirmRecoveryKit({
    checkCode: kit.checkCode,
    wordNumber: 3,
    word: kit.words[2] ?? '',
  })
  expect(confirmed).toEqual(ok(undefined))
  return `${kit.words.join(' ')} ${kit.checkCode}`
}

const note = (unlocked: UnlockedVault, text: string) => valueOf(saveNote(unlocked.store, text))
function saveNote(store: Store, text: string) {
  return store.transaction((tx) => {
    saveSetting(tx, 'note', text, 1)
    return ok(undefined)
  })
}
const noteOf = (unlocked: UnlockedVault) => readSetting(unlocked.store, 'note')
const headerPath = () => join(folder, 'vault.json')

describe('creating a vault', () => {
  it('makes one that opens with its passphrase and with no other', async () => {
    const { locked, unlocked } = await make()
    note(unlocked, 'kept')
    unlocked.lock()
    expect(await locked.unlock(otherPassphrase)).toEqual(fail('vault/wrong-passphrase'))
    expect(noteOf(await unlock(locked))).toBe('kept')
  })

  it('writes the first rows before the vault exists', async () => {
    const created = await createVault(
      {
        folder,
        passphrase: goodPassphrase,
        prepare: (store, { vaultId, deviceSecret }) => {
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

describe('changing the passphrase', () => {
  it('ends the old one and leaves store and kit alone', async () => {
    const { locked, unlocked } = await make()
    const kit = makeKit(unlocked)
    note(unlocked, 'kept')
    expect(await unlocked.changePassphrase(goodPassphrase, otherPassphrase)).toEqual(ok(undefined))
    unlocked.lock()
    expect(await locked.unlock(goodPassphrase)).toEqual(fail('vault/wrong-passphrase'))
    const again = await unlock(locked, otherPassphrase)
    expect(noteOf(again)).toBe('kept')
    again.lock()
    const recovered = valueOf(await locked.unlockWithRecoveryKit(kit, goodPassphrase))
    expect(noteOf(recovered)).toBe('kept')
    recovered.lock()
  })

  it('needs the present one, and slows down who guesses it', async () => {
    const { unlocked } = await make()
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await unlocked.changePassphrase('a wrong passphrase of some length', otherPassphrase)).toEqual(
        fail('vault/wrong-passphrase'),
      )
    }
    expect(await unlocked.changePassphrase(goodPassphrase, otherPassphrase)).toEqual(
      fail('vault/too-many-attempts', { retryAfterSeconds: 5 }),
    )
    deps.clock += 5000
    expect(await unlocked.changePassphrase(goodPassphrase, otherPassphrase)).toEqual(ok(undefined))
  })

  it('refuses a weak one', async () => {
    const { unlocked } = await make()
    expect(await unlocked.changePassphrase(goodPassphrase, 'weak')).toMatchObject({
      error: { code: 'vault/weak-passphrase' },
    })
  })
})

describe('the recovery kit', () => {
  it('opens without passphrase and keychain, sets a new passphrase and a new device secret', async () => {
    const { locked, unlocked } = await make()
    const kit = makeKit(unlocked)
    note(unlocked, 'kept')
    unlocked.lock()
    deps.keychain.items.clear()
    const recovered = valueOf(await locked.unlockWithRecoveryKit(kit, otherPassphrase))
    expect(recovered).toMatchObject({ way: 'recovery-kit', deviceSecret: 'keychain' })
    expect(noteOf(recovered)).toBe('kept')
    recovered.lock()
    expect(await locked.unlock(goodPassphrase)).toEqual(fail('vault/wrong-passphrase'))
    await unlock(locked, otherPassphrase)
  })

  it('keeps the device secret when the keychain is in order', async () => {
    const { locked, unlocked } = await make()
    const kit = makeKit(unlocked)
    unlocked.lock()
    const before = [...deps.keychain.items]
    valueOf(await locked.unlockWithRecoveryKit(kit, otherPassphrase)).lock()
    expect([...deps.keychain.items]).toEqual(before)
  })

  it('opens on a computer without a keychain, which is recorded', async () => {
    const { locked, unlocked } = await make()
    const kit = makeKit(unlocked)
    unlocked.lock()
    deps.keychain.isAvailable = false
    const recovered = valueOf(await locked.unlockWithRecoveryKit(kit, otherPassphrase))
    expect(recovered.deviceSecret).toBe('none')
    recovered.lock()
  })

  it('counts only once it was written down', async () => {
    const { locked, unlocked } = await make()
    const kit = unlocked.makeRecoveryKit()
    for (const proof of [
      { checkCode: kit.checkCode === '0000' ? '0001' : '0000', wordNumber: 3, word: kit.words[2]! },
      { checkCode: kit.checkCode, wordNumber: 3, word: 'wrong' },
      { checkCode: kit.checkCode, wordNumber: 99, word: kit.words[2]! },
    ]) {
      expect(unlocked.confirmRecoveryKit(proof)).toEqual(fail('vault/recovery-kit-mistyped'))
    }
    expect(unlocked.hasRecoveryKit).toBe(false)
    unlocked.lock()
    expect(
      await locked.unlockWithRecoveryKit(`${kit.words.join(' ')} ${kit.checkCode}`, otherPassphrase),
    ).toEqual(fail('vault/recovery-kit-missing'))
  })

  it('ends the one before it', async () => {
    const { locked, unlocked } = await make()
    const first = makeKit(unlocked)
    const second = makeKit(unlocked)
    unlocked.lock()
    expect(await locked.unlockWithRecoveryKit(first, otherPassphrase)).toEqual(
      fail('vault/wrong-recovery-kit'),
    )
    valueOf(await locked.unlockWithRecoveryKit(second, otherPassphrase)).lock()
  })

  it.each([
    [
      'capitals and list numbers',
      (kit: string) =>
        kit
          .split(' ')
          .map((word, index) => (index < 16 ? `${index + 1}. ${word.toUpperCase()}` : word))
          .join('\n'),
    ],
    ['hyphens and a final full stop', (kit: string) => `${kit.replaceAll(' ', '-')}.`],
  ])('is read with %s', async (_what, typed) => {
    const { locked, unlocked } = await make()
    const kit = makeKit(unlocked)
    unlocked.lock()
    valueOf(await locked.unlockWithRecoveryKit(typed(kit), otherPassphrase)).lock()
  })

  it('mistyped is told apart from wrong, and costs no attempt', async () => {
    const { locked, unlocked } = await make()
    const kit = makeKit(unlocked)
    unlocked.lock()
    const words = kit.split(' ')
    const swapped = [words[1], words[0], ...words.slice(2)].join(' ')
    for (const typed of ['', words.slice(1).join(' '), swapped === kit ? '' : swapped]) {
      expect(await locked.unlockWithRecoveryKit(typed, otherPassphrase)).toMatchObject({
        error: { code: 'vault/recovery-kit-mistyped' },
      })
    }
    expect(
      valueOf(await locked.unlockWithRecoveryKit(kit, otherPassphrase)).lockedJournal.attempts,
    ).toHaveLength(1)
  })
})

describe('attempts while locked', () => {
  it('are written down before the secret is tried and survive a restart', async () => {
    const { locked, unlocked } = await make()
    unlocked.lock()
    for (let attempt = 0; attempt < 3; attempt += 1) {
      deps.clock += 1000
      await locked.unlock(otherPassphrase)
    }
    locked.close()
    const again = valueOf(openVault(folder, deps))
    toClose.push(() => again.close())
    const opened = await unlock(again)
    expect(opened.lockedJournal).toMatchObject({ folded: 0, isAuthentic: true })
    expect(opened.lockedJournal.attempts.map(({ number, factor }) => [number, factor])).toEqual(
      [1, 2, 3, 4].map((number) => [number, 'passphrase']),
    )
    expect(opened.foldLockedJournal()).toEqual(ok(undefined))
    opened.lock()
    expect((await unlock(again)).lockedJournal).toMatchObject({ folded: 4, attempts: [{ number: 5 }] })
  })

  it('slow down after five in a row, also across a restart, whatever the clock says', async () => {
    const { locked, unlocked } = await make()
    unlocked.lock()
    for (let attempt = 0; attempt < 5; attempt += 1) await locked.unlock(otherPassphrase)
    expect(await locked.unlock(goodPassphrase)).toEqual(
      fail('vault/too-many-attempts', { retryAfterSeconds: 5 }),
    )
    locked.close()
    const again = valueOf(openVault(folder, deps))
    toClose.push(() => again.close())
    deps.clock -= 365 * 86_400_000
    expect(await again.unlock(goodPassphrase)).toEqual(
      fail('vault/too-many-attempts', { retryAfterSeconds: 5 }),
    )
    deps.clock += 365 * 86_400_000 + 5000
    await unlock(again)
  })

  it('can not be made in parallel', async () => {
    const { locked, unlocked } = await make()
    unlocked.lock()
    const answers = await Promise.all([locked.unlock(otherPassphrase), locked.unlock(goodPassphrase)])
    expect(answers.map((answer) => (answer.ok ? 'open' : answer.error.code))).toEqual([
      'vault/wrong-passphrase',
      'vault/too-many-attempts',
    ])
  })

  it('that someone edited, removed or cut off are seen', async () => {
    const { locked, unlocked } = await make()
    unlocked.lock()
    for (let attempt = 0; attempt < 3; attempt += 1) await locked.unlock(otherPassphrase)
    const journal = join(folder, 'locked.jsonl')
    const lines = readFileSync(journal, 'utf8').trimEnd().split('\n')
    const read = async (text: string | null) => {
      if (text === null) rmSync(journal)
      else writeFileSync(journal, text)
      const opened = await unlock(locked)
      const { lockedJournal } = opened
      opened.lock()
      return lockedJournal
    }
    expect(await read(lines.join('\n').replace('"number":2', '"number":7'))).toMatchObject({
      isAuthentic: false,
    })
    expect(await read([lines[0], ...lines.slice(2)].join('\n'))).toMatchObject({ isAuthentic: false })
    expect(await read(`${lines.slice(0, 3).join('\n')}\n${lines[3]!.slice(0, 20)}`)).toMatchObject({
      isAuthentic: true,
      attempts: [{ number: 1 }, { number: 2 }, { number: 3 }],
    })
    expect(await read(null)).toMatchObject({ folded: 0, attempts: [{ number: 1 }] })
    expect(await read(`${lines.join('\n')}\n`)).toMatchObject({ isAuthentic: true })
  })
})
