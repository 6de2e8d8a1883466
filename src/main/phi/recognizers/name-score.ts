import { isPersonHere } from './name-context.ts'
import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import {
  isAfterOf,
  isCompound,
  isEponymAt,
  isTitleLine,
  namePart,
  nextInName,
  type NamePart,
} from './name-run.ts'
import type { RecognizerInput } from './recognizer.ts'

/** A run of two or more words as the lexicon sees it. */
type RunShape = {
  readonly text: TokenText
  readonly from: number
  readonly to: number
  readonly second: number
  readonly first: NamePart
  readonly next: NamePart
  readonly last: NamePart
  readonly words: number
  /** In a heading or at the start of a sentence a capital says less. */
  readonly isHeading: boolean
  readonly isStart: boolean
}

/** How much a run of capitalised words looks like a person's full name; 0 where it doesn't. */
export function fullNameScore(input: RecognizerInput, from: number, to: number): number {
  const shape = shapeOf(input, from, to)
  return shape === undefined || isThing(shape) ? 0 : scoreByFirst[shape.first](shape)
}

function shapeOf({ text, lexicon }: RecognizerInput, from: number, to: number): RunShape | undefined {
  const second = nextInName(text, from)
  if (second < 0 || second >= to) return undefined
  const parts: NamePart[] = []
  for (let i = from; i < to; i++) if (text.isWord(i)) parts.push(namePart(text, lexicon, i))
  const [first = 'word', next = 'word'] = parts
  return {
    text,
    from,
    to,
    second,
    first,
    next,
    last: parts[parts.length - 1] ?? 'word',
    words: parts.length,
    isHeading: isTitleLine(text, from),
    isStart: text.startsSentence(from),
  }
}

/** Diseases, scores, places of care, companies and streets that are called after people. */
function isThing(shape: RunShape): boolean {
  const { text, from, to, second, first } = shape
  const isEponym = text.has(from, wordFlag.eponym)
  if (isEponymAt(text, from)) {
    const isPerson = text.has(from, wordFlag.first) && text.has(second, wordFlag.surname) && !isEponym
    if (!isPerson) return true
  }
  if (isEponym && text.has(second, wordFlag.eponym)) return true
  if (isPairOfDiscoverers(shape)) return true
  if (isEponymAt(text, to - 1) && (first !== 'first' || isEponym || text.has(to - 1, wordFlag.eponym)))
    return true
  if (isAfterOf(text, from) || text.has(second, wordFlag.suffix) || text.has(to, wordFlag.organisation))
    return true
  return text.has(to - 1, THING_TAIL) && !text.has(to - 1, wordFlag.surname)
}

const THING_TAIL = wordFlag.facility | wordFlag.organisation | wordFlag.street | wordFlag.eponymNoun

/** "Salter-Harris", "Kaplan-Meier", "Loeys-Dietz", unless the first is a first name: "Jean-Paul". */
function isPairOfDiscoverers({ text, from, second, first, words }: RunShape): boolean {
  if (words !== 2 || !text.is(from + 1, '-') || !text.touches(from)) return false
  if (text.has(from, wordFlag.eponym) || text.has(second, wordFlag.eponym)) return true
  return first !== 'first' && !isPersonHere(text, second)
}

const scoreByFirst: Readonly<Record<NamePart, (shape: RunShape) => number>> = {
  first({ text, from, second, last, isHeading }) {
    if (last !== 'word') return 0.9
    // "Sarah Called": an everyday word as the surname is believed in a sentence only.
    const isPlaceOrTerm =
      text.has(from, wordFlag.majorCity) ||
      text.has(second, wordFlag.health | wordFlag.state | wordFlag.country)
    return isHeading || isPlaceOrTerm || text.kindAt(from) === tokenKind.upper ? 0 : 0.72
  },
  ambiguous({ next, last, isHeading, isStart }) {
    if (next === 'surname' || last === 'surname') return 0.8
    if (next === 'unknown' || next === 'first') return isHeading ? 0.55 : 0.7
    if (next === 'common-surname' || next === 'initial') return isStart || isHeading ? 0 : 0.65
    return 0
  },
  initial({ text, from, second, next, last }) {
    if (next === 'initial') return last === 'surname' || last === 'unknown' || last === 'first' ? 0.7 : 0
    if (next === 'surname' || next === 'first') return 0.7
    const isAbbreviated = text.is(from + 1, '.') && next === 'unknown'
    return isAbbreviated && !text.has(second, wordFlag.protected) && text.length(second) > 3 ? 0.55 : 0
  },
  unknown({ text, from, to, next, last, words, isHeading, isStart }) {
    if (text.has(from, wordFlag.eponym)) return 0
    const endsKnown = last === 'surname' || next === 'first'
    if (text.kindAt(from) === tokenKind.upper) {
      return endsKnown && isAllUpper(text, from, to) && text.length(from) > 3 ? 0.6 : 0
    }
    // "Speedrun PB", "Wellness RN": a word and an abbreviation.
    if (text.kindAt(to - 1) === tokenKind.upper) return 0
    if (endsKnown) return 0.78
    if (last === 'common-surname') return isHeading || words > 2 ? 0 : 0.6
    if (next !== 'unknown' || isHeading || isCompound(text, from)) return 0
    return isStart ? 0.52 : 0.6
  },
  surname({ next, last, isHeading }) {
    if (next === 'first' || last === 'surname') return 0.7
    return next === 'unknown' && !isHeading ? 0.55 : 0
  },
  'common-surname'({ text, from, next, last, isHeading, isStart }) {
    const endsKnown = next === 'first' || last === 'surname'
    return endsKnown && !isStart && !isHeading && !text.has(from, wordFlag.eponym) ? 0.6 : 0
  },
  word: () => 0,
}

function isAllUpper(text: TokenText, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const kind = text.kindAt(i)
    if (text.isWord(i) && kind !== tokenKind.upper && kind !== tokenKind.initial) return false
  }
  return true
}
