import { wordFlag } from '../lexicon/flags.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import {
  isAfterOf,
  isCompound,
  isEponymAt,
  isJoinedBefore,
  isNameable,
  namePart,
  nameRunFrom,
} from './name-run.ts'
import type { Recognizer, RecognizerInput } from './recognizer.ts'

/** Trades and services as notes write them: "Pulm Okafor following", "neuro (Chaudhry)", "PO Kuczynski". */
const TRADES = wordSet(`
  pulm pulmonary cards cardiology card cardiologist neuro neurology neurologist nephro nephrology nephrologist renal endo endocrine
  endocrinology endocrinologist gi onc oncology oncologist heme hematology rheum rheumatology rheumatologist ortho orthopedics uro
  urology urologist surg surgery surgeon nsgy neurosurg neurosurgery nsx psych psychiatry psychiatrist psychologist derm
  dermatology dermatologist ent ophtho ophthalmology optometry ob obgyn gyn gynecology peds pediatrics pediatrician pcp
  hospitalist intensivist resident attending fellow intern anesthesia anesthesiologist ep ir rads radiology path pathology palliative
  pall allergy podiatry pod vascular ctsurg trauma hem hepatology hepatologist transplant pain physiatry pmr geri geriatrics
  pt ot slp st rt rd sw cm cma lpn lvn rn cna hha pca mat aide medtech crna pharmd pmhnp aprn fnp np pa dpm dmd dds
  therapist counselor clinician dietitian nutritionist chaplain midwife doula charge float sitter tech scribe mgr manager
  worker caseworker po officer probation cps aps dcf dcfs casa gal atty attorney adjuster principal vp ap interpreter terp
  psychometrician paraprofessional para sped ece tutor sponsor liaison navigator coordinator advocate guardian payee trustee
  evaluator examiner supervisor preceptor nursing hospice heart kidney eye skin foot hand spine heartcare liver lung joint
`)
/** What is done with colleagues, and hardly with a thing: "d/w Iyengar", "f/u with Thibodeaux", "per Bakare". */
const ERRAND =
  /(?:^|[^\p{L}\d/])(?:f\/?u|d\/?w|per|(?:in )?re|cc|paged?|consult(?:ed)?|texted|messaged|rtc|under|(?:f\/?u|follow(?:ing)? up|discussed|met|spoke|reviewed|staffed|signed out|rounded|handed off|curbsided|check|appt|rtc|w) ?(?:with|w\/|to)|w\/|cover(?:ing)? for|co-?sign(?:ed)?(?: by)?|refer(?:red)? to|under care of|sign ?out to|handoff to) $/iu
/** The words that an errand ends in, so that most capitals cost one look-up. */
const ERRAND_ENDS = wordSet(`
  u fu w dw re cc per page paged consult consulted texted messaged rtc under with to for cosign cosigned by of
`)
const LONGEST_ERRAND = 20
/** What staff do at the end of a telegram: "Benditt aware", "Whisenhunt to see". */
const STAFF_VERBS = wordSet(`
  following follows aware notified paged recs recommends agrees agreed consulted cleared covering operating scrubbed signed
  ordered rounding messaged updated called cosigned cosign wants ok okay okayed approved informed texted
`)
const ERRAND_VERBS = wordSet(
  'see review r/v scope operate follow cosign sign call eval evaluate assess decide cover clear',
)
const OFFICES = wordSet('office ofc')
const CALLS = wordSet('call called calling calls phoned fax faxed to from per at via w with ask asked')
const KIN = wordSet('family household twins kids siblings sisters brothers baby')
const BABIES = wordSet('baby babygirl babyboy boy girl twin')
/** Ends of drugs, tests and diseases: beside a trade a word that no list knows may be one. */
const THING =
  /(?:itis|osis|emia|oma|pathy|ectomy|pril|statin|olol|azole|mab|nib|cillin|mycin|pine|azepam|zolam|vir|scopy|gram|graphy|plasty|otomy|algia|uria|penia|tidine|prazole|sartan|gliptin|oxetine|traline|idone|apine|ology|ologist|iatry|therapy)$/i
const BETWEEN = wordSet('dr drs mr ms mrs md')

/** Names of staff beside their trade or what is done with them, without a title, a colon or a sentence around. */
export const nameBesideRole: Recognizer = {
  id: 'name-beside-role',
  category: 'A',
  anchors: ['capitals'],
  labelWords: [],
  reference: '45 CFR 164.514(b)(2)(i)(A)',
  find(input, emit) {
    const { text } = input
    let covered = -1
    for (const token of text.capitals) {
      if (token < covered || !canBeSomebody(input, token)) continue
      const score = scoreOf(input, token)
      if (score === 0) continue
      const to = initialEnd(text, token) ?? afterRun(text, token)
      covered = to
      emit({
        start: text.start[firstInitial(text, token)] as number,
        end: text.end[to - 1] as number,
        score,
        because: 'name beside a trade or an errand',
      })
    }
  },
}

/** "Y. Kunimoto", "C HEBERT": the initials before a name belong to it. */
function firstInitial(text: TokenText, token: number): number {
  let first = token
  for (let steps = 0; steps < 2; steps++) {
    const before = text.is(first - 1, '.') ? first - 2 : first - 1
    if (before < 0 || text.kindAt(before) !== tokenKind.initial || text.gap(first - 1) > 1) break
    first = before
  }
  return first
}

/** A capitalised word that is a name or nothing known. */
function canBeSomebody({ text, lexicon }: RecognizerInput, token: number): boolean {
  if (text.length(token) < 3 || !isNameable(text, token)) return false
  const part = namePart(text, lexicon, token)
  if (part === 'word' || part === 'initial') return false
  if (part === 'unknown') {
    if (text.kindAt(token) === tokenKind.upper || text.length(token) < 4) return false
    if (THING.test(text.word(token))) return false
  }
  if (text.has(token, NOBODY) && !text.has(token, wordFlag.first)) return false
  if (isCompound(text, token) || isJoinedBefore(text, token) || isAfterOf(text, token)) return false
  // "Kuczynski labs", not "Hashimoto labs".
  return (
    !isEponymAt(text, token) || (!text.has(token, wordFlag.eponym) && text.isOneOf(token + 1, BELONGINGS))
  )
}

const NOBODY =
  wordFlag.health |
  wordFlag.protected |
  wordFlag.credential |
  wordFlag.month |
  wordFlag.weekday |
  wordFlag.facility |
  wordFlag.organisation |
  wordFlag.state |
  wordFlag.country |
  wordFlag.majorCity

/** A word that is a name in the first place, or nothing that anybody says. */
function isPlain({ text, lexicon }: RecognizerInput, token: number): boolean {
  const part = namePart(text, lexicon, token)
  return part === 'first' || part === 'surname' || part === 'unknown'
}

/** A possible name and what stands around it. */
type Beside = {
  readonly text: TokenText
  readonly token: number
  /** The token after the name. */
  readonly next: number
  /** A name in the first place, or a word that no list knows. */
  readonly plain: boolean
  /** In a list of names, and no everyday word. */
  readonly listed: boolean
  readonly isEnclosed: boolean
  readonly told: boolean
}

/** What makes a name of a word, the surest first: the score, or 0. */
const contexts: readonly ((beside: Beside) => number)[] = [
  ({ text, token, plain, listed, isEnclosed, told }) => {
    if (!isAfterTrade(text, isEnclosed ? token - 1 : token, isEnclosed)) return 0
    return listed ? 0.86 : plain || isEnclosed || told ? 0.7 : 0.5
  },
  ({ text, token, plain }) => (isAfterVersus(text, token) ? (plain ? 0.75 : 0.6) : 0),
  ({ text, token, next, plain, listed }) =>
    isBeforeCredential(text, token, next) ? (listed ? 0.86 : plain ? 0.75 : 0.6) : 0,
  ({ text, token, next, plain }) => (isFamily(text, token, next) ? (plain ? 0.7 : 0.6) : 0),
  ({ text, token, next, plain, listed }) => {
    if (text.kindAt(next) !== tokenKind.lower || text.gap(next - 1) !== 1) return 0
    if (text.isOneOf(next, OFFICES)) return listed ? 0.72 : plain || text.isOneOf(token - 1, CALLS) ? 0.62 : 0
    return plain && text.isOneOf(next, BELONGINGS) ? (listed ? 0.68 : 0.55) : 0
  },
  ({ text, token, plain, listed }) => (isErrand(text, token) ? (listed ? 0.72 : plain ? 0.62 : 0.5) : 0),
  ({ text, token, plain }) => (initialEnd(text, token) !== undefined ? (plain ? 0.75 : 0.55) : 0),
  ({ text, token, plain, listed }) => (isInList(text, token) ? (listed ? 0.66 : plain ? 0.55 : 0.5) : 0),
  ({ text, token, plain, listed, told }) =>
    told && plain && text.kindAt(token) === tokenKind.capitalised ? (listed ? 0.66 : 0.55) : 0,
  ({ text, next, listed, isEnclosed }) => (listed && (isEnclosed || isBeforeTime(text, next)) ? 0.58 : 0),
]

function scoreOf(input: RecognizerInput, token: number): number {
  const { text } = input
  const next = afterRun(text, token)
  if (text.isCapital(next) && text.gap(next - 1) === 1 && text.has(next, THING_AFTER)) return 0
  const plain = isPlain(input, token)
  const beside: Beside = {
    text,
    token,
    next,
    plain,
    listed: plain && text.has(token, wordFlag.first | wordFlag.surname),
    isEnclosed: text.is(token - 1, '(') && text.is(next, ')'),
    told: isTold(text, next),
  }
  for (const context of contexts) {
    const score = context(beside)
    if (score > 0) return score
  }
  return 0
}

function isTold(text: TokenText, next: number): boolean {
  if (text.kindAt(next) !== tokenKind.lower) return false
  if (text.isOneOf(next, STAFF_VERBS)) return true
  const word = text.word(next)
  return (
    (word === 'to' && text.isOneOf(next + 1, ERRAND_VERBS)) ||
    (word === 'on' && text.word(next + 1) === 'call')
  )
}

/** "State v. Benditt", "vs Rust" */
function isAfterVersus(text: TokenText, token: number): boolean {
  const before = text.is(token - 1, '.') ? token - 2 : token - 1
  return /^vs?$/i.test(text.word(before)) && text.isCapital(before - 1)
}

/** "Whisenhunt MD", "Storstad, DO": a degree or a licence behind one word. */
function isBeforeCredential(text: TokenText, token: number, next: number): boolean {
  if (text.has(next - 1, wordFlag.credential) && next - 1 > token) return true
  const at = text.is(next, ',') ? next + 1 : next
  return (
    text.has(at, wordFlag.credential) &&
    !text.isOneOf(at, OTHER_CREDENTIALS) &&
    text.kindAt(at) !== tokenKind.lower &&
    text.kindAt(at) !== tokenKind.initial &&
    text.gap(at - 1) <= 1
  )
}

/** Letters that are states, services and measures as well. */
const OTHER_CREDENTIALS = wordSet('ma ms pt ot pa ba bs od pc')

/** The token behind the initial of "Benditt, J." and "Obuya J", where one word and one letter are all. */
function initialEnd(text: TokenText, token: number): number | undefined {
  const isReversed = text.is(token + 1, ',')
  const initial = isReversed ? token + 2 : token + 1
  if (text.kindAt(initial) !== tokenKind.initial || text.gap(initial - 1) !== 1) return undefined
  if (text.word(initial) === 'I') return undefined
  const next = text.kindAt(initial + 1)
  const isEnd = isReversed
    ? text.is(initial + 1, '.') || text.is(initial + 1, ';') || next === tokenKind.newline
    : next === tokenKind.digits || next === tokenKind.newline
  return isEnd ? initial + 1 : undefined
}

/** "2B Oyelaran stable", "#4 Rust", "8 Sato, 9 Baker": behind the number of a bed, a room or an hour. */
function isInList(text: TokenText, token: number): boolean {
  const before = token - 1
  const kind = text.kindAt(before)
  if (
    (kind !== tokenKind.digits && kind !== tokenKind.alphanumeric) ||
    text.gap(before) !== 1 ||
    text.length(before) > 4
  )
    return false
  const first = text.is(before - 1, '#') || text.is(before - 1, '-') ? before - 2 : before - 1
  return first < 0 || text.kindAt(first) === tokenKind.newline || text.is(first, ',') || text.is(first, ';')
}

/** "Obuya 10:00", "Phan @ 3": whoever comes then. */
function isBeforeTime(text: TokenText, next: number): boolean {
  const at = text.is(next, '@') || text.is(next, ':') ? next + 1 : next
  return (
    text.kindAt(at) === tokenKind.digits && (text.is(at + 1, ':') || text.is(at + 1, '/')) && text.touches(at)
  )
}

/** What is called after whom it belongs to, without an s: "Kuczynski chart", "Obuya labs back". */
const BELONGINGS = wordSet(`
  chart charts labs appt appts appointment kid kids residence refill note notes mri ct results letter fax referral intake session
  case claim auth balance couple infant house records copay class file paperwork eval evaluation discharge admission consult
`)

const THING_AFTER = wordFlag.facility | wordFlag.organisation | wordFlag.street | wordFlag.eponymNoun

function afterRun(text: TokenText, token: number): number {
  return nameRunFrom(text, token)?.to ?? token + 1
}

/** "Pulm Okafor", "SW: Lundquist", "wound care (Odalys)"; an everyday trade only in front of a bracket or a name. */
function isAfterTrade(text: TokenText, at: number, isEnclosed: boolean): boolean {
  let before = at - 1
  if (
    !isEnclosed &&
    (text.is(before, ':') || text.is(before, '-') || text.is(before, '=') || text.is(before, '/'))
  )
    before--
  if (text.isOneOf(before, BETWEEN)) before--
  return text.isWord(before) && text.gap(before) <= 1 && text.isOneOf(before, TRADES)
}

function isFamily(text: TokenText, token: number, next: number): boolean {
  if (text.isOneOf(next, KIN) && text.kindAt(next) === tokenKind.lower)
    return /^the$/i.test(text.word(token - 1))
  return text.isOneOf(token - 1, BABIES) && text.isOneOf(token - 2, BABIES)
}

function isErrand(text: TokenText, token: number): boolean {
  if (text.gap(token - 1) !== 1 || !(text.isOneOf(token - 1, ERRAND_ENDS) || text.is(token - 1, '/')))
    return false
  const start = text.start[token] as number
  return ERRAND.test(text.text.slice(Math.max(0, start - LONGEST_ERRAND), start))
}
