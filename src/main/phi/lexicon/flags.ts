/**
 * What the lexicon knows of a word: one bit each, in one 32-bit integer per token. The higher of two bits says more of
 * what a word is, from `month` down to `numberWord`: tagger/surroundings.ts takes the highest for its kind.
 */
export const wordFlag = {
  particle: 1 << 0,
  closing: 1 << 1,
  /** A label or a health term begins with this word. */
  phrase: 1 << 2,
  eponym: 1 << 3,
  /** The first word of a place of several words. */
  placePrefix: 1 << 4,
  city: 1 << 5,
  english: 1 << 6,
  surname: 1 << 7,
  numberWord: 1 << 8,
  /** A place that is known by itself, without a state beside it. */
  majorCity: 1 << 9,
  first: 1 << 10,
  /** A first name that is also an everyday word. */
  ambiguous: 1 << 11,
  country: 1 << 12,
  /** Trade names, laboratories, scales: capitalised, but nobody's name. */
  protected: 1 << 13,
  health: 1 << 14,
  eponymNoun: 1 << 15,
  street: 1 << 16,
  organisation: 1 << 17,
  facility: 1 << 18,
  stateCode: 1 << 19,
  state: 1 << 20,
  suffix: 1 << 21,
  credential: 1 << 22,
  personVerb: 1 << 23,
  relation: 1 << 24,
  /** Articles, pronouns, prepositions…: never a part of a name. */
  functionWord: 1 << 25,
  placePreposition: 1 << 26,
  greeting: 1 << 27,
  title: 1 << 28,
  weekday: 1 << 29,
  month: 1 << 30,
  /** New, North, South, West, Rhode…: a state of two words may begin. */
  statePrefix: 1 << 31,
} as const
