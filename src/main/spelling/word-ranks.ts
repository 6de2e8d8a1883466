import { createRequire } from 'node:module'
import type * as english from '@zxcvbn-ts/language-en'
import type { WordRanks } from './judge-words.ts'

/** English words by how often they are used, from a list that judges passphrases otherwise; takes 0.1 s. */
export function loadWordRanks(): WordRanks {
  const load = createRequire(import.meta.url)
  const { dictionary } = load('@zxcvbn-ts/language-en') as typeof english
  // The list has no words of one letter.
  return new Map(['a', 'I', ...dictionary['commonWords-en']].map((word, rank) => [word, rank]))
}
