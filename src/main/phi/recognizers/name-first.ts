import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { isAfterOf, isEponymAt, isJoinedBefore, isNameable, isTitleLine, namePart } from './name-run.ts'
import type { Recognizer, RecognizerInput } from './recognizer.ts'

const PLACE_WORDS = wordFlag.state | wordFlag.country | wordFlag.majorCity
const ABOUT =
  /^(?:with|for|about|told|tell|asked|ask|saw|see|met|meet|called|call|from|by|and|to|let|thank|thanks|remind|help|support|discussed|spoke|that|if|when|while|because|as|named|contacted|contact|does|did|is|was|how|referred|refer|seeing|treating|treat|where)$/i
const BELONGINGS =
  /^(?:mother|mom|father|dad|parents|husband|wife|spouse|partner|son|daughter|brother|sister|family|anxiety|depression|symptoms|therapy|session|sessions|appointment|treatment|medication|medications|meds|diagnosis|case|chart|insurance|records|progress|condition|behavior|school|teacher|house|home|address|visit|visits|labs|dose|mother's|results|evaluation|referral|wound|sleep|behavior|grades|death|surgery|injury|parent|grandmother|grandfather|grandma|aunt|uncle|boyfriend|girlfriend|room|bed|social|account|care|plan|pain|history|panic|mood|therapist|doctor|intake|notes|file|concerns|goals|phone|number|email|bill|balance|copay|blood|labs|lab|surgery|prescription|dose|dosage|birthday|job|room|trauma|ptsd|adhd|cancer|diabetes|chest|heart|knee|back|mri|ct|ekg|ecg|x)$/i

/** One word that is a name: "Sarah", "Nguyen reports", "Will's mother". Places, eponyms and headings are left out. */
export const nameFirst: Recognizer = {
  id: 'name-alone',
  category: 'A',
  labelWords: [],
  reference: '45 CFR 164.514(b)(2)(i)(A)',
  find(input, emit) {
    const { text, lexicon } = input
    for (const token of text.capitals) {
      const score = scoreOf(input, token)
      if (score > 0)
        emit({
          start: text.start[token] as number,
          end: text.end[token] as number,
          score,
          because: score >= 0.7 ? 'first name' : 'name by its place in the sentence',
        })
    }
    for (const token of text.capitals) {
      const stem = familyOf(input, token)
      if (stem)
        emit({
          start: text.start[token] as number,
          end: text.end[token] as number,
          score: 0.6,
          because: 'family name in the plural',
        })
    }
    for (const token of text.lowerNames) {
      const length = text.length(token)
      if (
        length < 4 ||
        text.has(
          token,
          wordFlag.ambiguous |
            wordFlag.english |
            wordFlag.functionWord |
            wordFlag.health |
            wordFlag.protected |
            wordFlag.eponym |
            PLACE_WORDS,
        )
      )
        continue
      if (lexicon.isEnglish(text, token) || isInsideCode(text, token)) continue
      emit({
        start: text.start[token] as number,
        end: text.end[token] as number,
        score: 0.6,
        because: 'first name in lower case',
      })
    }
  },
}

/** Part of an address, a handle or a compound: jennifer@…, @jennifer, jennifer_92, www.jennifer.com. */
function isInsideCode(text: TokenText, token: number): boolean {
  const isJoint = (at: number): boolean =>
    text.is(at, '@') || text.is(at, '_') || text.is(at, '/') || text.is(at, '=') || text.is(at, '.')
  return (
    (isJoint(token - 1) && text.touches(token - 1)) ||
    (isJoint(token + 1) && text.touches(token) && text.touches(token + 1))
  )
}

function scoreOf(input: RecognizerInput, token: number): number {
  const { text, lexicon } = input
  const kind = text.kindAt(token)
  if (
    kind === tokenKind.initial ||
    !isNameable(text, token) ||
    text.length(token) < 2 ||
    isInsideCode(text, token) ||
    isEponymAt(text, token) ||
    isAfterOf(text, token) ||
    isJoinedBefore(text, token)
  )
    return 0
  const part = namePart(text, lexicon, token)
  if (part === 'word' || part === 'initial') return 0
  if (text.has(token, wordFlag.month | wordFlag.weekday | wordFlag.credential) && !hasPersonVerb(text, token))
    return 0
  const isPerson = hasPersonVerb(text, token) || hasBelonging(text, token)
  const isStart = text.startsSentence(token)
  // Al, Ed, Jo, but also Ab, Ag, Al in laboratory lists.
  if (text.length(token) === 2 && !isPerson) return 0
  if (text.has(token, PLACE_WORDS))
    return isPerson &&
      !text.has(token - 1, wordFlag.placePreposition) &&
      !text.has(token, wordFlag.country | wordFlag.state) &&
      part === 'first'
      ? 0.6
      : 0
  if (isPartOfLongerName(text, token)) return 0
  if (part === 'first') {
    if (kind === tokenKind.upper)
      return text.length(token) >= 4 && !text.has(token, wordFlag.english) ? 0.6 : 0
    if (text.has(token, wordFlag.eponym) && !isPerson && !isAddressed(text, token)) return 0
    return 0.72
  }
  if (kind === tokenKind.upper) return 0
  if (part === 'ambiguous') {
    if (isPerson) return isStart ? 0.56 : 0.65
    return !isStart && isAddressed(text, token) && !isTitleLine(text, token) ? 0.58 : 0
  }
  if (text.has(token, wordFlag.eponym)) return isPerson && !isStart ? 0.55 : 0
  if (part === 'surname') {
    if (isPerson) return 0.65
    return !isStart && isAddressed(text, token) && !isTitleLine(text, token) ? 0.55 : 0
  }
  if (part === 'common-surname') return isPerson && !isStart && !text.isCapital(token - 1) ? 0.52 : 0
  // A word that no list knows: only where it does what people do.
  return isPerson &&
    text.length(token) > 2 &&
    kind === tokenKind.capitalised &&
    !isMedicalEnding(text.word(token))
    ? isStart
      ? 0.5
      : 0.55
    : 0
}

function hasPersonVerb(text: TokenText, token: number): boolean {
  const next = text.is(token + 1, ',') ? token + 2 : token + 1
  if (text.is(token + 1, ',')) {
    // "Nguyen, 45," and "Xiomara, a 34-year-old"
    return (
      (text.kindAt(next) === tokenKind.digits && text.length(next) <= 2) ||
      (/^an?$/i.test(text.word(next)) &&
        text.kindAt(next + 1) !== tokenKind.newline &&
        /^\d{1,2}$/.test(text.word(next + 1)))
    )
  }
  if (
    text.is(next, '(') &&
    text.kindAt(next + 1) >= tokenKind.digits &&
    text.length(next + 1) <= 3 &&
    !text.is(next + 2, ',')
  )
    return true
  return (
    (text.has(next, wordFlag.personVerb) &&
      text.gap(token) === 1 &&
      text.kindAt(next) === tokenKind.lower &&
      !/^(?:is|was|can|could|may|might|should|does|did|has|had|will|would|needs?|appears?|appeared|seems|started|began|continues?|shows|showed|used|uses|gave|remains|got|tested|noted|called|left|works|completed|scored|received|scheduled|became)$/.test(
        text.word(next),
      )) ||
    isAuxiliary(text, next)
  )
}

const HUMAN_ADVERBS =
  /^(?:feeling|doing|seen|admitted|diagnosed|referred|scheduled|coming|having|taking|here|able|anxious|depressed|struggling|tearful|sad|upset|happy|told|been|called|crying|going|working|living|married|divorced|late|not|also|still|currently|now|very|really|want|need|like|come|call|see|be|have|said|asked|ready|due|born|hospitalized|discharged|attending|sleeping|prescribed|started|available)$/

/** "Mark is feeling", "Xiomara has been": a verb of things too, so the next word must be one of people. */
function isAuxiliary(text: TokenText, verb: number): boolean {
  return (
    /^(?:is|was|has|had|will|would|can|could|may|might|should|does|did|needs?|seems|appears?|appeared|started|called|left|works|got|received)$/.test(
      text.word(verb),
    ) &&
    text.gap(verb - 1) === 1 &&
    (HUMAN_ADVERBS.test(text.word(verb + 1)) || /^(?:works|called|needs)$/.test(text.word(verb)))
  )
}

function hasBelonging(text: TokenText, token: number): boolean {
  if (text.is(token + 1, "'") && text.touches(token)) {
    const thing =
      /^(?:new|old|current|last|next|recent|first|own|own|chronic|severe|younger|older|late)$/i.test(
        text.word(token + 3),
      )
        ? token + 4
        : token + 3
    return text.word(token + 2) === 's' && BELONGINGS.test(text.word(thing))
  }
  return false
}

function isAddressed(text: TokenText, token: number): boolean {
  // "Migraine with Aura", "Depression and Anger": between two terms, not before a person.
  if (text.has(token - 2, wordFlag.health) || text.inTerm[token - 2] === 1) return false
  return text.isWord(token - 1) && text.gap(token - 1) === 1 && ABOUT.test(text.word(token - 1))
}

/** "Sarah Cannon Research Institute", "Betty Ford Center", "Mayo Clinic", "St. Mary's", "Santa Maria". */
function isPartOfLongerName(text: TokenText, token: number): boolean {
  const next = token + 1
  if (
    text.isCapital(next) &&
    text.gap(token) === 1 &&
    text.has(next, wordFlag.facility | wordFlag.organisation | wordFlag.street) &&
    !text.has(next, wordFlag.surname)
  )
    return true
  const before = text.is(token - 1, '.') ? token - 2 : token - 1
  return (
    /^(?:st|saint|san|santa|mt|mount|ft|fort|lake|port|point)$/i.test(text.word(before)) &&
    text.isCapital(before)
  )
}

function isMedicalEnding(word: string): boolean {
  return /(?:itis|osis|emia|oma|pathy|ectomy|pril|statin|olol|azole|mab|nib|cillin|mycin|pine|pam|lam|ine|ol|ide|ate|one|vir|um|us|scopy|gram|graphy|plasty|otomy|algia|uria|penia|ia|in|ax|ex|ox|yx|x|z|q|tan|ium|ase|gen|tin|din|lin|fen|ram|zone|done|tidine|prazole|sartan|zepam)$/i.test(
    word,
  )
}

/** "the Hendersons": a surname with an s, where the word itself is nothing else. */
function familyOf({ text, lexicon }: RecognizerInput, token: number): boolean {
  const word = text.word(token)
  if (
    text.kindAt(token) !== tokenKind.capitalised ||
    !/^the$/i.test(text.word(token - 1)) ||
    !/[^s]s$/.test(word) ||
    word.length < 6
  )
    return false
  if (text.has(token, wordFlag.english | wordFlag.city | wordFlag.protected | wordFlag.eponym)) return false
  const stem = lexicon.words.lookupWord(word.slice(0, -1).toLowerCase())
  return (stem & wordFlag.surname) !== 0 && (stem & (wordFlag.english | wordFlag.eponym)) === 0
}
