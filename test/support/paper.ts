import type { PaperProof } from '../../src/shared/contract/index.ts'

type Paper = { readonly words: readonly string[]; readonly checkCode: string }

/** What shows that a kit, or a share of it, was written down: the check code and two words. */
export function proofOf({ words, checkCode }: Paper, first = 3, second = 11): PaperProof {
  return { checkCode, words: [first, second].map((number) => ({ number, word: words[number - 1] ?? '' })) }
}
