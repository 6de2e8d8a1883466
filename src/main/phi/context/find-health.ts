import { wordFlag } from '../lexicon/flags.ts'
import { EndingTable } from '../lexicon/ending-table.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { VISIT_CODE } from '../recognizers/labelled-number.ts'
import { matchAt } from '../recognizers/recognizer.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { clinicalAbbreviations } from './clinical-terms.ts'
import type { HealthSign } from './health-sign.ts'
import { healthTerms } from './health-terms.ts'
import { isOnlySpokenOf, isSubstanceCode, noteBeside } from './protected-notes.ts'

const DRUG_ENDINGS = `
  pril sartan statin olol oxetine azepam azolam prazole tidine cillin mycin floxacin cycline azole mab nib
  gliptin glutide gliflozin zosin triptan setron dronate oxacin vudine navir barbital caine codone
  morphone profen apine idone iprazole triptyline ipramine afaxine zodone thiazide semide dipine grel
  parin xaban asone olone onide terol tropium lukast fenadine tadine ciclovir cyclovir tamivir previr buvir asvir tegravir
  tretinoin fluramine parib ciclib fenacin vaptan gepant orexant imod racil platin rubicin taxel tecan bactam penem fungin
  chloroquine giline pezil stigmine curonium flurane mustine phylline prost racetam gabalin gabatrin zolamide iramate
  bamate phenytoin suximide relin relix calcet glitazone formin
`
const CONDITION_ENDINGS = `
  itis ectomy ostomy plasty opathy algia plegia paresis aphasia rrhea penia cytosis megaly lithiasis
  sclerosis trophy uria emia carcinoma sarcoma blastoma lymphoma myeloma hematoma adenoma thorax scopy
  centesis pnea cardia kinesia esthesia osis
`
const DOSE =
  /(?:\d{1,4}(?:\.\d{1,3})?|\.\d{1,3}) ?-?(?:mg|mcg|ml|milligrams?|micrograms?|units?|meq|iu)(?:\/(?:kg|day|ml|dl|hr))?(?![a-z])/iy
const BLOOD_PRESSURE = /\d{2,3}\/\d{2,3}(?!\/|\d)/y
const ICD_10 = /[A-TV-Z]\d{2}\.\d{1,4}[A-Z]?(?![A-Za-z0-9])/y

const SPACE = 32
const HYPHEN = 45
const FULL_STOP = 46
const LETTER_I = 105
const LETTER_M = 109
const LETTER_U = 117

/** What an ending says of a word that is no everyday word. */
const ending = { condition: 1, drug: 2 } as const
const endings = new EndingTable([
  [ending.condition, CONDITION_ENDINGS],
  [ending.drug, DRUG_ENDINGS],
])

/** Collects the signs of health, treatment or payment in a tokenized paragraph; a sign may occur again. */
export function findHealthSigns(text: TokenText): readonly HealthSign[] {
  const signs: HealthSign[] = []
  for (const hit of text.healthHits) {
    const sign = signOfTerm[hit.term]
    if (sign === undefined || (isAcronym[hit.term] === true && !isInCapitals(text, hit.from))) continue
    if (isNumber[hit.term] === true && !isNumberAlone(text, hit.from)) continue
    const isNote = sign.note !== undefined && !isOnlySpokenOf(text, hit.from, hit.to, sign.note)
    signs.push(sign.note === undefined || isNote ? sign : withoutNote(sign))
    const beside = noteBeside(text, sign.key, hit.from, hit.to)
    if (beside !== undefined) signs.push(beside)
    if (
      isPatient[hit.term] === true &&
      text.isCapital(hit.to) &&
      text.has(hit.to, wordFlag.first | wordFlag.surname)
    )
      signs.push(NAMED_PATIENT)
  }
  for (const token of text.rareWords) {
    const found = text.has(token, wordFlag.health)
      ? ending.condition
      : endings.find(text.codes, text.start[token] as number, text.end[token] as number)
    if (found === 0) continue
    const key = `stem:${text.word(token).toLowerCase()}`
    if ((found & ending.condition) !== 0) signs.push({ key, topic: 'condition', weight: 1 })
    else signs.push({ key, topic: 'medication', weight: 0.7 })
  }
  findNumericSigns(text, signs)
  return signs
}

/** Short abbreviations (SI, ADD, PT…) count only in capitals; "add" and "aids" are everyday words. */
const ONLY_IN_CAPITALS = new Set([
  'aids',
  'mi',
  'als',
  'ect',
  'iop',
  'otp',
  'gad',
  'bid',
  'tid',
  'psa',
  'tia',
  'ros',
  'ibs',
  'icd',
  'cpt',
  'moca',
  'std',
  'sti',
  'cage questionnaire',
  'iv',
  'uds',
  'cmp',
])

const signOfTerm: readonly HealthSign[] = healthTerms.map(({ phrase, ...sign }) => ({ key: phrase, ...sign }))
const abbreviations = new Set(clinicalAbbreviations.map(({ phrase }) => phrase))
const isAcronym = healthTerms.map(({ phrase }) => ONLY_IN_CAPITALS.has(phrase) || abbreviations.has(phrase))

/** "5150", "90837", "F33": numbers that mean something where they stand for themselves. */
const isNumber = healthTerms.map(({ phrase }) => /^(?:\d+|[a-z]\d\d)$/.test(phrase))

/** "for patient Harjit": who is named so is in somebody's care. */
const PATIENTS = new Set(['patient', 'pt', 'client'])
const isPatient = healthTerms.map(({ phrase }) => PATIENTS.has(phrase))
const NAMED_PATIENT: HealthSign = { key: 'named patient', topic: 'care', weight: 0.7 }
const DOSE_SIGN: HealthSign = { key: 'dose', topic: 'medication', weight: 1 }
const PRESSURE_SIGN: HealthSign = { key: 'bp', topic: 'condition', weight: 1 }
const SUBSTANCE_SIGN: HealthSign = { key: 'icd f1', topic: 'substance-use', weight: 1, note: 'part2' }
const ICD_SIGN: HealthSign = { key: 'icd', topic: 'condition', weight: 1 }

const VALUE_SIGN: HealthSign = { key: 'value', topic: 'condition', weight: 1 }
const AGE_SIGN: HealthSign = { key: 'age', topic: 'condition', weight: 0.5 }
const COURSE_SIGN: HealthSign = { key: 'course', topic: 'care', weight: 1 }

/** By a key of its own, since the same words may be only spoken of in one place and stand for such notes in another. */
function withoutNote({ key, topic, weight }: HealthSign): HealthSign {
  return { key: `${key}, spoken of`, topic, weight }
}

function isInCapitals(text: TokenText, token: number): boolean {
  const kind = text.kindAt(token)
  if (kind === tokenKind.upper || kind === tokenKind.digits) return true
  return kind === tokenKind.alphanumeric && text.word(token) === text.word(token).toUpperCase()
}

const ADDRESSED = wordSet(
  'flight gate seat room rm suite ste apt unit box ext extension bus route rte building bldg no number order ticket zip floor',
)

/** No piece of a phone number, a sum, an address or a date. */
function isNumberAlone(text: TokenText, token: number): boolean {
  const isGlued = (at: number) =>
    text.kindAt(at) === tokenKind.punctuation && '-/$#+@_'.includes(text.word(at))
  if (text.touches(token - 1) && (isGlued(token - 1) || text.is(token - 1, '.') || text.is(token - 1, ',')))
    return false
  if (text.touches(token) && (isGlued(token + 1) || text.kindAt(token + 2) === tokenKind.digits)) return false
  if (text.isOneOf(token - 1, ADDRESSED) || isZip(text, token)) return false
  return (
    text.kindAt(token - 1) !== tokenKind.digits &&
    text.kindAt(token + 1) !== tokenKind.digits &&
    !isStreet(text, token)
  )
}

/** "5150 Sierra Vista Ave". */
function isStreet(text: TokenText, token: number): boolean {
  for (let at = token + 1; at <= token + 4 && text.isWord(at); at++)
    if (text.has(at, wordFlag.street)) return true
  return false
}

/** What a number follows in a chart: "K 3.1", "HR 130", "Cr 1.3", "EF 58". */
const MEASURED = wordSet(`
  k na cl cr ck ef hr rr bp bmi wt t temp hgb hct plt inr ast alt mcv fsh tsh lh psa pco2 po2 hco3 mg phos gfr
  lact trop ferritin bili gcs apgar apgars spo2 fev1 dlco ldl hdl a1c crp esr ige iga igg ana qtc qrs qt aldo
`)
/** "67F", "19yo", and "POD2", "DOL9", "G3P2", "T1D", "x3d". */
const AGE_AND_SEX = /^\d{1,2}(?:yo|yom|yof|yr|mo|f|m|wf|wm|bf|bm)$/i
const COURSE =
  /^(?:pod\d{1,2}|dol\d{1,3}|g\d{1,2}p\d{1,5}|t[12]dm?|s[12]s[12]|cn\d{1,2}|[0-9]{1,2}[lr]pm|e[1-4]v[1-5]m[1-6]|l\d-?s\d|c\d-?c\d|q\d{1,2}h|x\d{1,2}d)$/i

function findNumericSigns(text: TokenText, signs: HealthSign[]): void {
  for (const token of text.numeric) {
    const start = text.start[token] as number
    if (mayBeDose(text, token) && matchAt(DOSE, text.text, start) !== null) signs.push(DOSE_SIGN)
    const length = text.length(token)
    if (text.kind[token] === tokenKind.alphanumeric) {
      if (length <= 8) findCodeSigns(text, token, signs)
    } else if (
      text.isCapital(token - 1) &&
      text.gap(token - 1) === 1 &&
      text.isOneOf(token - 1, MEASURED) &&
      isValue(text, token)
    ) {
      signs.push(VALUE_SIGN)
    } else if (length === 5 && VISIT_CODE.test(text.word(token)) && !isZip(text, token)) {
      signs.push({ key: `visit:${text.word(token)}`, topic: 'payment', weight: 0.5 })
    }
    if (text.is(token + 1, '/') && text.length(token) >= 2) {
      const pressure = matchAt(BLOOD_PRESSURE, text.text, start)
      if (pressure !== null && isBloodPressure(text, token, pressure[0])) signs.push(PRESSURE_SIGN)
    }
  }
}

/** Letters and digits in one token. */
function findCodeSigns(text: TokenText, token: number, signs: HealthSign[]): void {
  const length = text.length(token)
  if (length <= 6 && AGE_AND_SEX.test(text.word(token))) signs.push(AGE_SIGN)
  else if (length <= 7 && COURSE.test(text.word(token))) signs.push(COURSE_SIGN)
  if (length < 3) return
  if (isSubstanceCode(text, token)) signs.push(SUBSTANCE_SIGN)
  if (
    length === 3 &&
    text.is(token + 1, '.') &&
    matchAt(ICD_10, text.text, text.start[token] as number) !== null
  )
    signs.push(ICD_SIGN)
}

const WHOLE = wordSet('na hr rr bp ef ck')

/** Short labels need a decimal: "K 3.1", "Cr 1.3", and not "CR 38" or "T 5". */
function isValue(text: TokenText, token: number): boolean {
  if (text.length(token - 1) > 2 || text.isOneOf(token - 1, WHOLE)) return true
  return text.is(token + 1, '.') && text.touches(token) && text.kindAt(token + 2) === tokenKind.digits
}

/** Five digits after a state or a town: "CA 90802", "Long Beach 90802". */
function isZip(text: TokenText, token: number): boolean {
  const before = text.is(token - 1, ',') ? token - 2 : token - 1
  return text.has(before, wordFlag.stateCode | wordFlag.state | wordFlag.city)
}

/** Whether a unit may follow a number: "20 mg", "2.5 units", "20mg". */
function mayBeDose(text: TokenText, token: number): boolean {
  if (text.kind[token] === tokenKind.alphanumeric) return true
  const { codes } = text
  let at = text.end[token] as number
  if (codes[at] === FULL_STOP) return true
  if (codes[at] === SPACE) at++
  if (codes[at] === HYPHEN) at++
  const letter = (codes[at] as number) | 32
  return letter === LETTER_I || letter === LETTER_M || letter === LETTER_U
}

function isBloodPressure(text: TokenText, token: number, written: string): boolean {
  const [systolic = 0, diastolic = 0] = written.split('/').map(Number)
  if (systolic < 70 || systolic > 250 || diastolic < 40 || diastolic > 150) return false
  return systolic > 99 || /^(?:bp|pressure)$/i.test(text.word(token - 1))
}
