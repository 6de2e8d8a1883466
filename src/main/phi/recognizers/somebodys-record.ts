import { wordFlag } from '../lexicon/flags.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type LabelHit, type TokenText } from '../text/token-text.ts'

const OWNERS = wordSet('her his their')
/** One of several, so that a rule about all of them ("photos of clients") is no one's record. */
const PERSONS = wordSet(`
  patient pt client kid child student resident baby infant girl boy mother father mom dad son daughter wife husband partner
  sister brother woman man him her
`)
const BODY = wordSet(`
  face rash wound wounds bruise bruises bruising injury injuries scar scars burn burns teeth tooth jaw skin arm arms leg legs
  hand hands foot feet back neck head lesion lesions cuts swelling eye eyes session interview evaluation assessment voice
`)
const ARTICLES = wordSet("the our a an my her his their this that your today's last")
/** What a picture of somebody's shows without showing anybody. */
const THINGS = wordSet(`
  insurance card cards id ids licence license form forms letter receipt bill bottle label prescription drawing drawings artwork
  art house home car room office desk dog cat pet homework worksheet diploma certificate passport book
`)
/** A rule, a wish or a refusal: there is no such record. */
const UNMADE = wordSet(`
  no not never without don't doesn't can't cannot won't if whether may policy policies consent release permission about
  prohibited allowed take taking bring send upload ask asked need needs want wants please
`)
const STAFF = wordSet('staff team website profile bio headshot event conference training webinar')
const REACH_BEFORE = 6
const REACH_OWNER = 3

/**
 * Whether a mention of a recording, a photograph or a record of the body is of one person and speaks of one that is
 * there: "photos of the client", "Marta's dental X-rays", "her voice recording".
 */
export function isSomebodysRecord(text: TokenText, hit: LabelHit): boolean {
  return !isUnmade(text, hit) && (isOwned(text, hit.from) || isOfSomebody(text, hit.to))
}

/** Whether words around say that the record goes along or is kept: "attached", "in the chart", "see photo of". */
export function isAtHand(text: TokenText, hit: LabelHit): boolean {
  const { from, to } = hit
  if (isUnmade(text, hit)) return false
  for (let token = from - 1, steps = 0; token >= 0 && steps < REACH_BEFORE; token--, steps++) {
    if (text.kindAt(token) === tokenKind.newline || text.is(token, '.')) break
    if (text.isOneOf(token, AT_HAND)) return true
  }
  for (let token = to, steps = 0; token < text.count && steps < REACH_AFTER; token++, steps++) {
    if (text.kindAt(token) === tokenKind.newline || text.is(token, '.')) break
    if (text.isOneOf(token, AT_HAND)) return true
  }
  return false
}

const REACH_AFTER = 9
const AT_HAND = wordSet(`
  attached attach attaching attachment attachments enclosed enclose enclosing uploaded chart record file folder saved see here's here
`)

function isUnmade(text: TokenText, { from, to }: LabelHit): boolean {
  for (let token = from - 1, steps = 0; token >= 0 && steps < REACH_BEFORE; token--, steps++) {
    if (text.kindAt(token) === tokenKind.newline || text.is(token, '.') || text.is(token, ';')) break
    if (text.isOneOf(token, UNMADE)) return true
    if (steps < 2 && text.isOneOf(token, STAFF)) return true
  }
  return text.isOneOf(to, AFTER_RULES)
}

const AFTER_RULES = wordSet('policy release consent form template permission id ids')

/** "her old dental X-rays", "Marta's photographs", "the patient's photo" */
function isOwned(text: TokenText, from: number): boolean {
  for (let token = from - 1, steps = 0; token >= 0 && steps < REACH_OWNER; token--, steps++) {
    if (text.isOneOf(token, OWNERS)) return true
    if (text.isLetterS(token) && text.is(token - 1, "'")) return isPerson(text, token - 2)
    if (!text.isWord(token) || text.isFunctionWord(token)) return false
  }
  return false
}

function isPerson(text: TokenText, token: number): boolean {
  if (text.isOneOf(token, PERSONS)) return true
  return (
    text.isCapital(token) &&
    text.has(token, wordFlag.first | wordFlag.surname | wordFlag.relation) &&
    !text.has(token, wordFlag.month | wordFlag.weekday)
  )
}

/** "of the client", "of Marta's rash", "of her bruises", "of our session" */
function isOfSomebody(text: TokenText, to: number): boolean {
  if (!/^of$/i.test(text.word(to))) return false
  const owned = text.isOneOf(to + 1, OWNERS)
  const at = text.isOneOf(to + 1, ARTICLES) ? to + 2 : to + 1
  if (owned || text.isOneOf(at, BODY)) return owned ? !showsThing(text, at) : isBodyOfOne(text, to + 1)
  if (!isPerson(text, at)) return false
  const isPossessive = text.is(at + 1, "'")
  return !isPossessive || (text.isLetterS(at + 2) && !showsThing(text, at + 3))
}

/** "of the session", "of our interview"; not "of a rash", which is anybody's. */
function isBodyOfOne(text: TokenText, article: number): boolean {
  return text.isOneOf(article, DEFINITE)
}

const DEFINITE = wordSet('the our this my last')

/** Within two words: "of the patient's insurance card", "of her dog". */
function showsThing(text: TokenText, token: number): boolean {
  return text.isOneOf(token, THINGS) || (text.isWord(token) && text.isOneOf(token + 1, THINGS))
}
