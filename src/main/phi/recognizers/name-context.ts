import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'

/** Verbs and prepositions that stand before a person: "told Will", "session with Grace". */
const ABOUT =
  /^(?:with|for|about|told|tell|asked|ask|saw|see|met|meet|called|call|from|by|and|to|let|thank|thanks|remind|help|support|discussed|spoke|that|if|when|while|because|as|named|contacted|contact|does|did|is|was|how|referred|refer|seeing|treating|treat|where)$/i

/** What a person has: after a possessive it makes the word before a person's name. */
const BELONGINGS =
  /^(?:mother|mother's|mom|father|dad|parents?|husband|wife|spouse|partner|son|daughter|brother|sister|family|grandmother|grandfather|grandma|aunt|uncle|boyfriend|girlfriend|anxiety|depression|symptoms|therapy|sessions?|appointment|visits?|treatment|medications?|meds|diagnosis|case|chart|insurance|records|progress|condition|behavior|school|teacher|house|home|room|bed|address|labs?|dose|dosage|results|evaluation|referral|wound|sleep|grades|death|surgery|injury|social|account|care|plan|pain|history|panic|mood|therapist|doctor|intake|notes|file|concerns|goals|phone|number|email|bill|balance|copay|blood|prescription|birthday|job|trauma|ptsd|adhd|cancer|diabetes|chest|heart|knee|back|mri|ct|ekg|ecg|x)$/i
const QUALIFIERS = /^(?:new|old|current|last|next|recent|first|own|chronic|severe|younger|older|late)$/i

/** Verbs that things do too ("the score was", "symptoms started"); they say nothing by themselves. */
const COMMON_VERBS =
  /^(?:is|was|can|could|may|might|should|does|did|has|had|will|would|needs?|appears?|appeared|seems|started|began|continues?|shows|showed|used|uses|gave|remains|got|tested|noted|called|left|works|completed|scored|received|scheduled|became)$/
const AUXILIARIES =
  /^(?:is|was|has|had|will|would|can|could|may|might|should|does|did|needs?|seems|appears?|appeared|started|called|left|works|got|received)$/
/** What only a person is or does after an auxiliary: "Xiomara is feeling", "Mark was admitted". */
const HUMAN_STATES =
  /^(?:feeling|doing|seen|admitted|diagnosed|referred|scheduled|coming|having|taking|here|able|anxious|depressed|struggling|tearful|sad|upset|happy|told|been|called|crying|going|working|living|married|divorced|late|not|also|still|currently|now|very|really|want|need|like|come|call|see|be|have|said|asked|ready|due|born|hospitalized|discharged|attending|sleeping|prescribed|started|available)$/

/** Whether a word does what people do: a verb of speech or feeling, an age, a possession that only people have. */
export function isPersonHere(text: TokenText, token: number): boolean {
  return hasAge(text, token) || hasPersonVerb(text, token) || hasBelonging(text, token)
}

/** "Nguyen, 45,", "Xiomara, a 34-year-old", "Daniel (12)". */
function hasAge(text: TokenText, token: number): boolean {
  const next = token + 2
  if (text.is(token + 1, ',')) {
    if (text.kindAt(next) === tokenKind.digits && text.length(next) <= 2) return true
    return /^an?$/i.test(text.word(next)) && /^\d{1,2}$/.test(text.word(next + 1))
  }
  return (
    text.is(token + 1, '(') &&
    text.kindAt(next) >= tokenKind.digits &&
    text.length(next) <= 3 &&
    !text.is(next + 1, ',')
  )
}

export function hasPersonVerb(text: TokenText, token: number): boolean {
  const verb = token + 1
  if (text.kindAt(verb) !== tokenKind.lower || text.gap(token) !== 1) return false
  const word = text.word(verb)
  if (text.has(verb, wordFlag.personVerb) && !COMMON_VERBS.test(word)) return true
  return (
    AUXILIARIES.test(word) &&
    (HUMAN_STATES.test(text.word(verb + 1)) || /^(?:works|called|needs)$/.test(word))
  )
}

function hasBelonging(text: TokenText, token: number): boolean {
  if (!text.is(token + 1, "'") || !text.touches(token) || text.word(token + 2) !== 's') return false
  const thing = QUALIFIERS.test(text.word(token + 3)) ? token + 4 : token + 3
  return BELONGINGS.test(text.word(thing))
}

/** "spoke with Will", "told Grace". */
export function isAddressed(text: TokenText, token: number): boolean {
  // "Migraine with Aura", "Depression and Anger": between two terms, not before a person.
  if (text.has(token - 2, wordFlag.health) || text.inTerm[token - 2] === 1) return false
  return text.isWord(token - 1) && text.gap(token - 1) === 1 && ABOUT.test(text.word(token - 1))
}
