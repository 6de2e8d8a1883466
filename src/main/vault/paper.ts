import { fail, ok, type Result } from '../../shared/result.ts'
import { parseRecoveryKit, type RecoveryKit } from './recovery-kit.ts'
import { combineRecoveryShares } from './recovery-shares.ts'

/** What is typed from paper: the kit's words and check code, or two of its three shares. */
export type TypedKit = string | readonly [string, string]

/** Whose paper it was: the owner's own, or that of two people together (45 CFR 164.312(a)(2)(ii)). */
export type PaperWay = 'recovery-kit' | 'recovery-shares'

export function wayOf(typed: TypedKit): PaperWay {
  return typeof typed === 'string' ? 'recovery-kit' : 'recovery-shares'
}

/**
 * @param list of words that kits are drawn from
 * @returns as `parseRecoveryKit` and `combineRecoveryShares`
 */
export async function readTypedKit(typed: TypedKit, list: readonly string[]): Promise<Result<RecoveryKit>> {
  return typeof typed === 'string' ? parseRecoveryKit(typed) : combineRecoveryShares(typed, list)
}

/**
 * What a person reads off her paper to show that it was written down: the check code and two of the words, by their
 * numbers, which count from 1.
 */
export type PaperProof = {
  readonly checkCode: string
  readonly words: readonly { readonly number: number; readonly word: string }[]
}

const provenWords = 2

/** @param mistyped of what the paper holds: that is what a wrong proof says */
export function provePaper(
  paper: { readonly words: readonly string[]; readonly checkCode: string },
  proof: PaperProof,
  mistyped: 'vault/recovery-kit-mistyped' | 'vault/share-mistyped',
): Result<void> {
  const isProven =
    proof.checkCode.trim() === paper.checkCode &&
    new Set(proof.words.map(({ number }) => number)).size === provenWords &&
    proof.words.every(({ number, word }) => word.trim().toLowerCase() === paper.words[number - 1])
  return isProven ? ok(undefined) : fail(mistyped)
}
