import { createRequire } from 'node:module'
import type * as zxcvbn from '@zxcvbn-ts/core'
import type * as common from '@zxcvbn-ts/language-common'
import type * as english from '@zxcvbn-ts/language-en'
import { fail, ok, type Result } from '../../shared/result.ts'

type Judge = zxcvbn.ZxcvbnFactory

/** Least strength of a vault's passphrase in bits: six drawn words have 63. */
export const leastPassphraseBits = 62
const longestJudged = 256
/** A word that a person thinks of counts no more than one of 4,096. */
const mostBitsPerWord = 12
const drawnWordCount = 6

export type PassphraseStrength = {
  readonly bits: number
  readonly isEnough: boolean
  readonly label: 'too-weak' | 'weak' | 'good' | 'strong'
}

/** `least`: the bits that are enough; those of a vault's passphrase unless told. */
export type StrengthMeter = (passphrase: string, least?: number) => PassphraseStrength

/**
 * Judges passphrases, each word by itself (zxcvbn's guesses, without what it grants for spaces and order) and each
 * different word once, so that a quotation doesn't pass for random. Six different words of `drawnWords` count as
 * drawn.
 */
export function makeStrengthMeter(drawnWords: readonly string[] = []): StrengthMeter {
  let judge: Judge | undefined
  const drawn = new Set(drawnWords)
  return (passphrase, least = leastPassphraseBits) => {
    judge ??= makeJudge()
    const words = wordsOf(passphrase)
    const isDrawn = words.length >= drawnWordCount && words.every((word) => drawn.has(word))
    const bits = Math.round(isDrawn ? words.length * Math.log2(drawn.size) : sum(words, judge))
    return { bits, isEnough: bits >= least, label: labelOf(bits, least) }
  }
}

function wordsOf(passphrase: string): string[] {
  const words = passphrase
    .normalize('NFKC')
    .slice(0, longestJudged)
    .split(/[\s\-_.,;:]+/u)
  return [...new Set(words)].filter((word) => word !== '')
}

function sum(words: readonly string[], judge: Judge): number {
  return words.reduce((bits, word) => bits + bitsOf(word, judge), 0)
}

function bitsOf(word: string, judge: Judge): number {
  const { guessesLog10, sequence } = judge.check(word)
  const bits = guessesLog10 * Math.log2(10)
  const isGuessable = sequence.every(({ pattern }) => pattern !== 'bruteforce')
  return isGuessable ? Math.min(bits, mostBitsPerWord * sequence.length) : bits
}

/**
 * The dictionaries take 0.1 s and 30 MB: they are loaded when somebody types a new passphrase, which most sessions never
 * see. With `require`, because an answer is wanted at once and `import()` gives a promise.
 */
function makeJudge(): Judge {
  const load = createRequire(import.meta.url)
  const { ZxcvbnFactory } = load('@zxcvbn-ts/core') as typeof zxcvbn
  const { adjacencyGraphs, dictionary } = load('@zxcvbn-ts/language-common') as typeof common
  const { dictionary: words } = load('@zxcvbn-ts/language-en') as typeof english
  return new ZxcvbnFactory({
    dictionary: {
      passwords: dictionary['passwords-common'],
      words: words['commonWords-en'],
      firstNames: words['firstnames-en'],
      lastNames: words['lastnames-en'],
    },
    graphs: adjacencyGraphs,
  })
}

function labelOf(bits: number, least: number): PassphraseStrength['label'] {
  if (bits < 40) return 'too-weak'
  if (bits < least) return 'weak'
  return bits < 80 ? 'good' : 'strong'
}

/** @returns `vault/weak-passphrase` with the bits it has and those it needs */
export function checkStrength(passphrase: string, meter: StrengthMeter): Result<void> {
  const { bits, isEnough } = meter(passphrase)
  return isEnough ? ok(undefined) : fail('vault/weak-passphrase', { bits, least: leastPassphraseBits })
}
