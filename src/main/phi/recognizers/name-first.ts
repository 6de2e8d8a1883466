import { wordSet } from '../lexicon/word-set.ts'
import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { hasPersonVerb, hasStrictVerb, isAddressed, isPersonHere } from './name-context.ts'
import {
  isAfterOf,
  isEponymAt,
  isJoinedBefore,
  isNameable,
  isTitleLine,
  namePart,
  type NamePart,
} from './name-run.ts'
import type { Recognizer, RecognizerInput } from './recognizer.ts'

const PLACE_WORDS = wordFlag.state | wordFlag.country | wordFlag.majorCity
const NEVER_IN_LOWER_CASE =
  wordFlag.ambiguous |
  wordFlag.english |
  wordFlag.functionWord |
  wordFlag.health |
  wordFlag.protected |
  wordFlag.eponym |
  PLACE_WORDS

/** One word that is a name: "Sarah", "Nguyen reports", "Will's mother". Places, eponyms and headings are left out. */
export const nameFirst: Recognizer = {
  id: 'name-alone',
  category: 'A',
  anchors: ['capitals', 'lowerNames'],
  labelWords: [],
  reference: '45 CFR 164.514(b)(2)(i)(A)',
  find(input, emit) {
    const { text, lexicon } = input
    const send = (token: number, score: number, because: string): void => {
      if (score > 0)
        emit({
          start: text.start[token] as number,
          end: text.end[withInitial(text, token)] as number,
          score,
          because,
        })
    }
    for (const token of text.capitals) {
      if (text.kindAt(token) === tokenKind.initial && isPersonByLetter(text, token))
        send(token, 0.6, 'initial of who does what people do')
      const score = scoreOf(input, token)
      send(token, score, score >= 0.7 ? 'first name' : 'name by its place in the sentence')
      if (isFamily(input, token)) send(token, 0.6, 'family name in the plural')
    }
    for (const token of text.lowerNames) {
      if (text.length(token) < 4 || text.has(token, NEVER_IN_LOWER_CASE)) continue
      if (!lexicon.isEnglish(text, token) && !isInsideCode(text, token))
        send(token, 0.6, 'first name in lower case')
    }
  },
}

function scoreOf(input: RecognizerInput, token: number): number {
  const { text, lexicon } = input
  if (text.length(token) < 2 || !isNameable(text, token)) return 0
  const part = namePart(text, lexicon, token)
  if (part === 'word' || part === 'initial' || isPartOfSomething(text, token)) return 0
  if (
    text.has(token, wordFlag.month | wordFlag.weekday | wordFlag.credential) &&
    (!hasPersonVerb(text, token) || text.isOneOf(token - 1, BEFORE_TIME))
  )
    return 0
  const isPerson = isPersonHere(text, token)
  // Al, Ed, Jo, but also Ab, Ag, Al in laboratory lists.
  if (text.length(token) === 2 && !isPerson) return 0
  if (text.has(token, PLACE_WORDS)) return isPerson && part === 'first' ? placeNameScore(text, token) : 0
  const place = lexicon.placeAt(text, token)
  if (isPartOfLongerName(text, token) || (place !== undefined && place.to > token + 1)) return 0
  return aloneScore[part]({ text, token, isPerson, isStart: text.startsSentence(token) })
}

/** "The superbill for October is ready": a month, whatever stands behind it. */
const BEFORE_TIME = wordSet(
  'in for of since until till from by this last next early mid late before after every each',
)

/** "E. brought her diary card", "and M waved": the letter that stands for a client. */
function isPersonByLetter(text: TokenText, token: number): boolean {
  if (text.word(token) === 'I' || text.isCapital(token - 1) || text.is(token - 1, '.')) return false
  const last = text.is(token + 1, '.') && text.touches(token) ? token + 1 : token
  return hasStrictVerb(text, last)
}

/** "Faleafa T.", "Imogen T.R.": the initials after a first name belong to it. */
function withInitial(text: TokenText, token: number): number {
  let last = token
  while (
    last - token < 4 &&
    text.kindAt(last + 1) === tokenKind.initial &&
    text.gap(last) === (last === token ? 1 : 0) &&
    text.is(last + 2, '.') &&
    text.touches(last + 1)
  )
    last += 2
  return last
}

/** Inside an address, a handle, a hyphenated pair, the name of a disease or "circle of …". */
function isPartOfSomething(text: TokenText, token: number): boolean {
  return (
    isInsideCode(text, token) ||
    isJoinedBefore(text, token) ||
    isEponymAt(text, token) ||
    isAfterOf(text, token)
  )
}

/** Austin, Brooklyn, Sydney: a person where they do what people do and no "in" stands before. */
function placeNameScore(text: TokenText, token: number): number {
  return text.has(token - 1, wordFlag.placePreposition) || text.has(token, wordFlag.country | wordFlag.state)
    ? 0
    : 0.6
}

type Alone = {
  readonly text: TokenText
  readonly token: number
  readonly isPerson: boolean
  readonly isStart: boolean
}

const isAddressedInSentence = ({ text, token, isStart }: Alone): boolean =>
  !isStart && isAddressed(text, token) && !isTitleLine(text, token)

const aloneScore: Readonly<Record<Exclude<NamePart, 'word' | 'initial'>, (alone: Alone) => number>> = {
  first({ text, token, isPerson }) {
    if (text.kindAt(token) === tokenKind.upper)
      return isPerson || isAmongCapitals(text, token) ? upperScore(text, token) : 0
    return text.has(token, wordFlag.eponym) && !isPerson && !isAddressed(text, token) ? 0 : 0.72
  },
  ambiguous(alone) {
    if (alone.text.kindAt(alone.token) === tokenKind.upper) return 0
    if (alone.isPerson) return alone.isStart ? 0.56 : 0.65
    return isAddressedInSentence(alone) ? 0.58 : 0
  },
  surname(alone) {
    const { text, token, isPerson, isStart } = alone
    if (text.kindAt(token) === tokenKind.upper) return 0
    if (text.has(token, wordFlag.eponym)) return isPerson && !isStart ? 0.55 : 0
    if (isPerson) return 0.65
    return isAddressedInSentence(alone) ? 0.55 : 0
  },
  'common-surname'({ text, token, isPerson, isStart }) {
    if (!isPerson || isStart || text.kindAt(token) === tokenKind.upper) return 0
    return text.has(token, wordFlag.eponym) ? 0.55 : text.isCapital(token - 1) ? 0 : 0.52
  },
  /** A word that no list knows: only where it does what people do. */
  unknown({ text, token, isPerson, isStart }) {
    if (!isPerson || text.kindAt(token) === tokenKind.upper) return 0
    if (text.has(token, wordFlag.eponym)) return isStart ? 0 : 0.55
    if (text.length(token) < 3 || text.kindAt(token) !== tokenKind.capitalised) return 0
    return MEDICAL_ENDING.test(text.word(token)) ? 0 : isStart ? 0.5 : 0.55
  },
}

/** BART and AMY alone in a sentence are abbreviations; in a line of capitals they are names. */
function isAmongCapitals(text: TokenText, token: number): boolean {
  const isUpper = (at: number): boolean => text.kindAt(at) === tokenKind.upper
  return isUpper(token - 1) || isUpper(token + 1) || (text.is(token - 1, ':') && isUpper(token - 2))
}

function upperScore(text: TokenText, token: number): number {
  return text.length(token) >= 4 && !text.has(token, wordFlag.english) ? 0.6 : 0
}

/** Part of an address, a handle or a compound: jennifer@…, @jennifer, jennifer_92, www.jennifer.com. */
function isInsideCode(text: TokenText, token: number): boolean {
  const isJoint = (at: number): boolean =>
    text.is(at, '@') || text.is(at, '_') || text.is(at, '/') || text.is(at, '=') || text.is(at, '.')
  return (
    (isJoint(token - 1) && text.touches(token - 1)) ||
    (isJoint(token + 1) && text.touches(token) && text.touches(token + 1))
  )
}

const SAINTS = wordSet('st saint san santa mt mount ft fort lake port point')

const NAMED_AFTER = wordSet('state county city law act rule scale society')

/** "Sarah Cannon Research Institute", "Mayo Clinic", "St. Mary's", "Santa Maria". */
function isPartOfLongerName(text: TokenText, token: number): boolean {
  const next = token + 1
  const isThing =
    text.has(next, wordFlag.facility | wordFlag.organisation | wordFlag.street) &&
    !text.has(next, wordFlag.surname)
  if (isThing && text.isCapital(next) && text.gap(token) === 1) return true
  if (text.isCapital(next) && text.isOneOf(next, NAMED_AFTER)) return true
  const before = text.is(token - 1, '.') ? token - 2 : token - 1
  return text.isCapital(before) && text.isOneOf(before, SAINTS)
}

const MEDICAL_ENDING =
  /(?:itis|osis|emia|oma|pathy|ectomy|pril|statin|olol|azole|mab|nib|cillin|mycin|pine|pam|lam|ine|ol|ide|ate|one|vir|um|us|scopy|gram|graphy|plasty|otomy|algia|uria|penia|ia|in|ax|ex|ox|yx|x|z|q|tan|ium|ase|gen|tin|din|lin|fen|ram|zone|done|tidine|prazole|sartan|zepam)$/i

/** "the Hendersons": a surname with an s, where the word itself is nothing else. */
function isFamily({ text, lexicon }: RecognizerInput, token: number): boolean {
  if (text.kindAt(token) !== tokenKind.capitalised || text.length(token) < 6) return false
  if (text.has(token, wordFlag.english | wordFlag.city | wordFlag.protected | wordFlag.eponym)) return false
  const word = text.word(token)
  if (!/[^s]s$/.test(word) || !/^the$/i.test(text.word(token - 1))) return false
  const stem = lexicon.words.lookupWord(word.slice(0, -1).toLowerCase())
  return (stem & wordFlag.surname) !== 0 && (stem & (wordFlag.english | wordFlag.eponym)) === 0
}
