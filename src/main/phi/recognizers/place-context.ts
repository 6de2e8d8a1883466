import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import type { RecognizerInput } from './recognizer.ts'

/** Words between a preposition and a place: "in downtown Austin", "our Austin branch". */
const QUALIFIERS =
  /^(?:downtown|north|south|east|west|northern|southern|eastern|western|central|the|greater|rural|suburban|nearby|old|our|his|her|their)$/i
const TRAVEL =
  /^(?:travel(?:s|ed|ing|led|ling)?|moved|moving|moves|relocat(?:ed|ing|e)|flew|flying|fly|drove|driving|commut(?:es|ing|ed)|immigrated|emigrated|came|comes|transferred|evacuated|deployed|stationed|airlifted|returned|returning|vacation|vacationing|trip|originally|he's|she's|i'm|they're|we're|released|discharged|hails|born|raised|lived|lives|living|stay(?:ing|ed)?|visiting)$/i

/** What a place can be called: it makes a city of the word before it. */
export const SITE_NOUNS =
  /^(?:branch|office|location|campus|site|clinic|facility|area|neighborhood|suburb|native|resident|county|parish|borough|township|police|airport)$/i

function beforeQualifier(text: TokenText, token: number): number {
  return text.kindAt(token - 1) !== tokenKind.newline && QUALIFIERS.test(text.word(token - 1))
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

/** "in …", "near …", "at …"; "of" and "to" say too little. */
export function isAfterPreposition(text: TokenText, token: number): boolean {
  const before = beforeQualifier(text, token)
  if (!text.isWord(before) || !text.has(before, wordFlag.placePreposition)) return false
  return !/^(?:of|to|around|toward|towards|through)$/i.test(text.word(before))
}

/** "traveling to Lviv", "moved from Wilkes-Barre", "He's from Ulaanbaatar". */
export function isTravel(text: TokenText, token: number): boolean {
  const preposition = text.word(token - 1)
  if (!/^(?:to|from|in|through)$/i.test(preposition)) return false
  const verb = /^(?:back|here|up|down|over|away|home)$/i.test(text.word(token - 2)) ? token - 3 : token - 2
  // In "He's from" the s stands alone.
  if (text.word(verb) === 's' && text.is(verb - 1, "'")) {
    return /^from$/i.test(preposition) && /^(?:he|she|who|family)$/i.test(text.word(verb - 2))
  }
  return TRAVEL.test(text.word(verb))
}
