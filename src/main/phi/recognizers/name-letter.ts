import { wordFlag } from '../lexicon/flags.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { namePart, nameRunFrom, nextInName } from './name-run.ts'
import type { Candidate, RecognizerInput } from './recognizer.ts'

const GREETING_ENDS = new Set([...',!:-.'].map((mark) => mark.charCodeAt(0)))

/** "Hi EDI team", "Dear Billing department": written to nobody by name. */
const GROUPS = wordSet('team staff department dept office desk group committee crew')

/** "Hi Jen," — the next words, also in lower case where they are a first name. */
export function findGreetedName(input: RecognizerInput, greeting: number): Candidate | undefined {
  const { text, lexicon } = input
  let first = greeting + 1
  if (text.is(first, ',') || /^there$/i.test(text.word(first))) first++
  if (text.has(first, wordFlag.title)) return undefined
  const run = nameRunFrom(text, first, 4)
  if (run === undefined) return lowerGreetedName(text, first)
  if (text.isOneOf(run.to, GROUPS)) return undefined
  const part = namePart(text, lexicon, run.from)
  if (part === 'word' || (part === 'initial' && run.to === run.from + 1)) return undefined
  const isEnd =
    run.to >= text.count || text.kindAt(run.to) === tokenKind.newline || GREETING_ENDS.has(text.mark(run.to))
  if (!isEnd && (part === 'unknown' || part === 'common-surname')) return undefined
  return {
    start: text.start[run.from] as number,
    end: text.end[run.to - 1] as number,
    score: 0.9,
    because: 'name in a greeting',
  }
}

function lowerGreetedName(text: TokenText, token: number): Candidate | undefined {
  if (
    text.kindAt(token) !== tokenKind.lower ||
    !text.has(token, wordFlag.first) ||
    text.isFunctionWord(token)
  )
    return undefined
  if (text.has(token, wordFlag.ambiguous) && !text.is(token + 1, ',')) return undefined
  const start = text.start[token] as number
  return { start, end: text.end[token] as number, score: 0.75, because: 'name in a greeting' }
}

/** The name under "Sincerely," on the next line that isn't empty. */
export function findSignedName(input: RecognizerInput, closing: number): Candidate | undefined {
  const { text, lexicon } = input
  let at = closing + 1
  for (let steps = 0; steps < 5 && text.isWord(at); steps++) at++
  if (!text.is(at, ',') && !text.is(at, '!') && !text.is(at, '.') && text.kindAt(at) !== tokenKind.newline)
    return undefined
  at++
  for (let steps = 0; steps < 4 && text.kindAt(at) === tokenKind.newline; steps++) at++
  if (at >= text.count || !text.startsSentence(at)) return undefined
  if (text.has(at, wordFlag.title) && !text.has(at, wordFlag.first)) return undefined
  const run = nameRunFrom(text, at, 4)
  if (run === undefined) return undefined
  const part = namePart(text, lexicon, run.from)
  const goesOn = nextInName(text, run.to - 1) >= 0
  if (part === 'word' || (part === 'unknown' && run.to === run.from + 1 && goesOn)) return undefined
  return {
    start: text.start[run.from] as number,
    end: text.end[run.to - 1] as number,
    score: 0.85,
    because: 'name under a closing',
  }
}
