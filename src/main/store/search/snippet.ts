import type { SearchTerm } from './match.ts'

/** Where a text holds what was looked for: start and end in UTF-16 units, in order, without overlap. */
export type MatchRange = readonly [start: number, end: number]

const lengthMax = 160
const lead = 40
/** A match further inside isn't looked for: the row's own snippet will do. */
const scannedMax = 20_000
const rangesMax = 20
const letter = '[\\p{L}\\p{N}\\p{Co}]'

/** The text around the first match, on one line; null when no term is in it. Case and accents make no difference. */
export function snippetOf(body: string, terms: readonly SearchTerm[]): string | null {
  const text = body.slice(0, scannedMax).replace(/\s+/g, ' ').trim()
  const folded = fold(text)
  const positions = patternsOf(terms)
    .map((pattern) => folded.search(pattern))
    .filter((position) => position >= 0)
  if (positions.length === 0) return null
  const start = wordStart(text, Math.max(0, Math.min(...positions) - lead))
  const end = Math.min(text.length, start + lengthMax)
  return `${start > 0 ? '…' : ''}${text.slice(start, end).toWellFormed()}${end < text.length ? '…' : ''}`
}

/** What to mark in a text that is shown. */
export function matchesIn(text: string, terms: readonly SearchTerm[]): MatchRange[] {
  const folded = fold(text)
  const found = patternsOf(terms)
    .flatMap((pattern) => [...folded.matchAll(pattern)])
    .map(({ index, 0: match }): MatchRange => [index, index + match.length])
    .sort(([a], [b]) => a - b)
  const ranges: MatchRange[] = []
  for (const [start, end] of found) {
    const last = ranges.at(-1)
    if (last !== undefined && start <= last[1]) ranges[ranges.length - 1] = [last[0], Math.max(last[1], end)]
    else if (ranges.length < rangesMax) ranges.push([start, end])
  }
  return ranges
}

/** Words in a row as the index takes them: whatever stands between them, whole but for the last of a beginning. */
function patternsOf(terms: readonly SearchTerm[]): RegExp[] {
  return terms.flatMap(({ words, isPrefix }) => {
    const inRow = fold(words).match(new RegExp(`${letter}+`, 'gu'))
    return inRow === null
      ? []
      : new RegExp(
          `(?<!${letter})${inRow.join(`[^\\p{L}\\p{N}\\p{Co}]+`)}${isPrefix ? '' : `(?!${letter})`}`,
          'gu',
        )
  })
}

/** Without case and accents, one code unit for one: positions stay those of the text. */
function fold(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length && !/[\u0080-\uffff]/.test(lower)) return lower
  return text.replace(/[A-Z\u0080-\uffff]/g, (unit) => {
    const base = unit.normalize('NFD').charAt(0).toLowerCase()
    return base.length === 1 ? base : unit
  })
}

function wordStart(text: string, position: number): number {
  if (position === 0) return 0
  const space = text.indexOf(' ', position)
  return space < 0 || space > position + lead ? position : space + 1
}
