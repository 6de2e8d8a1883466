import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { valueOf } from '../../../test/support/store.ts'
import { testVaultDeps } from '../../../test/support/vault.ts'
import { fail, ok } from '../../shared/result.ts'
import { readFactor, type FactorProof } from './factor.ts'
import type {
  FactorWrap,
  HeaderBody,
  KeyFileWrap,
  PasskeyWrap,
  PassphraseWrap,
  RecoveryKitWrap,
} from './header.ts'
import { unwrapKey, wrapKey } from './keys.ts'
import { calibrateKdf, derivePassphraseKey } from './passphrase-kdf.ts'
import { generateRecoveryKit, parseRecoveryKit } from './recovery-kit.ts'
import { waitBeforeAttempt } from './throttle.ts'
import { openFactorWrap, openPassphraseWrap, openRecoveryKitWrap, openStoreKey, stretchFor } from './wraps.ts'

type Vectors = {
  readonly passphrase: string
  readonly deviceSecret: string
  readonly kitSecret: string
  readonly vaultKey: string
  readonly storeKey: string
  readonly body: HeaderBody & { readonly wraps: readonly [PassphraseWrap, RecoveryKitWrap] }
  /** Of the same vault and passphrase. */
  readonly factors: {
    readonly wraps: readonly [PasskeyWrap, KeyFileWrap]
    readonly prfOutput: string
    readonly keyFile: string
  }
}
const vectors = JSON.parse(readFileSync('test/data/vault/vectors.json', 'utf8')) as Vectors

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('the derivation of a passphrase', () => {
  const kdf = {
    name: 'argon2id' as const,
    memoryKib: 64,
    iterations: 3,
    parallelism: 1,
    salt: Buffer.from('0123456789abcdef').toString('base64'),
  }

  it('is Argon2id as the reference program computes it', async () => {
    // echo -n 'passphrase' | argon2 0123456789abcdef -id -t 3 -k 64 -p 1 -l 32 -r
    expect(hex(await derivePassphraseKey('passphrase', kdf))).toBe(
      '6eeb301d7836abd079378cd280331815926bc829239dd206a54fd1f6590e3a1e',
    )
  })

  it('takes one spelling of an accent for the other, and every space as it is', async () => {
    const key = async (passphrase: string) => hex(await derivePassphraseKey(passphrase, kdf))
    expect(await key('Zoe\u0308')).toBe(await key('Zo\u00eb'))
    expect(await key('a b')).not.toBe(await key('a  b'))
  })

  it('is calibrated to about half a second within bounds', () => {
    const taking = (ms: number) => {
      let time = 0
      return calibrateKdf(() => (time += ms))
    }
    expect(taking(10)).toEqual({ memoryKib: 65_536, iterations: 32, parallelism: 1 })
    expect(taking(60)).toMatchObject({ iterations: 17 })
    expect(taking(250)).toMatchObject({ iterations: 4 })
    expect(taking(10_000)).toMatchObject({ iterations: 2 })
  })
})

describe('a wrapped key', () => {
  const [wrapping, key] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]

  it('comes back under the same key and context alone', () => {
    const sealed = wrapKey(wrapping, key, 'context')
    expect(unwrapKey(wrapping, sealed, 'context')).toEqual(key)
    expect(unwrapKey(wrapping, sealed, 'other')).toBeNull()
    expect(unwrapKey(Buffer.alloc(32, 3), sealed, 'context')).toBeNull()
    expect(unwrapKey(wrapping, sealed.slice(4), 'context')).toBeNull()
  })

  it('with any bit flipped gives nothing', () => {
    const sealed = Buffer.from(wrapKey(wrapping, key, 'context'), 'base64')
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(unwrapKey(wrapping, changed.toString('base64'), 'context')).toBeNull()
    }
  })
})

describe('the test vectors of docs/vault.md', () => {
  it('open with passphrase and device secret, and with the kit', async () => {
    const { body, passphrase, deviceSecret, kitSecret, vaultKey, storeKey } = vectors
    const secrets = await stretchFor(body.wraps[0], passphrase, Buffer.from(deviceSecret, 'hex'))
    expect(hex(openPassphraseWrap(body.wraps[0], body.vaultId, secrets)!)).toBe(vaultKey)
    expect(hex(openRecoveryKitWrap(body.wraps[1], body.vaultId, Buffer.from(kitSecret))!)).toBe(vaultKey)
    expect(hex(openStoreKey(Buffer.from(vaultKey, 'hex'), body)!)).toBe(storeKey)
  })

  it('open with passphrase, device secret and either factor', async () => {
    const { body, passphrase, deviceSecret, factors, vaultKey } = vectors
    const [passkeyWrap, keyFileWrap] = factors.wraps
    const proofs: [FactorWrap, FactorProof][] = [
      [passkeyWrap, { kind: 'passkey', id: passkeyWrap.id, output: Buffer.from(factors.prfOutput, 'hex') }],
      [keyFileWrap, { kind: 'key-file', file: Buffer.from(factors.keyFile) }],
    ]
    const secrets = await stretchFor(passkeyWrap, passphrase, Buffer.from(deviceSecret, 'hex'))
    for (const [wrap, proof] of proofs) {
      const secret = valueOf(readFactor(proof, body.vaultId))
      expect(hex(openFactorWrap(wrap, body.vaultId, secrets, secret)!)).toBe(vaultKey)
      secret[0]! ^= 1
      expect(openFactorWrap(wrap, body.vaultId, secrets, secret)).toBeNull()
    }
  })
})

describe('a recovery kit', () => {
  const { kitWords } = testVaultDeps()

  it('has sixteen words and a check code of four digits, and is read back', () => {
    const kit = generateRecoveryKit(kitWords)
    expect(kit.words).toHaveLength(16)
    expect(kit.checkCode).toMatch(/^\d{4}$/)
    expect(parseRecoveryKit(`${kit.words.join(' ')} ${kit.checkCode}`)).toEqual(ok(kit))
  })

  it('with a slip in any word, or two words swapped, is seen as mistyped', () => {
    let unseen = 0
    for (let round = 0; round < 40; round += 1) {
      const { words, checkCode } = generateRecoveryKit(kitWords)
      for (let index = 0; index < 16; index += 1) {
        const slipped = words.with(index, `${words[index]!}x`)
        if (parseRecoveryKit(`${slipped.join(' ')} ${checkCode}`).ok) unseen += 1
      }
    }
    // One in ten thousand may slip through the check code: it then is a wrong kit.
    expect(unseen).toBeLessThanOrEqual(2)
  })

  it('without its check code, or with words missing, says how many words were read', () => {
    const { words } = generateRecoveryKit(kitWords)
    expect(parseRecoveryKit(words.join(' '))).toEqual(
      fail('vault/recovery-kit-mistyped', { words: 16, expected: 16 }),
    )
    expect(parseRecoveryKit(words.slice(3).join(' '))).toEqual(
      fail('vault/recovery-kit-mistyped', { words: 13, expected: 16 }),
    )
  })

  it('is not made from a list that is too short', () => {
    expect(() => generateRecoveryKit(['a', 'b'])).toThrow(RangeError)
  })
})

describe('waiting before an attempt', () => {
  const after = (count: number, passedMs: number) =>
    waitBeforeAttempt(
      Array.from({ length: count }, (_, index) => ({
        number: index + 1,
        at: 1_000_000,
        factor: 'passphrase' as const,
      })),
      1_000_000 + passedMs,
    )

  it.each([
    [0, 0, 0],
    [4, 0, 0],
    [5, 0, 5000],
    [5, 4999, 1],
    [5, 5000, 0],
    [6, 0, 15_000],
    [8, 0, 60_000],
    [9, 0, 300_000],
    [1000, 0, 300_000],
    [5, -1_000_000, 5000],
  ])('after %i attempts and %i ms is %i ms', (count, passed, wait) => {
    expect(after(count, passed)).toBe(wait)
  })
})
