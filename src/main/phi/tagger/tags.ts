import type { Category } from '../categories.ts'

/** What the tagger says of a unit, by number; 0 is "no identifier". Words are told apart by the first five alone. */
export const tagCategories = [
  undefined,
  'A',
  'B',
  'C',
  'R',
  'D',
  'E',
  'G',
  'H',
  'I',
  'J',
  'K',
  'L',
  'M',
  'N',
  'F',
  'O',
  'P',
  'Q',
] as const satisfies readonly (Category | undefined)[]

export const outside = 0
export const otherNumber = 4
export const wordTags = 5
export const codeTags = tagCategories.length

const tagOf = new Map<Category | undefined, number>(tagCategories.map((category, tag) => [category, tag]))

/** @returns the tag of a category for a unit of that kind; a word of a plate or a serial is just a code */
export function tagFor(category: Category, isCode: boolean): number {
  const tag = tagOf.get(category) ?? outside
  return isCode || tag < wordTags ? tag : otherNumber
}
