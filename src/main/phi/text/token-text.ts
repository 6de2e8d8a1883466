import { wordFlag } from '../lexicon/flags.ts'
import type { WordSet } from '../lexicon/word-set.ts'

/** What a token looks like. */
export const tokenKind = {
  punctuation: 0,
  newline: 1,
  lower: 2,
  /** Xxxx */
  capitalised: 3,
  /** XX… */
  upper: 4,
  /** One capital letter. */
  initial: 5,
  /** McDonald, MyChart, iPhone */
  mixed: 6,
  digits: 7,
  /** Letters and digits together: MRN133202, A12 */
  alphanumeric: 8,
  /** A word in a script without case. */
  script: 9,
} as const
export type TokenKind = (typeof tokenKind)[keyof typeof tokenKind]

/** A label word or phrase found in the text: `group` is the index of its recognizer in the registry. */
export type LabelHit = { readonly group: number; readonly from: number; readonly to: number }

export type HealthHit = { readonly term: number; readonly from: number; readonly to: number }

const LETTER_S = 115
const NO_LINE = { from: -1, to: -1, isTitle: false }

/**
 * A paragraph as tokens, in parallel arrays that are reused from one paragraph to the next. `start` and `end` are
 * offsets into `text` (the normalised paragraph). Reading beyond `count` gives the kind `newline` and no flags.
 */
export class TokenText {
  text = ''
  /** The UTF-16 units of `text`, and a 0 after the last. */
  codes = new Uint16Array(1)
  count = 0
  start = new Int32Array(0)
  end = new Int32Array(0)
  kind = new Uint8Array(0)
  flags = new Int32Array(0)
  hashA = new Int32Array(0)
  hashB = new Int32Array(0)
  /** Group + 1 of the label that covers the token, 0 for none. */
  labelOf = new Uint8Array(0)
  /** 1 for tokens inside a health term of several words ("Beck Depression Inventory", "chest x-ray"). */
  inTerm = new Uint8Array(0)
  /** For letters followed by digits in one token ("MRN133202"): the hash of the letters; valid for numeric tokens. */
  prefix = new Int32Array(0)
  labelHits: LabelHit[] = []
  healthHits: HealthHit[] = []
  disclaimerHits = 0
  /** Answers of recognizers/name-run.ts, kept while the text is scanned; 0 for not asked yet. */
  namePartOf = new Uint8Array(0)
  nameableOf = new Uint8Array(0)
  eponymOf = new Uint8Array(0)
  /** The answer of `Lexicon.isEnglish`, in the same way. */
  englishOf = new Uint8Array(0)
  /** The line that `isTitleLine` looked at last, and its answer. */
  titleLine: { readonly from: number; readonly to: number; readonly isTitle: boolean } = NO_LINE
  /** Indexes of tokens with a digit in them. */
  numeric: number[] = []
  /** Those of them with letters too. */
  alphanumerics: number[] = []
  /** Indexes of line ends. */
  newlines: number[] = []
  /** Indexes of capitalised, upper-case and mixed words, and of initials. */
  capitals: number[] = []
  /** Indexes of lower-case words that are first names. */
  lowerNames: number[] = []
  /** Indexes of title words, relations and other words that introduce a name. */
  titles: number[] = []
  months: number[] = []
  /** Indexes of numbers and ordinals in words. */
  numberWords: number[] = []
  /** Indexes of words and numbers that begin a label or a health term, and of letters before digits in one token. */
  phraseStarts: number[] = []
  /** Indexes of words of six letters or more that are neither everyday words nor names, and of lone health words. */
  rareWords: number[] = []
  /** Indexes of lower-case words that are towns and nothing else. */
  lowerPlaces: number[] = []
  /** Indexes of `@` and of the colon of `://`. */
  ats: number[] = []
  schemes: number[] = []
  /** Indexes of full stops between two letters or digits: `example.org`. */
  dots: number[] = []
  streets: number[] = []
  facilities: number[] = []
  /** Indexes of words that are or begin a state: TX, Texas, New, North. */
  states: number[] = []
  /** True in file names, where `_` and `-` stand for spaces. */
  isFileName = false

  private bytes = Buffer.alloc(0)

  /** Makes room for a text and empties the lists. */
  reset(text: string, isFileName: boolean): void {
    this.text = text
    this.count = 0
    this.isFileName = isFileName
    if (this.start.length <= text.length) this.grow(Math.max(text.length + 8, 4096))
    // A table of codes is read several times faster than a string, which may be a slice of another.
    this.bytes.write(text, 'utf16le')
    this.codes[text.length] = 0
    this.labelHits = []
    this.healthHits = []
    this.disclaimerHits = 0
    this.titleLine = NO_LINE
    this.states = []
    this.numeric = []
    this.alphanumerics = []
    this.newlines = []
    this.capitals = []
    this.lowerNames = []
    this.titles = []
    this.months = []
    this.numberWords = []
    this.phraseStarts = []
    this.rareWords = []
    this.lowerPlaces = []
    this.ats = []
    this.schemes = []
    this.dots = []
    this.streets = []
    this.facilities = []
  }

  private grow(size: number): void {
    this.codes = new Uint16Array(size)
    this.bytes = Buffer.from(this.codes.buffer)
    this.start = new Int32Array(size)
    this.end = new Int32Array(size)
    this.kind = new Uint8Array(size)
    this.flags = new Int32Array(size)
    this.hashA = new Int32Array(size)
    this.hashB = new Int32Array(size)
    this.prefix = new Int32Array(size)
    this.labelOf = new Uint8Array(size)
    this.inTerm = new Uint8Array(size)
    this.namePartOf = new Uint8Array(size)
    this.nameableOf = new Uint8Array(size)
    this.eponymOf = new Uint8Array(size)
    this.englishOf = new Uint8Array(size)
  }

  /** Ends the tokenizing: nothing is known yet of the `count` tokens beyond what they look like. */
  close(count: number): void {
    this.count = count
    this.labelOf.fill(0, 0, count)
    this.inTerm.fill(0, 0, count)
    this.namePartOf.fill(0, 0, count)
    this.nameableOf.fill(0, 0, count)
    this.eponymOf.fill(0, 0, count)
    this.englishOf.fill(0, 0, count)
  }

  has(token: number, flag: number): boolean {
    return token >= 0 && token < this.count && ((this.flags[token] as number) & flag) !== 0
  }

  kindAt(token: number): number {
    return token >= 0 && token < this.count ? (this.kind[token] as number) : tokenKind.newline
  }

  /** The text of a token as written; '' outside. */
  word(token: number): string {
    return token >= 0 && token < this.count ? this.text.slice(this.start[token], this.end[token]) : ''
  }

  length(token: number): number {
    return token >= 0 && token < this.count ? (this.end[token] as number) - (this.start[token] as number) : 0
  }

  /** Whether a word is in a list, in any case; the way to ask where a string would be made for each token. */
  isOneOf(token: number, words: WordSet): boolean {
    return (
      token >= 0 && token < this.count && words.has(this.hashA[token] as number, this.hashB[token] as number)
    )
  }

  /** The character code of a one-character punctuation token, 0 for anything else. */
  mark(token: number): number {
    return this.kindAt(token) === tokenKind.punctuation
      ? (this.codes[this.start[token] as number] as number)
      : 0
  }

  is(token: number, mark: string): boolean {
    return this.mark(token) === mark.charCodeAt(0)
  }

  /** Whether nothing, not even a space, stands between a token and the next. */
  touches(token: number): boolean {
    return token >= 0 && token + 1 < this.count && this.end[token] === this.start[token + 1]
  }

  /** Characters between a token and the next. */
  gap(token: number): number {
    return token >= 0 && token + 1 < this.count
      ? (this.start[token + 1] as number) - (this.end[token] as number)
      : Number.POSITIVE_INFINITY
  }

  isWord(token: number): boolean {
    const kind = this.kindAt(token)
    return (kind >= tokenKind.lower && kind <= tokenKind.mixed) || kind === tokenKind.script
  }

  /** Letters before the digits of one token: "MRN133202". */
  hasPrefix(token: number): boolean {
    const code = this.codes[this.start[token] as number] as number
    return this.kindAt(token) === tokenKind.alphanumeric && !(code >= 48 && code <= 57)
  }

  /** Capitalised in some way: Xxxx, XX, X or McX. */
  isCapital(token: number): boolean {
    const kind = this.kindAt(token)
    return kind >= tokenKind.capitalised && kind <= tokenKind.mixed
  }

  /** The s of a possessive, which is a token of its own. */
  isLetterS(token: number): boolean {
    return this.length(token) === 1 && this.codes[this.start[token] as number] === LETTER_S
  }

  isFunctionWord(token: number): boolean {
    return this.has(token, wordFlag.functionWord)
  }

  /** Whether a token begins a line or a sentence, where a capital says nothing. */
  startsSentence(token: number): boolean {
    let previous = token - 1
    while (previous >= 0 && opensQuote(this.codes[this.start[previous] as number] as number)) previous--
    if (previous < 0 || this.kindAt(previous) === tokenKind.newline) return true
    const mark = this.mark(previous)
    if (mark === 0) return false
    // A full stop after a title or an initial ends no sentence.
    if (mark === 46)
      return !this.has(previous - 1, wordFlag.title) && this.kindAt(previous - 1) !== tokenKind.initial
    return mark === 33 || mark === 63 || mark === 58 || mark === 59 || mark === 124 || mark === 62
  }
}

/** Quotation marks, brackets and bullets, which may stand before a sentence: " ' ( * - • */
function opensQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 40 || code === 42 || code === 45 || code === 0x2022
}
