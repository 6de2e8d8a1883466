/** What the lexicon knows of a word: one bit each, in one 32-bit integer per token. */
export const wordFlag = {
  first: 1 << 0,
  /** A first name that is also an everyday word. */
  ambiguous: 1 << 1,
  surname: 1 << 2,
  english: 1 << 3,
  city: 1 << 4,
  /** A place that is known by itself, without a state beside it. */
  majorCity: 1 << 5,
  /** The first word of a place of several words. */
  placePrefix: 1 << 6,
  month: 1 << 7,
  weekday: 1 << 8,
  title: 1 << 9,
  street: 1 << 10,
  state: 1 << 11,
  stateCode: 1 << 12,
  relation: 1 << 13,
  personVerb: 1 << 14,
  eponym: 1 << 15,
  eponymNoun: 1 << 16,
  facility: 1 << 17,
  organisation: 1 << 18,
  /** Articles, pronouns, prepositions…: never a part of a name. */
  functionWord: 1 << 19,
  placePreposition: 1 << 20,
  /** A label or a health term begins with this word. */
  phrase: 1 << 21,
  greeting: 1 << 22,
  closing: 1 << 23,
  credential: 1 << 24,
  suffix: 1 << 25,
  particle: 1 << 26,
  health: 1 << 27,
  numberWord: 1 << 28,
  /** Trade names, laboratories, scales: capitalised, but nobody's name. */
  protected: 1 << 29,
  country: 1 << 30,
  /** New, North, South, West, Rhode…: a state of two words may begin. */
  statePrefix: 1 << 31,
} as const
