import { createHash, randomInt } from 'node:crypto'
import { fail, ok, type Result } from '../../shared/result.ts'

/** 16 words of a list of at least 1,024: 160 bits or more, so that a fast derivation is enough. */
export const wordCount = 16
const checkLabel = 'sealpost/recovery-kit/1/check '
const leastListLength = 1024

/** What is written down. The check code tells a slip of the pen from the kit of another vault. */
export type RecoveryKit = { readonly words: readonly string[]; readonly checkCode: string }

/**
 * A new kit.
 *
 * @param words lower-case ASCII words, no two alike
 */
export function generateRecoveryKit(words: readonly string[]): RecoveryKit {
  if (new Set(words).size < leastListLength)
    throw new RangeError('the word list is too short for a recovery kit')
  const chosen = Array.from({ length: wordCount }, () => words[randomInt(words.length)] ?? '')
  return kitOf(chosen)
}

/** A kit of these words. */
export function kitOf(words: readonly string[]): RecoveryKit {
  return { words, checkCode: checkCodeOf(words, checkLabel) }
}

/**
 * Reads a kit as a person types it: any case, and any signs, numbers of lists or line ends between the words. The
 * check code is the last thing.
 *
 * @returns `vault/recovery-kit-mistyped` when words are missing or the check code doesn't fit; `detail.words` says
 *   how many were read
 */
export function parseRecoveryKit(typed: string): Result<RecoveryKit> {
  const normalized = typed.normalize('NFKC').toLowerCase()
  const words = normalized.match(/[a-z]+/g) ?? []
  const checkCode = /(\d{4})\D*$/.exec(normalized)?.[1] ?? ''
  if (words.length !== wordCount || checkCode !== checkCodeOf(words, checkLabel)) {
    return fail('vault/recovery-kit-mistyped', { words: words.length, expected: wordCount })
  }
  return ok({ words, checkCode })
}

/** The secret that the vault key is wrapped with. */
export function recoveryKitSecret(kit: RecoveryKit): Buffer {
  return Buffer.from(kit.words.join(' '))
}

/**
 * Four digits from a hash of the words.
 *
 * @param label says what they are the words of: those of a kit are no share
 */
export function checkCodeOf(words: readonly string[], label: string): string {
  const hash = createHash('sha256')
    .update(`${label}${words.join(' ')}`)
    .digest()
  return String(hash.readUInt32BE(0) % 10_000).padStart(4, '0')
}
