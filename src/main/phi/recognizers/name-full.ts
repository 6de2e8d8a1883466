import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind } from '../text/token-text.ts'
import { isJoinedBefore, isNameable, namePart, nameRunFrom, nextInName, withSuffix } from './name-run.ts'
import { nicknameEnd } from './nickname.ts'
import { fullNameScore } from './name-score.ts'
import type { Candidate, Recognizer, RecognizerInput } from './recognizer.ts'

/** Two or more words that make a name by themselves: "Maria Lopez", "J. Okafor", "GARCIA, MARIA", "tracy novak". */
export const nameFull: Recognizer = {
  id: 'name-in-full',
  category: 'A',
  anchors: ['capitals', 'lowerNames'],
  labelWords: [],
  reference: '45 CFR 164.514(b)(2)(i)(A)',
  find(input, emit) {
    const { text } = input
    let covered = -1
    for (const token of text.capitals) {
      if (token >= covered && canBegin(input, token)) covered = Math.max(covered, findAt(input, token, emit))
    }
    for (const token of text.lowerNames) {
      const lower = lowerName(input, token)
      if (lower !== undefined) emit(lower)
    }
  },
}

function canBegin({ text }: RecognizerInput, token: number): boolean {
  const isRoman = text.has(token, wordFlag.suffix) && text.kindAt(token) !== tokenKind.capitalised
  return !isRoman && isNameable(text, token) && !isJoinedBefore(text, token)
}

/** @returns the token after what was found, or -1 */
function findAt(input: RecognizerInput, token: number, emit: (candidate: Candidate) => void): number {
  const { text, lexicon } = input
  const start = text.start[token] as number
  const reversed = reversedName(input, token)
  if (reversed !== undefined) {
    emit({ start, end: text.end[reversed - 1] as number, score: 0.8, because: 'surname, first name' })
    return reversed
  }
  const run = nameRunFrom(text, token)
  if (run === undefined || run.to === token + 1) return -1
  const place = lexicon.placeAt(text, token)
  if (place !== undefined && place.to >= run.to && place.to > token + 1) return place.to
  const score = fullNameScore(input, token, run.to)
  if (score === 0) return -1
  const to = withSuffix(text, trim(input, token, run.to))
  if (to <= token + 1) return -1
  emit({ start, end: text.end[to - 1] as number, score, because: 'first name and surname' })
  return to
}

/** "tracy novak": a first name in lower case and a surname, or a word that no list knows. */
function lowerName({ text, lexicon }: RecognizerInput, token: number): Candidate | undefined {
  const next = token + 1
  if (text.has(token, wordFlag.ambiguous | wordFlag.functionWord | wordFlag.health)) return undefined
  if (text.kindAt(next) !== tokenKind.lower || text.gap(token) !== 1) return undefined
  if (text.isFunctionWord(next) || text.length(next) < 2) return undefined
  const isSurname = text.has(next, wordFlag.surname) && !text.has(next, wordFlag.english)
  const isUnknown =
    text.length(next) > 3 &&
    !text.has(next, wordFlag.health | wordFlag.protected | wordFlag.first) &&
    !lexicon.isEnglish(text, next)
  if (!isSurname && !isUnknown) return undefined
  return {
    start: text.start[token] as number,
    end: text.end[next] as number,
    score: isSurname ? 0.75 : 0.65,
    because: 'first name and surname in lower case',
  }
}

const PLACE = wordFlag.city | wordFlag.state | wordFlag.country

/** "Garcia, Maria L." at a token: the token after it. */
function reversedName({ text, lexicon }: RecognizerInput, token: number): number | undefined {
  const first = token + 2
  if (!text.is(token + 1, ',') || text.gap(token + 1) > 1) return undefined
  if (!text.has(first, wordFlag.first) || !isNameable(text, first)) return undefined
  const part = namePart(text, lexicon, token)
  const isBoth = part === 'first' && text.has(token, wordFlag.surname)
  if (part !== 'surname') {
    if (!isBoth && part !== 'common-surname' && part !== 'unknown') return undefined
    if (text.has(token, PLACE) || text.has(first, wordFlag.ambiguous)) return undefined
  }
  // In "Lopez, Maria, and John" the comma separates people.
  const goesOn =
    text.is(first + 1, ',') && text.isCapital(first + 2) && !text.has(first + 2, wordFlag.credential)
  if (text.is(token - 1, ',') || goesOn) return undefined
  const nickname = nicknameEnd(text, first)
  const middle = nextInName(text, nickname > 0 ? nickname - 1 : first)
  if (middle > 0 && text.kindAt(middle) === tokenKind.initial) return middle + 1
  return nickname > 0 ? nickname : first + 1
}

/** Cuts words off the end that belong to the sentence. One everyday word may be the surname ("Maria Banks"). */
function trim({ text, lexicon }: RecognizerInput, from: number, to: number): number {
  let end = to
  while (end > from + 1) {
    const last = end - 1
    if (text.isWord(last)) {
      if (text.has(last, wordFlag.credential) || namePart(text, lexicon, last) !== 'word') break
      if (end - from <= 2) break
    }
    end--
  }
  return end
}
