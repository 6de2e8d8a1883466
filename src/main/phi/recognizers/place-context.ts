import { wordSet } from '../lexicon/word-set.ts'
import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import type { RecognizerInput } from './recognizer.ts'

/** Words between a preposition and a place: "in downtown Austin", "our Austin branch". */
const QUALIFIERS = wordSet(`
  downtown north south east west northern southern eastern western central the greater rural suburban
  nearby old our his her their
`)
const TRAVEL = wordSet(`
  travel travels traveled traveling travelled travelling moved moving moves relocated relocating relocate
  flew flying fly drove driving commutes commuting commuted immigrated emigrated came comes transferred
  evacuated deployed stationed airlifted returned returning vacation vacationing trip originally he's
  she's i'm they're we're released discharged hails born raised lived lives living stay staying stayed
  visiting
`)

/** What a place can be called: it makes a city of the word before it. */
export const SITE_NOUNS = wordSet(`
  branch office location campus site clinic facility area neighborhood suburb native resident county
  parish borough township police airport jail court courthouse hospital schools pd
`)

function beforeQualifier(text: TokenText, token: number): number {
  return text.kindAt(token - 1) !== tokenKind.newline && text.isOneOf(token - 1, QUALIFIERS)
    ? token - 2
    : token - 1
}

/** "lives in …", "born in …", "City: …". */
export function isAfterPlaceWord({ text, group }: RecognizerInput, token: number): boolean {
  const before = beforeQualifier(text, token)
  return (
    text.labelOf[before] === group + 1 || (text.is(before, ':') && text.labelOf[before - 1] === group + 1)
  )
}

const VAGUE = wordSet('of to around toward towards through')

/** "in …", "near …", "at …"; "of" and "to" say too little. */
export function isAfterPreposition(text: TokenText, token: number): boolean {
  const before = beforeQualifier(text, token)
  if (!text.isWord(before) || !text.has(before, wordFlag.placePreposition)) return false
  return !text.isOneOf(before, VAGUE)
}

const WAYS = wordSet('to from in through')
const FROM = wordSet('from')
const DIRECTIONS = wordSet('back here up down over away home')

/** "traveling to Lviv", "moved from Wilkes-Barre", "He's from Ulaanbaatar". */
export function isTravel(text: TokenText, token: number): boolean {
  if (!text.isOneOf(token - 1, WAYS)) return false
  const verb = text.isOneOf(token - 2, DIRECTIONS) ? token - 3 : token - 2
  // In "He's from" the s stands alone.
  if (text.isLetterS(verb) && text.is(verb - 1, "'")) {
    return text.isOneOf(token - 1, FROM) && /^(?:he|she|who|family)$/i.test(text.word(verb - 2))
  }
  return text.isOneOf(verb, TRAVEL)
}
