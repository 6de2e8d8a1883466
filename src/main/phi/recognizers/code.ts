import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind } from '../text/token-text.ts'
import { matchAt, type Recognizer } from './recognizer.ts'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy
/** EMP-123456, BIO-FP-a3f8c2e1d5: capitals, a hyphen, and a number of five digits or more. */
const PREFIXED = /[A-Z]{2,5}(?:-[A-Z]{1,4})?-(?=(?:[A-Za-z]{0,6}\d){5})[A-Za-z0-9]{5,20}(?![\w-])/y
/** NS-23-4410, CV09-25-0412, FP-0071-R: capitals, then groups of digits and capitals, five digits in all or a leading nought. */
const GROUPED = /[A-Z]{1,5}\d{0,2}-(?=(?:[A-Z0-9-]{0,12}\d){4})\d{1,9}[A-Z]?(?:-[A-Z0-9]{1,9}){1,3}(?![\w-])/y
/** INV-4471, E-55208, KC-2210, but no compound in trial (MK-3475). */
const SHORT_PREFIXED = /[A-Z]{1,4}-?\d{4,9}(?![\w-]|\.\d)/y
const COMPOUNDS =
  /^(?:MK|LY|BMS|ABT|AZD|GSK|PF|JNJ|RO|SB|TAK|AMG|BNT|VX|ABBV|REGN|CYP|MW|HR|S|SR|US|I|ASTM|ANSI|AHRQ|ICF|OMB|PL|SSA|HL)-/
/** SP25-40177, M25190-7741, 24-0091846 is left to labels. */
const YEARED = /[A-Z]{1,3}\d{2,6}-\d{3,8}(?![\w-])/y

/** A12345678, D123-4567-8901: passports and licences of many states. */
const LETTER_AND_DIGITS = /[A-Z](?:\d{7,9}|\d{3}-\d{4}-\d{4}|\d{3}-\d{3}-\d{2}-\d{3}-\d)(?![\w-])/y

/** Published codes that name no person: procedures, diagnoses, drugs, trials, articles, standards. */
const PUBLISHED =
  /^(?:CPT|ICD|HCPCS|NDC|NCT|PMID|PMC|DOI|ISBN|ISSN|ISO|RFC|LOINC|SNOMED|RXCUI|DSM|COVID|SARS|CFR|USC|ICPC|ATC|DRG|REV|UPC|SKU|HTTP|UTC|GMT|EN|PHQ|GAD)/

/** Codes that are written like a key of some register, with no label beside them. */
export const code: Recognizer = {
  id: 'code',
  category: 'R',
  anchors: ['capitals', 'numeric'],
  labelWords: [],
  reference: '45 CFR 164.514(b)(2)(i)(R); RFC 9562 (UUID)',
  find({ text }, emit) {
    const send = (match: RegExpExecArray | null, score: number): void => {
      if (match === null || PUBLISHED.test(match[0])) return
      emit({
        start: match.index,
        end: match.index + match[0].length,
        score,
        because: 'written like the key of a register',
      })
    }
    for (const token of text.capitals) {
      if (
        text.kind[token] !== tokenKind.upper ||
        text.length(token) > 5 ||
        !text.is(token + 1, '-') ||
        !text.touches(token)
      )
        continue
      if (text.touches(token - 1) && (text.is(token - 1, '-') || text.is(token - 1, '_'))) continue
      if (text.has(token, wordFlag.protected)) continue
      const start = text.start[token] as number
      send(matchAt(PREFIXED, text.text, start), 0.65)
      send(matchAt(GROUPED, text.text, start), 0.65)
      const short = matchAt(SHORT_PREFIXED, text.text, start)
      if (short !== null && !COMPOUNDS.test(short[0])) send(short, 0.6)
    }
    for (const token of text.numeric) {
      const start = text.start[token] as number
      const length = text.length(token)
      const isMixed = text.kind[token] === tokenKind.alphanumeric && length >= 4 && length <= 10
      if ((length !== 8 && !isMixed) || /[\w-]/.test(text.text.charAt(start - 1))) continue
      if (isMixed && text.is(token + 1, '-') && text.touches(token)) {
        send(matchAt(YEARED, text.text, start), 0.65)
        send(matchAt(GROUPED, text.text, start), 0.65)
      }
      if (length === 8) send(matchAt(UUID, text.text, start), 0.9)
      if (isMixed) send(matchAt(LETTER_AND_DIGITS, text.text, start), 0.6)
    }
  },
}
