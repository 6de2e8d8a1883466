import { wordSet } from '../lexicon/word-set.ts'
import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { leaderEnd } from './label-value.ts'
import { findGreetedName, findSignedName } from './name-letter.ts'
import {
  isCompound,
  isEponymAt,
  namePart,
  nameRunFrom,
  withSuffix,
  type NamePart,
  type NameRun,
} from './name-run.ts'
import { phrases, type Candidate, type Recognizer, type RecognizerInput } from './recognizer.ts'

/** Names that a label, a relation, a greeting or a closing announces: "Patient: …", "her husband …", "Dear …". */
export const nameLabelled: Recognizer = {
  id: 'name-after-label',
  category: 'A',
  anchors: ['labels', 'titles'],
  labelWords: phrases(`
    name; full name; first name; last name; surname; maiden name; legal name; preferred name; patient
    name; client name; pt name; member name; subscriber name; nickname; alias; aka; goes by; emergency
    contact; next of kin; responsible party; insured; policy holder; policyholder; cardholder; account
    holder; beneficiary name; referring provider; referring physician; referred by; attending; attending
    physician; ordering provider; ordering physician; rendering provider; primary care provider; primary
    care physician; provider name; signed; signed by; signature; electronically signed by; dictated by;
    reviewed by; prepared by; authored by; witness; spoke with; spoke to; met with; seen by; care of;
    attn; attention; from; to; cc; re; regarding; on behalf of; contact person; parent name;
    guardian name; nombre; author; interviewer; clinician name; case manager; social worker; primary
    nurse; follow up with; session with; appointment with; collateral; employee; agent; customer;
    defendant; plaintiff; applicant; claimant; respondent; caller; sender; recipient; staff; nursing
    staff; sent to; ordered by; performed by; verified by; consult; evaluated by; treated by; prescribed
    by; prescriber; assisted by; requested by; accompanied by; lives with; athlete; camper; owner; consumer; inmate; decedent; deceased's name; doctor's name;
    physician's name; patient's name; insured's name; member's name; child's name; student's name; parent's name; mother's name;
    father's name; spouse's name; provider's name; your name; their name; ref by; referred to; ref provider; ref md; implanter;
    implanted by; read by; sent by; filled by; scanned by; drawn by; given by; collected by; interpreted by; administered by;
    received from; paid by; deposited by; picked up by; asked for; ask for; dw; sw; case worker; caseworker;
    care coordinator; coordinator; doula; advocate; interpreter name; truck driver; preferred; known as; aliases; first; last; maiden;
    middle; mi; parent; parents; foster parent; legal guardian; poa; hcpoa; proxy; health care proxy; trustee; notary; landlord;
    rep; pharmacist; dentist; optometrist; audiologist; dietitian; instructor; counselor name; homeroom; probation officer; po officer;
    parole officer; foster mother; foster mom; foster dad; real name; birth name; chosen name; stage name; client; camper name;
    athlete name; pet owner; household; witnessed by; completed by; entered by; approved by; authorized by; confirmed by;
    transcribed by; cosigned by; countersigned by; supervised by; supervising physician; supervising; asst; assistant; scribe;
    bcba; rbt; slp; ot; clinician; family spokesperson; spokesperson; next of kin name; ice contact; bystander; complainant; petitioner;
    appellant; grantor; tenant; employee name; attending md; admitting; admitting md; consulting; consultant; ordering; ordering md;
    rendering; billing provider; service provider; supervising provider; technician; tech; phlebotomist; sonographer; radiologist;
    pathologist; anesthesiologist; crna; medic; paramedic; emt
  `),
  reference:
    '45 CFR 164.514(b)(2)(i)(A), "of the individual or of relatives, employers, or household members"',
  find(input, emit) {
    const { text } = input
    const send = (candidate: Candidate | undefined): void => {
      if (candidate !== undefined && !isPronoun(text, candidate)) emit(candidate)
    }
    for (const { from, to } of input.labels) send(announcedName(input, from, to))
    for (const token of text.titles) {
      if (text.has(token, wordFlag.greeting) && opensLine(text, token)) send(findGreetedName(input, token))
      else if (text.has(token, wordFlag.closing) && opensLine(text, token)) send(findSignedName(input, token))
      else if (text.has(token, wordFlag.relation)) send(announcedName(input, token, token + 1))
    }
  },
}

/** "Thanks for letting me know. I can move it": the one capital that is a word. */
function isPronoun({ text }: TokenText, { start, end }: Candidate): boolean {
  return end === start + 1 && text.charAt(start) === 'I' && text.charAt(end) !== '.'
}

/** What stands between a label and the word after it. */
type Announcement = {
  /** The token that the name would begin with. */
  readonly token: number
  readonly hasColon: boolean
  /** The label announces names by itself: "next of kin", "patient name". */
  readonly isStrong: boolean
  /** "the patient, Sarah,": after a comma or a relation the name must be a known one. */
  readonly needsKnown: boolean
  /** The last token of the label. */
  readonly labelEnd: number
}

const MARKS = new Set([...`:(-='",*|_.?#→`].map((mark) => mark.charCodeAt(0)))
const SKIPPED = wordSet('is was named called mr mrs ms dr miss')
const LONGEST_GAP = 40
const SKIPPED_AFTER_STRONG = wordSet('of by the')
const STRONG_WORDS = wordSet('name attn attending nickname surname policyholder alias prescriber')
/** Everyday words that announce a name only with a colon: "From:", "Re:", "Employee:". */
const NEEDS_COLON = wordSet(`
  from to cc re regarding subject employee agent customer defendant plaintiff applicant claimant
  respondent staff consult collateral caller sender recipient author
`)
/** Labels of a person and nothing else: what stands after their colon is a name, be it an everyday word. */
const PERSONS = wordSet(`
  name patient client pt member insured subscriber guarantor pcp doctor dr provider attending witness by contact preferred
  nickname alias aliases teacher therapist physician surgeon nurse rn parent guardian mother father mom dad spouse wife
  husband first last maiden camper athlete student resident driver interpreter owner
`)
/** What forms say where they have no name. */
const NO_NAME = wordSet(`
  none unknown yes no same self n na pending not other refused declined unable see date signature visit group new
  copy home work cell phone age sex male female single married today status type address position title relation
  relationship current veh vehicle past will role contact email fax room unit case sessions insurance payer policy plan
`)
const REVERSING = wordSet('patient client pt re for member insured')

function announcedName(input: RecognizerInput, from: number, to: number): Candidate | undefined {
  const { text } = input
  const announcement = readAnnouncement(text, from, to)
  if (announcement === undefined) return undefined
  const { token, hasColon } = announcement
  if (
    !hasColon &&
    (text.kindAt(token - 1) === tokenKind.newline || (to === from + 1 && text.isOneOf(from, NEEDS_COLON)))
  ) {
    return undefined
  }
  const run = nameRunFrom(text, token)
  if (run === undefined || !isAccepted(input, run, announcement)) return undefined
  const end = hasColon || text.isOneOf(from, REVERSING) ? withReversedFirst(input, run) : run.to
  return {
    start: text.start[run.from] as number,
    end: text.end[withSuffix(text, end) - 1] as number,
    score: hasColon ? 0.92 : 0.85,
    because: 'name after a word that announces one',
  }
}

function readAnnouncement(text: TokenText, from: number, to: number): Announcement | undefined {
  let token = to
  let hasColon = false
  while (token - to < 4 && MARKS.has(text.mark(token))) {
    // "patient-centred", "client-side": one word.
    if (text.is(token, '-') && text.touches(token - 1) && text.touches(token)) return undefined
    const leader = leaderEnd(text, token)
    hasColon ||= leader > token
    token = leader
    hasColon ||= text.is(token, ':') || text.is(token, '=') || text.is(token, '|')
    token++
  }
  // "2. PATIENT'S NAME   VILLALOBOS": the columns of a form.
  hasColon ||= token === to && text.gap(to - 1) > 1 && text.gap(to - 1) < LONGEST_GAP
  if (hasColon && text.kindAt(token) === tokenKind.newline) token++
  const isPhrase = to - from > 1 || text.isOneOf(to - 1, STRONG_WORDS)
  for (let skipped = 0; skipped < 2; skipped++) {
    if (!text.isOneOf(token, SKIPPED) && !(isPhrase && text.isOneOf(token, SKIPPED_AFTER_STRONG))) break
    token += text.is(token + 1, '.') ? 2 : 1
  }
  const isRelation = text.has(from, wordFlag.relation) && to === from + 1
  return {
    token,
    hasColon,
    isStrong: isPhrase || isRelation,
    labelEnd: to - 1,
    needsKnown: isRelation || text.is(token - 1, ','),
  }
}

/** "Name: BLACKWOOD, EVELYN R": after a label a comma joins surname and first name. Returns the end of the name. */
function withReversedFirst({ text, lexicon }: RecognizerInput, run: NameRun): number {
  if (run.to !== run.from + 1 || !text.is(run.to, ',') || text.gap(run.to) > 1) return run.to
  const first = nameRunFrom(text, run.to + 1, 3)
  if (first === undefined || text.has(first.from, wordFlag.credential)) return run.to
  const part = namePart(text, lexicon, first.from)
  return part === 'word' || part === 'initial' ? run.to : first.to
}

/** "Client      Case      Sessions", "Guardian   Relationship": the heads of a table, or what says that there is no name. */
function isHeadOrNone(text: TokenText, token: number): boolean {
  return (
    (text.labelOf[token] !== 0 && !text.is(token - 1, ':')) ||
    (text.isOneOf(token, NO_NAME) && !text.has(token, wordFlag.first))
  )
}

/** Whether a run of capitalised words is a name in this place: "Patient: Rose Grant" is, "Patient: Stable" isn't. */
function isAccepted({ text, lexicon }: RecognizerInput, run: NameRun, announcement: Announcement): boolean {
  const { hasColon, isStrong } = announcement
  const first = namePart(text, lexicon, run.from)
  const last = namePart(text, lexicon, run.to - 1)
  const words = countWords(text, run)
  if (words === 1 && isHeadOrNone(text, run.from)) return false
  if (isEponymAt(text, run.from) && !text.has(run.from, wordFlag.first)) return false
  if (words === 1 && hasColon && first === 'initial' && text.isOneOf(announcement.labelEnd, MIDDLE))
    return true
  if (words === 1 && !canStandAlone(text, run.from, first, hasColon)) return false
  switch (first) {
    case 'first':
    case 'surname':
      return true
    case 'ambiguous':
      return words > 1 || hasColon || !text.startsSentence(run.from)
    case 'unknown':
      return (
        !isCompound(text, run.from) &&
        (hasColon || isStrong) &&
        (words > 1 || !text.has(run.from, wordFlag.city))
      )
    case 'initial':
      return last !== 'word'
    default:
      return hasColon && isAcceptedWord(text, run, announcement, { first, last, words })
  }
}

/** The everyday word, or the word that is a surname too, after a colon: "PCP: Hanks" is a name, "Status: Stable" isn't. */
function isAcceptedWord(
  text: TokenText,
  run: NameRun,
  { needsKnown, labelEnd }: Announcement,
  { first, last, words }: { first: NamePart; last: NamePart; words: number },
): boolean {
  if (text.isOneOf(labelEnd, PERSONS) && isWholeValue(text, run)) {
    return (
      words < 4 && (first !== 'word' || (!text.isOneOf(run.from, NO_NAME) && !text.has(run.from, NO_PERSON)))
    )
  }
  return words > 1 && words < 4 && last !== 'word' && !(needsKnown && first === 'word')
}

/** "MI: M": after these a letter is a name. */
const MIDDLE = wordSet('mi middle')

const NO_PERSON =
  wordFlag.health |
  wordFlag.functionWord |
  wordFlag.weekday |
  wordFlag.month |
  wordFlag.facility |
  wordFlag.state

/** Whether a run fills the line, the cell or the column of a form. */
function isWholeValue(text: TokenText, { from, to }: NameRun): boolean {
  const gapAfter = text.gap(to - 1)
  const isEnd =
    text.kindAt(to) === tokenKind.newline ||
    gapAfter > 1 ||
    text.is(to, '|') ||
    text.is(to, ',') ||
    text.is(to, ';')
  return isEnd && text.kindAt(from) !== tokenKind.initial
}

/** One word alone: not an initial, not an abbreviation in capitals, unless it is known as a name. */
function canStandAlone(
  text: TokenText,
  token: number,
  part: ReturnType<typeof namePart>,
  hasColon: boolean,
): boolean {
  // "signed ROI", "called EAP"
  if (!hasColon && text.kindAt(token) === tokenKind.upper && text.length(token) < 4) return false
  if (part === 'surname') return true
  if (part === 'initial' || text.length(token) < 3) return false
  if (text.kindAt(token) !== tokenKind.upper || part === 'first') return true
  return hasColon && part === 'unknown' && text.length(token) > 3
}

function countWords(text: TokenText, run: NameRun): number {
  let words = 0
  for (let i = run.from; i < run.to; i++) if (text.isWord(i)) words++
  return words
}

const BEFORE_CLOSING = wordSet('good warm kind with many best all my and very')

/** Whether a greeting or a closing stands at the beginning of its line, after "Good", "Kind", "With best"… */
function opensLine(text: TokenText, token: number): boolean {
  let before = token - 1
  while (before >= 0 && token - before < 4 && (text.isOneOf(before, BEFORE_CLOSING) || text.is(before, '>')))
    before--
  return text.startsSentence(before + 1) || text.is(before, ',')
}
