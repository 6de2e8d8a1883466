import { EndingTable } from '../lexicon/ending-table.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { wordFlag } from '../lexicon/flags.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { nicknameEnd } from './nickname.ts'

/** A run of words that may be one name: token indexes `from` (inclusive) to `to` (exclusive). */
export type NameRun = { readonly from: number; readonly to: number }

const LONGEST_NAME = 6

const NEVER_IN_A_NAME =
  wordFlag.functionWord |
  wordFlag.weekday |
  wordFlag.greeting |
  wordFlag.closing |
  wordFlag.protected |
  wordFlag.stateCode

/** Words with which a headline or a form goes on after a name: "Maria Lopez DOB 3/4/80". */
const STOPS = wordSet(`
  dob ssn mrn phone tel fax email cell date age sex gender id no dx hx rx pt re subject attending provider
  patient client male female insurance diagnosis session appointment note notes intake assessment summary
  report letter form invoice statement plan progress treatment discharge admission therapy consent release
  record records lab labs results referral mg history visit doctor hospital clinic street mother father
  center medical health disorder address contact thank thanks sincerely regards attn department dept group
  inc llc npi dea license lic
`)

/** Whether a capitalised token can be part of a name at all. */
export function isNameable(text: TokenText, token: number): boolean {
  if (token < 0 || token >= text.count) return false
  if (text.nameableOf[token] === 0) text.nameableOf[token] = canBeName(text, token) ? 1 : 2
  return text.nameableOf[token] === 1
}

function canBeName(text: TokenText, token: number): boolean {
  if (!text.isCapital(token) && text.kindAt(token) !== tokenKind.script) return false
  if (text.inTerm[token] === 1) return false
  const kind = text.kindAt(token)
  if (kind === tokenKind.initial) return true
  if (text.labelOf[token] !== 0 && !text.has(token, wordFlag.first | wordFlag.surname)) return false
  if (
    text.has(token, NEVER_IN_A_NAME) &&
    !(
      text.has(token, wordFlag.first | wordFlag.surname) &&
      !text.has(token, wordFlag.weekday | wordFlag.greeting | wordFlag.functionWord)
    )
  )
    return false
  if (text.has(token, wordFlag.health) && !text.has(token, wordFlag.first | wordFlag.surname)) return false
  return !text.isOneOf(token, STOPS)
}

/** The next token of a name after `token`, over a space, a hyphen, an initial's full stop; -1 where the name ends. */
export function nextInName(text: TokenText, token: number): number {
  const { start, end, count } = text
  let next = token + 1
  if (next >= count) return -1
  const gap = (start[next] as number) - (end[token] as number)
  if (gap > 2) return -1
  if (gap === 0) {
    const mark = text.mark(next)
    if (mark === HYPHEN || ((mark === UNDERSCORE || mark === PLUS) && text.touches(next)))
      return text.touches(next) ? next + 1 : -1
    if (mark !== FULL_STOP || !takesFullStop(text, token)) return -1
    next++
  }
  return next < count && (start[next] as number) - (end[next - 1] as number) <= 2 ? next : -1
}

const PLUS = 43
const HYPHEN = 45
const FULL_STOP = 46
const UNDERSCORE = 95

/** "J.", "Jr.", "St.", "Dr.": a full stop that ends no name. */
function takesFullStop(text: TokenText, token: number): boolean {
  if (text.kind[token] === tokenKind.initial) return true
  return text.length(token) <= 3 && text.has(token, wordFlag.suffix | wordFlag.particle | wordFlag.title)
}

/**
 * The longest run of words from a token that may be a name: first name, initials, particles ("de la"), surnames, and
 * a suffix ("Jr."). A credential is left out unless `withCredential`.
 */
export function nameRunFrom(
  text: TokenText,
  from: number,
  mostWords: number = LONGEST_NAME,
): NameRun | undefined {
  if (!isNameable(text, from)) return undefined
  let to = from + 1
  let last = from
  for (let words = 1; words < mostWords; words++) {
    const nickname = nicknameEnd(text, last)
    if (nickname > 0) {
      last = nickname - 1
      to = nickname
    }
    let next = nextInName(text, last)
    if (next < 0) break
    // de la Cruz, van der Berg
    let particles = 0
    while (particles < 3 && text.kindAt(next) === tokenKind.lower && text.has(next, wordFlag.particle)) {
      const following = nextInName(text, next)
      if (following < 0) break
      next = following
      particles++
    }
    if (text.has(next, wordFlag.credential) && text.kindAt(next) === tokenKind.upper && particles === 0) {
      to = next + 1
      break
    }
    // Eun-ji, Abdul-rahman: the second half in lower case, and not "Foley-induced".
    if (text.is(last + 1, '-') && next === last + 2 && isLowerHalf(text, next)) {
      last = next
      to = next + 1
      continue
    }
    if (!isNameable(text, next) || (particles > 0 && text.kindAt(next) === tokenKind.initial)) break
    last = next
    to = next + 1
  }
  // An initial at the end takes its full stop only inside the name.
  return { from, to }
}

function isLowerHalf(text: TokenText, token: number): boolean {
  if (text.kindAt(token) !== tokenKind.lower || text.length(token) > 8) return false
  return (
    text.has(token, wordFlag.first) ||
    (!text.has(
      token,
      wordFlag.english |
        wordFlag.functionWord |
        wordFlag.health |
        wordFlag.eponymNoun |
        wordFlag.relation |
        wordFlag.personVerb,
    ) &&
      text.length(token) <= 4)
  )
}

/** A comma and a generational suffix belong to the name: "Smith, Jr.". */
export function withSuffix(text: TokenText, to: number): number {
  const at = text.is(to, ',') ? to + 1 : to
  if (!text.has(at, wordFlag.suffix) || !text.isCapital(at) || text.gap(at - 1) > 1) return to
  return text.is(at + 1, '.') ? at + 2 : at + 1
}

const nameParts = ['first', 'ambiguous', 'surname', 'common-surname', 'word', 'unknown', 'initial'] as const

/** What the lexicon says of one word of a run. */
export type NamePart = (typeof nameParts)[number]

const THINGS =
  wordFlag.health |
  wordFlag.protected |
  wordFlag.state |
  wordFlag.country |
  wordFlag.facility |
  wordFlag.organisation

export function namePart(text: TokenText, lexicon: Lexicon, token: number): NamePart {
  if (token < 0 || token >= text.count) return 'word'
  const known = text.namePartOf[token] as number
  if (known !== 0) return nameParts[known - 1] as NamePart
  const part = judgePart(text, lexicon, token)
  text.namePartOf[token] = nameParts.indexOf(part) + 1
  return part
}

function judgePart(text: TokenText, lexicon: Lexicon, token: number): NamePart {
  if (text.kindAt(token) === tokenKind.initial) return 'initial'
  const flags = text.flags[token] as number
  if ((flags & wordFlag.first) !== 0) {
    return (flags & (wordFlag.ambiguous | wordFlag.month)) !== 0 ? 'ambiguous' : 'first'
  }
  if ((flags & wordFlag.surname) !== 0) return (flags & wordFlag.english) !== 0 ? 'common-surname' : 'surname'
  if ((flags & THINGS) !== 0) return 'word'
  return lexicon.isEnglish(text, token) ? 'word' : 'unknown'
}

const SURGERY = new EndingTable([[1, 'ectomy plasty otomy ostomy pexy desis rrhaphy']])
/** Words inside the name of a score or a syndrome: "Glasgow coma scale", "Beck Anxiety Inventory". */
const NAME_OF_SCORE = wordSet(`
  i ii iii iv anxiety coma pain obsessive compulsive cognitive mental rating adult intelligence achievement
  sleepiness ankle knee activity disability functional risk trauma type grade early late simplified modified
  bleeding severity
`)

function endsLikeSurgery(text: TokenText, token: number): boolean {
  return SURGERY.find(text.codes, text.start[token] as number, text.end[token] as number) !== 0
}

/**
 * Whether a capitalised word begins the name of a disease, sign, score or instrument: "Ludwig's angina", "Rutherford
 * score", "Guillain-Barré syndrome".
 */
export function isEponymAt(text: TokenText, token: number): boolean {
  if (token < 0 || token >= text.count) return false
  if (text.eponymOf[token] === 0) text.eponymOf[token] = beginsEponym(text, token) ? 1 : 2
  return text.eponymOf[token] === 1
}

function isGrade(text: TokenText, token: number): boolean {
  return (
    text.kindAt(token) === tokenKind.alphanumeric && /^[A-E]\d(?:[a-e]|M\d{1,2})?$/.test(text.word(token))
  )
}

function beginsEponym(text: TokenText, token: number): boolean {
  let next = token + 1
  for (let steps = 0; steps < 7; steps++) {
    if (
      text.is(next, "'") ||
      text.isLetterS(next) ||
      text.is(next, '-') ||
      text.is(next, '/') ||
      text.is(next, '.')
    ) {
      next++
      continue
    }
    if (text.gap(next - 1) > 1) return false
    if (text.has(next, wordFlag.eponymNoun)) return true
    // "Vancouver B2", "Prague C1M3": a grade
    if (next === token + 1 && text.has(token, wordFlag.eponym) && isGrade(text, next)) return true
    // "Ivor Lewis esophagectomy", and not "Maria's pancreatitis".
    if (text.isWord(next) && endsLikeSurgery(text, next) && !text.is(token + 1, "'")) return true
    if (
      text.has(next, wordFlag.health) &&
      text.has(token, wordFlag.surname | wordFlag.eponym) &&
      !text.is(token + 1, "'")
    )
      return true
    // Wolff-Parkinson-White syndrome; Beck Depression Inventory; Glasgow coma scale
    const isJoined = text.is(next - 1, '-') || text.is(next - 1, '/')
    const isQualifier =
      text.isWord(next) &&
      (isJoined || text.has(next, wordFlag.health | wordFlag.eponym) || text.isOneOf(next, NAME_OF_SCORE))
    if (!isQualifier) return false
    next++
  }
  return false
}

/** Whether most words of the line are capitalised, so that a capital says nothing: a heading or a title. */
export function isTitleLine(text: TokenText, token: number): boolean {
  const known = text.titleLine
  if (token >= known.from && token < known.to) return known.isTitle
  let words = 0
  let capitals = 0
  let from = token
  const { kind, start, end, count } = text
  while (from > 0 && kind[from - 1] !== tokenKind.newline && token - from < 14) from--
  let to = from
  for (; to < count && to - from < 28; to++) {
    const shape = kind[to] as number
    if (shape === tokenKind.newline) break
    if ((end[to] as number) - (start[to] as number) < 3 || !text.isWord(to)) continue
    words++
    if (shape >= tokenKind.capitalised && shape <= tokenKind.mixed) capitals++
  }
  const isTitle = words >= 4 && capitals * 10 >= words * 7
  // Only a whole line answers for all of its words; of a longer one each word has its own surroundings.
  if (to - from < 14) text.titleLine = { from, to, isTitle }
  return isTitle
}

/** Part of a hyphenated pair that began before: the "Harris" of "Salter-Harris". */
export function isJoinedBefore(text: TokenText, token: number): boolean {
  return (
    text.is(token - 1, '-') && text.touches(token - 1) && text.touches(token - 2) && text.isWord(token - 2)
  )
}

const OF = wordSet('of')
const NAMED_THINGS = wordSet(`
  circle bundle angle sphincter ligament tetralogy islet islets crypt crypts foramen fossa ampulla duct
  canal valve valves node nodes sign signs law loop pouch space triangle tunnel vein zone plexus organ
  corpuscle corpuscles declaration code treaty report college school university journal institute
  department board academy association society bank city state county council muscle artery nerve point
  line membrane cell cells body bodies test score criteria theory model apparatus syndrome disease
`)

/** "circle of Willis", "Declaration of Helsinki": what a thing is called after. */
export function isAfterOf(text: TokenText, token: number): boolean {
  return text.isOneOf(token - 1, OF) && text.isOneOf(token - 2, NAMED_THINGS)
}

/** MyChart, LabCorp, iPhone, HbA1c: a capital inside makes it a product or a test, save Mc…, De… and the like. */
export function isCompound(text: TokenText, token: number): boolean {
  return (
    text.kindAt(token) === tokenKind.mixed &&
    !/^(?:Mc|Mac|De|La|Le|Di|Da|Du|Van|Fitz|O')[A-Z]/.test(text.word(token))
  )
}
