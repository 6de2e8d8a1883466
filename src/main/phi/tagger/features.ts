import { wordFlag } from '../lexicon/flags.ts'
import { FOLD_MASK, charTable } from '../text/char-class.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import type { RuleCover } from './rule-cover.ts'
import type { Surroundings } from './surroundings.ts'
import type { Units } from './units.ts'

/** What the tagger asks of the lexicon beyond the flags that a text's words carry already. */
export type Vocabulary = { isEnglish(text: TokenText, token: number): boolean }

/** What a feature is made of; training leaves some of these out at random, so that no single source is leant on. */
export const source = { context: 0, word: 1, lexicon: 2, rules: 3, tags: 4 } as const

const MOST_FEATURES = 160
const NONE = 0x3f3f3f
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

/** Collects the features of one unit, as hashes. */
export class Features {
  count = 0
  readonly hashes = new Int32Array(MOST_FEATURES)
  /** Where each comes from; only training asks. */
  readonly sources = new Uint8Array(MOST_FEATURES)
  /** The kind of the word that was read last, as its own features see it. */
  kind = 0
  private source = 0
  private readonly chars = charTable()

  private add(template: number, value: number): void {
    let hash = Math.imul(value ^ Math.imul(template, 0x9e3779b1), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35)
    this.hashes[this.count] = hash ^ (hash >>> 16)
    this.sources[this.count] = this.source
    this.count++
  }

  private pair(template: number, a: number, b: number): void {
    this.add(template, Math.imul(a ^ (b >>> 16) ^ (b << 7), 0x01000193) ^ b)
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
    this.count = 0
    const from = units.from[index] as number
    const own =
      units.isCode[index] === 1
        ? this.code(text, from, units.to[index] as number)
        : this.word(text, lexicon, around, from, around.wordContext(text, from))
    this.near(text, around, units, index)
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
    const { chars } = this
    const from = text.start[token] as number
    const to = text.end[token] as number
    const length = to - from
    const shape = text.kind[token] as number
    const hash = text.hashA[token] as number
    const flags = text.flags[token] as number
    this.source = source.context
    this.add(1, 0)
    this.source = source.word
    this.add(2, hash)
    this.pair(3, hash, shape)
    let prefix = 0
    let suffix = 0
    for (let i = 0; i < 4 && i < length; i++) {
      prefix = Math.imul(prefix ^ ((chars[codes[from + i] as number] as number) & FOLD_MASK), 0x01000193)
      suffix = Math.imul(suffix ^ ((chars[codes[to - 1 - i] as number] as number) & FOLD_MASK), 0x01000193)
      if (i > 0) {
        this.pair(4, prefix, i)
        this.pair(5, suffix, i)
      }
    }
    this.source = source.context
    this.add(6, shape)
    this.pair(7, shape, Math.min(length, 12))
    const starts = context & 1
    this.pair(8, shape, starts)
    const notes = (context >>> 1) & 15
    this.pair(9, notes, shape)
    this.source = source.lexicon
    const isKnown = flags !== 0 || shape === tokenKind.initial || shape === tokenKind.script
    const everyday = isKnown ? flags : lexicon.isEnglish(text, token) ? wordFlag.english : 0
    const listed = everyday & LISTS
    const coarse =
      ((everyday & (wordFlag.english | wordFlag.functionWord)) !== 0 ? 1 : 0) |
      ((everyday & (wordFlag.first | wordFlag.surname)) !== 0 ? 2 : 0) |
      ((everyday & (wordFlag.city | wordFlag.majorCity)) !== 0 ? 4 : 0) |
      ((everyday & (wordFlag.health | wordFlag.protected | wordFlag.eponym)) !== 0 ? 8 : 0)
    const kind = isKnown || everyday === 0 ? around.kindOf(text, token) : ENGLISH_BY_ENDING
    this.kind = kind
    this.pair(10, listed, shape)
    this.pair(11, kind, shape)
    this.pair(12, kind, starts)
    for (let bits = flags & ~LISTS, bit = 0; bits !== 0; bits >>>= 1, bit++)
      if ((bits & 1) !== 0) this.add(13, bit)
    this.pair(19, listed, notes)
    if (text.inTerm[token] === 1) this.add(20, shape)
    if (text.labelOf[token] !== 0) this.pair(21, text.labelOf[token] as number, shape)
    this.pair(22, coarse, shape)
    this.pair(23, coarse, starts)
    this.pair(24, coarse, notes)
    return shape | (listed << LISTS_SHIFT)
  }

  /** A code and the words before it. @returns its shape, for pairs */
  code(text: TokenText, from: number, to: number): number {
    const { codes } = text
    const { chars } = this
    const start = text.start[from] as number
    const end = text.end[to - 1] as number
    let shape = 0
    let runs = 0
    let last = 0
    let digits = 0
    let letters = 0
    let prefix = 0
    let value = 0
    for (let at = start; at < end; at++) {
      const code = codes[at] as number
      const kind = (chars[code] as number) >>> 16
      const sign = kind === 3 ? 3 : kind > 3 ? kind : code
      if (kind === 3) {
        digits++
        value = Math.min(value * 10 + code - 48, 1e8)
      } else if (kind > 3) {
        letters++
        if (digits === 0) prefix = Math.imul(prefix ^ ((chars[code] as number) & FOLD_MASK), 0x01000193)
      }
      if (at - start < 24) shape = Math.imul(shape ^ sign, 0x01000193)
      if (sign !== last) runs = Math.imul(runs ^ sign, 0x01000193)
      last = sign
    }
    const isPlain = digits === end - start
    this.source = source.context
    this.add(1, 0)
    this.add(30, shape)
    this.add(31, runs)
    this.pair(32, Math.min(digits, 15), Math.min(letters, 5))
    this.pair(33, runs, Math.min(end - start, 20))
    if (letters > 0) this.add(34, prefix)
    if (letters > 0) this.pair(35, prefix, runs)
    const size = isPlain ? sizeOf(value, digits) : 0
    if (isPlain) this.add(36, size)
    if (to - from === 1) this.add(37, text.hashA[from] as number)
    this.pair(38, runs, hashAt(text, from - 1))
    this.pair(39, runs, hashAt(text, to))
    this.pair(40, size, hashAt(text, from - 1))
    this.pair(41, size, hashAt(text, to))
    let found = 0
    for (let token = from - 1, steps = 0; found < 5 && steps < 10; token--, steps++) {
      const kind = text.kindAt(token)
      if (token < 0 || kind === tokenKind.newline) break
      if (kind === tokenKind.punctuation) continue
      found++
      const hash = kind >= tokenKind.digits ? kind : (text.hashA[token] as number)
      this.add(42, hash)
      this.pair(43, hash, isPlain ? 1 : 0)
      if (found <= 3) this.pair(44, hash, runs)
    }
    return isPlain ? size | 512 : (runs & 0xffff) | 0x10000
  }

  /** The tokens on either side, each by itself. */
  near(text: TokenText, around: Surroundings, units: Units, index: number): void {
    const from = units.from[index] as number
    const last = (units.to[index] as number) - 1
    this.source = source.context
    for (let i = 1; i <= 3; i++) {
      this.pair(50, hashAt(text, from - i), i)
      this.pair(51, hashAt(text, last + i), i)
      this.pair(52, kindAt(text, around, from - i), i)
      this.pair(53, kindAt(text, around, last + i), i)
    }
  }

  /** The tokens on either side together, and with the unit. @param own what `word` or `code` gave back */
  neighbours(text: TokenText, around: Surroundings, units: Units, index: number, own: number): void {
    const from = units.from[index] as number
    const to = units.to[index] as number
    const before = hashAt(text, from - 1)
    const second = hashAt(text, from - 2)
    const after = hashAt(text, to)
    const next = hashAt(text, to + 1)
    const kindBefore = kindAt(text, around, from - 1)
    const kindSecond = kindAt(text, around, from - 2)
    const kindAfter = kindAt(text, around, to)
    const kindNext = kindAt(text, around, to + 1)
    if (units.isCode[index] !== 1) {
      const listed = own >> LISTS_SHIFT
      this.source = source.lexicon
      this.pair(14, listed, kindBefore)
      this.pair(15, listed, kindAfter)
      this.pair(16, (this.kind << 8) | kindBefore, kindAfter)
      this.pair(17, listed, before)
      this.pair(18, listed, after)
    }
    this.source = source.context
    this.pair(54, before, second)
    this.pair(55, after, next)
    this.pair(56, before, own)
    this.pair(57, after, own)
    this.pair(58, (kindBefore << 8) | kindSecond, own)
    this.pair(59, (kindAfter << 8) | kindNext, own)
    this.pair(60, (kindBefore << 8) | kindAfter, own)
    this.pair(61, before, after)
    this.pair(62, (shapeAt(text, from - 1) << 4) | shapeAt(text, to), own)
    this.pair(63, (shapeAt(text, to) << 4) | shapeAt(text, to + 1), shapeAt(text, from - 1))
    // The nearest words on either side, over marks: "Maria, 34," and "(Grace)".
    this.pair(64, hashAt(text, wordBefore(text, from)), 0)
    this.pair(65, hashAt(text, wordAfter(text, to)), 0)
    this.pair(66, kindAt(text, around, wordBefore(text, from)), own)
    this.pair(67, kindAt(text, around, wordAfter(text, to)), own)
    if (text.is(to, "'") && text.isLetterS(to + 1)) {
      this.pair(68, own, 1)
      this.pair(69, hashAt(text, to + 2), 1)
    }
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
    const from = units.from[index] as number
    this.source = source.context
    this.line(text, around, from, own)
    this.source = source.rules
    this.found(rules, from, units.to[index] as number, text.count, own)
    this.source = source.tags
    this.history(text, around, units, index, own)
  }

  private line(text: TokenText, around: Surroundings, from: number, own: number): void {
    const line = around.line[from] as number
    const lineFrom = around.lineFrom[line] as number
    const lineFlags = around.lineFlags[line] as number
    const isFirst = from === lineFrom ? 1 : 0
    this.pair(80, lineFlags, own)
    this.pair(81, isFirst, own)
    this.pair(82, hashAt(text, lineFrom), lineFlags & 4)
    let label = 0
    let distance = 0
    for (let token = from - 1; token >= lineFrom && distance < 12; token--, distance++) {
      label = text.labelOf[token] as number
      if (label !== 0) break
    }
    if (label !== 0) {
      this.pair(83, label, distance < 2 ? 0 : distance < 4 ? 1 : 2)
      this.pair(84, label, own)
    }
    // "Employer: …", "Spouse - …": the words before the nearest colon on the left.
    for (let token = from - 1, steps = 0; token > lineFrom && steps < 8; token--, steps++) {
      if (!text.is(token, ':') && !text.is(token, '#')) continue
      const word = hashAt(text, token - 1)
      this.pair(85, word, Math.min(steps, 3))
      this.pair(86, word, own)
      this.pair(87, word, hashAt(text, token - 2))
      break
    }
    if (isFirst === 1 && lineFrom > 1) this.pair(88, hashAt(text, lineFrom - 2), hashAt(text, lineFrom - 1))
  }

  private found(rules: RuleCover, from: number, to: number, count: number, own: number): void {
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
    const after = to < count ? (rules.hit[to] as number) : 0
    this.pair(100, hit, grade)
    this.add(101, hit)
    this.pair(102, hit, own)
    this.pair(108, rules.sure, own)
    this.pair(109, rules.sure, hit)
    this.pair(103, before, hit)
    this.pair(104, after, hit)
    if (hit === 0) {
      const second = from > 1 ? (rules.hit[from - 2] as number) : 0
      const next = to + 1 < count ? (rules.hit[to + 1] as number) : 0
      this.pair(105, before === 0 ? second : before, after === 0 ? next : after)
      this.pair(106, before === 0 ? second : before, own)
      this.pair(107, after === 0 ? next : after, own)
    }
  }

  private history(text: TokenText, around: Surroundings, units: Units, index: number, own: number): void {
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
    const between = distance > 0 && distance < 5 ? hashAt(text, from - 1) : 0
    this.pair(120, tag, distance)
    this.pair(121, (tag << 3) | distance, own)
    this.pair(122, (tag << 3) | distance, earlier)
    this.pair(123, (tag << 3) | distance, between)
    this.pair(124, (tag << 3) | distance, shapeAt(text, from))
    if (units.isCode[index] !== 1) {
      this.pair(125, (tag << 3) | distance, around.kindOf(text, from))
      this.pair(126, around.notes(text.hashA[from] as number), tag)
    }
  }
}

function sizeOf(value: number, digits: number): number {
  if (digits === 4 && value >= 1900 && value < 2100) return 40
  if (digits <= 2) return value <= 12 ? 1 : value <= 31 ? 2 : value < 90 ? 3 : 4
  return digits + 10
}

function hashAt(text: TokenText, token: number): number {
  if (token < 0 || token >= text.count) return NONE
  const kind = text.kind[token] as number
  return kind >= tokenKind.digits && kind !== tokenKind.script
    ? NONE + kind * 16 + Math.min(6, text.length(token))
    : (text.hashA[token] as number)
}

function kindAt(text: TokenText, around: Surroundings, token: number): number {
  return token < 0 || token >= text.count ? 255 : around.kindOf(text, token)
}

function shapeAt(text: TokenText, token: number): number {
  return token < 0 || token >= text.count ? 15 : (text.kind[token] as number)
}

function wordBefore(text: TokenText, from: number): number {
  let token = from - 1
  for (let steps = 0; steps < 3 && text.kindAt(token) === tokenKind.punctuation; steps++) token--
  return token
}

function wordAfter(text: TokenText, to: number): number {
  let token = to
  for (let steps = 0; steps < 3 && text.kindAt(token) === tokenKind.punctuation; steps++) token++
  return token
}
