import { wordSet } from '../lexicon/word-set.ts'
import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { isAfterOf, isEponymAt } from './name-run.ts'
import { isAfterPlaceWord, isAfterPreposition, isTravel, SITE_NOUNS } from './place-context.ts'
import { cityStateEnd, isPlausibleCityState } from './place-parts.ts'
import { phrases, type Candidate, type Recognizer, type RecognizerInput } from './recognizer.ts'

/** Cities, neighbourhoods and counties in running text. A state or a country alone is no identifier. */
export const place: Recognizer = {
  id: 'place',
  category: 'B',
  anchors: ['lowerPlaces', 'labels', 'capitals'],
  labelWords: phrases(`
    city; town; hometown; birthplace; place of birth; county; neighborhood; location; born in; lives in;
    living in; moved to; resident of; raised in; native of; grew up in; residing in; resides in
  `),
  reference: '45 CFR 164.514(b)(2)(i)(B)',
  find(input, emit) {
    const { text } = input
    for (const token of text.lowerPlaces) {
      const lower = lowerCity(input, token)
      if (lower !== undefined) emit(lower)
    }
    for (const hit of input.labels) {
      const lower = lowerPlaceAfter(input, hit.to)
      if (lower !== undefined) emit(lower)
    }
    let covered = -1
    let nextState = 0
    for (const token of text.capitals) {
      if ((text.start[token] as number) < covered || text.isFunctionWord(token)) continue
      if (text.inTerm[token] === 1) continue
      if (text.kindAt(token) === tokenKind.initial) continue
      while (nextState < text.states.length && (text.states[nextState] as number) <= token) nextState++
      const hasStateNear = (text.states[nextState] ?? Number.POSITIVE_INFINITY) - token <= STATE_REACH
      const found = (hasStateNear ? cityAndState(input, token) : undefined) ?? placeAt(input, token)
      if (found === undefined) continue
      covered = found.end
      emit(found)
    }
  },
}

/** Tokens from the first word of a town to its state. */
const STATE_REACH = 9

function cityAndState(input: RecognizerInput, token: number): Candidate | undefined {
  const { text, lexicon } = input
  const end = text.is(token - 1, '-') ? undefined : cityStateEnd(text, lexicon, token)
  if (end === undefined || !isPlausibleCityState(text, lexicon, token, end)) return undefined
  return { start: text.start[token] as number, end, score: 0.9, because: 'city and state' }
}

function placeAt(input: RecognizerInput, token: number): Candidate | undefined {
  const { text, lexicon } = input
  const start = text.start[token] as number
  const known = lexicon.placeAt(text, token)
  const to = known?.to ?? token + 1
  if (isCounty(text, token, to)) return { start, end: text.end[to] as number, score: 0.85, because: 'county' }
  if (isEponymAt(text, to - 1) || isAfterOf(text, token)) return undefined
  const score =
    known === undefined ? unknownPlaceScore(input, token) : knownPlaceScore(input, { token, ...known })
  const district = districtEnd(text, token)
  if (district !== undefined)
    return { start, end: text.end[district - 1] as number, score: 0.86, because: 'part of a town' }
  const landmark = landmarkEnd(input, token)
  if (landmark !== undefined) {
    return { start, end: text.end[landmark - 1] as number, score: Math.max(score, 0.65), because: 'landmark' }
  }
  return score === 0 ? undefined : { start, end: text.end[to - 1] as number, score, because: 'place' }
}

const COUNTIES = wordSet('county parish borough')

function isCounty(text: TokenText, token: number, to: number): boolean {
  if (!text.isCapital(to) || !text.isOneOf(to, COUNTIES)) return false
  return !text.startsSentence(token) && text.length(token) > 2
}

/** A place that the lexicon knows, from `token` to `to`. */
type KnownPlace = { readonly token: number; readonly to: number; readonly flags: number }

const OTHER_MEANING =
  wordFlag.month |
  wordFlag.weekday |
  wordFlag.health |
  wordFlag.protected |
  wordFlag.title |
  wordFlag.credential

function knownPlaceScore(input: RecognizerInput, place: KnownPlace): number {
  const { text } = input
  const { token, to } = place
  const isOneWord = to === token + 1
  if (isOneWord && text.has(token, OTHER_MEANING)) return 0
  if (isOneWord && text.has(token, wordFlag.state | wordFlag.country) && !isAmongPlaces(text, token)) return 0
  if (isOneWord && text.kindAt(token) === tokenKind.upper && text.length(token) < 5) return 0
  if (isAfterPlaceWord(input, token)) return 0.85
  const isSite = text.isOneOf(to, SITE_NOUNS)
  // "Boston Marathon", "Denver Developmental": part of a longer name.
  if (text.isCapital(to) && text.gap(to - 1) === 1 && !isSite) return 0
  return (place.flags & wordFlag.majorCity) !== 0
    ? majorCityScore(input, place, isSite)
    : townScore(input, place)
}

const CITIES_TOO = wordSet('washington jordan')

/** "moved to Washington" may be the city; Ohio and Vermont are states and nothing else. */
function isAmongPlaces(text: TokenText, token: number): boolean {
  return text.isOneOf(token, CITIES_TOO)
}

const CREDITS = wordSet('by per using via the')

/** A city that is known by itself. */
function majorCityScore({ text }: RecognizerInput, { token, to }: KnownPlace, isSite: boolean): number {
  const isOneWord = to === token + 1
  if (isAfterPreposition(text, token)) return isOneWord ? 0.8 : 0.9
  if (isTravel(text, token)) return 0.8
  const isPersonal = text.has(token, wordFlag.first | wordFlag.surname)
  if (!isPersonal && text.has(token - 1, wordFlag.placePreposition)) return 0.75
  if (isSite) return 0.75
  // "staged by Ann Arbor", "per Mexico City policy": what is called after the place.
  if (text.isOneOf(token - 1, CREDITS)) return 0
  if (!isOneWord) return 0.6
  return isPersonal || text.has(token, wordFlag.english | wordFlag.eponym | wordFlag.state) ? 0 : 0.6
}

/** Any other town: many are surnames or everyday words, so a preposition of place must stand before. */
function townScore({ text, lexicon }: RecognizerInput, { token, to }: KnownPlace): number {
  const isOneWord = to === token + 1
  const isTelling = !text.has(token, wordFlag.first | wordFlag.surname) && !lexicon.isEnglish(text, token)
  if (isAfterPreposition(text, token)) return isOneWord ? (isTelling ? 0.65 : 0) : 0.9
  if (!isTravel(text, token) || text.has(token, wordFlag.first | wordFlag.surname)) return 0
  return isOneWord && !isTelling ? 0 : 0.7
}

const NO_TOWN =
  wordFlag.state | wordFlag.country | wordFlag.month | wordFlag.weekday | wordFlag.health | wordFlag.protected

/** A town that no list has, where the words before say that it is one: "grew up in Lubbeek". */
function unknownPlaceScore(input: RecognizerInput, token: number): number {
  const { text, lexicon } = input
  if (text.startsSentence(token) || text.has(token, NO_TOWN) || lexicon.isEnglish(text, token)) return 0
  return isAfterPlaceWord(input, token) || isTravel(text, token) ? 0.7 : 0
}

/** "this is tasha from bloomington": a town in lower case that is no other word. */
function lowerCity({ text, lexicon }: RecognizerInput, token: number): Candidate | undefined {
  if (!/^(?:from|in|near)$/.test(text.word(token - 1)) || text.gap(token - 1) !== 1) return undefined
  if (text.has(token, NO_TOWN) || lexicon.isEnglish(text, token)) return undefined
  const start = text.start[token] as number
  return { start, end: text.end[token] as number, score: 0.6, because: 'place in lower case' }
}

const BEFORE_LOWER_PLACE = wordSet('in to of from')

/** "lives in kalispell", "grew up in grasse": lower case, where the words before leave no doubt. */
function lowerPlaceAfter({ text, lexicon }: RecognizerInput, token: number): Candidate | undefined {
  if (text.kindAt(token) !== tokenKind.lower || text.isFunctionWord(token) || text.length(token) < 4)
    return undefined
  if (text.gap(token - 1) !== 1 || !text.isOneOf(token - 1, BEFORE_LOWER_PLACE)) return undefined
  const known = lexicon.placeAt(text, token)
  const isEnglish = lexicon.isEnglish(text, token)
  const isPlace =
    known !== undefined && (known.to > token + 1 || (known.flags & wordFlag.majorCity) !== 0 || !isEnglish)
  if (!isPlace && (isEnglish || text.has(token, NO_TOWN | wordFlag.first))) return undefined
  const to = isPlace ? known.to : token + 1
  return {
    start: text.start[token] as number,
    end: text.end[to - 1] as number,
    score: 0.7,
    because: 'place in lower case',
  }
}

const LANDMARKS = wordSet(`
  island islands beach lake valley heights hills springs creek bay point mountain mountains harbor
  reservation base camp fort bridge river ridge canyon falls crossing landing projects estates ranch
  trailer park plaza mall square
`)

/** "released from Rikers Island", "lives near Coyote Creek": a proper word and what it is, after a preposition of place. */
function landmarkEnd({ text, lexicon }: RecognizerInput, token: number): number | undefined {
  if (!text.has(token - 1, wordFlag.placePreposition) || !text.isWord(token - 1)) return undefined
  let to = token
  while (
    text.isCapital(to) &&
    to - token < 4 &&
    (to === token || text.gap(to - 1) === 1) &&
    !text.isFunctionWord(to)
  )
    to++
  if (to - token < 2 || !text.isOneOf(to - 1, LANDMARKS) || isEponymAt(text, token)) return undefined
  const isProper =
    !lexicon.isEnglish(text, token) || text.has(token, wordFlag.surname | wordFlag.first | wordFlag.city)
  return isProper && !text.has(token, wordFlag.health | wordFlag.protected) ? to : undefined
}

/** "in the Mission District", "near the Garment District": a part of a town, not of its government. */
function districtEnd(text: TokenText, token: number): number | undefined {
  const before = /^the$/i.test(text.word(token - 1)) ? token - 2 : token - 1
  if (!text.isWord(before) || !text.has(before, wordFlag.placePreposition)) return undefined
  let to = token
  while (to - token < 2 && text.kindAt(to) === tokenKind.capitalised && !text.isOneOf(to, DISTRICT)) {
    if (text.gap(to) !== 1 || text.isOneOf(to, GOVERNED) || text.isFunctionWord(to)) return undefined
    to++
  }
  if (to === token || !text.isOneOf(to, DISTRICT) || text.kindAt(to) !== tokenKind.capitalised)
    return undefined
  const isLonger = text.isCapital(to + 1) && text.gap(to) === 1
  return isLonger || /^of$/i.test(text.word(to + 1)) ? undefined : to + 1
}

const DISTRICT = wordSet('district')
const GOVERNED = wordSet(`
  school schools unified independent congressional legislative senate water fire court judicial park parks hospital health police
  election voting voter central regional local special federal county state city us usa union management improvement conservation
  utility sanitation irrigation transit port library college business our your their this each every home second first third
  fourth fifth southern northern eastern western middle assembly council attendance sales same new old
`)
