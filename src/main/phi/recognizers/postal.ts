import { wordSet } from '../lexicon/word-set.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { BETWEEN, cityStateEnd, stateEnd, tokenAtOffset } from './place-parts.ts'
import { matchAt, phrases, type Candidate, type Recognizer, type RecognizerInput } from './recognizer.ts'

const PO_BOX =
  /(?:p\.? ?o\.? ?box|post office box|psc \d{1,5},? box|unit \d{1,5},? box|cmr \d{1,5},? box|rr ?\d{1,3},? box|box) ?#?\d{1,6}(?!\d)/iy
const MILITARY = /(?:USNS|USS|USCGC|USNV|USCG)? ?[A-Z][a-z]{0,15}\n?(?:FPO|APO|DPO) (?:AA|AE|AP)(?: \d{5})?/y
const ZIP = /\d{5}(?:-\d{4})?(?![\d-])/y

/** Postal boxes, military addresses and ZIP codes. Five bare digits are a ZIP code only after a label or a state. */
export const postal: Recognizer = {
  id: 'postal',
  category: 'B',
  anchors: ['capitals', 'labels', 'numeric'],
  labelWords: phrases('zip; zip code; zipcode; postal code; postcode; mailing zip; billing zip; zip + 4'),
  reference: '45 CFR 164.514(b)(2)(i)(B); USPS Publication 28',
  find(input, emit) {
    findBoxes(input, emit)
    for (const hit of input.labels) findLabelledZip(input.text, hit.to, emit)
    findStateZips(input, emit)
  },
}

const BOX_STARTS = wordSet('po p post psc unit cmr rr box usns uss uscgc usnv')

function findBoxes({ text, lexicon }: RecognizerInput, emit: (candidate: Candidate) => void): void {
  for (const token of text.capitals) {
    if (!text.isOneOf(token, BOX_STARTS)) continue
    const word = text.word(token)
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
    const zip = matchAt(ZIP, text.text, text.start[token] as number)
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

/** The first token of a town that ends right before a ZIP code ("Stevens Point 54481"); -1 where none does. */
function townBefore(text: TokenText, lexicon: Lexicon, zip: number): number {
  if (!text.isCapital(zip - 1) || text.length(zip - 1) < 3 || text.gap(zip - 1) > 2) return -1
  for (let from = Math.max(0, zip - 3); from < zip; from++) {
    if (text.isCapital(from) && lexicon.placeAt(text, from)?.to === zip) return from
  }
  // A town that no list has, after its street: "Box 1187, Keaau 96749".
  return text.is(zip - 2, ',') &&
    text.kindAt(zip - 1) === tokenKind.capitalised &&
    !text.has(zip - 1, wordFlag.state | wordFlag.first | wordFlag.month)
    ? zip - 1
    : -1
}

/** "TX 78701": a ZIP code after its state. */
function findStateZips({ text, lexicon }: RecognizerInput, emit: (candidate: Candidate) => void): void {
  for (const token of text.numeric) {
    if (text.kind[token] !== tokenKind.digits || text.length(token) !== 5) continue
    const town = townBefore(text, lexicon, token)
    if (town >= 0) {
      const zip = matchAt(ZIP, text.text, text.start[token] as number)
      if (zip !== null)
        emit({
          start: text.start[town] as number,
          end: zip.index + zip[0].length,
          score: 0.86,
          because: 'town and ZIP code',
        })
      continue
    }
    if (
      text.kindAt(token - 1) !== tokenKind.upper ||
      !text.has(token - 1, wordFlag.stateCode) ||
      text.length(token - 1) !== 2
    )
      continue
    const zip = matchAt(ZIP, text.text, text.start[token] as number)
    if (zip !== null)
      emit({
        start: zip.index,
        end: zip.index + zip[0].length,
        score: 0.85,
        because: 'ZIP code after a state',
      })
  }
}
