import { wordSet } from '../lexicon/word-set.ts'
import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'

/** Verbs and prepositions that stand before a person: "told Will", "session with Grace". */
const ABOUT = wordSet(`
  with for about told tell asked ask saw see met meet called call from by and to let thank thanks remind
  help support discussed spoke that if when while because as named contacted contact does did is was how
  referred refer seeing treating treat where
`)

/** What a person has: after a possessive it makes the word before a person's name. */
const BELONGINGS = wordSet(`
  mother mother's mom father dad parent parents husband wife spouse partner son daughter brother sister
  family grandmother grandfather grandma aunt uncle boyfriend girlfriend anxiety depression symptoms
  therapy session sessions appointment visit visits treatment medication medications meds diagnosis case
  chart insurance records progress condition behavior school teacher house home room bed address lab labs
  dose dosage results evaluation referral wound sleep grades death surgery injury social account care plan
  pain history panic mood therapist doctor intake notes file concerns goals phone number email bill
  balance copay blood prescription birthday job trauma ptsd adhd cancer diabetes chest heart knee back mri
  ct ekg ecg x class classroom desk group pager voicemail caseload panel kids dog truck car apartment house boss landlord
`)
const QUALIFIERS = wordSet('new old current last next recent first own chronic severe younger older late')

/** Verbs that things do too ("the score was", "symptoms started"); they say nothing by themselves. */
const COMMON_VERBS = wordSet(`
  is was can could may might should does did has had will would need needs appear appears appeared seems
  started began continue continues shows showed used uses gave remains got tested noted called left works
  completed scored received scheduled became
`)
const AUXILIARIES = wordSet(`
  is was has had will would can could may might should does did need needs seems appear appears appeared
  started called left works got received
`)
/** What only a person is or does after an auxiliary: "Xiomara is feeling", "Mark was admitted". */
const HUMAN_STATES = wordSet(`
  feeling doing seen admitted diagnosed referred scheduled coming having taking here able anxious
  depressed struggling tearful sad upset happy told been called crying going working living married
  divorced late not also still currently now very really want need like come call see be have said asked
  ready due born hospitalized discharged attending sleeping prescribed started available
`)

const TELLING_ALONE = wordSet('works called needs')
const ARTICLES = wordSet('a an')

/** Whether a word does what people do: a verb of speech or feeling, an age, a possession that only people have. */
export function isPersonHere(text: TokenText, token: number): boolean {
  return hasAge(text, token) || hasPersonVerb(text, token) || hasBelonging(text, token)
}

/** "Nguyen, 45,", "Xiomara, a 34-year-old", "Daniel (12)". */
function hasAge(text: TokenText, token: number): boolean {
  const next = token + 2
  if (text.is(token + 1, ',')) {
    if (text.kindAt(next) === tokenKind.digits && text.length(next) <= 2) return true
    return text.isOneOf(next, ARTICLES) && /^\d{1,2}$/.test(text.word(next + 1))
  }
  return (
    text.is(token + 1, '(') &&
    text.kindAt(next) >= tokenKind.digits &&
    text.length(next) <= 3 &&
    !text.is(next + 1, ',')
  )
}

/** A verb of what people alone do stands after a token. */
export function hasStrictVerb(text: TokenText, token: number): boolean {
  const verb = token + 1
  if (text.kindAt(verb) !== tokenKind.lower || text.gap(token) !== 1) return false
  return text.has(verb, wordFlag.personVerb) && !text.isOneOf(verb, COMMON_VERBS)
}

export function hasPersonVerb(text: TokenText, token: number): boolean {
  const verb = token + 1
  if (text.kindAt(verb) !== tokenKind.lower || text.gap(token) !== 1) return false
  if (hasStrictVerb(text, token)) return true
  return (
    text.isOneOf(verb, AUXILIARIES) &&
    ((text.kindAt(verb + 1) === tokenKind.lower && text.isOneOf(verb + 1, HUMAN_STATES)) ||
      text.isOneOf(verb, TELLING_ALONE))
  )
}

function hasBelonging(text: TokenText, token: number): boolean {
  if (!text.is(token + 1, "'") || !text.touches(token) || !text.isLetterS(token + 2)) return false
  const thing = text.isOneOf(token + 3, QUALIFIERS) ? token + 4 : token + 3
  return text.isOneOf(thing, BELONGINGS)
}

/** "spoke with Will", "told Grace". */
export function isAddressed(text: TokenText, token: number): boolean {
  // "Migraine with Aura", "Depression and Anger": between two terms, not before a person.
  if (text.has(token - 2, wordFlag.health) || text.inTerm[token - 2] === 1) return false
  return text.isWord(token - 1) && text.gap(token - 1) === 1 && text.isOneOf(token - 1, ABOUT)
}
