import { wordSet } from '../lexicon/word-set.ts'
import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind } from '../text/token-text.ts'
import { findLabelledNumbers, type LabelledNumberRule } from './labelled-number.ts'
import { matchAt, phrases, type Candidate, type Recognizer, type RecognizerInput } from './recognizer.ts'

const PARAMETER_VALUE = /(?:user(?:name)?|uid|login|handle|account_?id|patient_?id)=([A-Za-z0-9._-]{3,64})/iy

/** Everyday words that announce a number only with a colon, a number sign or "number" after them. */
const WEAK = wordSet(`
  user handle case reference ref ticket participant rx prescription locker room bed key token
  pin code badge docket identifier login loyalty id
`)

const NUMBER: LabelledNumberRule = {
  fewestDigits: 3,
  spacedDigits: 12,
  score: 0.86,
  weak: WEAK,
  because: 'identifying number after its label',
}

export const otherId: Recognizer = {
  id: 'other-id',
  category: 'R',
  anchors: ['labels'],
  labelWords: phrases(`
    study key; study id; study number; subject id; subject number; participant id; participant number;
    participant; trial id; protocol number; research id; enrollment id; passport; passport number;
    passport no; national id; national id number; id; id number; id no; employee id; employee number;
    employee no; emp id; staff id; badge; badge number; badge id; student id; student number; user id;
    userid; username; user name; user; login; handle; case number; case no; case id; case; docket
    number; docket; court case; reference number; reference; reference no; ref; ref no; ref number;
    tracking number; tracking id; ticket number; ticket; order number; order id; rx; rx number; rx no;
    prescription number; prescription; barcode; donor id; donor number; registry id; registry number;
    inmate number; inmate id; booking number; military id; service number; alien number; a number;
    uscis; visa number; green card; voter id; library card; loyalty; locker; room; bed; wristband;
    wristband id; unique id; unique identifier; identifier; key; token; pin; code; guest id; application
    number; policy report; police report; report number; incident number; genome id; sequence id; uuid;
    guid; dna id; blood bag; unit id
  `),
  reference: '45 CFR 164.514(b)(2)(i)(R)',
  find(input, emit) {
    const { text } = input
    for (const hit of input.labels) {
      const parameter = matchAt(PARAMETER_VALUE, text.text, text.start[hit.from] as number)
      const value = parameter?.[1]
      if (parameter === null || value === undefined) continue
      const end = parameter.index + parameter[0].length
      emit({ start: end - value.length, end, score: 0.84, because: 'user name in an address' })
    }
    for (const hit of input.labels) {
      const name = userNameAfter(input, hit.to)
      if (name !== undefined) emit(name)
    }
    findLabelledNumbers(input, NUMBER, emit)
  },
}

/** "user jmorales opened": after a label of user names a word in lower case that is no word. */
function userNameAfter({ text, lexicon }: RecognizerInput, to: number): Candidate | undefined {
  if (!/^(?:user|username|userid|login|handle)$/i.test(text.word(to - 1))) return undefined
  const token = text.is(to, ':') ? to + 1 : to
  if (text.kindAt(token) !== tokenKind.lower || text.length(token) < 5) return undefined
  if (text.has(token, wordFlag.functionWord | wordFlag.health) || lexicon.isEnglish(text, token))
    return undefined
  return {
    start: text.start[token] as number,
    end: text.end[token] as number,
    score: 0.7,
    because: 'user name after its label',
  }
}
