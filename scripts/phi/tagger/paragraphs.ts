import { labelOf, type Category } from '../../../src/main/phi/categories.ts'
import { splitParagraphs } from '../../../src/main/phi/document/paragraphs.ts'
import { findByRules } from '../../../src/main/phi/document/scan-paragraph.ts'
import { markSignature } from '../../../src/main/phi/document/signature.ts'
import type { Lexicon } from '../../../src/main/phi/lexicon/lexicon.ts'
import { OwnData } from '../../../src/main/phi/practice/own-data.ts'
import { PatientIndex } from '../../../src/main/phi/practice/patient-index.ts'
import { outside, tagFor } from '../../../src/main/phi/tagger/tags.ts'
import type { Units } from '../../../src/main/phi/tagger/units.ts'
import { normalise, originalEnd, originalStart } from '../../../src/main/phi/text/normalise.ts'
import { TokenText } from '../../../src/main/phi/text/token-text.ts'
import { tokenize } from '../../../src/main/phi/text/tokenize.ts'
import type { GoldText, Span } from '../score.ts'

/** How far the marks of a set are to be believed. */
export type Trust =
  | 'full'
  /** Some identifiers aren't marked: what the rules find there without a mark is left out. */
  | 'marks-missing'

/** A paragraph to learn from. */
export type Lesson = {
  readonly written: string
  readonly spans: readonly Span[]
  readonly own: OwnData
  readonly trust: Trust
  readonly weight: number
}

const categoryOf = new Map(
  Object.entries(labelOf).map(([category, label]) => [label as string, category as Category]),
)
const SAME_AS: Readonly<Record<string, string>> = { AGE90: 'DATE' }

/** The paragraphs of a text that its marks speak of: not the sender's signature, nor the head of a quoted message. */
export function lessonsOf({ text, spans, context }: GoldText, trust: Trust, weight: number): Lesson[] {
  const own = new OwnData(context?.self ?? [])
  return markSignature(text, splitParagraphs(text), own)
    .filter(({ segment }) => segment !== 'attribution' && (segment !== 'signature' || !own.isKnown))
    .map(({ start, end }) => ({
      written: text.slice(start, end),
      spans: spans
        .filter((span) => span.start < end && span.end > start)
        .map((span) => ({ ...span, start: span.start - start, end: span.end - start })),
      own,
      trust,
      weight,
    }))
}

export const UNKNOWN = -1

const text = new TokenText()
const nobody = new PatientIndex([])

/** A paragraph as the tagger gets it. */
export function readLesson({ written }: Lesson, lexicon: Lexicon) {
  const normalised = normalise(written)
  tokenize(normalised.text, lexicon.words, text, false)
  lexicon.findPhrases(text)
  return { text, normalised, findings: findByRules(text, lexicon, nobody) }
}

/** The right tag of a unit, or UNKNOWN where the marks don't tell. */
export function rightTag(
  { written, spans, own, trust }: Lesson,
  { normalised, findings }: ReturnType<typeof readLesson>,
  units: Units,
  unit: number,
): number {
  const from = text.start[units.from[unit] as number] as number
  const to = text.end[(units.to[unit] as number) - 1] as number
  const start = originalStart(normalised, from)
  const end = originalEnd(normalised, to)
  for (const span of spans) {
    const shared = Math.min(end, span.end) - Math.max(start, span.start)
    if (shared <= 0) continue
    if (span.label === 'IGNORE') return UNKNOWN
    if (shared * 2 < end - start) continue
    const category = categoryOf.get(SAME_AS[span.label] ?? span.label)
    return category === undefined ? UNKNOWN : tagFor(category, units.isCode[unit] === 1)
  }
  const finding = findings.find((one) => one.start < to && one.end > from)
  if (finding !== undefined && trust === 'marks-missing') return UNKNOWN
  if (own.isKnown) {
    // The sender's own data isn't marked, though it is a name or a number.
    const value = written.slice(start, end)
    const isOwn = (['A', 'B', 'D', 'F', 'K', 'N'] as const).some((category) => own.isOwn(category, value))
    if (isOwn || (finding !== undefined && ['F', 'N'].includes(finding.category))) return UNKNOWN
  }
  return outside
}
