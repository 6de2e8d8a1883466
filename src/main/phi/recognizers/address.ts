import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { BETWEEN, cityStateEnd, tokenAtOffset } from './place-parts.ts'
import { findBareStreets, findCorners, findOrdinalCorners, findRoads } from './street-forms.ts'
import { matchAt, type Candidate, type Recognizer, type RecognizerInput, phrases } from './recognizer.ts'

const UNIT =
  /[ ,]{1,3}(?:\n ?)?(?:apt|apartment|unit|suite|ste|bldg|building|floor|fl|rm|room|lot|space|trlr|#|no)\.? ?#? ?[A-Za-z]?-?\d{0,5}[A-Za-z]?(?![A-Za-z\d])/iy
const DIRECTION = / (?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?(?![A-Za-z])/y
const FULL_SUFFIX = wordSet(`
  street avenue boulevard road lane drive blvd ave parkway highway court circle terrace
`)

/** Street addresses with what follows them: unit, city, state, ZIP code. */
export const address: Recognizer = {
  id: 'street-address',
  category: 'B',
  anchors: ['streets', 'states', 'numeric', 'capitals'],
  labelWords: phrases(`
    address; home address; mailing address; street address; residence; resides at; lives at; direccion
  `),
  reference: '45 CFR 164.514(b)(2)(i)(B); USPS Publication 28',
  find(input, emit) {
    const { text } = input
    let covered = -1
    for (const suffix of text.streets) {
      // "GCS 14. Canadian CT head rule"
      if ((text.start[suffix] as number) < covered || text.inTerm[suffix] === 1) continue
      const street = streetEndingAt(text, suffix)
      if (street === undefined) continue
      const end = extend(input, suffix, street.isNumbered)
      covered = end
      emit({
        start: street.start,
        end,
        score: street.isNumbered ? 0.93 : 0.65,
        because: street.isNumbered ? 'street address' : 'street',
      })
    }
    if (text.states.length > 0) findAddressesByTown(input, emit)
    findBareStreets(input, emit)
    findRoads(input, emit)
    findCorners(input, emit)
    findOrdinalCorners(input, emit)
  },
}

const ORDINAL = /^\d{1,3}(?:st|nd|rd|th)$/i
/** "10 mg once in the street", "2 hour drive", "3 minute walk". */
const MEASURES = wordSet(`
  mg ml mcg hour hours minute minutes min mile miles day days week weeks month months year years block
  blocks times old patient patients percent feet people session sessions
`)

/** The street that a suffix ends: back over up to four names to the house number. */
function streetEndingAt(text: TokenText, suffix: number): { start: number; isNumbered: boolean } | undefined {
  if (text.kindAt(suffix) === tokenKind.lower && !text.isOneOf(suffix, FULL_SUFFIX)) return undefined
  let token = suffix - 1
  let names = 0
  for (; token >= 0 && suffix - token <= 6; token--) {
    const kind = text.kindAt(token)
    if (text.is(token, '.') || text.is(token, '-') || text.is(token, "'")) continue
    if (kind === tokenKind.digits || (kind === tokenKind.alphanumeric && !ORDINAL.test(text.word(token))))
      break
    const isName = text.isCapital(token) || kind === tokenKind.lower || kind === tokenKind.alphanumeric
    // "on Maple Street": without a number the words must be capitalised.
    if (!isName || text.isFunctionWord(token)) return isPrepositionBefore(text, token, suffix, names)
    if (++names > 4) return undefined
  }
  // "3. PCP Dr. Sandhu": the number of an item.
  const isItem = text.is(token + 1, '.')
  if (names === 0 || isItem || !isHouseNumber(text, token) || !areStreetNames(text, token + 1, suffix))
    return undefined
  return { start: withUnitBefore(text, withNumberBefore(text, token)), isNumbered: true }
}

function isHouseNumber(text: TokenText, token: number): boolean {
  const kind = text.kindAt(token)
  if (text.length(token) > 6) return false
  return (
    kind === tokenKind.digits ||
    (kind === tokenKind.alphanumeric && /^\d{1,5}[A-Za-z]?$/.test(text.word(token)))
  )
}

function areStreetNames(text: TokenText, from: number, suffix: number): boolean {
  const isFull = text.isOneOf(suffix, FULL_SUFFIX)
  for (let i = from; i < suffix; i++) {
    if (text.gap(i - 1) > 2 || text.isOneOf(i, MEASURES)) return false
    if (text.kindAt(i) === tokenKind.lower && !isFull) return false
  }
  return true
}

/** "123-45 Austin Street": a house number of two parts. */
function withNumberBefore(text: TokenText, token: number): number {
  const isJoined = text.is(token - 1, '-') && text.touches(token - 1) && text.touches(token - 2)
  return isJoined && text.kindAt(token - 2) === tokenKind.digits ? token - 2 : token
}

/** "Apt 12C, 900 West End Avenue": a unit written first. */
function withUnitBefore(text: TokenText, token: number): number {
  const unit = text.is(token - 1, ',') ? token - 2 : token - 1
  const isUnit =
    /^(?:apt|apartment|unit|suite|ste|room|rm|flat)$/i.test(text.word(unit - 1)) && text.length(unit) <= 5
  return text.start[isUnit ? unit - 1 : token] as number
}

function isPrepositionBefore(
  text: TokenText,
  token: number,
  suffix: number,
  names: number,
): { start: number; isNumbered: boolean } | undefined {
  if (
    names === 0 ||
    names > 3 ||
    !/^(?:on|at|near|off|from|to|corner|and|of|along|down)$/i.test(text.word(token))
  )
    return undefined
  if (
    text.kindAt(suffix) !== tokenKind.capitalised ||
    !/^(?:street|st|avenue|ave|boulevard|blvd|road|rd|lane|ln|drive|parkway|pkwy|highway|terrace)$/i.test(
      text.word(suffix),
    )
  )
    return undefined
  for (let i = token + 1; i < suffix; i++) if (!text.isCapital(i) && !text.is(i, '.')) return undefined
  return { start: text.start[token + 1] as number, isNumbered: false }
}

/** Unit, city, state and ZIP code after a street, on the same line or the next. */
function extend(input: RecognizerInput, suffix: number, isNumbered: boolean): number {
  const { text, lexicon } = input
  let end = text.end[suffix] as number
  if (
    text.text.charAt(end) === '.' &&
    text.length(suffix) <= 4 &&
    /[ ,\n]/.test(text.text.charAt(end + 1) || ' ')
  )
    end++
  const direction = matchAt(DIRECTION, text.text, end)
  if (direction !== null) end += direction[0].length
  if (!isNumbered) return end
  const unit = matchAt(UNIT, text.text, end)
  if (unit !== null && /\d|[ #][A-Z]$/.test(unit[0])) end += unit[0].length
  const gap = matchAt(BETWEEN, text.text, end)
  const next = tokenAtOffset(text, suffix + 1, end + (gap?.[0].length ?? 0))
  const city = cityStateEnd(text, lexicon, next)
  if (city !== undefined) return city
  const place = text.isCapital(next) ? lexicon.placeAt(text, next) : undefined
  const isSeparated = (gap?.[0].includes(',') ?? false) || (gap?.[0].includes('\n') ?? false)
  if (place !== undefined && isSeparated) {
    const zip = matchAt(/[ ,]{1,2}\d{5}(?:-\d{4})?(?!\d)/y, text.text, text.end[place.to - 1] as number)
    return (text.end[place.to - 1] as number) + (zip?.[0].length ?? 0)
  }
  return text.text.charAt(end - 1) === '.' ? end - 1 : end
}

/** "655 Leonard Via, Michelleview, IL 60938": a number, words, a town with its state, whatever the street is called. */
function findAddressesByTown(input: RecognizerInput, emit: (candidate: Candidate) => void): void {
  const { text, lexicon } = input
  for (const token of text.numeric) {
    if (text.kind[token] !== tokenKind.digits || text.length(token) > 6 || text.gap(token) !== 1) continue
    let next = token + 1
    while (
      next - token <= 4 &&
      text.isCapital(next) &&
      !text.isFunctionWord(next) &&
      text.gap(next - 1) === 1
    )
      next++
    if (next === token + 1 || next - token > 5) continue
    let end = text.end[next - 1] as number
    const unit = matchAt(UNIT, text.text, end)
    if (unit !== null && /\d/.test(unit[0])) end += unit[0].length
    const gap = matchAt(/ ?,? ?\n?/y, text.text, end)
    if (gap === null || !/[,\n]/.test(gap[0])) continue
    const town = tokenAtOffset(text, next, end + gap[0].length)
    const townEnd = cityStateEnd(text, lexicon, town)
    if (townEnd === undefined || !/\d{5}(?:-\d{4})?$/.test(text.text.slice(townEnd - 10, townEnd))) continue
    emit({ start: text.start[token] as number, end: townEnd, score: 0.92, because: 'street address' })
  }
}
