import type { LabelHit, TokenText } from '../text/token-text.ts'
import { tokenKind } from '../text/token-text.ts'
import { nameRunFrom } from './name-run.ts'
import type { Category } from '../categories.ts'
import type { Candidate, Recognizer } from './recognizer.ts'

/** Category → the fewest digits that a cell must hold to count as a value of it. */
const NUMBERED: Partial<Record<Category, number>> = {
  G: 4,
  H: 3,
  I: 4,
  J: 4,
  K: 4,
  L: 2,
  M: 4,
  R: 3,
  D: 7,
  E: 7,
}

type Row = {
  readonly from: number
  readonly to: number
  readonly cells: readonly { readonly from: number; readonly to: number }[]
}

const SEPARATORS = [',', '\t', '|', ';'] as const
const FEWEST_COLUMNS = 3
/** Tokens of a head cell besides its label. */
const MOST_BESIDE_LABEL = 2

/**
 * Values under a column head: in comma, tab or bar separated tables the head is the label of every cell below it.
 * @param emit takes the index of the recognizer whose label heads the column
 */
export function findTableValues(
  text: TokenText,
  recognizers: readonly Recognizer[],
  emit: (group: number, candidate: Candidate) => void,
): void {
  const firstLine = text.newlines[0]
  const second = text.labelHits[1]
  if (firstLine === undefined || second === undefined || second.from >= firstLine) return
  if (!mayBeHead(text, firstLine)) return
  const separator = SEPARATORS.find((mark) => cellsOf(text, 0, firstLine, mark).length >= FEWEST_COLUMNS)
  if (separator === undefined) return
  const head = cellsOf(text, 0, firstLine, separator)
  const groups = head.map((cell) => headGroup(text.labelHits, cell.from, cell.to))
  if (groups.filter((group) => group >= 0).length < 2) return
  for (const row of rowsAfter(text, firstLine + 1, separator)) {
    if (row.cells.length !== head.length) continue
    row.cells.forEach((cell, column) => {
      const group = groups[column] ?? -1
      const recognizer = group < 0 ? undefined : recognizers[group]
      if (recognizer === undefined || cell.to <= cell.from) return
      const candidate =
        recognizer.category === 'A' ? nameIn(text, cell) : numberIn(text, cell, NUMBERED[recognizer.category])
      if (candidate !== undefined) emit(group, candidate)
    })
  }
}

/** Whether two labels of a line stand nearly alone between separators; most lines of prose are told by that. */
function mayBeHead(text: TokenText, line: number): boolean {
  let cells = 0
  for (const { from, to } of text.labelHits) {
    if (from >= line) break
    let before = 0
    while (before <= MOST_BESIDE_LABEL && !isCellEdge(text, from - before, line)) before++
    let after = 0
    while (before + after <= MOST_BESIDE_LABEL && !isCellEdge(text, to + after, line)) after++
    if (before + after <= MOST_BESIDE_LABEL && ++cells === 2) return true
  }
  return false
}

/** Whether a cell may begin or end between a token and the one before. */
function isCellEdge(text: TokenText, token: number, line: number): boolean {
  if (token <= 0 || token >= line || isSeparator(text, token) || isSeparator(text, token - 1)) return true
  const start = text.start[token] as number
  for (let at = text.end[token - 1] as number; at < start; at++) if (text.codes[at] === TAB) return true
  return false
}

const TAB = 9

function isSeparator(text: TokenText, token: number): boolean {
  return text.is(token, ',') || text.is(token, '|') || text.is(token, ';')
}

function lineEnd(text: TokenText, from: number): number {
  let to = from
  while (to < text.count && text.kindAt(to) !== tokenKind.newline) to++
  return to
}

/** Cells between separators. A tab is white space to the tokenizer, so it is looked for between tokens. */
function cellsOf(text: TokenText, from: number, to: number, separator: string): Row['cells'] {
  const cells: { from: number; to: number }[] = []
  let start = from
  for (let token = from; token < to; token++) {
    const isMark = text.is(token, separator)
    const isTab =
      separator === '\t' &&
      token > start &&
      text.text.slice(text.end[token - 1], text.start[token]).includes('\t')
    if (!isMark && !isTab) continue
    cells.push({ from: start, to: token })
    start = isMark ? token + 1 : token
  }
  cells.push({ from: start, to })
  return cells.length > 1 ? cells : []
}

/** The label that fills a head cell; a sentence that merely holds one is no head. */
function headGroup(hits: readonly LabelHit[], from: number, to: number): number {
  const hit = hits.find((one) => one.from >= from && one.to <= to && one.to > one.from)
  return hit !== undefined && to - from <= hit.to - hit.from + MOST_BESIDE_LABEL ? hit.group : -1
}

function* rowsAfter(text: TokenText, from: number, separator: string): Generator<Row> {
  for (let start = from; start < text.count;) {
    const end = lineEnd(text, start)
    yield { from: start, to: end, cells: cellsOf(text, start, end, separator) }
    start = end + 1
  }
}

function nameIn(text: TokenText, cell: { from: number; to: number }): Candidate | undefined {
  const from = text.is(cell.from, '"') ? cell.from + 1 : cell.from
  const run = nameRunFrom(text, from)
  if (run === undefined || run.to > cell.to) return undefined
  return {
    start: text.start[run.from] as number,
    end: text.end[run.to - 1] as number,
    score: 0.85,
    because: 'name under its column head',
  }
}

function numberIn(
  text: TokenText,
  cell: { from: number; to: number },
  fewestDigits: number | undefined,
): Candidate | undefined {
  if (fewestDigits === undefined) return undefined
  const start = text.start[cell.from] as number
  const end = text.end[cell.to - 1] as number
  const written = text.text.slice(start, end)
  if (end - start > 40 || written.replace(/\D/g, '').length < fewestDigits) return undefined
  return { start, end, score: 0.9, because: 'number under its column head' }
}
