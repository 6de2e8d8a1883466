import { wordSet } from '../lexicon/word-set.ts'
import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { isEponymAt, isNameable, nameRunFrom, withSuffix } from './name-run.ts'
import type { Candidate, Recognizer, RecognizerInput } from './recognizer.ts'

/** Titles that are nothing but titles; the others (Nurse, Judge, Coach) are words too. */
const ALWAYS = wordSet(`
  mr mrs ms mx dr prof sgt lt capt sra srta mme mlle hon rev miss senora senor herr frau professor
`)

/** "Dr. Patel", "Mrs. de la Cruz", "Nurse Okafor", also in lower case where the title leaves no doubt. */
export const nameTitled: Recognizer = {
  id: 'name-after-title',
  category: 'A',
  anchors: ['titles'],
  labelWords: [],
  reference: '45 CFR 164.514(b)(2)(i)(A)',
  find(input, emit) {
    const { text } = input
    for (const title of text.titles) {
      if (!text.has(title, wordFlag.title) || isStreetSuffix(text, title) || isNoTitle(text, title)) continue
      const first = wordAfterTitle(text, title)
      const found =
        first < 0 ? undefined : (writtenName(input, title, first) ?? lowerName(input, title, first))
      if (found !== undefined) emit(found)
    }
  },
}

/** "I miss Bhutani", and the degree of "Priya Venkat MS CCC-SLP". */
function isNoTitle(text: TokenText, title: number): boolean {
  if (text.kindAt(title) === tokenKind.lower)
    return text.isOneOf(title, MISS) && text.isOneOf(title - 1, MISSES)
  return (
    text.kindAt(title) === tokenKind.upper &&
    text.kindAt(title - 1) === tokenKind.capitalised &&
    text.has(title - 1, wordFlag.first | wordFlag.surname) &&
    !text.isFunctionWord(title - 1)
  )
}

const MISS = wordSet('miss')
const MISSES = wordSet('i we you they to will would may might not never dont rarely')

/** The token after a title and its full stop, and after further titles ("Prof. Dr."); -1 where none follows. */
function wordAfterTitle(text: TokenText, title: number): number {
  let first = title + 1
  if (text.is(first, '.') && text.touches(title)) first++
  const gap = text.gap(first - 1)
  if (gap > 2 || (gap < 1 && !text.is(first - 1, '.'))) return -1
  for (let further = 0; further < 2; further++) {
    if (!text.has(first, wordFlag.title) || !text.isCapital(first) || !text.isOneOf(first, ALWAYS)) break
    first += text.is(first + 1, '.') ? 2 : 1
  }
  return first
}

function writtenName(
  { text, lexicon }: RecognizerInput,
  title: number,
  first: number,
): Candidate | undefined {
  const isSure = text.isOneOf(title, ALWAYS)
  const run = nameRunFrom(text, isSure ? afterParticles(text, first) : first, 4)
  if (run === undefined || !isNameable(text, run.from)) return undefined
  // "P. Abernethy RN CCM"
  if (text.has(run.from, wordFlag.credential) && text.kindAt(run.from) === tokenKind.upper) return undefined
  const isInitial = text.kindAt(run.from) === tokenKind.initial && run.to === run.from + 1
  if (isInitial && (!isSure || text.gap(run.from - 1) === 0)) return undefined
  const isKnown = text.has(run.from, wordFlag.first | wordFlag.surname)
  if (!isSure && (isEponymAt(text, run.from) || (!isKnown && lexicon.isEnglish(text, run.from))))
    return undefined
  return {
    start: text.start[isSure ? title : run.from] as number,
    end: text.end[withSuffix(text, run.to) - 1] as number,
    score: isSure ? 0.95 : 0.8,
    because: 'name after a title',
  }
}

/** The token after "de la", "van der". */
function afterParticles(text: TokenText, first: number): number {
  let at = first
  while (at - first < 3 && text.kindAt(at) === tokenKind.lower && text.has(at, wordFlag.particle)) {
    if (text.gap(at) !== 1) return first
    at++
  }
  return at
}

/** "dr. feldman", "mrs. kim": a known name or a word that is none, up to three words. */
function lowerName({ text, lexicon }: RecognizerInput, title: number, first: number): Candidate | undefined {
  if (!text.isOneOf(title, ALWAYS) || !isLowerWord(text, first) || text.length(first) < 3) return undefined
  const isSurname = text.has(first, wordFlag.surname)
  if (!isSurname && !text.has(first, wordFlag.first) && lexicon.isEnglish(text, first)) return undefined
  // "miss your dose"
  if (/^miss$/i.test(text.word(title)) && !isSurname) return undefined
  let last = first
  while (
    last - first < 2 &&
    text.gap(last) === 1 &&
    isLowerWord(text, last + 1) &&
    text.has(last + 1, wordFlag.surname)
  ) {
    last++
  }
  return {
    start: text.start[title] as number,
    end: text.end[last] as number,
    score: 0.85,
    because: 'name after a title',
  }
}

function isLowerWord(text: TokenText, token: number): boolean {
  return text.kindAt(token) === tokenKind.lower && !text.isFunctionWord(token)
}

/** "12 Oak Dr Springfield": here it is a street. */
function isStreetSuffix(text: TokenText, title: number): boolean {
  if (!text.has(title, wordFlag.street) || !text.isCapital(title - 1)) return false
  for (let i = title - 2; i >= 0 && i >= title - 4; i--) if (text.kindAt(i) === tokenKind.digits) return true
  return false
}
