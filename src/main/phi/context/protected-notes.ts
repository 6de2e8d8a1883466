import type { TokenText } from '../text/token-text.ts'
import type { HealthSign, ProtectedNote } from './health-sign.ts'

/** Of the notice that 42 CFR 2.32 puts beside such records; a disclaimer that holds it speaks of what it goes with. */
export const redisclosureNotice: readonly string[] = [
  'expressly permitted by the written consent',
  'criminally investigate or prosecute',
  'prohibits unauthorized disclosure of these records',
  'prohibits unauthorized use or disclosure of',
  'making any further disclosure',
]

/** Words of a sentence on either side of a term, in lower case. */
type Around = { readonly before: string; readonly term: string; readonly after: string }

const REACH = 140

function around(text: TokenText, from: number, to: number): Around {
  const start = text.start[from] as number
  const end = text.end[to - 1] as number
  const before = text.text.slice(Math.max(0, start - REACH), start)
  const after = text.text.slice(end, end + REACH)
  return {
    before: before.slice(lastBreak(before)).toLowerCase(),
    term: text.text.slice(start, end).toLowerCase(),
    after: (/^[^\n!?]*?(?=[.!?](?:\s|$)|\n|$)/.exec(after)?.[0] ?? '').toLowerCase(),
  }
}

function lastBreak(before: string): number {
  let at = 0
  for (const { index } of before.matchAll(/[.!?]\s|\n/g)) at = index + 1
  return at
}

const UNTICKED = /(?:\[ ?\]|\( {0,3}\)|☐|□)[^[\](){}☐□☑☒]{0,40}$/u
/** Somebody asks, teaches or rules about them. */
const TOPIC_BEFORE =
  /\b(?:whether|asked (?:if|about|what|how)|(?:question|training|course|workshop|webinar|seminar|article|chapter|book|policy|policies|rules?|law|laws|regulations?|guidance|definition|handout|template|exam)s? (?:on|about|for|of|covers?)|what (?:is|are|counts? as)|definition of|learn(?:ing)? about|read(?:ing)? (?:up )?(?:on|about))\b[^.!?:;]{0,60}$/
const TOPIC_AFTER =
  /^[^.!?:;,]{0,24}\b(?:training|course|workshop|webinar|seminar|conference|polic(?:y|ies)|rules?|regulations?|exam|faq|requirements|template|feature)\b/
/** Of notes that aren't there: "excluding psychotherapy notes", "they are never released". */
const ABSENT_BEFORE =
  /\b(?:not?|never|without|exclud\w+|except(?:ing)?|other than|don['’]t|doesn['’]t|do not|does not|isn['’]t|aren['’]t|won['’]t|cannot|can['’]t)\b[^.!?:;,]{0,50}$/
const RULED_AFTER =
  /^[^.!?:;,]{0,16}\b(?:(?:are|is|were|be)(?:n['’]t| not| never| always| also| specially| usually)* (?:protected|excluded|exempt|private|confidential|kept|stored|released|shared|requested|defined|different|subject)|(?:need|require|have|get|enjoy)s? (?:their|its|an?|special|extra|separate|more|own)|means?\b)/
const DENIED_BEFORE =
  /\b(?:den(?:ies|ied|ying)|no (?:known |current |past |prior )?(?:history|hx|h\/o|evidence|signs?) of|negative for|never (?:had|used|abused))\b[^.!?:;]{0,60}$/

function isTopic({ before, after }: Around): boolean {
  return UNTICKED.test(before) || TOPIC_BEFORE.test(before) || TOPIC_AFTER.test(after)
}

/** Whether a term of such notes is only spoken of: a rule, a question, a box that nobody ticked. */
export function isOnlySpokenOf(text: TokenText, from: number, to: number, note: ProtectedNote): boolean {
  const words = around(text, from, to)
  if (isTopic(words)) return true
  return note === 'psychotherapy'
    ? ABSENT_BEFORE.test(words.before) || RULED_AFTER.test(words.after)
    : DENIED_BEFORE.test(words.before)
}

const KEPT_APART =
  /(?:\b(?:not|never|isn['’]t|aren['’]t|don['’]t|doesn['’]t)\b[^.!?]{0,40}\b(?:record|chart|file)|\b(?:separated?|separately|apart|outside|away)\b[^.!?]{0,50}\b(?:record|chart|file))/
const SESSION = /\b(?:session|sessions|counsel(?:l)?ing|therapy|hour)\b/
const TIME =
  /^ (?:for |now |about |over |almost |nearly |just )*(?:\d{1,3}|an?|[a-z]{3,12}) (?:day|week|month|year)s?\b/

type Companion = { readonly note: ProtectedNote; readonly holds: (around: Around) => boolean }

const keptApart: Companion = {
  note: 'psychotherapy',
  holds: ({ before, term, after }) => KEPT_APART.test(`${before} ${term} ${after}`),
}
const ofSession: Companion = {
  note: 'psychotherapy',
  holds: ({ before, after }) => SESSION.test(after) || SESSION.test(before),
}

/** Terms that tell of such notes beside other words alone. */
const companions: ReadonlyMap<string, Companion> = new Map([
  ...['personal notes', 'private notes', 'own notes', 'working notes', 'handwritten notes'].map(
    (phrase) => [phrase, keptApart] as const,
  ),
  ...['analysis of the conversation', 'analysis of our conversation', 'contents of conversation'].map(
    (phrase) => [phrase, ofSession] as const,
  ),
  ...['contents of our conversation', 'analyzing the conversation', 'analyzing our conversation'].map(
    (phrase) => [phrase, ofSession] as const,
  ),
  ['sober', { note: 'part2', holds: ({ after }) => TIME.test(after) }],
])

/** What a term tells of such notes by the words beside it; undefined for nothing. */
export function noteBeside(
  text: TokenText,
  phrase: string,
  from: number,
  to: number,
): HealthSign | undefined {
  const companion = companions.get(phrase)
  if (companion === undefined) return undefined
  const words = around(text, from, to)
  const { note } = companion
  // "Not in the record" and "kept apart" are what tells of psychotherapy notes here, so neither speaks against them.
  if (!companion.holds(words) || isTopic(words)) return undefined
  if (note === 'part2' && DENIED_BEFORE.test(words.before)) return undefined
  const topic = note === 'part2' ? 'substance-use' : 'mental-health'
  return { key: `${phrase} beside`, topic, weight: 1, note }
}

/** F10 to F19 without F17: tobacco is no substance use disorder in 42 CFR 2.11. */
const SUBSTANCE_CODE = /^F1[0-689](?:\d{1,4}[A-Z]?)?$/
const CODE_WORD = /\b(?:dx|diagnos\w+|icd(?:-?10(?:-?cm)?)?|codes?|axis|with|for|of)\b[^.!?\n]{0,20}$/i

/** "F10.20", and "F1020" or "F11" where it is called a diagnosis. */
export function isSubstanceCode(text: TokenText, token: number): boolean {
  if (!SUBSTANCE_CODE.test(text.word(token))) return false
  const start = text.start[token] as number
  if (text.is(token + 1, '.') && text.touches(token) && text.length(token) === 3)
    return /^\.\d/.test(text.text.slice(text.end[token], (text.end[token] as number) + 2))
  return CODE_WORD.test(text.text.slice(Math.max(0, start - 40), start))
}
