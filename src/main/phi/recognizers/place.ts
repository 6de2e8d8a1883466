import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { cityStateEnd } from './place-parts.ts'
import { isAfterOf, isEponymAt } from './name-run.ts'
import { phrases, type Recognizer, type RecognizerInput } from './recognizer.ts'

const SITE_NOUNS =
  /^(?:branch|office|location|campus|site|clinic|facility|area|neighborhood|suburb|native|resident|county|parish|borough|township|police|airport)$/i

/** Cities, neighbourhoods and counties in running text. A state or a country alone is no identifier. */
export const place: Recognizer = {
  id: 'place',
  category: 'B',
  labelWords: phrases(`
    city; town; hometown; birthplace; place of birth; county; neighborhood; location; born in; lives in;
    living in; moved to; resident of; raised in; native of; grew up in; residing in; resides in
  `),
  reference: '45 CFR 164.514(b)(2)(i)(B)',
  find(input, emit) {
    const { text, lexicon, labels } = input
    let covered = -1
    let state = 0
    for (const hit of labels) {
      const lower = lowerPlaceAfter(input, hit.to)
      if (lower !== undefined) emit({ ...lower, score: 0.7, because: 'place in lower case' })
    }
    for (const token of text.capitals) {
      const start = text.start[token] as number
      if (start < covered || text.isFunctionWord(token) || text.kindAt(token) === tokenKind.initial) continue
      while (state < text.states.length && (text.states[state] as number) <= token) state++
      const hasStateNear = state < text.states.length && (text.states[state] as number) - token <= STATE_REACH
      const cityState =
        !hasStateNear || text.is(token - 1, '-') ? undefined : cityStateEnd(text, lexicon, token)
      if (cityState !== undefined && isPlausibleCityState(input, token, cityState)) {
        covered = cityState
        emit({ start, end: cityState, score: 0.9, because: 'city and state' })
        continue
      }
      const found = lexicon.placeAt(text, token)
      const to = found?.to ?? token + 1
      if (
        /^(?:county|parish|borough)$/i.test(text.word(to)) &&
        text.isCapital(to) &&
        !text.startsSentence(token) &&
        text.length(token) > 2
      ) {
        covered = text.end[to] as number
        emit({ start, end: covered, score: 0.85, because: 'county' })
        continue
      }
      if (isEponymAt(text, to - 1) || isAfterOf(text, token)) continue
      const score =
        found === undefined ? unknownPlaceScore(input, token) : knownPlaceScore(input, token, found)
      const landmark = landmarkEnd(input, token)
      const end = landmark ?? (score > 0 ? to : undefined)
      if (end === undefined) continue
      covered = text.end[end - 1] as number
      emit({
        start,
        end: covered,
        score: Math.max(score, landmark === undefined ? 0 : 0.65),
        because: 'place',
      })
    }
  },
}

/** Tokens from the first word of a town to its state. */
const STATE_REACH = 9

const DEGREES = / (?:MA|MD|PA|OD|ND|DO|MS|BA)$/
const WORDS_TOO = / (?:ME|IN|OR|OK|HI|ID|AL|CO|DE|LA)$/
const NOT_A_TOWN =
  wordFlag.first |
  wordFlag.surname |
  wordFlag.title |
  wordFlag.month |
  wordFlag.weekday |
  wordFlag.health |
  wordFlag.protected |
  wordFlag.organisation |
  wordFlag.facility |
  wordFlag.state

/** "Garcia, MA" after a name is a degree; "Driver WI-481" is a licence; "Springfield, IL" is a place. */
function isPlausibleCityState({ text, lexicon }: RecognizerInput, token: number, end: number): boolean {
  const written = text.text.slice(text.start[token], end)
  if (/\d{5}(?:-\d{4})?$/.test(written)) return true
  if (/[-\w]/.test(text.text.charAt(end))) return false
  const hasComma = written.includes(',')
  const place = lexicon.placeAt(text, token)
  if (place !== undefined) {
    if (!hasComma && (place.flags & wordFlag.majorCity) === 0) return false
    return !text.has(token, wordFlag.first) || !DEGREES.test(written)
  }
  // An unknown town needs its comma, and nothing that makes it a name.
  return hasComma && !text.has(token, NOT_A_TOWN) && !DEGREES.test(written) && !WORDS_TOO.test(written)
}

function isAfterPlaceWord({ text, group }: RecognizerInput, token: number): boolean {
  let before = token - 1
  if (
    /^(?:downtown|north|south|east|west|northern|southern|eastern|western|central|the|greater|rural|suburban|nearby|old)$/i.test(
      text.word(before),
    )
  )
    before--
  if (text.labelOf[before] === group + 1) return true
  return text.is(before, ':') && text.labelOf[before - 1] === group + 1
}

function isAfterPreposition(text: TokenText, token: number): boolean {
  let before = token - 1
  if (
    /^(?:downtown|north|south|east|west|northern|southern|eastern|western|central|the|greater|rural|suburban|nearby|our|his|her|their)$/i.test(
      text.word(before),
    ) &&
    text.kindAt(before) !== tokenKind.newline
  )
    before--
  return (
    text.has(before, wordFlag.placePreposition) &&
    text.isWord(before) &&
    !/^(?:of|to|around|toward|towards|through)$/i.test(text.word(before))
  )
}

function knownPlaceScore(
  input: RecognizerInput,
  token: number,
  found: { readonly flags: number; readonly to: number },
): number {
  const { text, lexicon } = input
  if (text.kindAt(token) === tokenKind.upper && text.length(token) < 5 && found.to === token + 1) return 0
  if (
    text.has(
      token,
      wordFlag.month |
        wordFlag.weekday |
        wordFlag.health |
        wordFlag.protected |
        wordFlag.title |
        wordFlag.credential,
    ) &&
    found.to === token + 1
  )
    return 0
  const next = found.to
  // "Boston Marathon", "Denver Developmental", "Mayo Clinic": part of a longer name.
  const isPartOfName = text.isCapital(next) && text.gap(next - 1) === 1 && !SITE_NOUNS.test(text.word(next))
  const isMajor = (found.flags & wordFlag.majorCity) !== 0
  const isWords = found.to > token + 1
  const isSite = SITE_NOUNS.test(text.word(next)) && !text.is(next - 1, '.')
  if (isAfterPlaceWord(input, token)) return 0.85
  const isPersonal = text.has(token, wordFlag.first) || text.has(token, wordFlag.surname)
  if (isPartOfName && !isSite) return 0
  if (isAfterPreposition(text, token)) {
    if (isMajor || isWords) return isWords ? 0.9 : 0.8
    if (isPersonal || (lexicon.isEnglish(text, token) && !isWords)) return 0
    return 0.65
  }
  if (text.has(token - 1, wordFlag.placePreposition) && isMajor && !isPersonal) return 0.75
  if (isTravel(text, token) && !isPersonal && (isWords || !lexicon.isEnglish(text, token))) return 0.7
  if (isSite && isMajor) return 0.75
  if (text.has(token, wordFlag.state) && !isWords) return 0
  if (isMajor && (isWords || (!isPersonal && !text.has(token, wordFlag.english | wordFlag.eponym))))
    return 0.6
  return 0
}

/** "traveling to Lviv", "moved from Wilkes-Barre". */
function isTravel(text: TokenText, token: number): boolean {
  if (!/^(?:to|from|in|through)$/i.test(text.word(token - 1))) return false
  let verb = token - 2
  if (/^(?:back|here|up|down|over|away|home)$/i.test(text.word(verb))) verb--
  // "He's from …": the s stands alone.
  if (text.word(verb) === 's' && text.is(verb - 1, "'") && /^from$/i.test(text.word(token - 1)))
    return /^(?:he|she|who|family)$/i.test(text.word(verb - 2))
  return /^(?:travel(?:s|ed|ing|led|ling)?|moved|moving|moves|relocat(?:ed|ing|e)|flew|flying|fly|drove|driving|commut(?:es|ing|ed)|immigrated|emigrated|came|comes|transferred|evacuated|deployed|stationed|airlifted|returned|returning|vacation|vacationing|trip|originally|he's|she's|i'm|they're|we're|released|discharged|hails|born|raised|lived|lives|living|stay(?:ing|ed)?|visiting)$/i.test(
    text.word(verb),
  )
}

/** A town that no list has, where the words before say that it is one: "grew up in Lubbeek". */
function unknownPlaceScore(input: RecognizerInput, token: number): number {
  const { text, lexicon } = input
  if (!(isAfterPlaceWord(input, token) || isTravel(text, token)) || text.startsSentence(token)) return 0
  if (
    text.has(
      token,
      wordFlag.state |
        wordFlag.country |
        wordFlag.month |
        wordFlag.weekday |
        wordFlag.health |
        wordFlag.protected,
    )
  )
    return 0
  return lexicon.isEnglish(text, token) ? 0 : 0.7
}

/** "lives in kalispell", "grew up in grasse": lower case, where the words before leave no doubt. */
function lowerPlaceAfter(
  { text, lexicon }: RecognizerInput,
  token: number,
): { start: number; end: number } | undefined {
  if (
    text.kindAt(token) !== tokenKind.lower ||
    text.isFunctionWord(token) ||
    text.length(token) < 4 ||
    text.gap(token - 1) !== 1
  )
    return undefined
  if (!/^(?:in|to|of|from)$/i.test(text.word(token - 1))) return undefined
  const found = lexicon.placeAt(text, token)
  const isKnown =
    found !== undefined &&
    (found.to > token + 1 || (found.flags & wordFlag.majorCity) !== 0 || !lexicon.isEnglish(text, token))
  if (
    !isKnown &&
    (lexicon.isEnglish(text, token) ||
      text.has(token, wordFlag.health | wordFlag.first | wordFlag.state | wordFlag.country))
  )
    return undefined
  const to = found !== undefined && isKnown ? found.to : token + 1
  return { start: text.start[token] as number, end: text.end[to - 1] as number }
}

const LANDMARKS =
  /^(?:island|islands|beach|lake|valley|heights|hills|springs|creek|bay|point|mountain|mountains|harbor|reservation|base|camp|fort|bridge|river|ridge|canyon|falls|crossing|landing|projects|estates|ranch|trailer|park|plaza|mall|square)$/i

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
  if (to - token < 2 || !LANDMARKS.test(text.word(to - 1)) || isEponymAt(text, token)) return undefined
  const isProper =
    !lexicon.isEnglish(text, token) || text.has(token, wordFlag.surname | wordFlag.first | wordFlag.city)
  return isProper && !text.has(token, wordFlag.health | wordFlag.protected) ? to : undefined
}
