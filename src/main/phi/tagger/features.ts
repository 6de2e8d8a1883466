import { wordFlag } from '../lexicon/flags.ts'
import { FOLD_MASK, charTable } from '../text/char-class.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { readCode } from './code-shape.ts'
import { FeatureList, pair, single, source } from './feature-list.ts'
import { addFound, addHistory, addLayout, addLine } from './place-features.ts'
import type { RuleCover } from './rule-cover.ts'
import { isMark, kindOfNewline, PAD, type Surroundings } from './surroundings.ts'
import type { Units } from './units.ts'

/** What the tagger asks of the lexicon beyond the flags that a text's words carry already. */
export type Vocabulary = { isEnglish(text: TokenText, token: number): boolean }

const APOSTROPHE = 39
/** The kind of a word that only its ending hides from the list of everyday words. */
const ENGLISH_BY_ENDING = 200
/** Of what a word is by itself, the shape lies below this and the lists above. */
const LISTS_SHIFT = 4

const LISTS =
  wordFlag.first |
  wordFlag.ambiguous |
  wordFlag.surname |
  wordFlag.english |
  wordFlag.city |
  wordFlag.majorCity |
  wordFlag.placePrefix

/** Collects the features of one unit. */
export class Features extends FeatureList {
  /** The kind of the word that was read last, as its own features see it. */
  kind = 0
  private readonly chars = charTable()

  /** Everything that there is of a unit, in the order of the steps below; tags of the units before it are known. */
  collect(
    text: TokenText,
    lexicon: Vocabulary,
    around: Surroundings,
    units: Units,
    index: number,
    rules: RuleCover,
  ): void {
    this.clear()
    const from = units.from[index] as number
    const own =
      units.isCode[index] === 1
        ? this.code(text, around, from, units.to[index] as number)
        : this.word(text, lexicon, around, from, around.wordContext(text, from))
    this.near(around, units, index)
    this.neighbours(text, around, units, index, own)
    this.rest(text, around, units, index, rules, own)
  }

  /**
   * What a word is by itself: nothing else than the word as written and its context in a few bits is asked.
   * @param context of `Surroundings.wordContext`
   * @returns its shape and lists, for pairs
   */
  word(text: TokenText, lexicon: Vocabulary, around: Surroundings, token: number, context: number): number {
    const { codes } = text
    const { chars, hashes: into } = this
    const from = text.start[token] as number
    const to = text.end[token] as number
    const length = to - from
    const shape = text.kind[token] as number
    const hash = text.hashA[token] as number
    const flags = text.flags[token] as number
    const starts = context & 1
    const notes = (context >>> 1) & 15
    let count = this.count
    into[count++] = single(1, 0)
    into[count++] = single(6, shape)
    into[count++] = pair(7, shape, Math.min(length, 12))
    into[count++] = pair(8, shape, starts)
    into[count++] = pair(9, notes, shape)
    count = this.from(source.context, count)
    into[count++] = single(2, hash)
    into[count++] = pair(3, hash, shape)
    let prefix = 0
    let suffix = 0
    for (let i = 0; i < 4 && i < length; i++) {
      prefix = Math.imul(prefix ^ ((chars[codes[from + i] as number] as number) & FOLD_MASK), 0x01000193)
      suffix = Math.imul(suffix ^ ((chars[codes[to - 1 - i] as number] as number) & FOLD_MASK), 0x01000193)
      if (i > 0) {
        into[count++] = pair(4, prefix, i)
        into[count++] = pair(5, suffix, i)
      }
    }
    count = this.from(source.word, count)
    const isKnown = flags !== 0 || shape === tokenKind.initial || shape === tokenKind.script
    const everyday = isKnown ? flags : lexicon.isEnglish(text, token) ? wordFlag.english : 0
    const listed = everyday & LISTS
    const coarse =
      ((everyday & (wordFlag.english | wordFlag.functionWord)) !== 0 ? 1 : 0) |
      ((everyday & (wordFlag.first | wordFlag.surname)) !== 0 ? 2 : 0) |
      ((everyday & (wordFlag.city | wordFlag.majorCity)) !== 0 ? 4 : 0) |
      ((everyday & (wordFlag.health | wordFlag.protected | wordFlag.eponym)) !== 0 ? 8 : 0)
    const kind = isKnown || everyday === 0 ? (around.kinds[token + PAD] as number) : ENGLISH_BY_ENDING
    this.kind = kind
    into[count++] = pair(10, listed, shape)
    into[count++] = pair(11, kind, shape)
    into[count++] = pair(12, kind, starts)
    for (let bits = flags & ~LISTS, bit = 0; bits !== 0; bits >>>= 1, bit++)
      if ((bits & 1) !== 0) into[count++] = single(13, bit)
    into[count++] = pair(19, listed, notes)
    if (text.inTerm[token] === 1) into[count++] = single(20, shape)
    if (text.labelOf[token] !== 0) into[count++] = pair(21, text.labelOf[token] as number, shape)
    into[count++] = pair(22, coarse, shape)
    into[count++] = pair(23, coarse, starts)
    into[count++] = pair(24, coarse, notes)
    this.from(source.lexicon, count)
    return shape | (listed << LISTS_SHIFT)
  }

  /** A code and the words before it. @returns its shape, for pairs */
  code(text: TokenText, around: Surroundings, from: number, to: number): number {
    const { codes } = text
    const { words, kinds } = around
    const { chars, hashes: into } = this
    const start = text.start[from] as number
    const end = text.end[to - 1] as number
    const { shape, runs, digits, letters, prefix, isPlain, size, form } = readCode(codes, chars, start, end)
    const before = words[from - 1 + PAD] as number
    const after = words[to + PAD] as number
    let count = this.count
    into[count++] = single(1, 0)
    into[count++] = single(30, shape)
    into[count++] = single(31, runs)
    into[count++] = pair(32, Math.min(digits, 15), Math.min(letters, 5))
    into[count++] = pair(33, runs, Math.min(end - start, 20))
    if (letters > 0) {
      into[count++] = single(34, prefix)
      into[count++] = pair(35, prefix, runs)
    }
    if (isPlain) into[count++] = single(36, size)
    if (to - from === 1) into[count++] = single(37, text.hashA[from] as number)
    if (form !== 0) {
      into[count++] = pair(45, form, before)
      into[count++] = pair(46, form, after)
      into[count++] = pair(47, form, words[from - 2 + PAD] as number)
      into[count++] = single(48, form)
    }
    into[count++] = pair(38, runs, before)
    into[count++] = pair(39, runs, after)
    into[count++] = pair(40, size, before)
    into[count++] = pair(41, size, after)
    let found = 0
    for (let token = from - 1, steps = 0; found < 5 && steps < 10 && token >= 0; token--, steps++) {
      const kind = kinds[token + PAD] as number
      if (kind === kindOfNewline) break
      if (kind > kindOfNewline) continue
      found++
      const hash = words[token + PAD] as number
      into[count++] = single(42, hash)
      into[count++] = pair(43, hash, isPlain ? 1 : 0)
      if (found <= 3) into[count++] = pair(44, hash, runs)
    }
    this.from(source.context, count)
    return isPlain ? size | 512 : (runs & 0xffff) | 0x10000
  }

  /** The tokens on either side, each by itself. */
  near({ words, kinds }: Surroundings, units: Units, index: number): void {
    const { hashes: into } = this
    const from = (units.from[index] as number) + PAD
    const last = (units.to[index] as number) - 1 + PAD
    let count = this.count
    for (let i = 1; i <= 3; i++) {
      into[count++] = pair(50, words[from - i] as number, i)
      into[count++] = pair(51, words[last + i] as number, i)
      into[count++] = pair(52, kinds[from - i] as number, i)
      into[count++] = pair(53, kinds[last + i] as number, i)
    }
    this.from(source.context, count)
  }

  /** The tokens on either side together, and with the unit. @param own what `word` or `code` gave back */
  neighbours(text: TokenText, around: Surroundings, units: Units, index: number, own: number): void {
    const { words, kinds } = around
    const { hashes: into } = this
    const from = units.from[index] as number
    const to = units.to[index] as number
    const before = words[from - 1 + PAD] as number
    const after = words[to + PAD] as number
    const kindBefore = kinds[from - 1 + PAD] as number
    const kindAfter = kinds[to + PAD] as number
    const shapeBefore = shapeAt(text, from - 1)
    const shapeAfter = shapeAt(text, to)
    let count = this.count
    if (units.isCode[index] !== 1) {
      const listed = own >> LISTS_SHIFT
      into[count++] = pair(14, listed, kindBefore)
      into[count++] = pair(15, listed, kindAfter)
      into[count++] = pair(16, (this.kind << 8) | kindBefore, kindAfter)
      into[count++] = pair(17, listed, before)
      into[count++] = pair(18, listed, after)
      count = this.from(source.lexicon, count)
    }
    into[count++] = pair(54, before, words[from - 2 + PAD] as number)
    into[count++] = pair(55, after, words[to + 1 + PAD] as number)
    into[count++] = pair(56, before, own)
    into[count++] = pair(57, after, own)
    into[count++] = pair(58, (kindBefore << 8) | (kinds[from - 2 + PAD] as number), own)
    into[count++] = pair(59, (kindAfter << 8) | (kinds[to + 1 + PAD] as number), own)
    into[count++] = pair(60, (kindBefore << 8) | kindAfter, own)
    into[count++] = pair(61, before, after)
    into[count++] = pair(62, (shapeBefore << 4) | shapeAfter, own)
    into[count++] = pair(63, (shapeAfter << 4) | shapeAt(text, to + 1), shapeBefore)
    // The nearest words on either side, over marks: "Maria, 34," and "(Grace)".
    const wordBefore = overMarks(kinds, from - 1 + PAD, -1)
    const wordAfter = overMarks(kinds, to + PAD, 1)
    into[count++] = single(64, words[wordBefore] as number)
    into[count++] = single(65, words[wordAfter] as number)
    into[count++] = pair(66, kinds[wordBefore] as number, own)
    into[count++] = pair(67, kinds[wordAfter] as number, own)
    if (after === APOSTROPHE && text.isLetterS(to + 1)) {
      into[count++] = single(68, own)
      into[count++] = single(69, words[to + 2 + PAD] as number)
    }
    this.from(source.context, count)
  }

  /** The line, what the rules found, and the tags before. */
  rest(
    text: TokenText,
    around: Surroundings,
    units: Units,
    index: number,
    rules: RuleCover,
    own: number,
  ): void {
    addLine(this, text, around, units.from[index] as number, own)
    addLayout(this, text, around, units, index, own)
    addFound(this, rules, units.from[index] as number, units.to[index] as number, text.count, own)
    if (units.isCode[index] === 1) {
      this.hashes[this.count] = pair(114, rules.dateMarks, own)
      this.from(source.rules, this.count + 1)
    }
    addHistory(this, text, around, units, index, own)
  }
}

function shapeAt(text: TokenText, token: number): number {
  return token < 0 || token >= text.count ? 15 : (text.kind[token] as number)
}

/** The nearest token that is no mark, at most four steps away. @param at from `PAD` on, and so the answer */
function overMarks(kinds: Uint8Array, at: number, step: number): number {
  let token = at
  for (let steps = 0; steps < 3 && isMark(kinds[token] as number); steps++) token += step
  return token
}
