import { wordSet } from '../lexicon/word-set.ts'
import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { isEponymAt, isTitleLine } from './name-run.ts'
import { phrases, type Recognizer, type RecognizerInput } from './recognizer.ts'

/** Nouns that end the name of a place of care, work, study or worship. */
const HEADS = wordSet(`
  high charter prep magnet regional memorial apothecary pavilion drug drugs deli grill casino stadium arena diner cafe
  bakery brewery propane poultry gravel brick tile fence seafood seafoods dairy shipyard refinery feed lumber trucking
  roofing plumbing imaging audiology recovery parish cathedral abbey convent monastery lodge suites dorm hostel orchards
  nursery farms foods motors builders logistics market elem hosp vamc isd usd baptist
  hospital hospitals clinic clinics infirmary hospice pharmacy school academy university college
  elementary church synagogue mosque temple shelter prison jail penitentiary courthouse library daycare
  preschool kindergarten center centre institute rehab rehabilitation counseling associates practice
  residence manor village apartments towers hotel motel inn medical healthcare laboratory laboratories
  home hall ranch retreat general presbyterian methodist mission wellness living aquarium museum zoo
  therapy dental pediatrics orthopedics cardiology oncology dermatology psychiatry
`)

/** Heads that need a proper name before them; "Outpatient Clinic" alone names no place. */
const GENERIC =
  /^(?:the|our|your|this|that|a|an|outpatient|inpatient|medical|health|mental|behavioral|primary|urgent|emergency|care|family|women's|women|children's|children|wellness|counseling|therapy|surgery|surgical|imaging|rehabilitation|rehab|nursing|assisted|living|day|treatment|crisis|pain|sleep|dental|eye|cancer|heart|specialty|speciality|follow|up|general|local|elementary|middle|high|public|private|state|national|senior|skilled|group|homeless|women|call|contact|community|ambulatory|infusion|dialysis|wound|chemotherapy|vaccine|covid|flu|walk|telehealth|virtual|office|physical|occupational|speech|cognitive|behavior|behavioural|dialectical|exposure|psychiatric|psychology|internal|sports|graduate|law|nursing|home|summer|sunday|new|patient|patients|student|teaching|research|data|fitness|poison|control|in|at|prolonged|couples|art|play|music|acceptance|commitment|electroconvulsive|hormone|replacement|radiation|massage|speech-language|language|\w{3,14}ology|\w{3,12}iatry|\w{4,12}iatrics|\w{4,12}opedics|comprehensive|annual|interpersonal|schema|narrative|trauma|focused)$/i

/** "the Mayo Clinic protocol", "a Johns Hopkins Hospital series": literature, not a place where someone was. */
const PUBLISHED = wordSet(`
  protocol protocols guideline guidelines series cohort website handout study studies recommendation
  recommendations framework journal press foundation association textbook manual
`)

export const facility: Recognizer = {
  id: 'facility',
  category: 'B',
  anchors: ['labels', 'facilities'],
  labelWords: phrases(`
    treated at; seen at; given at; return to; campus; pharmacy; hospital; program; agency; vendor; dealer; funeral home;
    placement; where do you work; group home; shelter; dorm; church; daycare; jobsite; job site; base; parish; congregation;
    facility; employer; school; works at; works for; working at; employed by; employed at; attends;
    student at; admitted to; facility name; preferred pharmacy; school name; workplace
  `),
  reference: '45 CFR 164.514(b)(2)(i)(B), and (i) "relatives, employers, or household members"',
  find(input, emit) {
    const { text, labels } = input
    let covered = -1
    for (const hit of labels) {
      if (hit.to === hit.from + 1 && text.isOneOf(hit.from, NEEDS_COLON) && !isField(text, hit.to)) continue
      const employer = announcedName(text, hit.to)
      if (employer === undefined) continue
      emit({ ...employer, score: 0.7, because: 'named employer, school or facility' })
    }
    for (const head of text.facilities) {
      if ((text.start[head] as number) < covered || !text.isCapital(head) || !text.isOneOf(head, HEADS))
        continue
      if (text.isOneOf(head, HIGH) && text.isOneOf(head - 1, LEVELS)) continue
      if (/^general$/i.test(text.word(head)) && text.isOneOf(head - 1, OFFICES)) continue
      const from = nameStart(text, head)
      // "JAMA Psychiatry", "Simple Practice": a journal, a program
      if (from === undefined || (text.inTerm[from] === 1 && text.inTerm[head] === 1)) continue
      const to = nameEnd(text, head)
      if (text.kindAt(head) === tokenKind.upper && !hasOwnName(input, from, head)) continue
      if (isEponymAt(text, to) || text.isOneOf(to + 1, PUBLISHED)) continue
      covered = text.end[to] as number
      emit({
        start: text.start[from] as number,
        end: covered,
        score: isSureHead(text, head) ? 0.92 : 0.72,
        because: 'named facility',
      })
    }
  },
}

/** Everyday words that announce a name in the field of a form only: "Pharmacy: …", "Program ...... …". */
const NEEDS_COLON = wordSet(
  'pharmacy hospital program agency vendor dealer placement shelter dorm church daycare campus base parish congregation jobsite',
)

function isField(text: TokenText, token: number): boolean {
  return (
    text.is(token, ':') ||
    (text.is(token, '.') && text.is(token + 1, '.')) ||
    (text.gap(token - 1) > 2 && text.gap(token - 1) < 40)
  )
}

const LINKS = wordSet('of and for the at')
const LINKS_IN_CAPITALS = wordSet('and for at the of our')
const INSTITUTIONS = wordSet('university college school hospital church institute academy')
const LONGEST_NAME = 9

/** The first token of the name that a head ends, walking back; undefined where no proper word is in it. */
function nameStart(text: TokenText, head: number): number | undefined {
  let token = head
  let proper = 0
  for (let steps = 0; steps < LONGEST_NAME && token > 0 && text.gap(token - 1) <= 1; steps++) {
    const before = wordBefore(text, token)
    if (before === undefined) break
    token = before
    if (isProper(text, token)) proper++
  }
  while (token < head && !isProper(text, token) && isLink(text, token)) token++
  const isOfPlace =
    text.isOneOf(head, INSTITUTIONS) && /^of$/i.test(text.word(head + 1)) && text.isCapital(head + 2)
  if (token === head) return isOfPlace ? head : undefined
  // A sentence may begin with any word: then it needs a second proper one.
  const isDoubtful = text.has(token, wordFlag.english) && !text.has(token, wordFlag.surname | wordFlag.first)
  if (isDoubtful && proper === 1 && head - token > 1 && text.startsSentence(token)) proper--
  return proper > 0 || isOfPlace ? token : undefined
}

/** In a heading of capitals only a name or a town tells a place from a kind of note: "ORTHOPEDIC CLINIC". */
function hasOwnName({ text, lexicon }: RecognizerInput, from: number, head: number): boolean {
  for (let token = from; token < head; token++) {
    if (!text.isWord(token) || !isProper(text, token) || text.length(token) < 3) continue
    if (
      text.has(token, wordFlag.city | wordFlag.surname | wordFlag.first) &&
      !text.has(token, wordFlag.english)
    )
      return true
    if (text.length(token) > 3 && !lexicon.isEnglish(text, token)) return true
  }
  return text.isOneOf(head, INSTITUTIONS) && text.has(from, wordFlag.city | wordFlag.placePrefix)
}

const HIGH = wordSet('high drug drugs recovery market regional feed')
/** "Priority High", "Investigational Drug": no places. */
const LEVELS = wordSet(
  'priority risk very too importance level flag result critical severity moderate low all new study generic brand street date illegal investigational orphan rescue full early addiction substance stock labor',
)

const OFFICES = wordSet('attorney surgeon major inspector postmaster brigadier lieutenant in solicitor')

/** The token before, as far as it can belong to the name: "St. Mary's", "Malone and Robertson", "42nd Street". */
function wordBefore(text: TokenText, token: number): number | undefined {
  const before = token - 1
  if (text.isCapital(before)) {
    const isWord = text.isFunctionWord(before) && !/^(?:of|our)$/i.test(text.word(before))
    return isWord || text.has(before, wordFlag.title | wordFlag.greeting) ? undefined : before
  }
  if (text.is(before, ',') && text.has(token, wordFlag.organisation)) return undefined
  if (text.is(before, '-') || text.is(before, "'") || text.is(before, '&') || text.is(before, ',')) {
    return text.isCapital(before - 1) ? before : undefined
  }
  if (text.is(before, '.')) return /^(?:st|mt|ft|dr)$/i.test(text.word(before - 1)) ? before - 1 : undefined
  if (text.word(before) === 's') return text.is(before - 1, "'") ? before : undefined
  if (text.isOneOf(before, LINKS))
    return text.isCapital(before - 1) && text.gap(before - 1) === 1 ? before : undefined
  return isOrdinal(text, before) ? before : undefined
}

function isOrdinal(text: TokenText, token: number): boolean {
  return text.kindAt(token) === tokenKind.alphanumeric && /^\d{1,3}(?:st|nd|rd|th)$/.test(text.word(token))
}

/** A word that isn't said of every clinic. */
function isProper(text: TokenText, token: number): boolean {
  if (isOrdinal(text, token)) return true
  return (
    text.isCapital(token) &&
    !GENERIC.test(text.word(token)) &&
    !text.has(token, wordFlag.health) &&
    !(text.has(token, wordFlag.credential) && text.kindAt(token) === tokenKind.upper)
  )
}

function isLink(text: TokenText, token: number): boolean {
  return !text.isCapital(token) || text.isOneOf(token, LINKS_IN_CAPITALS)
}

function nameEnd(text: TokenText, head: number): number {
  let to = head
  if (/^of$/i.test(text.word(head + 1)) && text.isCapital(head + 2)) to = head + 2
  while (
    text.isCapital(to + 1) &&
    text.gap(to) === 1 &&
    text.has(to + 1, wordFlag.facility | wordFlag.organisation | wordFlag.city) &&
    to - head < 4
  )
    to++
  return to
}

/** Heads that nothing but a place carries. */
function isSureHead(text: TokenText, head: number): boolean {
  return /^(?:hospitals?|clinic|pharmacy|school|academy|university|college|church|center|centre|institute|elementary|hospice|synagogue|mosque)$/i.test(
    text.word(head),
  )
}

/** The mark inside a name: "Delgadillo's", "Bone & Joint", "Miller-Dwan", "St. Luke's". */
function isInnerMark(text: TokenText, token: number): boolean {
  if (text.isLetterS(token)) return text.is(token - 1, "'")
  if (text.is(token, '&')) return text.isCapital(token + 1)
  if (text.is(token, '.')) return text.length(token - 1) <= 2 && text.isCapital(token + 1)
  return text.touches(token - 1) && text.touches(token) && (text.is(token, "'") || text.is(token, '-'))
}

/** "Employer: Mystic Aquarium", "works at Harlow Freight": capitalised words after a label. */
function announcedName(text: TokenText, token: number): { start: number; end: number } | undefined {
  let from = token
  if (text.is(from, ':') || text.is(from, ',') || text.is(from, '?')) from++
  while (text.is(from, '.') && from - token < 60) from++
  if (/^the$/i.test(text.word(from))) from++
  let to = from
  while (to - from < 7) {
    if (to > from && isInnerMark(text, to)) {
      to++
      continue
    }
    const isNext = text.isCapital(to) && !text.isFunctionWord(to) && (to === from || text.gap(to - 1) <= 1)
    if (!isNext || (text.kindAt(to) === tokenKind.initial && !text.is(to + 1, '.'))) break
    to++
  }
  if (
    to === from ||
    text.has(
      from,
      wordFlag.health | wordFlag.weekday | wordFlag.month | wordFlag.title | wordFlag.relation,
    ) ||
    (!text.is(from - 1, ':') && isTitleLine(text, from)) ||
    (text.startsSentence(from) && !text.is(from - 1, ':'))
  )
    return undefined
  if (to === from + 1 && (text.kindAt(from) === tokenKind.upper || GENERIC.test(text.word(from))))
    return undefined
  return { start: text.start[from] as number, end: text.end[to - 1] as number }
}
