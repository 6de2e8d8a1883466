import { wordFlag } from '../lexicon/flags.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { matchAt } from './recognizer.ts'

/** What may stand between a street and its city. */
export const BETWEEN = /[ ,]{0,3}\n?[ ]{0,2}/y
const ZIP = /[ ,]{0,3}\d{5}(?:-\d{4})?(?![\d-])/y
const STATE_IN_WORDS =
  /(?:New (?:Hampshire|Jersey|Mexico|York)|North (?:Carolina|Dakota)|South (?:Carolina|Dakota)|West Virginia|Rhode Island|District of Columbia|Puerto Rico|D\.C\.|N\.Y\.|N\.J\.|N\.C\.|S\.C\.|N\.H\.|N\.M\.)(?![A-Za-z])/y

/** The end (offset) of a state that begins at a token, with a ZIP code after it where there is one. */
export function stateEnd(text: TokenText, token: number): number | undefined {
  let end: number | undefined
  if (
    text.kindAt(token) === tokenKind.upper &&
    text.length(token) === 2 &&
    text.has(token, wordFlag.stateCode)
  ) {
    end = text.end[token]
  } else if (text.isCapital(token)) {
    const words = text.has(token, wordFlag.statePrefix)
      ? matchAt(STATE_IN_WORDS, text.text, text.start[token] as number)
      : null
    if (words !== null) end = words.index + words[0].length
    else if (text.has(token, wordFlag.state)) end = text.end[token]
    else if (
      text.kindAt(token) === tokenKind.capitalised &&
      text.length(token) === 2 &&
      text.has(token, wordFlag.stateCode)
    ) {
      // "Ca 90210": only with its ZIP code.
      return withZip(text.text, text.end[token] as number, true)
    }
  } else if (text.kindAt(token) === tokenKind.lower && text.has(token, wordFlag.state | wordFlag.stateCode)) {
    return withZip(text.text, text.end[token] as number, text.length(token) === 2 || undefined)
  }
  return end === undefined ? undefined : (withZip(text.text, end, undefined) ?? end)
}

/** @param needed when true, no ZIP code means undefined */
function withZip(text: string, end: number, needed: true | undefined): number | undefined {
  const zip = matchAt(ZIP, text, end)
  if (zip !== null && zip[0].length > 5) return end + zip[0].length
  return needed === true ? undefined : end
}

/** The token index at or after an offset. */
export function tokenAtOffset(text: TokenText, near: number, offset: number): number {
  let token = near
  while (token < text.count && (text.start[token] as number) < offset) token++
  return token
}

/**
 * "City, ST 12345" from a token on: up to four capitalised words, a comma, a state.
 * @returns the offset of the end, or undefined where it isn't that
 */
export function cityStateEnd(text: TokenText, lexicon: Lexicon, token: number): number | undefined {
  const place = lexicon.placeAt(text, token)
  let to = place?.to ?? token
  for (let words = 0; words < 4; words++) {
    const state = stateAfter(text, to)
    if (to > token && state !== undefined) return state
    if (!text.isCapital(to) || text.isFunctionWord(to) || (to > token && text.gap(to - 1) > 2)) break
    to++
    if (text.is(to, '.') && text.length(to - 1) <= 3) to++
  }
  return undefined
}

function stateAfter(text: TokenText, token: number): number | undefined {
  let at = token
  if (text.is(at, ',')) at++
  if (text.kindAt(at) === tokenKind.newline && at === token) return undefined
  return stateEnd(text, at)
}

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
export function isPlausibleCityState(text: TokenText, lexicon: Lexicon, token: number, end: number): boolean {
  const written = text.text.slice(text.start[token], end)
  if (/\d{5}(?:-\d{4})?$/.test(written)) return true
  if (/[-\w]/.test(text.text.charAt(end))) return false
  // "Maryland, Delaware and Pennsylvania": states in a row; "Washington, DC" has a code.
  if (text.has(token, wordFlag.state) && text.is(token + 1, ',') && text.length(token + 2) > 2) return false
  const hasComma = written.includes(',')
  const place = lexicon.placeAt(text, token)
  if (place !== undefined) {
    if (!hasComma && (place.flags & wordFlag.majorCity) === 0) return false
    return !text.has(token, wordFlag.first) || !DEGREES.test(written)
  }
  // An unknown town needs its comma, and nothing that makes it a name.
  return hasComma && !text.has(token, NOT_A_TOWN) && !DEGREES.test(written) && !WORDS_TOO.test(written)
}
