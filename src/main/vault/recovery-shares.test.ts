import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { combine } from 'shamir-secret-sharing'
import { describe, expect, it } from 'vitest'
import { valueOf } from '../../../test/support/store.ts'
import { goodPassphrase, otherPassphrase } from '../../../test/support/vault.ts'
import { makeKit, useVaults } from '../../../test/support/vaults.ts'
import { fail, ok } from '../../shared/result.ts'
import vectors from '../../../test/data/vault/shares.json' with { type: 'json' }
import { generateRecoveryKit, kitOf, parseRecoveryKit } from './recovery-kit.ts'
import { combineRecoveryShares, splitRecoveryKit, type RecoveryShare } from './recovery-shares.ts'

const file = readFileSync(resolve(import.meta.dirname, '../../../resources/words/passphrase-words.txt'))
const list = file.toString('utf8').trim().split('\n')
const typed = ({ words, checkCode }: Pick<RecoveryShare, 'checkCode' | 'words'>) =>
  `${words.join(' ')} ${checkCode}`
const newShares = async (kit = generateRecoveryKit(list)) => {
  const { shares } = valueOf(await splitRecoveryKit(kit, list))
  return { kit, texts: shares.map(typed) as [string, string, string] }
}

describe('the vectors of docs/vault.md', () => {
  const shares = vectors.shares.map(({ words, checkCode }) => `${words} ${checkCode}`)
  const [first, second, third] = shares as [string, string, string]

  it('give the kit by any two shares, in any order', async () => {
    const kit = kitOf(vectors.kit.split(' '))
    expect(kit.checkCode).toBe(vectors.checkCode)
    for (const pair of [
      [first, second],
      [third, first],
      [second, third],
    ] as [string, string][]) {
      expect(await combineRecoveryShares(pair, list)).toEqual(ok(kit))
    }
  })

  it('are of this list of words: another one, or another order, would end every share', () => {
    expect(createHash('sha256').update(file).digest('hex')).toBe(
      '7becbe9d02424cee25fabcf604f6dbadc006ee3318acf66b9e55d1f05c16e47d',
    )
  })
})

describe('shares of a kit', () => {
  it('give it back by any two of the three, for many kits', async () => {
    for (let round = 0; round < 50; round += 1) {
      const { kit, texts } = await newShares()
      const [a, b, c] = texts
      for (const pair of [
        [a, b],
        [b, c],
        [c, a],
      ] as [string, string][]) {
        expect(valueOf(await combineRecoveryShares(pair, list))).toEqual(kit)
      }
    }
  })

  it('are read as people type them', async () => {
    const { kit, texts } = await newShares()
    const numbered = texts[1]
      .split(' ')
      .map((word, index) => (index < 20 ? `${String(index + 1)}. ${word}` : word))
    const pair = [texts[0].toUpperCase(), numbered.join('\n')] as const
    expect(valueOf(await combineRecoveryShares(pair, list))).toEqual(kit)
  })

  /**
   * No statistics are needed: for one share and every value that a byte of the secret can have there is exactly one
   * value of the second share that leads to it, so that the first says nothing about which it is.
   */
  it('alone tell nothing: with a second one that fits, the same share opens every other kit', async () => {
    const { texts } = await newShares()
    const own = bytesOf(texts[0])
    const mine = new Uint8Array(own.subarray(2))
    const otherPoint = ((own[24] ?? 0) % 255) + 1
    const secrets = await Promise.all(
      Array.from({ length: 256 }, (_, value) =>
        combine([mine, new Uint8Array([...new Uint8Array(22).fill(value), otherPoint])]),
      ),
    )
    for (let place = 0; place < 22; place += 1) {
      expect(new Set(secrets.map((secret) => secret[place])).size).toBe(256)
    }
    const wanted = bytesOf((await newShares()).texts[0]).subarray(2, 24)
    const forged = [...wanted].map((byte, place) => secrets.findIndex((secret) => secret[place] === byte))
    expect(await combine([mine, new Uint8Array([...forged, otherPoint])])).toEqual(new Uint8Array(wanted))
  })

  it.each<[string, (own: readonly string[], other: readonly string[]) => [string, string], object]>([
    ['one alone', ([a = '']) => [a, ' \n'], fail('vault/share-alone')],
    ['the same one twice', ([a = '']) => [a, a.toUpperCase()], fail('vault/share-twice')],
    ['one of another set', ([a = ''], [, b = '']) => [a, b], fail('vault/shares-apart')],
    [
      'a word that was changed',
      ([a = '', b = '']) => [a, b.replace(/^\w+/, (word) => (word === 'able' ? 'acid' : 'able'))],
      fail('vault/share-mistyped', { share: 2, words: 20, expected: 20 }),
    ],
    [
      'a word that was left out',
      ([a = '', b = '']) => [a.replace(/^\w+ /, ''), b],
      fail('vault/share-mistyped', { share: 1, words: 19, expected: 20 }),
    ],
    [
      'a kit in place of a share',
      ([a = '']) => [a, typed(generateRecoveryKit(list))],
      fail('vault/share-mistyped', { share: 2, words: 16, expected: 20 }),
    ],
  ])('refuse %s', async (_what, pick, expected) => {
    const [own, other] = [(await newShares()).texts, (await newShares()).texts]
    expect(await combineRecoveryShares(pick(own, other), list)).toEqual(expected)
  })

  it('are no kit, and a kit of words from elsewhere has none', async () => {
    const { texts } = await newShares()
    expect(parseRecoveryKit(texts[0])).toMatchObject({ error: { code: 'vault/recovery-kit-mistyped' } })
    expect(await splitRecoveryKit(kitOf(Array.from({ length: 16 }, () => 'sixteen')), list)).toMatchObject({
      error: { code: 'vault/recovery-kit-mistyped' },
    })
  })
})

function bytesOf(text: string): Buffer {
  const places = text.match(/[a-z]+/g)?.map((word) => BigInt(list.indexOf(word))) ?? []
  const value = places.reduce((sum, place) => (sum << 10n) | place, 0n)
  return Buffer.from(value.toString(16).padStart(50, '0'), 'hex')
}

describe('a vault whose owner cannot open it', () => {
  const vaults = useVaults()

  it('opens with two shares and a new passphrase, and counts the attempt as that', async () => {
    const { locked, unlocked } = await vaults.make()
    const kit = makeKit(unlocked)
    const { shares } = valueOf(await unlocked.splitRecoveryKit(kit))
    unlocked.lock()
    const [first, second] = shares.map(typed) as [string, string, string]
    const opened = valueOf(await locked.unlockWithRecoveryKit([second, first], otherPassphrase))
    expect(opened.way).toBe('recovery-shares')
    expect(opened.lockedJournal.attempts.map(({ factor }) => factor)).toEqual(['recovery-shares'])
    opened.lock()
    expect(await locked.unlock(goodPassphrase)).toMatchObject({ error: { code: 'vault/wrong-passphrase' } })
    valueOf(await locked.unlock(otherPassphrase)).lock()
  })

  it('stays shut for shares of a kit that was replaced', async () => {
    const { locked, unlocked } = await vaults.make()
    const { shares } = valueOf(await unlocked.splitRecoveryKit(makeKit(unlocked)))
    makeKit(unlocked)
    unlocked.lock()
    const [first, second] = shares.map(typed) as [string, string, string]
    expect(await locked.unlockWithRecoveryKit([first, second], otherPassphrase)).toEqual(
      fail('vault/wrong-recovery-kit'),
    )
  })

  it('makes no shares of a kit that it never had', async () => {
    const { unlocked } = await vaults.make()
    const stranger = generateRecoveryKit(vaults.deps.kitWords)
    expect(await unlocked.splitRecoveryKit(typed(stranger))).toEqual(fail('vault/recovery-kit-missing'))
    makeKit(unlocked)
    expect(await unlocked.splitRecoveryKit(typed(stranger))).toEqual(fail('vault/wrong-recovery-kit'))
    expect(await unlocked.splitRecoveryKit('a few words')).toMatchObject({
      error: { code: 'vault/recovery-kit-mistyped' },
    })
  })
})
