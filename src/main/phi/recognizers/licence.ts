import { wordFlag } from '../lexicon/flags.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind } from '../text/token-text.ts'
import { findLabelledNumbers, type LabelledNumberRule } from './labelled-number.ts'
import { passesLuhn } from './payment-card.ts'
import { matchAt, phrases, type Candidate, type Recognizer, type RecognizerInput } from './recognizer.ts'

/** National Provider Identifier: ten digits from 1 or 2, Luhn over 80840 and the number (45 CFR 162.406). */
export function isNpi(value: string): boolean {
  return /^[12]\d{9}$/.test(value) && passesLuhn(`80840${value}`)
}

const DEA = /[ABCDEFGHJKLMPRSTUX][A-Z9](\d)(\d)(\d)(\d)(\d)(\d)(\d)(?![A-Za-z0-9])/y

/** DEA registration: (d1+d3+d5) + 2(d2+d4+d6), last digit equals d7. */
export function isDeaNumber(value: string): boolean {
  const match = matchAt(DEA, value, 0)
  if (match?.[0].length !== value.length) return false
  const [, d1, d2, d3, d4, d5, d6, d7] = match.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return (d1 + d3 + d5 + 2 * (d2 + d4 + d6)) % 10 === d7
}

const NUMBER: LabelledNumberRule = {
  fewestDigits: 4,
  spacedDigits: 16,
  because: 'licence or certificate number after its label',
  validate: (value) => isNpi(value) || isDeaNumber(value),
}

export const licence: Recognizer = {
  id: 'licence-number',
  category: 'K',
  anchors: ['labels', 'numeric'],
  labelWords: phrases(`
    license; licence; lic; license number; licence number; license no; lic no; license id; driver;
    drivers license; driver license; driver's license; driver licence; driver's licence; drivers
    licence; driving license; driving licence; dl; dl number; dl no; dln; npi; npi number; dea; dea
    number; dea no; state license; medical license; nursing license; professional license; certificate;
    certification; certification number; certificate no; cert; cert no; rn license; registration number;
    permit; permit number; state id; ptan; upin; clia; bacb; id card; board certification; xdea; cdl; cds; license nbr; temp license; state lic; psy lic;
    fishing license; permit no; pilot certificate; ra; osha card; dre; notary commission
  `),
  reference: '45 CFR 162.406 (NPI); 21 CFR 1301 (DEA); 45 CFR 164.514(b)(2)(i)(K)',
  validate: (value) => isNpi(value) || isDeaNumber(value),
  find(input, emit) {
    const { text } = input
    findLabelledNumbers(input, NUMBER, emit)
    findByState(input, emit)
    findByCredential(input, emit)
    for (const token of text.alphanumerics) {
      if (text.length(token) !== 9) continue
      if (!isDeaNumber(text.word(token))) continue
      emit({
        start: text.start[token] as number,
        end: text.end[token] as number,
        score: 0.85,
        because: 'written like a DEA number, and its check digit fits',
      })
    }
  },
}

/** Letters of mental-health licences; those that are words of their own need five digits. */
const CREDENTIALS = wordSet(
  'lmft lcsw lpc lpcc lmhc lmsw lisw licsw lcpc lcmhc amft apcc acsw mft lcdc ladc cadc psy psyd lmhp lpcs lgpc lcat lmhca',
)
const JOINED = /^(?:PSY|LMFT|LCSW|LPC|LPCC|LMHC|LMSW|LICSW|AMFT|APCC|ACSW|MFT|PSB|LCS|MFC)\d{4,6}$/

/** "LMFT 98812", "LPC-S 71233", "LCSW #20441", "PSY22918". */
function findByCredential({ text }: RecognizerInput, emit: (candidate: Candidate) => void): void {
  for (const token of text.numeric) {
    const start = text.start[token] as number
    const end = text.end[token] as number
    if (text.kind[token] === tokenKind.alphanumeric) {
      if (JOINED.test(text.word(token))) emit({ start, end, score: 0.85, because: 'number of a licence' })
      continue
    }
    const length = text.length(token)
    if (length < 4 || length > 7 || /^(?:19|20)\d{2}$/.test(text.word(token))) continue
    let before = token - 1
    while (before > token - 4 && (text.is(before, '#') || text.is(before, ':') || text.is(before, '.')))
      before--
    // "LPC-S", "LCSW-C": the grade behind a hyphen.
    if (text.kindAt(before) === tokenKind.initial && text.is(before - 1, '-')) before -= 2
    if (text.kindAt(before) !== tokenKind.upper || !text.isOneOf(before, CREDENTIALS)) continue
    emit({ start, end, score: 0.85, because: 'number of a licence after its letters' })
  }
}

const AFTER_STATE = /[A-Z]?\d(?:[ -]?\d){5,11}(?![\w-])/y

/** "NY 448 207 913", "CDL TX 20881934": six digits or more after a state; and ten digits that are an NPI by their check digit. */
function findByState({ text }: RecognizerInput, emit: (candidate: Candidate) => void): void {
  for (const token of text.numeric) {
    const length = text.length(token)
    if (length === 10 && text.kind[token] === tokenKind.digits && isNpi(text.word(token))) {
      emit({
        start: text.start[token] as number,
        end: text.end[token] as number,
        score: 0.7,
        because: 'written like an NPI, and its check digit fits',
      })
    }
    if (length < 3 || text.kindAt(token - 1) !== tokenKind.upper || text.length(token - 1) !== 2) continue
    if (!text.has(token - 1, wordFlag.stateCode) || text.gap(token - 1) !== 1) continue
    const start = text.start[token] as number
    const found = matchAt(AFTER_STATE, text.text, start)
    if (found === null || /^\d{5}[ -]\d/.test(found[0])) continue
    emit({ start, end: start + found[0].length, score: 0.65, because: 'number of a state licence' })
  }
}
