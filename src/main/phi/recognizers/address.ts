import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { cityStateEnd, stateEnd, tokenAtOffset } from './place-parts.ts'
import { matchAt, type Candidate, type Recognizer, type RecognizerInput, phrases } from './recognizer.ts'

const UNIT =
  /[ ,]{1,3}(?:\n ?)?(?:apt|apartment|unit|suite|ste|bldg|building|floor|fl|rm|room|lot|space|trlr|#|no)\.? ?#? ?[A-Za-z]?-?\d{0,5}[A-Za-z]?(?![A-Za-z\d])/iy
const DIRECTION = / (?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?(?![A-Za-z])/y
const PO_BOX =
  /(?:p\.? ?o\.? ?box|post office box|psc \d{1,5},? box|unit \d{1,5},? box|cmr \d{1,5},? box|rr ?\d{1,3},? box|box) ?#?\d{1,6}(?!\d)/iy
const MILITARY = /(?:USNS|USS|USCGC|USNV|USCG)? ?[A-Z][a-z]{0,15}\n?(?:FPO|APO|DPO) (?:AA|AE|AP)(?: \d{5})?/y
const BETWEEN = /[ ,]{0,3}\n?[ ]{0,2}/y
const FULL_SUFFIX =
  /^(?:street|avenue|boulevard|road|lane|drive|blvd|ave|parkway|highway|court|circle|terrace)$/i

/** Street addresses, PO boxes and ZIP codes. */
export const address: Recognizer = {
  id: 'street-address',
  category: 'B',
  labelWords: phrases(`
    address; home address; mailing address; street address; residence; resides at; lives at; zip; zip
    code; zipcode; postal code; postcode; direccion
  `),
  reference: '45 CFR 164.514(b)(2)(i)(B); USPS Publication 28',
  find(input, emit) {
    const { text, labels } = input
    let covered = -1
    for (const suffix of text.streets) {
      if ((text.start[suffix] as number) < covered) continue
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
    findBoxes(input, emit)
    for (const hit of labels) findLabelledZip(text, hit.to, emit)
    findStateZips(input, emit)
  },
}

function streetEndingAt(text: TokenText, suffix: number): { start: number; isNumbered: boolean } | undefined {
  if (text.kindAt(suffix) === tokenKind.lower && !FULL_SUFFIX.test(text.word(suffix))) return undefined
  let token = suffix - 1
  let names = 0
  for (; token >= 0 && suffix - token <= 6; token--) {
    const kind = text.kindAt(token)
    if (kind === tokenKind.digits) {
      if (names > 0 || text.length(token) <= 5) break
      return undefined
    }
    // 5th, 42nd, 12B
    if (kind === tokenKind.alphanumeric) {
      if (/^\d{1,3}(?:st|nd|rd|th)$/i.test(text.word(token))) {
        names++
        continue
      }
      break
    }
    if (text.is(token, '.') || text.is(token, '-') || text.is(token, "'")) continue
    const isName = text.isCapital(token) || (kind === tokenKind.lower && !text.isFunctionWord(token))
    if (!isName || text.isFunctionWord(token)) {
      // "on Maple Street": without a number the words must be capitalised.
      return isPrepositionBefore(text, token, suffix, names)
    }
    names++
    if (names > 4) return undefined
  }
  if (names === 0) return undefined
  const kind = text.kindAt(token)
  if (kind !== tokenKind.digits && kind !== tokenKind.alphanumeric) return undefined
  if (
    text.length(token) > 6 ||
    (kind === tokenKind.alphanumeric && !/^\d{1,5}[A-Za-z]?$/.test(text.word(token)))
  )
    return undefined
  for (let i = token + 1; i < suffix; i++) {
    if (text.gap(i - 1) > 2) return undefined
    if (text.kindAt(i) === tokenKind.lower && !FULL_SUFFIX.test(text.word(suffix))) return undefined
    // "10 mg once in the street", "2 hour drive", "3 minute walk"
    if (
      /^(?:mg|ml|mcg|hours?|minutes?|min|miles?|days?|weeks?|months?|years?|blocks?|times|year|old|patients?|percent|feet|people|sessions?)$/i.test(
        text.word(i),
      )
    )
      return undefined
  }
  let from = token
  while (
    from >= 2 &&
    text.is(from - 1, '-') &&
    text.touches(from - 1) &&
    text.kindAt(from - 2) === tokenKind.digits &&
    text.touches(from - 2)
  )
    from -= 2
  return { start: withUnitBefore(text, from), isNumbered: true }
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

function findBoxes({ text, lexicon }: RecognizerInput, emit: (candidate: Candidate) => void): void {
  for (const token of text.capitals) {
    const word = text.word(token)
    if (!/^(?:po|p|post|psc|unit|cmr|rr|box|usns|uss|uscgc|usnv|usnv)$/i.test(word)) continue
    const start = text.start[token] as number
    const box = matchAt(PO_BOX, text.text, start) ?? matchAt(MILITARY, text.text, start)
    if (
      box === null ||
      (word.length === 3 && /^box$/i.test(word) && /^(?:p|o|office)$/i.test(text.word(token - 1)))
    )
      continue
    let end = start + box[0].length
    const gap = matchAt(BETWEEN, text.text, end)
    const next = tokenAtOffset(text, token, end + (gap?.[0].length ?? 0))
    const tail = /^(?:fpo|apo|dpo)$/i.test(text.word(next))
      ? stateEnd(text, next + 1)
      : cityStateEnd(text, lexicon, next)
    if (tail !== undefined) end = tail
    if (/^box/i.test(word) && tail === undefined) continue
    emit({ start, end, score: 0.9, because: 'postal box' })
  }
}

function findLabelledZip(text: TokenText, from: number, emit: (candidate: Candidate) => void): void {
  for (let token = from; token < Math.min(from + 4, text.count); token++) {
    if (text.kindAt(token) === tokenKind.newline) return
    if (text.kindAt(token) !== tokenKind.digits) continue
    const zip = matchAt(/\d{5}(?:-\d{4})?(?![\d-])/y, text.text, text.start[token] as number)
    if (zip !== null && !text.has(token + 1, wordFlag.street) && !text.isCapital(token + 1))
      emit({
        start: zip.index,
        end: zip.index + zip[0].length,
        score: 0.9,
        because: 'ZIP code after its label',
      })
    return
  }
}

/** "TX 78701": a ZIP code after its state. */
function findStateZips({ text }: RecognizerInput, emit: (candidate: Candidate) => void): void {
  for (const token of text.numeric) {
    if (text.kind[token] !== tokenKind.digits || text.length(token) !== 5) continue
    if (
      text.kindAt(token - 1) !== tokenKind.upper ||
      !text.has(token - 1, wordFlag.stateCode) ||
      text.length(token - 1) !== 2
    )
      continue
    const zip = matchAt(/\d{5}(?:-\d{4})?(?![\d-])/y, text.text, text.start[token] as number)
    if (zip !== null)
      emit({
        start: zip.index,
        end: zip.index + zip[0].length,
        score: 0.85,
        because: 'ZIP code after a state',
      })
  }
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
