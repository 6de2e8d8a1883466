import type { Lexicon } from '../lexicon/lexicon.ts'
import type { PracticeRules } from '../practice/practice-rules.ts'
import type { ScanContext } from '../types.ts'
import { scanParagraph, type ParagraphScan } from './scan-paragraph.ts'

/** Paragraphs that two threads scan together: whoever is free takes the next few. */
export type SharedWork = {
  /** As `scanParagraph` takes them; no file names. */
  readonly paragraphs: readonly string[]
  /** One number, how many paragraphs are taken, in memory that both threads see. */
  readonly taken: Int32Array
}

/** The scans of some paragraphs in a row, the first of which is number `from`. */
export type ScannedRow = { readonly from: number; readonly scans: readonly ParagraphScan[] }

/** Another thread that takes its share of a work. It answers with nothing where it can't; it never rejects. */
export type ScanBeside = (
  work: SharedWork,
  context: Pick<ScanContext, 'patients' | 'recognizersOff'>,
) => Promise<readonly ScannedRow[]>

/** Paragraphs that are taken at once, so that at the end neither thread waits for more than these. */
const PER_TURN = 16

export function shareOut(paragraphs: readonly string[]): SharedWork {
  return { paragraphs, taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) }
}

/** Scans paragraphs until none is left that the other thread hasn't taken. @returns its own, in order */
export function takePart(work: SharedWork, lexicon: Lexicon, rules: PracticeRules): ScannedRow[] {
  const { paragraphs, taken } = work
  const rows: ScannedRow[] = []
  for (;;) {
    const from = Atomics.add(taken, 0, PER_TURN)
    if (from >= paragraphs.length) return rows
    const scans = paragraphs
      .slice(from, from + PER_TURN)
      .map((paragraph) => scanParagraph(paragraph, false, lexicon, rules))
    rows.push({ from, scans })
  }
}
