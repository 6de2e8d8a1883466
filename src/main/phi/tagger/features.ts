import { wordFlag } from '../lexicon/flags.ts'
import { FOLD_MASK, charTable } from '../text/char-class.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { readCode } from './code-shape.ts'
import type { RuleCover } from './rule-cover.ts'
import { gapKind, isMark, kindOfNewline, PAD, type Surroundings } from './surroundings.ts'
import type { Units } from './units.ts'

/** What the tagger asks of the lexicon beyond the flags that a text's words carry already. */
export type Vocabulary = { isEnglish(text: TokenText, token: number): boolean }

/** What a feature is made of; training leaves some of these out at random, so that no single source is leant on. */
export const source = { context: 0, word: 1, lexicon: 2, rules: 3, tags: 4 } as const

const MOST_FEATURES = 160
const MOST_PARTS = 16
const SOURCE_BITS = 3
const APOSTROPHE = 39
const COLON = 58
const NUMBER_SIGN = 35
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

/** A feature of one value as its hash: the low bits are its row among the weights. */
function single(template: number, value: number): number {
  const hash = Math.imul(value + Math.imul(template, 0x9e3779b1), 0x85ebca6b)
  return hash ^ (hash >>> 15)
}

/** A feature of two values. */
function pair(template: number, a: number, b: number): number {
  const hash = Math.imul(a ^ Math.imul(b + Math.imul(template, 0x9e3779b1), 0xc2b2ae35), 0x85ebca6b)
  return hash ^ (hash >>> 15)
}

/** Collects the features of one unit, as hashes. */
export class Features {
  count = 0
  readonly hashes = new Int32Array(MOST_FEATURES)
  /** Up to which feature and from what source, in one number; only training asks. */
  private readonly ends = new Int32Array(MOST_PARTS)
  private parts = 0
  /** The kind of the word that was read last, as its own features see it. */
  kind = 0
  private readonly chars = charTable()

  /** Begins anew. */
  clear(): void {
    this.count = 0
    this.parts = 0
  }

  /** Which source a feature comes from. */
  sourceOf(feature: number): number {
    const { ends } = this
    let part = 0
    while ((ends[part] as number) >> SOURCE_BITS <= feature) part++
    return (ends[part] as number) & ((1 << SOURCE_BITS) - 1)
  }

  /** Ends the features of one source. */
  private from(source: number, count: number): number {
    this.ends[this.parts++] = (count << SOURCE_BITS) | source
    this.count = count
    return count
  }

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
    this.line(text, around, units.from[index] as number, own)
    this.layout(text, around, units, index, own)
    this.found(rules, units.from[index] as number, units.to[index] as number, text.count, own)
    if (units.isCode[index] === 1) {
      this.hashes[this.count] = pair(114, rules.dateMarks, own)
      this.from(source.rules, this.count + 1)
    }
    this.history(text, around, units, index, own)
  }

  private line(text: TokenText, around: Surroundings, from: number, own: number): void {
    const { words } = around
    const { hashes: into } = this
    const line = around.line[from] as number
    const lineFrom = around.lineFrom[line] as number
    const lineFlags = around.lineFlags[line] as number
    const isFirst = from === lineFrom ? 1 : 0
    let count = this.count
    into[count++] = pair(80, lineFlags, own)
    into[count++] = pair(81, isFirst, own)
    into[count++] = pair(82, words[lineFrom + PAD] as number, lineFlags & 4)
    let label = 0
    let distance = 0
    for (let token = from - 1; token >= lineFrom && distance < 12; token--, distance++) {
      label = text.labelOf[token] as number
      if (label !== 0) break
    }
    if (label !== 0) {
      into[count++] = pair(83, label, distance < 2 ? 0 : distance < 4 ? 1 : 2)
      into[count++] = pair(84, label, own)
    }
    // "Employer: …", "Spouse - …": the words before the nearest colon on the left.
    for (let token = from - 1, steps = 0; token > lineFrom && steps < 8; token--, steps++) {
      const mark = words[token + PAD] as number
      if (mark !== COLON && mark !== NUMBER_SIGN) continue
      const word = words[token - 1 + PAD] as number
      into[count++] = pair(85, word, Math.min(steps, 3))
      into[count++] = pair(86, word, own)
      into[count++] = pair(87, word, words[token - 2 + PAD] as number)
      break
    }
    if (isFirst === 1 && lineFrom > 1)
      into[count++] = pair(88, words[lineFrom - 2 + PAD] as number, words[lineFrom - 1 + PAD] as number)
    this.from(source.context, count)
  }

  /** Where a unit stands on the page: in a column, before a colon, below something. */
  private layout(text: TokenText, around: Surroundings, units: Units, index: number, own: number): void {
    const { words, kinds } = around
    const { hashes: into } = this
    const from = units.from[index] as number
    const to = units.to[index] as number
    const gaps = (gapKind(text, from - 1) << 2) | gapKind(text, to - 1)
    const line = around.line[from] as number
    const column = around.column[from] as number
    const above = around.cells.above(line, column)
    const cell = (above << 2) | (around.cells.isFresh(line, column) ? 2 : 0) | (column === 0 ? 0 : 1)
    let count = this.count
    into[count++] = pair(110, gaps, own)
    into[count++] = pair(111, gaps, words[to + PAD] as number)
    into[count++] = pair(112, cell, own)
    let steps = 0
    for (let token = to; steps < 4; token++, steps++) {
      if (kinds[token + PAD] === kindOfNewline || (steps > 0 && gapKind(text, token - 1) > 1)) {
        steps = 9
        break
      }
      if (words[token + PAD] === COLON) break
    }
    into[count++] = pair(113, steps, own)
    this.from(source.context, count)
  }

  private found(rules: RuleCover, from: number, to: number, length: number, own: number): void {
    const { hashes: into } = this
    let hit = 0
    let grade = 0
    for (let token = from; token < to; token++) {
      const here = rules.hit[token] as number
      if (here !== 0) {
        hit = here
        grade = rules.grade[token] as number
      }
    }
    const before = from > 0 ? (rules.hit[from - 1] as number) : 0
    const after = to < length ? (rules.hit[to] as number) : 0
    let count = this.count
    into[count++] = pair(100, hit, grade)
    into[count++] = single(101, hit)
    into[count++] = pair(102, hit, own)
    into[count++] = pair(108, rules.sure, own)
    into[count++] = pair(109, rules.sure, hit)
    into[count++] = pair(103, before, hit)
    into[count++] = pair(104, after, hit)
    if (hit === 0) {
      const second = from > 1 ? (rules.hit[from - 2] as number) : 0
      const next = to + 1 < length ? (rules.hit[to + 1] as number) : 0
      into[count++] = pair(105, before === 0 ? second : before, after === 0 ? next : after)
      into[count++] = pair(106, before === 0 ? second : before, own)
      into[count++] = pair(107, after === 0 ? next : after, own)
    }
    this.from(source.rules, count)
  }

  private history(text: TokenText, around: Surroundings, units: Units, index: number, own: number): void {
    const { hashes: into } = this
    const last = index - 1
    const from = units.from[index] as number
    let tag = 0
    let distance = 9
    if (last >= 0) {
      distance = Math.min(5, from - (units.to[last] as number))
      if (around.line[units.from[last] as number] !== around.line[from]) distance = 6
      tag = distance <= 4 ? (units.tag[last] as number) : 0
    }
    const earlier = last >= 1 ? (units.tag[last - 1] as number) : 0
    const between = distance > 0 && distance < 5 ? (around.words[from - 1 + PAD] as number) : 0
    const previous = (tag << 4) | distance
    let count = this.count
    into[count++] = single(120, previous)
    into[count++] = pair(121, own, previous)
    into[count++] = pair(122, previous, earlier)
    into[count++] = pair(123, between, previous)
    into[count++] = pair(124, previous, text.kind[from] as number)
    if (units.isCode[index] !== 1) {
      into[count++] = pair(125, previous, around.kinds[from + PAD] as number)
      into[count++] = pair(126, around.notes(text.hashA[from] as number), tag)
    }
    this.from(source.tags, count)
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
