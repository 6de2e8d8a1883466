import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import {
  isAfterOf,
  isCompound,
  isEponymAt,
  isJoinedBefore,
  isNameable,
  isTitleLine,
  namePart,
  nameRunFrom,
  nextInName,
  withSuffix,
  type NamePart,
} from './name-run.ts'
import type { Recognizer, RecognizerInput } from './recognizer.ts'

/** Two or more words that make a name by themselves: "Maria Lopez", "J. Okafor", "GARCIA, MARIA", "tracy novak". */
export const nameFull: Recognizer = {
  id: 'name-in-full',
  category: 'A',
  labelWords: [],
  reference: '45 CFR 164.514(b)(2)(i)(A)',
  find(input, emit) {
    const { text, lexicon } = input
    let covered = -1
    for (const token of text.capitals) {
      if (token < covered || !isNameable(text, token) || isJoinedBefore(text, token)) continue
      if (text.has(token, wordFlag.suffix) && text.kindAt(token) !== tokenKind.capitalised) continue
      const reversed = reversedName(input, token)
      if (reversed !== undefined) {
        covered = reversed
        emit({
          start: text.start[token] as number,
          end: text.end[reversed - 1] as number,
          score: 0.8,
          because: 'surname, first name',
        })
        continue
      }
      const run = nameRunFrom(text, token)
      if (run === undefined || run.to === token + 1) continue
      const place = lexicon.placeAt(text, token)
      if (place !== undefined && place.to >= run.to && place.to > token + 1) {
        covered = place.to
        continue
      }
      const score = runScore(input, token, run.to)
      if (score === 0) continue
      const to = withSuffix(text, trim(input, token, run.to))
      if (to <= token + 1) continue
      covered = to
      emit({
        start: text.start[token] as number,
        end: text.end[to - 1] as number,
        score,
        because: 'first name and surname',
      })
    }
    for (const token of text.lowerNames) {
      if (text.has(token, wordFlag.ambiguous | wordFlag.functionWord | wordFlag.health)) continue
      const next = token + 1
      if (
        text.kindAt(next) !== tokenKind.lower ||
        text.gap(token) !== 1 ||
        text.isFunctionWord(next) ||
        text.length(next) < 2
      )
        continue
      const isSurname = text.has(next, wordFlag.surname) && !text.has(next, wordFlag.english)
      const isUnknown =
        !text.has(next, wordFlag.health | wordFlag.protected | wordFlag.first) &&
        text.length(next) > 3 &&
        !lexicon.isEnglish(text, next)
      if (!isSurname && !isUnknown) continue
      emit({
        start: text.start[token] as number,
        end: text.end[next] as number,
        score: isSurname ? 0.75 : 0.65,
        because: 'first name and surname in lower case',
      })
    }
  },
}

/** "Garcia, Maria L." at a token: the token after it. */
function reversedName(input: RecognizerInput, token: number): number | undefined {
  const { text, lexicon } = input
  if (!text.is(token + 1, ',') || text.gap(token + 1) > 1) return undefined
  const first = token + 2
  if (!text.has(first, wordFlag.first) || !isNameable(text, first)) return undefined
  const part = namePart(text, lexicon, token)
  const isSurname =
    part === 'surname' ||
    part === 'common-surname' ||
    part === 'unknown' ||
    (text.has(token, wordFlag.surname) && part === 'first')
  if (
    !isSurname ||
    (text.has(token, wordFlag.city | wordFlag.state | wordFlag.country) && part !== 'surname')
  )
    return undefined
  // In "Lopez, Maria, and John" the comma separates people.
  if (
    text.is(token - 1, ',') ||
    (text.is(first + 1, ',') && text.isCapital(first + 2) && !text.has(first + 2, wordFlag.credential))
  )
    return undefined
  if (text.has(first, wordFlag.ambiguous) && part !== 'surname') return undefined
  const middle = nextInName(text, first)
  return middle > 0 && text.kindAt(middle) === tokenKind.initial ? middle + 1 : first + 1
}

/** Cuts words off the end that belong to the sentence, not to the name. */
function trim({ text, lexicon }: RecognizerInput, from: number, to: number): number {
  let end = to
  while (end > from + 1) {
    const last = end - 1
    const part = namePart(text, lexicon, last)
    if (part === 'initial' || text.has(last, wordFlag.credential)) break
    if (!text.isWord(last)) {
      end--
      continue
    }
    // Keep one everyday word as the surname ("Maria Banks"), never two.
    if (part !== 'word') break
    const words = end - from
    if (words <= 2) break
    end--
  }
  return end
}

function runScore(input: RecognizerInput, from: number, to: number): number {
  const { text, lexicon } = input
  const second = nextInName(text, from)
  if (second < 0 || second >= to) return 0
  if (
    isEponymAt(text, from) &&
    !(
      text.has(from, wordFlag.first) &&
      text.has(second, wordFlag.surname) &&
      !text.has(from, wordFlag.eponym)
    )
  )
    return 0
  const parts: NamePart[] = []
  for (let i = from; i < to; i++) if (text.isWord(i)) parts.push(namePart(text, lexicon, i))
  const [first = 'word', next = 'word'] = parts
  const last = parts[parts.length - 1] ?? 'word'
  const isHeading = isTitleLine(text, from)
  const isJoined = parts.length === 2 && text.is(from + 1, '-') && text.touches(from)
  // "Salter-Harris", "Kaplan-Meier", "Loeys-Dietz": a pair of discoverers, unless the first is a first name.
  if (isJoined && (first !== 'first' || text.has(from, wordFlag.eponym) || text.has(second, wordFlag.eponym)))
    return 0
  if (text.has(from, wordFlag.eponym) && text.has(second, wordFlag.eponym)) return 0
  if (
    isEponymAt(text, to - 1) &&
    (first !== 'first' || text.has(to - 1, wordFlag.eponym) || text.has(from, wordFlag.eponym))
  )
    return 0
  if (isAfterOf(text, from) || text.has(second, wordFlag.suffix)) return 0
  const tail =
    text.has(to - 1, wordFlag.facility | wordFlag.organisation | wordFlag.street | wordFlag.eponymNoun) &&
    !text.has(to - 1, wordFlag.surname)
  if (tail || text.has(to, wordFlag.organisation)) return 0
  const allUpper = text.kindAt(from) === tokenKind.upper
  if (first === 'first') {
    if (last === 'word')
      return isHeading ||
        text.has(from, wordFlag.majorCity) ||
        allUpper ||
        text.has(second, wordFlag.health | wordFlag.state | wordFlag.country)
        ? 0
        : 0.72
    return 0.9
  }
  if (first === 'ambiguous') {
    if (next === 'surname' || last === 'surname') return 0.8
    if (next === 'unknown' || next === 'first') return isHeading ? 0.55 : 0.7
    if (next === 'common-surname' || next === 'initial')
      return text.startsSentence(from) || isHeading ? 0 : 0.65
    return 0
  }
  if (first === 'initial') {
    const isDotted = text.is(from + 1, '.')
    if (next === 'initial') return last === 'surname' || last === 'unknown' || last === 'first' ? 0.7 : 0
    if (next === 'surname' || next === 'first') return 0.7
    return isDotted && next === 'unknown' && !text.has(second, wordFlag.protected) && text.length(second) > 3
      ? 0.55
      : 0
  }
  if (text.has(from, wordFlag.eponym) && first !== 'surname') return 0
  if (first === 'unknown') {
    if (allUpper)
      return (last === 'surname' || next === 'first') && isAllUpper(text, from, to) && text.length(from) > 3
        ? 0.6
        : 0
    if (last === 'surname' || next === 'first') return 0.78
    if (last === 'common-surname') return isHeading || parts.length > 2 ? 0 : 0.6
    if (next === 'unknown')
      return isHeading || isCompound(text, from) ? 0 : text.startsSentence(from) ? 0.52 : 0.6
    return 0
  }
  if (first === 'surname') {
    if (next === 'first' || last === 'surname') return 0.7
    if (next === 'unknown') return isHeading ? 0 : 0.55
    return 0
  }
  if (first === 'common-surname')
    return (next === 'first' || last === 'surname') && !text.startsSentence(from) && !isHeading ? 0.6 : 0
  return 0
}

function isAllUpper(text: TokenText, from: number, to: number): boolean {
  for (let i = from; i < to; i++)
    if (text.isWord(i) && text.kindAt(i) !== tokenKind.upper && text.kindAt(i) !== tokenKind.initial)
      return false
  return true
}
