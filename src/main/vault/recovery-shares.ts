import { randomBytes } from 'node:crypto'
import { combine, split } from 'shamir-secret-sharing'
import { fail, ok, type Result } from '../../shared/result.ts'
import { checkCodeOf, kitOf, wordCount as kitWordCount, type RecoveryKit } from './recovery-kit.ts'

/** Format 1 of docs/vault.md, frozen: any two of three shares give the words of the kit. */
const shareCount = 3
const threshold = 2
/** Names the shares that were made together: random, so it tells nothing of the kit. */
const setBytes = 2
/** A word of the kit is its place in a list of at most 2,048. */
const kitWordBits = 11
/** A word of a share is one of the first 1,024 of that list. */
const shareWordBits = 10
const secretBytes = (kitWordCount * kitWordBits) / 8
/** The set, the secret's share, and at which point of the polynomial it lies. */
const shareBytes = setBytes + secretBytes + 1
const shareWordCount = (shareBytes * 8) / shareWordBits
const checkLabel = 'sealpost/recovery-share/1/check '

/** What one holder keeps on paper: alone it says nothing about the kit. */
export type RecoveryShare = { readonly words: readonly string[]; readonly checkCode: string }

/** Three shares that were made together, and the four hexadecimal digits that say so on each. */
export type ShareSet = { readonly set: string; readonly shares: readonly RecoveryShare[] }

/**
 * Three shares of a kit, of which any two give it back (Shamir, over GF(256)). Each call makes a set of its own; shares
 * of different sets don't fit together.
 *
 * @param list that the kit's words were drawn from, in its order
 * @returns `vault/recovery-kit-mistyped` for a kit of other words
 */
export async function splitRecoveryKit(kit: RecoveryKit, list: readonly string[]): Promise<Result<ShareSet>> {
  const places = kit.words.map((word) => list.indexOf(word))
  if (places.some((place) => place < 0 || place >= 2 ** kitWordBits))
    return fail('vault/recovery-kit-mistyped', { words: places.length, expected: kitWordCount })
  const packed = pack(places, kitWordBits)
  const used: Uint8Array[] = [packed]
  try {
    const secret = copyOf(packed)
    used.push(secret)
    const parts = await split(secret, shareCount, threshold)
    const set = randomBytes(setBytes)
    const wholes = parts.map((part) => Buffer.concat([set, part]))
    used.push(...parts, ...wholes)
    const shares = wholes.map((whole) => {
      const words = unpack(whole, shareWordBits).map((place) => list[place] ?? '')
      return { words, checkCode: checkCodeOf(words, checkLabel) }
    })
    return ok({ set: set.toString('hex'), shares })
  } finally {
    wipe(used)
  }
}

/**
 * The kit, from two of its shares as two people type them: in any order, any case, and any signs between the words.
 *
 * @returns `vault/share-mistyped` (detail: which of the two, and how many words were read), `vault/share-alone`,
 *   `vault/share-twice`, `vault/shares-apart` for shares that weren't made together
 */
export async function combineRecoveryShares(
  typed: readonly [string, string],
  list: readonly string[],
): Promise<Result<RecoveryKit>> {
  if (typed.some((text) => text.trim() === '')) return fail('vault/share-alone')
  const used: Uint8Array[] = []
  try {
    const first = parseShare(typed[0], 1, list)
    if (!first.ok) return first
    used.push(first.value)
    const second = parseShare(typed[1], 2, list)
    if (!second.ok) return second
    used.push(second.value)
    const [a, b] = [first.value, second.value]
    if (!a.subarray(0, setBytes).equals(b.subarray(0, setBytes))) return fail('vault/shares-apart')
    // The library takes no two shares of one point, whatever else is in them.
    if (a.at(-1) === b.at(-1)) return fail('vault/share-twice')
    const parts = [a, b].map((share) => copyOf(share.subarray(setBytes)))
    used.push(...parts)
    const secret = await combine(parts)
    used.push(secret)
    const words = unpack(secret, kitWordBits).map((place) => list[place])
    return isWords(words) ? ok(kitOf(words)) : fail('vault/shares-apart')
  } finally {
    wipe(used)
  }
}

function parseShare(typed: string, which: 1 | 2, list: readonly string[]): Result<Buffer> {
  const normalized = typed.normalize('NFKC').toLowerCase()
  const words = normalized.match(/[a-z]+/g) ?? []
  const checkCode = /(\d{4})\D*$/.exec(normalized)?.[1] ?? ''
  const places = words.map((word) => list.indexOf(word))
  const isWhole =
    words.length === shareWordCount &&
    places.every((place) => place >= 0 && place < 2 ** shareWordBits) &&
    checkCode === checkCodeOf(words, checkLabel)
  return isWhole
    ? ok(pack(places, shareWordBits))
    : fail('vault/share-mistyped', { share: which, words: words.length, expected: shareWordCount })
}

function isWords(words: readonly (string | undefined)[]): words is string[] {
  return words.every((word) => word !== undefined)
}

/** The library takes no Buffer. */
function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes)
}

function wipe(buffers: readonly Uint8Array[]): void {
  for (const bytes of buffers) bytes.fill(0)
}

/** Numbers of so many bits each, big-endian, one after the other; together they fill whole bytes. */
function pack(numbers: readonly number[], bits: number): Buffer {
  let value = 0n
  for (const number of numbers) value = (value << BigInt(bits)) | BigInt(number)
  return Buffer.from(value.toString(16).padStart((numbers.length * bits) / 4, '0'), 'hex')
}

function unpack(bytes: Uint8Array, bits: number): number[] {
  // A view: a copy would have to be wiped.
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
  const value = BigInt(`0x${hex}`)
  const count = (bytes.byteLength * 8) / bits
  return Array.from({ length: count }, (_, index) =>
    Number(BigInt.asUintN(bits, value >> BigInt((count - 1 - index) * bits))),
  )
}
