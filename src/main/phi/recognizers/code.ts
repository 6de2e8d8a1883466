import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind } from '../text/token-text.ts'
import { matchAt, type Recognizer } from './recognizer.ts'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy
/** EMP-123456, BIO-FP-a3f8c2e1d5: capitals, a hyphen, and a number of five digits or more. */
const PREFIXED = /[A-Z]{2,5}(?:-[A-Z]{1,4})?-(?=(?:[A-Za-z]{0,6}\d){5})[A-Za-z0-9]{5,20}(?![\w-])/y
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
      send(matchAt(PREFIXED, text.text, text.start[token] as number), 0.65)
    }
    for (const token of text.numeric) {
      const start = text.start[token] as number
      const length = text.length(token)
      const isMixed = text.kind[token] === tokenKind.alphanumeric && length >= 4 && length <= 10
      if ((length !== 8 && !isMixed) || /[\w-]/.test(text.text.charAt(start - 1))) continue
      if (length === 8) send(matchAt(UUID, text.text, start), 0.9)
      if (isMixed) send(matchAt(LETTER_AND_DIGITS, text.text, start), 0.6)
    }
  },
}
