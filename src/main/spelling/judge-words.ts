import type { Dictionary } from './dictionary.ts'
import { limits } from './limits.ts'
import { bareLetters, capitalise, isCapitalised, normalWord, splitPossessive } from './word-forms.ts'
import { neverOffered, seldomMeant, wordsOfCare } from './words-of-care.ts'

/** How often words are used, the commonest first; a word that isn't among them is a rare one. */
export type WordRanks = ReadonlyMap<string, number>

/** Where a word counts that is in no list of common ones. */
const rareRank = 60_000
/** Words that are commoner may have been run together. */
const commonRank = 1_500
/** What a forgotten space costs: nearly a letter. */
const apartCost = 90
/** What a word loses for being ten times as rare: as much as an eighth of a letter. */
const rarityCost = 12
/** What is much farther than the nearest was hardly meant. */
const furtherCost = 90

/** Whether one of the dictionaries has the word: as it is, in lower case, or before a possessive 's. */
export function isKnown(typed: string, dictionaries: readonly Dictionary[]): boolean {
  const word = normalWord(typed)
  if (seldomMeant.has(word.toLowerCase())) return false
  const forms = new Set([word, splitPossessive(word)[0]])
  for (const form of [...forms]) forms.add(form.toLowerCase())
  return [...forms].some(
    (form) => wordsOfCare.has(form) || dictionaries.some((dictionary) => dictionary.has(form)),
  )
}

type Offer = { readonly word: string; readonly cost: number }

/**
 * What may have been meant, the likeliest first, each language's in turn; capitalised where the word was.
 * @param ranks of English words; in other languages the nearest counts alone
 */
export function suggestFor(typed: string, dictionaries: readonly Dictionary[], ranks: WordRanks): string[] {
  const [word, ending] = splitPossessive(normalWord(typed))
  const offers = dictionaries.map((dictionary) => offersOf(word, dictionary))
  offers[0]?.push(...apartFrom(word, ranks))
  const nearest = Math.min(...offers.flat().map(({ cost }) => cost))
  const furthest = Math.max(nearest, 100) + furtherCost
  const rankOf = (near: string) =>
    Math.max(...near.split(' ').map((part) => ranks.get(part.toLowerCase()) ?? rareRank))
  const weight = ({ word: near, cost }: Offer) => cost + rarityCost * Math.log10(1 + rankOf(near))
  const ordered = offers
    .map((some) =>
      some.filter(({ cost }) => cost <= furthest).toSorted((one, other) => weight(one) - weight(other)),
    )
    .toSorted(([one], [other]) => (one?.cost ?? Infinity) - (other?.cost ?? Infinity))
  const inTurn = Array.from({ length: limits.suggestions }, (_, place) =>
    ordered.flatMap((some) => some[place] ?? []),
  ).flat()
  const words = inTurn.map(({ word: near }) => (isCapitalised(word) ? capitalise(near) : near) + ending)
  return [...new Set(words)].slice(0, limits.suggestions)
}

/** "a lot" for "alot": two common words that were run together. */
function apartFrom(word: string, ranks: WordRanks): Offer[] {
  return Array.from(word.slice(1), (_, index) => [word.slice(0, index + 1), word.slice(index + 1)] as const)
    .filter((parts) => parts.every((part) => (ranks.get(part.toLowerCase()) ?? rareRank) < commonRank))
    .map((parts) => ({ word: parts.join(' '), cost: apartCost }))
}

/** Every word near this one that may be offered, once, at its least cost. */
function offersOf(word: string, dictionary: Dictionary): Offer[] {
  const costs = new Map<string, number>()
  for (const form of new Set([word, word.toLowerCase()])) {
    for (const near of dictionary.near(form)) {
      const cost = bareLetters(near.word) === bareLetters(word) ? 0 : near.cost
      costs.set(near.word, Math.min(cost, costs.get(near.word) ?? cost))
    }
  }
  return [...costs]
    .map(([near, cost]) => ({ word: near, cost }))
    .filter(({ word: near }) => {
      const lower = near.toLowerCase()
      // A word of the dictionary that is taken for a mistake is no way to correct it.
      return near !== word && !seldomMeant.has(lower) && !neverOffered.has(splitPossessive(lower)[0])
    })
}
