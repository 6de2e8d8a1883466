import { combine, split } from 'shamir-secret-sharing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { valueOf } from '../../../test/support/store.ts'
import { goodPassphrase, otherPassphrase } from '../../../test/support/vault.ts'
import { makeKit, useVaults } from '../../../test/support/vaults.ts'
import { fail, ok } from '../../shared/result.ts'
import { factorSecret } from './factor.ts'
import { deriveKey } from './keys.ts'
import { PasskeyAlone } from './passkey-alone.ts'
import { generateRecoveryKit } from './recovery-kit.ts'
import { combineRecoveryShares, splitRecoveryKit } from './recovery-shares.ts'

// The real one; what it is given and gives is watched.
vi.mock(import('shamir-secret-sharing'), async (load) => {
  const real = await load()
  return { combine: vi.fn(real.combine), split: vi.fn(real.split) }
})

const vaults = useVaults()
const { make, closeLater } = vaults

/** Every buffer that is made, with what it held at first. */
let made: { readonly buffer: Buffer; readonly first: Buffer }[]
const { from, concat } = Buffer

beforeEach(() => {
  made = []
})
afterEach(() => {
  vi.restoreAllMocks()
})

function watchBuffers(): void {
  vi.spyOn(Buffer, 'from').mockImplementation((...given: unknown[]) => {
    const buffer = Reflect.apply(from, Buffer, given) as Buffer<ArrayBuffer>
    made.push({ buffer, first: concat([buffer]) })
    return buffer
  })
  vi.spyOn(Buffer, 'concat').mockImplementation((...given) => {
    const buffer = concat(...given)
    made.push({ buffer, first: concat([buffer]) })
    return buffer
  })
}

/** What became of each buffer that held this. */
const leftOf = (secret: Uint8Array) =>
  made.filter(({ first }) => first.equals(secret)).map(({ buffer }) => buffer.some((byte) => byte !== 0))

const output = Buffer.alloc(32, 7)
const passkey = (id: string) => ({ kind: 'passkey', id, output }) as const

async function makeWithPasskey() {
  const { locked, unlocked } = await make()
  closeLater(() => {
    locked.close()
  })
  const kit = makeKit(unlocked)
  await unlocked.factors.addPasskey(
    goodPassphrase,
    {
      credentialId: Buffer.alloc(16, 1).toString('base64url'),
      salt: Buffer.alloc(32, 2).toString('base64'),
      transports: [],
      attachment: 'platform',
      output,
    },
    () => ok(undefined),
  )
  const id = unlocked.factors.list[0]?.id ?? ''
  const name = `vault ${unlocked.vaultId} device secret`
  return {
    ...{ locked, unlocked, kit, id },
    factor: factorSecret('passkey', unlocked.vaultId, output),
    device: Buffer.from(vaults.deps.keychain.items.get(name) ?? '', 'base64'),
    takeKeychainAway: () => vaults.deps.keychain.items.delete(name),
  }
}

describe('an attempt that opens nothing', () => {
  it('leaves neither the factor nor the device secret behind after a wrong passphrase', async () => {
    const { locked, unlocked, id, factor, device } = await makeWithPasskey()
    unlocked.lock()
    watchBuffers()
    expect(await locked.unlock(otherPassphrase, passkey(id))).toEqual(fail('vault/wrong-passphrase'))
    expect([leftOf(factor), leftOf(device)]).toEqual([[false], [false]])
  })

  it('leaves no factor behind where it ends before the factor is tried', async () => {
    const { locked, unlocked, id, factor, takeKeychainAway } = await makeWithPasskey()
    unlocked.lock()
    takeKeychainAway()
    watchBuffers()
    expect(await locked.unlock(goodPassphrase, passkey(id))).toEqual(fail('vault/keychain-changed'))
    expect(leftOf(factor)).toEqual([false])
  })

  it('leaves nothing of a kit behind, whose wrap it is not', async () => {
    const { locked, unlocked, kit, device } = await makeWithPasskey()
    // A new one took its place.
    makeKit(unlocked)
    unlocked.lock()
    const words = Buffer.from(kit.replace(/ \d+$/, ''))
    watchBuffers()
    expect(await locked.unlockWithRecoveryKit(kit, otherPassphrase)).toMatchObject({ ok: false })
    expect([leftOf(words), leftOf(device)]).toEqual([[false], [false]])
  })

  it('is told from one that opens: there the device secret is in use until the lock', async () => {
    const { locked, unlocked, id, factor, device } = await makeWithPasskey()
    unlocked.lock()
    watchBuffers()
    const opened = await locked.unlock(goodPassphrase, passkey(id))
    expect(opened.ok).toBe(true)
    expect([leftOf(factor), leftOf(device)]).toEqual([[false], [true]])
    if (opened.ok) opened.value.lock()
    expect(leftOf(device)).toEqual([false])
  })
})

describe('shares of the kit', () => {
  const sharesOf = async () => {
    const { kitWords } = vaults.deps
    const { shares } = valueOf(await splitRecoveryKit(generateRecoveryKit(kitWords), kitWords))
    return shares.map(({ words, checkCode }) => `${words.join(' ')} ${checkCode}`) as [string, string, string]
  }
  /** Every buffer that held bytes of a share or the kit, here or in the library. */
  const usedBy = async (act: () => Promise<unknown>) => {
    vi.mocked(combine).mockClear()
    vi.mocked(split).mockClear()
    watchBuffers()
    await act()
    vi.restoreAllMocks()
    const library: Uint8Array[] = []
    for (const [parts] of vi.mocked(combine).mock.calls) library.push(...parts)
    for (const [secret] of vi.mocked(split).mock.calls) library.push(secret)
    for (const { value } of vi.mocked(combine).mock.settledResults) library.push(value as Uint8Array)
    for (const { value } of vi.mocked(split).mock.settledResults) library.push(...(value as Uint8Array[]))
    return [...made.map(({ buffer }) => buffer), ...library]
  }
  const isWiped = (bytes: Uint8Array) => bytes.every((byte) => byte === 0)

  it('leave no bytes behind where they are made', async () => {
    const used = await usedBy(sharesOf)
    expect(used.length).toBeGreaterThan(8)
    expect(used.every(isWiped)).toBe(true)
  })

  it.each<[string, (own: readonly string[], other: readonly string[]) => [string, string], object]>([
    ['open', ([a = '', b = '']) => [a, b], { ok: true }],
    ['are one twice', ([a = '']) => [a, a], fail('vault/share-twice')],
    ['are apart', ([a = ''], [, b = '']) => [a, b], fail('vault/shares-apart')],
    ['have a slip in the second', ([a = '']) => [a, 'a slip'], { error: { code: 'vault/share-mistyped' } }],
  ])('leave no bytes behind where two %s', async (_what, pick, expected) => {
    const pair = pick(await sharesOf(), await sharesOf())
    const used = await usedBy(async () => {
      expect(await combineRecoveryShares(pair, vaults.deps.kitWords)).toMatchObject(expected)
    })
    expect(used.length).toBeGreaterThan(0)
    expect(used.every(isWiped)).toBe(true)
  })
})

describe('the key that a lock leaves for a passkey', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is dropped after 12 hours, though nobody asks for it', () => {
    const key = Buffer.alloc(32, 5)
    // A clock that was stopped: nothing but the timer can end it.
    const alone = new PasskeyAlone(
      () => 0,
      () => 0,
    )
    const id = deriveKey(key, key, 'id').toString('hex').slice(0, 32)
    alone.begin()
    alone.arm('00'.repeat(16), key, [{ id, secret: key }])
    vi.advanceTimersByTime(12 * 3_600_000 - 1)
    expect(alone.ids).toEqual([id])
    vi.advanceTimersByTime(1)
    expect(alone.ids).toEqual([])
  })
})
