import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { valueOf } from '../../../test/support/store.ts'
import { goodPassphrase, otherPassphrase, type TestVaultDeps } from '../../../test/support/vault.ts'
import { makeKit, note, noteOf, useVaults } from '../../../test/support/vaults.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { canonicalJson, type CanonicalValue } from '../../shared/canonical-json.ts'
import type { VaultHeader } from './header.ts'
import { openVault, readWaysIn, type FactorProof, type UnlockedVault } from './index.ts'

const vaults = useVaults()
const { closeLater, make, unlock } = vaults
let folder: string
let deps: TestVaultDeps

beforeEach(() => {
  folder = vaults.folder
  deps = vaults.deps
})

const recorded = (): Result<void> => ok(undefined)
const outputOf = (seed: number) => Buffer.alloc(32, seed)

/** Enrolls a passkey whose PRF gives 32 times `seed`; its id. */
async function addPasskey(
  unlocked: UnlockedVault,
  seed: number,
  attachment: 'platform' | 'cross-platform' = 'cross-platform',
): Promise<string> {
  const passkey = {
    credentialId: Buffer.alloc(16, seed).toString('base64url'),
    salt: Buffer.alloc(32, seed + 1).toString('base64'),
    transports: ['usb'],
    attachment,
    output: outputOf(seed),
  }
  expect(await unlocked.factors.addPasskey(goodPassphrase, passkey, recorded)).toEqual(ok(undefined))
  return unlocked.factors.list.at(-1)!.id
}

async function addKeyFile(unlocked: UnlockedVault): Promise<Buffer> {
  const file = Buffer.from(unlocked.factors.newKeyFile())
  expect(await unlocked.factors.addKeyFile(goodPassphrase, file, recorded)).toEqual(ok(undefined))
  return file
}

const passkey = (id: string, seed: number) => ({ kind: 'passkey', id, output: outputOf(seed) }) as const
const keyFile = (file: Buffer): FactorProof => ({ kind: 'key-file', file: Buffer.from(file) })

describe('a second factor', () => {
  it('is asked for from then on: neither the passphrase nor the factor opens alone', async () => {
    const { locked, unlocked } = await make()
    makeKit(unlocked)
    note(unlocked, 'kept')
    const id = await addPasskey(unlocked, 7)
    unlocked.lock()
    expect(await locked.unlock(goodPassphrase)).toEqual(fail('vault/factor-needed'))
    expect(await locked.unlock(otherPassphrase, passkey(id, 7))).toEqual(fail('vault/wrong-passphrase'))
    expect(await locked.unlock(goodPassphrase, passkey(id, 8))).toEqual(fail('vault/wrong-factor'))
    const opened = valueOf(await locked.unlock(goodPassphrase, passkey(id, 7)))
    expect(opened.way).toBe('passphrase-passkey')
    expect(noteOf(opened)).toBe('kept')
    expect(opened.lockedJournal.attempts.map(({ factor }) => factor)).toEqual(
      Array<string>(3).fill('passphrase-passkey'),
    )
    opened.lock()
  })

  it('may be a key file, read whatever its line ends are', async () => {
    const { locked, unlocked } = await make()
    makeKit(unlocked)
    const file = await addKeyFile(unlocked)
    unlocked.lock()
    const windows = Buffer.from(`\uFEFF${file.toString().replaceAll('\n', '\r\n')}\r\n`)
    const opened = valueOf(await locked.unlock(goodPassphrase, keyFile(windows)))
    expect(opened.way).toBe('passphrase-key-file')
    opened.lock()
  })

  it('of another vault, of before, or damaged, opens nothing and names itself', async () => {
    const { locked, unlocked } = await make()
    makeKit(unlocked)
    const before = Buffer.from(unlocked.factors.newKeyFile())
    const file = await addKeyFile(unlocked)
    unlocked.lock()
    const text = file.toString()
    const otherVault = text.replace(/^vault .*$/m, `vault ${'0'.repeat(32)}`)
    expect(await locked.unlock(goodPassphrase, keyFile(before))).toEqual(fail('vault/wrong-factor'))
    for (const damaged of [
      '',
      text.slice(0, -8),
      text.replace(/^key ./m, 'key g'),
      otherVault,
      'x'.repeat(5000),
    ]) {
      expect(await locked.unlock(goodPassphrase, keyFile(Buffer.from(damaged)))).toEqual(
        fail('vault/key-file-unreadable'),
      )
    }
    // A file that can't be read is no attempt.
    const opened = valueOf(await locked.unlock(goodPassphrase, keyFile(file)))
    expect(opened.lockedJournal.attempts).toHaveLength(2)
    opened.lock()
  })

  it('is one of several: each opens, and is taken out of use by itself', async () => {
    const { locked, unlocked } = await make()
    makeKit(unlocked)
    const first = await addPasskey(unlocked, 7)
    const second = await addPasskey(unlocked, 9)
    const file = await addKeyFile(unlocked)
    expect(unlocked.factors.list.map(({ kind }) => kind)).toEqual(['passkey', 'passkey', 'key-file'])
    expect(await unlocked.factors.remove(goodPassphrase, first, recorded)).toEqual(ok(undefined))
    expect(await unlocked.factors.remove(goodPassphrase, first, recorded)).toEqual(
      fail('vault/factor-absent'),
    )
    unlocked.lock()
    expect(await locked.unlock(goodPassphrase, passkey(first, 7))).toEqual(fail('vault/wrong-factor'))
    for (const proof of [passkey(second, 9), keyFile(file)]) {
      valueOf(await locked.unlock(goodPassphrase, proof)).lock()
    }
  })

  it('gone as the last one leaves the passphrase alone again', async () => {
    const { locked, unlocked } = await make()
    makeKit(unlocked)
    const id = await addPasskey(unlocked, 7)
    expect(await unlocked.factors.remove(otherPassphrase, id, recorded)).toEqual(
      fail('vault/wrong-passphrase'),
    )
    expect(await unlocked.factors.remove(goodPassphrase, id, recorded)).toEqual(ok(undefined))
    unlocked.lock()
    expect((await unlock(locked)).way).toBe('passphrase')
  })

  it('needs not be at hand when the passphrase changes', async () => {
    const { locked, unlocked } = await make()
    makeKit(unlocked)
    const id = await addPasskey(unlocked, 7)
    const file = await addKeyFile(unlocked)
    expect(await unlocked.changePassphrase(goodPassphrase, otherPassphrase)).toEqual(ok(undefined))
    unlocked.lock()
    expect(await locked.unlock(goodPassphrase, passkey(id, 7))).toEqual(fail('vault/wrong-passphrase'))
    for (const proof of [passkey(id, 7), keyFile(file)]) {
      valueOf(await locked.unlock(otherPassphrase, proof)).lock()
    }
  })

  it('is not taken without a recovery kit, with a wrong passphrase, or unrecorded', async () => {
    const { locked, unlocked } = await make()
    const file = Buffer.from(unlocked.factors.newKeyFile())
    const add = (passphrase: string, record = recorded) =>
      unlocked.factors.addKeyFile(passphrase, file, record)
    expect(await add(goodPassphrase)).toEqual(fail('vault/recovery-kit-missing'))
    makeKit(unlocked)
    expect(await add(otherPassphrase)).toEqual(fail('vault/wrong-passphrase'))
    expect(await add(goodPassphrase, () => fail('audit/write-failed'))).toEqual(fail('audit/write-failed'))
    expect(unlocked.factors.list).toEqual([])
    unlocked.lock()
    await unlock(locked)
  })

  it('is one of eight at most', async () => {
    const { unlocked } = await make()
    makeKit(unlocked)
    for (let seed = 1; seed <= 8; seed += 1) await addPasskey(unlocked, seed)
    expect(await unlocked.factors.mayAdd(goodPassphrase)).toEqual(fail('vault/factor-limit'))
  })

  it('leaves no secret of its own in the header', async () => {
    const { unlocked } = await make()
    makeKit(unlocked)
    await addPasskey(unlocked, 7)
    const key = /^key (\w+)$/m.exec((await addKeyFile(unlocked)).toString())![1]!
    const header = readFileSync(join(folder, 'vault.json'), 'utf8')
    for (const secret of [outputOf(7), Buffer.from(key, 'hex')]) {
      for (const encoding of ['hex', 'base64', 'base64url'] as const) {
        expect(header).not.toContain(secret.toString(encoding).replaceAll('=', ''))
      }
    }
    expect(readWaysIn(folder)).toMatchObject({
      value: { passkeys: [{ transports: ['usb'] }], hasKeyFile: true },
    })
  })
})

describe('a lost factor', () => {
  it.each([
    ['kept on the list', true, fail('vault/factor-needed')],
    ['given up', false, null],
  ])('is got around with the recovery kit, %s', async (_what, keepsFactors, then) => {
    const { locked, unlocked } = await make()
    const kit = makeKit(unlocked)
    const id = await addPasskey(unlocked, 7)
    note(unlocked, 'kept')
    unlocked.lock()
    const recovered = valueOf(
      await locked.unlockWithRecoveryKit(kit, otherPassphrase, undefined, keepsFactors),
    )
    expect(noteOf(recovered)).toBe('kept')
    expect(recovered.factors.list).toHaveLength(keepsFactors ? 1 : 0)
    recovered.lock()
    const alone = await locked.unlock(otherPassphrase)
    if (then === null) valueOf(alone).lock()
    else expect(alone).toEqual(then)
    if (keepsFactors) valueOf(await locked.unlock(otherPassphrase, passkey(id, 7))).lock()
  })
})

describe('downgrade: a wrap without a factor', () => {
  it('put back from an older header is seen, since the header is one whole', async () => {
    const { locked, unlocked } = await make()
    makeKit(unlocked)
    const path = join(folder, 'vault.json')
    const older = JSON.parse(readFileSync(path, 'utf8')) as VaultHeader
    const id = await addPasskey(unlocked, 7)
    unlocked.lock()
    const text = readFileSync(path, 'utf8')
    const { body, mac, ...rest } = JSON.parse(text) as VaultHeader
    const forged = { ...body, wraps: older.body.wraps }
    const digest = createHash('sha256')
      .update(canonicalJson(forged as CanonicalValue))
      .update(mac)
      .digest('hex')
    writeFileSync(path, `${JSON.stringify({ ...rest, body: forged, mac, digest }, null, 2)}\n`)
    expect(await locked.unlock(goodPassphrase)).toEqual(fail('vault/header-damaged'))
    writeFileSync(path, text)
    valueOf(await locked.unlock(goodPassphrase, passkey(id, 7))).lock()
  })
})

describe('wrong factors in a row', () => {
  it('slow down, also across a restart', async () => {
    const { locked, unlocked } = await make()
    makeKit(unlocked)
    const id = await addPasskey(unlocked, 7)
    unlocked.lock()
    for (let attempt = 0; attempt < 5; attempt += 1) await locked.unlock(goodPassphrase, passkey(id, 8))
    locked.close()
    const again = valueOf(openVault(folder, deps))
    closeLater(() => again.close())
    expect(await again.unlock(goodPassphrase, passkey(id, 7))).toEqual(
      fail('vault/too-many-attempts', { retryAfterSeconds: 5 }),
    )
    deps.clock += 5000
    const opened = valueOf(await again.unlock(goodPassphrase, passkey(id, 7)))
    expect(opened.lockedJournal.attempts).toHaveLength(6)
    opened.lock()
  })
})

describe('a passkey alone', () => {
  const hourMs = 3_600_000

  /** A vault whose platform passkey may open it alone, locked after it was opened with the passphrase. */
  async function armed(attachment: 'platform' | 'cross-platform' = 'platform') {
    const { locked, unlocked } = await make()
    makeKit(unlocked)
    const id = await addPasskey(unlocked, 7, attachment)
    unlocked.lock()
    valueOf(await locked.unlock(goodPassphrase, passkey(id, 7))).lock({ keepsForPasskey: true })
    return { locked, id }
  }
  const over = fail('vault/passphrase-needed')

  it('opens after the passphrase, again and again for twelve hours, and not longer', async () => {
    const { locked, id } = await armed()
    for (const passed of [0, 6, 5]) {
      deps.clock += passed * hourMs
      expect(locked.passkeysAlone).toEqual([id])
      const opened = valueOf(await locked.unlockWithPasskey(passkey(id, 7)))
      expect(opened.way).toBe('passkey')
      opened.lock({ keepsForPasskey: true })
    }
    deps.clock += hourMs
    expect(locked.passkeysAlone).toEqual([])
    expect(await locked.unlockWithPasskey(passkey(id, 7))).toEqual(over)
  })

  it('does not after a restart, nor where it is not allowed, nor a security key that can be carried off', async () => {
    const { locked, id } = await armed()
    locked.close()
    const again = valueOf(openVault(folder, deps))
    closeLater(() => again.close())
    expect(await again.unlockWithPasskey(passkey(id, 7))).toEqual(over)
    valueOf(await again.unlock(goodPassphrase, passkey(id, 7))).lock()
    expect(await again.unlockWithPasskey(passkey(id, 7))).toEqual(over)
  })

  it('is not one that is carried about', async () => {
    const { locked, id } = await armed('cross-platform')
    expect(await locked.unlockWithPasskey(passkey(id, 7))).toEqual(over)
  })

  it('ends with the third wrong try, each written down', async () => {
    const { locked, id } = await armed()
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await locked.unlockWithPasskey(passkey(id, 8))).toEqual(fail('vault/wrong-factor'))
    }
    expect(await locked.unlockWithPasskey(passkey(id, 7))).toEqual(over)
    const opened = valueOf(await locked.unlock(goodPassphrase, passkey(id, 7)))
    expect(opened.lockedJournal.attempts.map(({ factor }) => factor).slice(-4)).toEqual([
      'passkey',
      'passkey',
      'passkey',
      'passphrase-passkey',
    ])
    opened.lock()
  })

  it('ends when the clock is set back', async () => {
    const { locked, id } = await armed()
    deps.clock -= 1000
    expect(await locked.unlockWithPasskey(passkey(id, 7))).toEqual(over)
  })

  it('does not follow an unlock by the recovery kit', async () => {
    const { locked, unlocked } = await make()
    const kit = makeKit(unlocked)
    const id = await addPasskey(unlocked, 7, 'platform')
    unlocked.lock()
    valueOf(await locked.unlockWithRecoveryKit(kit, otherPassphrase)).lock({ keepsForPasskey: true })
    expect(await locked.unlockWithPasskey(passkey(id, 7))).toEqual(over)
  })
})
