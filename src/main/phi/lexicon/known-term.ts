import { foldWord } from '../text/char-class.ts'
import { wordFlag } from './flags.ts'
import { lexicon } from './loaded.ts'

/** Drugs, diagnoses, scales, laboratories; titles and credentials. */
const terms = wordFlag.health | wordFlag.protected | wordFlag.title | wordFlag.credential
/** Only where they are written as names; of those lists in lower case, many are everyday words mistyped. */
const names =
  wordFlag.first |
  wordFlag.surname |
  wordFlag.city |
  wordFlag.majorCity |
  wordFlag.country |
  wordFlag.state |
  wordFlag.eponym
/** "Im" and "Ive" are surnames, and far more often words without their apostrophe. */
const shortestName = 4

/** Whether the scanner knows a word that ordinary dictionaries may lack: a term of care, or a name. */
export function isKnownTerm(word: string): boolean {
  const bare = word.replace(/['’]s$/, '')
  const flags = lexicon().words.lookupWord(foldWord(bare))
  const isName = /^\p{Lu}/u.test(bare) && bare.length >= shortestName
  return (flags & (isName ? terms | names : terms)) !== 0
}
