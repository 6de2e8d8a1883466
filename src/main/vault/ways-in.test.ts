import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { proofOf } from '../../../test/support/paper.ts'
import { valueOf } from '../../../test/support/store.ts'
import { goodPassphrase, otherPassphrase, type TestVaultDeps } from '../../../test/support/vault.ts'
import { fail, ok } from '../../shared/result.ts'
import { openVault, type UnlockedVault } from './index.ts'
import { makeKit, note, noteOf, useVaults } from '../../../test/support/vaults.ts'

const vaults = useVaults()
const { closeLater, make, unlock } = vaults
let folder: string
let deps: TestVaultDeps

beforeEach(() => {
  folder = vaults.folder
  deps = vaults.deps
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

  it.each([
    [goodPassphrase, 'vault/wrong-passphrase' as const],
    [otherPassphrase, null],
  ])('is over before a factor is added with a passphrase: %s', async (passphrase, code) => {
    const { locked, unlocked } = await make()
    makeKit(unlocked)
    const file = Buffer.from(unlocked.factors.newKeyFile())
    const adding: Promise<unknown>[] = []
    const record = () => {
      adding.push(unlocked.factors.addKeyFile(passphrase, file, () => ok(undefined)))
      return ok(undefined)
    }
    expect(await unlocked.changePassphrase(goodPassphrase, otherPassphrase, record)).toEqual(ok(undefined))
    expect(await adding[0]).toEqual(code === null ? ok(undefined) : fail(code))
    unlocked.lock()
    const opened = valueOf(await locked.unlock(otherPassphrase, { kind: 'key-file', file }))
    expect(opened.factors.list).toHaveLength(code === null ? 1 : 0)
    opened.lock()
  })

  it('refuses a weak one', async () => {
    const { unlocked } = await make()
    expect(await unlocked.changePassphrase(goodPassphrase, 'weak')).toMatchObject({
      error: { code: 'vault/weak-passphrase' },
    })
  })
})

describe('the recovery kit', () => {
  it.each([false, true])('tells where the keychain answers no more: %s', async (isAway) => {
    const { locked, unlocked } = await make()
    const kit = makeKit(unlocked)
    unlocked.lock()
    deps.keychain.isAvailable = !isAway
    const told: boolean[] = []
    const record = (_vault: unknown, losesDeviceSecret: boolean) => {
      told.push(losesDeviceSecret)
      return ok(undefined)
    }
    const opened = valueOf(await locked.unlockWithRecoveryKit(kit, otherPassphrase, record))
    expect([told, opened.deviceSecret]).toEqual([[isAway], isAway ? 'none' : 'keychain'])
    opened.lock()
  })

  it('closes the store and drops the keys where what records the opening throws', async () => {
    const { locked, unlocked } = await make()
    const kit = makeKit(unlocked)
    unlocked.lock()
    const opened: UnlockedVault[] = []
    const record = (vault: UnlockedVault): never => {
      opened.push(vault)
      throw new Error('not recorded')
    }
    await expect(locked.unlockWithRecoveryKit(kit, otherPassphrase, record)).rejects.toThrow('not recorded')
    expect(opened.map(({ store }) => store.isOpen)).toEqual([false])
    await unlock(locked)
  })

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
    const secrets = () => [...deps.keychain.items].filter(([name]) => !name.endsWith(' attempts'))
    const before = secrets()
    valueOf(await locked.unlockWithRecoveryKit(kit, otherPassphrase)).lock()
    expect(before).toHaveLength(1)
    expect(secrets()).toEqual(before)
  })

  it.each([
    ['answers later', 1, 'keychain'],
    ['answers later still, after it was asked again', 2, 'none'],
  ] as const)('leaves a device secret that fits, of a keychain that %s', async (_when, silences, kind) => {
    const { locked, unlocked } = await make()
    const kit = makeKit(unlocked)
    unlocked.lock()
    const before = [...deps.keychain.items]
    const { read } = deps.keychain
    let asked = 0
    Object.assign(deps.keychain, {
      read: (name: string) => {
        asked += 1
        return asked <= silences ? Promise.resolve({ state: 'unavailable' }) : read(name)
      },
    })
    const recovered = valueOf(await locked.unlockWithRecoveryKit(kit, otherPassphrase))
    expect(recovered.deviceSecret).toBe(kind)
    recovered.lock()
    expect([...deps.keychain.items]).toEqual(before)
    await unlock(locked, otherPassphrase)
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
      { ...proofOf(kit), checkCode: kit.checkCode === '0000' ? '0001' : '0000' },
      // One word, or the same one twice, is less than what was asked for.
      { ...proofOf(kit), words: proofOf(kit).words.slice(1) },
      proofOf(kit, 3, 3),
      {
        ...proofOf(kit),
        words: [
          { number: 3, word: kit.words[2]! },
          { number: 4, word: 'wrong' },
        ],
      },
      {
        ...proofOf(kit),
        words: [
          { number: 3, word: kit.words[2]! },
          { number: 99, word: '' },
        ],
      },
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
    closeLater(() => again.close())
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
    closeLater(() => again.close())
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
    // Each attempt is a line, and its answer another.
    expect(await read(`${lines.slice(0, 5).join('\n')}\n${lines[5]!.slice(0, 20)}`)).toMatchObject({
      isAuthentic: true,
      attempts: [{ number: 1 }, { number: 2 }, { number: 3 }],
    })
    expect(await read(null)).toMatchObject({ folded: null, attempts: [{ number: 1 }] })
    expect(await read(`${lines.join('\n')}\n`)).toMatchObject({ isAuthentic: true })
  })
})
