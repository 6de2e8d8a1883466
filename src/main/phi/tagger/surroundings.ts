import { wordFlag } from '../lexicon/flags.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import { Cells, MOST_COLUMNS } from './cells.ts'

/** The kinds that are one list or two, by how many zero bits come before the flag. */
const kindOfBit = new Uint8Array(33)
const KIND_FLAGS = kindsByFlag([
  wordFlag.month,
  wordFlag.weekday,
  wordFlag.title,
  wordFlag.greeting,
  wordFlag.placePreposition,
  wordFlag.functionWord,
  wordFlag.relation,
  wordFlag.personVerb,
  wordFlag.credential,
  wordFlag.suffix,
  wordFlag.state | wordFlag.stateCode,
  wordFlag.facility,
  wordFlag.organisation,
  wordFlag.street,
  wordFlag.eponymNoun,
  wordFlag.health | wordFlag.protected,
  wordFlag.country,
  wordFlag.ambiguous,
  wordFlag.first,
  wordFlag.majorCity,
  wordFlag.numberWord,
])
const SURNAME = 22
const COMMON_SURNAME = SURNAME + 1
const TOWN = SURNAME + 2
const ENGLISH = SURNAME + 3
const UNKNOWN = SURNAME + 4
const DIGITS = SURNAME + 5
/** Marks have the kinds behind it. */
export const kindOfNewline = DIGITS + 8
const MARKS = kindOfNewline + 1
/** Beyond either end of a text. */
const NOTHING = 255

export function isMark(kind: number): boolean {
  return kind > kindOfNewline && kind < NOTHING
}

/** How many tokens beyond either end may be asked for. */
export const PAD = 8

const lineFlag = { capitals: 1, title: 2, hasColon: 4, short: 8 } as const

/** What the features ask of all tokens of a paragraph, gathered in one walk. */
export class Surroundings {
  /** What each token is: a word by its hash, a number by its length. The first token stands at `PAD`. */
  words = new Int32Array(0)
  /** Which kind of word each token is, as a small number; from `PAD` on too. */
  kinds = new Uint8Array(0)
  /** Index of each token's line. */
  line = new Int32Array(0)
  /** Which column of its line each token stands in: a tab, a bar or two spaces part columns. */
  column = new Uint8Array(0)
  /** By line: first token, flags, hash of the first word. */
  lineFrom: number[] = []
  lineFlags: number[] = []
  /** By slot of a word's hash: 1 where it occurs in lower case, 2 where the rules found it as a name. */
  readonly seen = new Uint8Array(SEEN_SLOTS)
  readonly cells = new Cells()

  read(text: TokenText): void {
    if (this.line.length < text.count) this.grow(Math.max(1024, text.count * 2))
    this.seen.fill(0)
    this.cells.clear()
    this.lineFrom.length = 0
    this.lineFlags.length = 0
    const { line, column: columns, seen, words: hashes, kinds } = this
    hashes.fill(NO_WORD, text.count + PAD, text.count + 2 * PAD)
    kinds.fill(NOTHING, text.count + PAD, text.count + 2 * PAD)
    let from = 0
    let words = 0
    let capitals = 0
    let upper = 0
    let flags = 0
    let column = 0
    let lastEnd = 0
    for (let token = 0; token < text.count; token++) {
      const shape = text.kind[token] as number
      line[token] = this.lineFrom.length
      const start = text.start[token] as number
      const gap = start - lastEnd
      if (gap > 0 && (gap > 1 || text.codes[lastEnd] === TAB) && token > from && column < MOST_COLUMNS - 1)
        column++
      lastEnd = text.end[token] as number
      columns[token] = column
      hashes[token + PAD] = text.hashA[token] as number
      kinds[token + PAD] = kindOf(text, token, shape)
      if (shape === tokenKind.newline) {
        this.endLine(from, token, words, capitals, upper, flags)
        from = token + 1
        words = capitals = upper = flags = column = 0
        continue
      }
      if (shape === tokenKind.punctuation) {
        const mark = text.mark(token)
        if (mark === COLON) flags |= lineFlag.hasColon
        else if (mark === BAR && column < MOST_COLUMNS - 1) column++
        continue
      }
      if (shape === tokenKind.lower) seen[slotOf(text.hashA[token] as number)] = seenFlag.lower
      if (shape === tokenKind.digits || shape === tokenKind.alphanumeric)
        hashes[token + PAD] = NO_WORD + shape * 16 + Math.min(6, text.length(token))
      if (shape >= tokenKind.digits || shape === tokenKind.initial) continue
      words++
      if (shape !== tokenKind.lower) capitals++
      if (shape === tokenKind.upper) upper++
    }
    this.endLine(from, text.count, words, capitals, upper, flags)
  }

  private endLine(
    from: number,
    to: number,
    words: number,
    capitals: number,
    upper: number,
    found: number,
  ): void {
    let flags = found
    if (words >= 2 && upper === words) flags |= lineFlag.capitals
    if (words >= 3 && capitals * 10 >= words * 7) flags |= lineFlag.title
    if (to - from <= 8) flags |= lineFlag.short
    this.lineFrom.push(from)
    this.lineFlags.push(flags)
  }

  private grow(size: number): void {
    this.line = new Int32Array(size)
    this.column = new Uint8Array(size)
    this.words = new Int32Array(size + 2 * PAD).fill(NO_WORD, 0, PAD)
    this.kinds = new Uint8Array(size + 2 * PAD).fill(NOTHING, 0, PAD)
  }

  /**
   * What the features of a word by itself ask beside the word, in one number: whether it begins a sentence (bit 0),
   * where else it was seen (bits 1 to 4), whether it is part of a term (5), the label that it is in (6 to 13).
   */
  wordContext(text: TokenText, token: number): number {
    return (
      (text.startsSentence(token) ? 1 : 0) |
      (this.notes(text.hashA[token] as number) << 1) |
      ((text.inTerm[token] as number) << 5) |
      ((text.labelOf[token] as number) << 6)
    )
  }

  note(hash: number, flag: number): void {
    const slot = slotOf(hash)
    this.seen[slot] = (this.seen[slot] as number) | flag
  }

  notes(hash: number): number {
    return this.seen[slotOf(hash)] as number
  }
}

/** How far a token is from the next: it touches it (0), a space parts them (1), a column ends (2), or the line (3). */
export function gapKind(text: TokenText, token: number): number {
  if (token < 0 || token + 1 >= text.count) return EDGE
  if (text.kind[token] === tokenKind.newline || text.kind[token + 1] === tokenKind.newline) return EDGE
  const end = text.end[token] as number
  const gap = (text.start[token + 1] as number) - end
  return gap > 1 || (gap === 1 && text.codes[end] === TAB) ? WIDE : gap
}

const WIDE = 2
const EDGE = 3
const TAB = 9
const COLON = 58
const BAR = 124

export const seenFlag = { lower: 1, name: 2, taggedName: 4, taggedPlace: 8 } as const
const SEEN_SLOTS = 4096
/** The word beyond either end of a text. */
const NO_WORD = 0x3f3f3f

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 13)) & (SEEN_SLOTS - 1)
}

/** Which kind of word a token is, as a small number. */
function kindOf(text: TokenText, token: number, shape: number): number {
  if (shape <= tokenKind.newline) {
    if (shape === tokenKind.newline) return kindOfNewline
    const code = text.codes[text.start[token] as number] as number
    return code < 128 ? MARKS + (code & 63) : MARKS + 64
  }
  if (shape === tokenKind.digits) return DIGITS + Math.min(5, text.length(token) - 1)
  if (shape === tokenKind.alphanumeric) return DIGITS + 6
  const flags = text.flags[token] as number
  const kind = kindOfBit[Math.clz32(flags & KIND_FLAGS)] as number
  if (kind !== 0) return kind
  if ((flags & wordFlag.surname) !== 0) return (flags & wordFlag.english) !== 0 ? COMMON_SURNAME : SURNAME
  if ((flags & wordFlag.english) !== 0) return ENGLISH
  return (flags & wordFlag.city) !== 0 ? TOWN : UNKNOWN
}

/** Numbers the kinds from 1 in the order of their flags. @returns all flags */
function kindsByFlag(inOrder: readonly number[]): number {
  let all = 0
  inOrder.forEach((flags, index) => {
    for (let bit = 0; bit < 32; bit++) if (((flags >>> bit) & 1) !== 0) kindOfBit[31 - bit] = index + 1
    all |= flags
  })
  return all
}
