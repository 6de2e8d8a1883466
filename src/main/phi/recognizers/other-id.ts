import { wordSet } from '../lexicon/word-set.ts'
import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type LabelHit, type TokenText } from '../text/token-text.ts'
import { digitCount, isMeasure, looksLikeDate, valueAt } from './label-value.ts'
import { findLabelledNumbers, VISIT_CODE, type LabelledNumberRule } from './labelled-number.ts'
import { matchAt, phrases, type Candidate, type Recognizer, type RecognizerInput } from './recognizer.ts'

const PARAMETER_VALUE = /(?:user(?:name)?|uid|login|handle|account_?id|patient_?id)=([A-Za-z0-9._-]{3,64})/iy

/** Everyday words that announce a number only with a colon, a number sign or "number" after them. */
const WEAK = wordSet(`
  user handle case reference ref ticket participant rx prescription locker key token
  docket identifier login loyalty id auth pa claim claims authorization order unit run cause req
  requisition biopsy path pathology donor juror denial interpreter subj subject cert confirmation
  conf specimen accession acc tracking locator enrollment template file policy spec incident
`)

const NUMBER: LabelledNumberRule = {
  fewestDigits: 3,
  spacedDigits: 12,
  refused: VISIT_CODE,
  score: 0.86,
  weak: WEAK,
  because: 'identifying number after its label',
}

export const otherId: Recognizer = {
  id: 'other-id',
  category: 'R',
  anchors: ['labels', 'numeric', 'ats'],
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
    uscis; visa number; green card; voter id; library card; loyalty; locker; wristband;
    wristband id; unique id; unique identifier; identifier; key; token; guest id; application
    number; policy report; police report; report number; incident number; genome id; sequence id; uuid;
    guid; dna id; blood bag; unit id; claim number; claim no; claim id; claim; claims; authorization number;
    auth number; auth no; auth; authorization; prior authorization; prior auth; preauthorization; referral number;
    referral no; precert; pre cert; pa; pa no; pa number; accession; accession number; accession no; acc no;
    specimen id; specimen number; specimen; specimen no; sample id; sample; spec; spec no; biopsy; biopsy no;
    biopsy number; path no; path req; pathology; pathology no; req; req no; requisition; requisition no;
    requisition number; order no; order; orders; ems run; run; run no; run number; run sheet; pcr no; unit; unit no;
    donor; donor no; band; band no; cause; cause no; cause number; c file; juror;
    juror no; juror number; student no; stu no; emp no; emp; badge no; denial; denial no;
    appeal no; icn; dcn; interpreter; interpreter id; subj; subj no; trial subject; screening no; randomization no;
    order of protection; protective order; warrant; citation; citation no; pasrr; precert no;
    confirmation code; record locator; locator; conf; conf no; pnr; known traveler; redress no; tracking; tracking no;
    receipt no; boarding pass; screen name; gamertag; portal user; dea form; work order; police rpt; rpt no; rcpt; rcpt no; enc; enc no; docketed as; acc; incident; incident no;
    event id; call ref; call reference; session id; job no; po number; bib no; enrollment; template; template id;
    subject no; site no; cert id; wcb case; wc claim; workers comp claim; va file; va file no; dispatch no; cad no
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
      const name = userNameAfter(input, hit)
      if (name !== undefined) emit(name)
    }
    findLabelledNumbers(input, NUMBER, emit)
    findCountedNumbers(input, emit)
    findHandles(input, emit)
  },
}

const USER_LABEL = /^(?:user|username|userid|login|handle|name|id|gamertag)$/i
const USER_NAME = /[A-Za-z][A-Za-z0-9._-]{1,38}[A-Za-z0-9]/y

/** "user jmorales opened", "username richp_si72": what follows a label of user names and is no word. */
function userNameAfter({ text, lexicon }: RecognizerInput, hit: LabelHit): Candidate | undefined {
  if (hit.to === hit.from || !USER_LABEL.test(text.word(hit.to - 1))) return undefined
  if (hit.to > hit.from + 1 && !/^(?:user|screen|portal)$/i.test(text.word(hit.from))) return undefined
  let token = hit.to
  for (
    let steps = 0;
    steps < 5 && (text.isOneOf(token, USER_LINKS) || USER_MARKS.has(text.mark(token)));
    steps++
  )
    token++
  if (text.kindAt(token) === tokenKind.newline || token === hit.to + 5) return undefined
  const found = matchAt(USER_NAME, text.text, text.start[token] as number)
  if (found === null) return undefined
  const isWritten = /[\d_]|[a-z][.-][a-z]/i.test(found[0])
  if (
    !isWritten &&
    (text.kindAt(token) !== tokenKind.lower ||
      text.length(token) < 5 ||
      text.has(token, wordFlag.functionWord | wordFlag.health) ||
      lexicon.isEnglish(text, token))
  )
    return undefined
  return {
    start: found.index,
    end: found.index + found[0].length,
    score: isWritten ? 0.86 : 0.7,
    because: 'user name after its label',
  }
}

const USER_LINKS = wordSet('is on the was sleep forum account')
const USER_MARKS = new Set([...':="\'|'].map((mark) => mark.charCodeAt(0)))

const HANDLE = /@[A-Za-z_][A-Za-z0-9._-]{1,29}(?<![.-])(?![@\w])/y

/** "@moss_witch99", "Venmo @lindquist-tools"; not the @ of an address, and not "@home". */
function findHandles({ text, lexicon }: RecognizerInput, emit: (candidate: Candidate) => void): void {
  for (const at of text.ats) {
    const start = text.start[at] as number
    if (!text.touches(at) || /[\w.]/.test(text.text.charAt(start - 1))) continue
    const found = matchAt(HANDLE, text.text, start)
    if (found === null || isByline(text, at, start + found[0].length)) continue
    const isWord = at + 2 >= text.count || (text.end[at + 1] as number) >= start + found[0].length
    const isPlain = lexicon.isEnglish(text, at + 1) || text.isCapital(at + 1) || text.length(at + 1) < 4
    if (isWord && isPlain && text.kindAt(at + 1) !== tokenKind.alphanumeric) continue
    emit({ start, end: start + found[0].length, score: 0.86, because: 'user name' })
  }
}

/** "@quiet_heron12:" at the head of a post: the name that its author chose for the forum. */
function isByline(text: TokenText, at: number, end: number): boolean {
  return at === 0 && /^(?::|\n|$)/.test(text.text.slice(end, end + 1))
}

/** Nouns of what is numbered for one person or case. */
const NUMBERED = wordSet(`
  student employee subject file interpreter participant donor juror path sample contract profile badge volunteer
  inmate passenger traveler traveller enrollment account card record chart patient client member cell locker
  envelope reservation booking parcel package claimant applicant candidate ballot petition hearing dispatch intake
  screening scan film slide block culture consult authorization requisition transfer transport manifest
`)
/** "Quantity #120", "tooth #19", "CPT no. 90837": numbers that stand for nobody. */
const COUNTED = wordSet(`
  quantity qty disp dispense count page figure table study item question chapter version code cpt icd ndc phone
  tooth teeth grade step dose doses session visit room day week tablets capsules pills caps tabs refill refills
  hotline section volume issue bus route exit gate channel size part line flight model grant protocol trial rule
  form box suite unit apt apartment building floor act bill public law title hr
`)
const NUMBER_SIGNS = wordSet('no num nr nbr number')

/** "Envelope number 212", "interpreter #40217", "juror no. 110448271", "student 119004471". */
function findCountedNumbers({ text }: RecognizerInput, emit: (candidate: Candidate) => void): void {
  for (const token of text.numeric) {
    const hasSign =
      text.is(token - 1, '#') || (text.is(token - 1, '.') && text.isOneOf(token - 2, NUMBER_SIGNS))
    const isAfterWord = text.isOneOf(token - 1, NUMBER_SIGNS)
    const before = hasSign || isAfterWord ? signStart(text, token) : token - 1
    if (before < 0 || text.labelOf[before] !== 0 || text.kindAt(before) === tokenKind.newline) continue
    const isNumbered = text.isOneOf(before, NUMBERED)
    if (!isNumbered && !hasSign && !isAfterWord) continue
    if (text.isOneOf(before, COUNTED)) continue
    const value = valueAt(text, token)
    if (value === undefined || isMeasure(text, value)) continue
    const digits = digitCount(text, value)
    const written = text.text.slice(value.start, value.end)
    const isLong = digits >= (isNumbered ? (hasSign || isAfterWord ? 3 : 5) : 4)
    if (!isLong || looksLikeDate(written) || /^(?:19|20)\d\d$|^\d+\.\d/.test(written)) continue
    emit({
      start: value.start,
      end: value.end,
      score: isNumbered ? 0.86 : 0.66,
      because: 'number of a person or a case',
    })
  }
}

/** The token before "#", "no." or "number". */
function signStart(text: TokenText, token: number): number {
  let before = token - 1
  for (let steps = 0; steps < 4; steps++) {
    if (!text.is(before, '#') && !text.is(before, '.') && !text.isOneOf(before, NUMBER_SIGNS)) break
    before--
  }
  return before
}
