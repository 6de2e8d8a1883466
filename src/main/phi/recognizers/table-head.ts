import { wordSet, type WordSet } from '../lexicon/word-set.ts'
import type { Category } from '../categories.ts'
import type { TokenText } from '../text/token-text.ts'

/** What the cells under a head hold. `code` is a number or code of the category, whatever its length. */
export type Column = {
  readonly category: Category
  readonly holds: 'name' | 'date' | 'age' | 'number' | 'code' | 'place'
}

/** The words of a head that tell what is below it; the first list that has one of them decides. */
const columns: readonly (readonly [Column, WordSet])[] = [
  [
    { category: 'C', holds: 'date' },
    wordSet(`
    dob date dates birthdate birthday born appt appointment adm admit admitted dos seen visit delivered collected
    start end due timestamp filled received onset dod day when injected given expires exp lmp bday discharged
  `),
  ],
  [{ category: 'R', holds: 'code' }, wordSet('user username userid user_id user_name login')],
  [{ category: 'O', holds: 'number' }, wordSet('ip ip_address')],
  [
    { category: 'D', holds: 'number' },
    wordSet('phone tel telephone cell mobile contact ph fax pager ext extension callback home work'),
  ],
  [{ category: 'H', holds: 'number' }, wordSet('mrn chart record pt_id acct account encounter csn')],
  [
    { category: 'I', holds: 'number' },
    wordSet('member policy subscriber insurance ins medicaid medicare group grp mbi payer plan'),
  ],
  [{ category: 'G', holds: 'number' }, wordSet('ssn social')],
  [{ category: 'K', holds: 'number' }, wordSet('npi license licence dea lic dl')],
  [{ category: 'L', holds: 'number' }, wordSet('vin plate tag license_plate')],
  [{ category: 'M', holds: 'number' }, wordSet('serial sn device s/n imei mac udi')],
  [
    { category: 'R', holds: 'number' },
    wordSet(`
    id no number num case claim auth accession specimen order case_id employee_id student_id ref req subject locker
    badge confirmation ticket tracking referral eq
  `),
  ],
  [
    { category: 'B', holds: 'place' },
    wordSet(
      'addr address street city town zip zipcode county facility location school employer pharmacy hospital',
    ),
  ],
  [
    { category: 'A', holds: 'name' },
    wordSet(`
    name names last first surname forename lastname firstname patient pt client member resident student employee provider clinician
    doctor dr md physician therapist counselor nurse rn lpn cna teacher contact attending guardian parent mother father
    spouse caregiver insured subscriber driver witness interpreter supervisor camper athlete worker technician tech
    preferred nickname mi middle referrer referring pcp surgeon prescriber caller kid child who staff coach owner
    init inits initials pt_last pt_first last_name first_name full_name patient_name client_name player volunteer
  `),
  ],
]

/** Words that say of a column of places or people that it holds something else: "patient type", "school grade". */
const NOT_A_VALUE = wordSet(`
  type class classes status grade count total rate avg mean average percent score risk reason notes note comment
  comments copay amount balance dose route product code codes unit units time minutes mins hours lang language age sex
  gender goal complaint dx diagnosis service ok meds medication drug reference range result test lab
  demographics information history details portion relation relationship color allergies diet kind level ratio site
`)

const AGE = wordSet('age ages')
const AGES: Column = { category: 'C', holds: 'age' }

/** "patient_id", "Client no": the number of a record. */
const RECORD: Column = { category: 'H', holds: 'number' }
const PATIENT = wordSet('patient pt client resident')
const NUMBER_OF = wordSet('id no num number')

/** What a head cell announces, undefined where it is none that matters. */
export function columnOf(text: TokenText, from: number, to: number): Column | undefined {
  if (to === from + 1 && text.isOneOf(from, AGE)) return AGES
  for (let token = from; token < to; token++) if (text.isOneOf(token, NOT_A_VALUE)) return undefined
  const last = to - 1
  if (text.isOneOf(last, NUMBER_OF) && last > from) {
    for (let token = from; token < last; token++) if (text.isOneOf(token, PATIENT)) return RECORD
  }
  // "Subject no", "Provider NPI": the last word that tells decides, as it is the noun.
  for (let token = to - 1; token >= from; token--) {
    for (const [column, words] of columns) if (text.isOneOf(token, words)) return column
  }
  return undefined
}

/** Whether a head cell is made of words alone. */
export function isHeadCell(text: TokenText, from: number, to: number): boolean {
  if (to <= from || to - from > MOST_WORDS) return false
  for (let token = from; token < to; token++) {
    if (!text.isWord(token) && !HEAD_MARKS.has(text.mark(token))) return false
  }
  return true
}

const MOST_WORDS = 5
const HEAD_MARKS = new Set([...'#./_-()&"\''].map((mark) => mark.charCodeAt(0)))
