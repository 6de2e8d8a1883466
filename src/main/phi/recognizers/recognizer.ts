import type { Category } from '../categories.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import type { LabelHit, TokenText } from '../text/token-text.ts'

/** A possible identifier: offsets into the normalised paragraph. */
export type Candidate = {
  readonly start: number
  readonly end: number
  readonly score: number
  /** Why, in words that hold no value. */
  readonly because: string
}

export type RecognizerInput = {
  readonly text: TokenText
  readonly lexicon: Lexicon
  /** The recognizer's own label words in this paragraph, in order. */
  readonly labels: readonly LabelHit[]
  /** The index of the recognizer in the registry: what `text.labelOf` holds plus one. */
  readonly group: number
}

/** The lists that the tokenizer fills; a bit in `anchorsOf` for each, in this order. */
const anchorLists = [
  'numeric',
  'alphanumerics',
  'capitals',
  'lowerNames',
  'titles',
  'months',
  'numberWords',
  'lowerPlaces',
  'ats',
  'schemes',
  'dots',
  'streets',
  'facilities',
  'states',
] as const

/** What a recognizer starts from: its own label words, or one of the lists that the tokenizer fills. */
export type Anchor = 'labels' | (typeof anchorLists)[number]

/**
 * One kind of identifier. `find` starts from the anchor lists of the tokenized text and looks only a bounded distance
 * around each, so that the whole scan stays linear whatever the input.
 */
export type Recognizer = {
  readonly id: string
  readonly category: Category
  /** A paragraph that has none of these is not shown to the recognizer at all. */
  readonly anchors: readonly Anchor[]
  /** Words and phrases that announce the value, lower case; matched as whole words. */
  readonly labelWords: readonly string[]
  readonly find: (input: RecognizerInput, emit: (candidate: Candidate) => void) => void
  /** A checksum or structure rule. It raises the score and never vetoes: made-up numbers fail it too. */
  readonly validate?: (value: string) => boolean
  /** The specification of the value's form, or the clause that names it. */
  readonly reference: string
}

const LABELS = 1 << anchorLists.length

/** Some of the anchors, a bit for each. */
export function anchorBits(anchors: readonly Anchor[]): number {
  return anchors.reduce(
    (bits, anchor) => bits | (anchor === 'labels' ? LABELS : 1 << anchorLists.indexOf(anchor)),
    0,
  )
}

/** The anchors that a tokenized paragraph has, labels of any recognizer left out. */
export function anchorsOf(text: TokenText): number {
  let bits = 0
  for (let list = 0; list < anchorLists.length; list++)
    if (text[anchorLists[list] as (typeof anchorLists)[number]].length > 0) bits |= 1 << list
  return bits
}

/** Whether a recognizer has anything to start from: what it declares, what the paragraph has, and its own labels. */
export function hasAnchor(declared: number, present: number, labels: readonly LabelHit[]): boolean {
  return (declared & present) !== 0 || ((declared & LABELS) !== 0 && labels.length > 0)
}

/** A list of label words, written with semicolons between. */
export function phrases(list: string): readonly string[] {
  return list.split(';').map((phrase) => phrase.trim().replace(/\s+/g, ' '))
}

/** Matches a sticky expression at one place. Every expression used here has bounded quantifiers only. */
export function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at
  return expression.exec(text)
}

export function digitsOf(value: string): string {
  return value.replace(/\D/g, '')
}

const NEARBY_TOKENS = 5

/** Whether one of the recognizer's label words stands within five tokens before or after, on the same line. */
export function hasLabelNear(
  input: RecognizerInput,
  from: number,
  to: number,
  reach: number = NEARBY_TOKENS,
): boolean {
  const { text, group } = input
  for (let i = from - 1, steps = 0; i >= 0 && steps < reach; i--, steps++) {
    if (text.labelOf[i] === group + 1) return true
    if (text.kind[i] === 1 && steps > 0 && text.kind[i - 1] === 1) break
  }
  for (let i = to, steps = 0; i < text.count && steps < reach && text.kind[i] !== 1; i++, steps++) {
    if (text.labelOf[i] === group + 1) return true
  }
  return false
}
