import type { Category } from '../categories.ts'
import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind, type TokenText } from '../text/token-text.ts'
import type { Candidate } from './recognizer.ts'
import { columnOf, isHeadCell, type Column } from './table-head.ts'

type Cell = { readonly from: number; readonly to: number }

const SEPARATORS = [',', '\t', '|', ';'] as const
type Separator = (typeof SEPARATORS)[number]

/** The head may stand under a title and an empty line or two. */
const MOST_LINES_BEFORE = 4
const LONGEST_HEAD = 100

/**
 * Values under a column head: in comma, semicolon, tab or bar separated tables the head says what every cell below is.
 * @param emit takes the column's category
 */
export function findTableValues(
  text: TokenText,
  emit: (category: Category, candidate: Candidate) => void,
): void {
  for (let line = 0, start = 0; line < Math.min(MOST_LINES_BEFORE, text.newlines.length); line++) {
    const end = text.newlines[line] as number
    const separator = headSeparator(text, start, end)
    if (separator !== undefined && readTable(text, start, end, separator, emit)) return
    start = end + 1
  }
}

/** What separates the words of a line that may be a head: words alone, and the same mark between. */
function headSeparator(text: TokenText, from: number, to: number): Separator | undefined {
  if (to - from < 2 || to - from > LONGEST_HEAD) return undefined
  let found: Separator | undefined
  for (let token = from; token < to; token++) {
    if (text.kindAt(token) >= tokenKind.digits && text.kindAt(token) !== tokenKind.script) return undefined
    if (text.is(token, '.') && text.gap(token) > 0 && token + 1 < to && !text.is(token + 1, ',')) {
      // "No. of visits" may be; a sentence is none.
      if (text.length(token - 1) > 4) return undefined
    }
    found ??= SEPARATORS.find(
      (mark) => text.is(token, mark) || (mark === '\t' && token > from && tabsBefore(text, token) > 0),
    )
  }
  return found
}

function readTable(
  text: TokenText,
  from: number,
  to: number,
  separator: Separator,
  emit: (category: Category, candidate: Candidate) => void,
): boolean {
  const isSpread = separator === '\t' && mostTabs(text, from, to) > 1
  const head = cellsOf(text, from, to, separator, isSpread)
  if (head.length < 2 || !head.every((cell) => cell.to <= cell.from || isHeadCell(text, cell.from, cell.to)))
    return false
  const columns = head.map((cell) => columnOf(text, cell.from, cell.to))
  const known = columns.filter((column) => column !== undefined).length
  const filled = head.filter((cell) => cell.to > cell.from).length
  const isMarked = separator === '|' || separator === '\t'
  if (known < (isMarked && filled > 2 ? 1 : 2)) return false
  let rows = 0
  for (let start = to + 1; start < text.count;) {
    const end = lineEnd(text, start)
    const cells = cellsOf(text, start, end, separator, isSpread)
    start = end + 1
    if (cells.length !== head.length) continue
    rows++
    cells.forEach((cell, index) => {
      const column = columns[index]
      const candidate = column === undefined ? undefined : valueOf(text, cell, column)
      if (column !== undefined && candidate !== undefined) emit(column.category, candidate)
    })
  }
  return rows > 0
}

function lineEnd(text: TokenText, from: number): number {
  let to = from
  while (to < text.count && text.kindAt(to) !== tokenKind.newline) to++
  return to
}

/** Tabs between a token and the one before: to the tokenizer they are white space. */
function tabsBefore(text: TokenText, token: number): number {
  let tabs = 0
  const start = text.start[token] as number
  for (let at = token === 0 ? 0 : (text.end[token - 1] as number); at < start; at++)
    if (text.codes[at] === TAB) tabs++
  return tabs
}

const TAB = 9

function mostTabs(text: TokenText, from: number, to: number): number {
  let most = 0
  for (let token = from + 1; token < to; token++) most = Math.max(most, tabsBefore(text, token))
  return most
}

/** The cells of a line; a comma inside quotation marks separates nothing. `isSpread`: several tabs are one. */
function cellsOf(
  text: TokenText,
  from: number,
  to: number,
  separator: Separator,
  isSpread: boolean,
): readonly Cell[] {
  const cells: Cell[] = []
  let start = from
  let isQuoted = false
  for (let token = from; token < to; token++) {
    if (separator === '\t') {
      const tabs = token > from ? tabsBefore(text, token) : 0
      if (tabs === 0) continue
      cells.push({ from: start, to: token })
      for (let empty = 1; empty < tabs && !isSpread; empty++) cells.push({ from: token, to: token })
      start = token
      continue
    }
    if (text.is(token, '"'))
      isQuoted = token === start ? true : isQuoted && text.is(token + 1, separator) ? false : isQuoted
    if (!text.is(token, separator) || isQuoted) continue
    cells.push({ from: start, to: token })
    start = token + 1
  }
  cells.push({ from: start, to })
  return cells.length > 1 ? cells : []
}

/** Words that fill a cell where nobody and nothing is. */
const FILLERS = wordSet(`
  empty none na n/a self yes no full vacant open tbd unknown nobody closed blank same see pending cash any all total
  totals lunch break hold held blocked off available new admin dnr meeting staff various other multiple walk nka
`)

function valueOf(text: TokenText, cell: Cell, column: Column): Candidate | undefined {
  let { from, to } = cell
  while (from < to && isQuote(text, from)) from++
  while (to > from && isQuote(text, to - 1)) to--
  if (to <= from || text.isOneOf(from, FILLERS)) return undefined
  // "n/a", and a form whose lines are labels themselves.
  if (text.is(from + 1, '/') && text.length(from) === 1 && text.isWord(from)) return undefined
  if (isHeadCell(text, from, to) && (text.labelOf[from] !== 0 || columnOf(text, from, to) !== undefined))
    return undefined
  switch (column.holds) {
    case 'name':
      return nameIn(text, from, to)
    case 'date':
      return dateIn(text, from, to)
    case 'age':
      return ageIn(text, from, to)
    case 'number':
      return numberIn(text, from, to, column.category)
    case 'code':
      return codeIn(text, from, to)
    case 'place':
      return placeIn(text, from, to)
  }
}

function isQuote(text: TokenText, token: number): boolean {
  return text.is(token, '"') || text.is(token, "'") || text.is(token, '*')
}

function candidate(text: TokenText, from: number, to: number, what: string): Candidate {
  return {
    start: text.start[from] as number,
    end: text.end[to - 1] as number,
    score: 0.88,
    because: `${what} under its column head`,
  }
}

const MOST_WORDS_OF_NAME = 6

/** The words of a cell up to a number or a bracket: "LITTLE THUNDER", "Kovač, M", "Dale (see chart 5530)". */
function nameIn(text: TokenText, from: number, to: number): Candidate | undefined {
  let last = from
  let words = 0
  for (let token = from; token < to; token++) {
    if (text.isWord(token)) {
      words++
      last = token + 1
    } else if (!NAME_MARKS.has(text.mark(token))) break
  }
  const isName =
    words > 0 && words <= MOST_WORDS_OF_NAME && (text.length(from) > 1 || words > 1 || text.is(from + 1, '.'))
  return isName ? candidate(text, from, last, 'name') : undefined
}

const NAME_MARKS = new Set([...'-.,\'&"/'].map((mark) => mark.charCodeAt(0)))
const DATE =
  /\d{1,4}[-/]\d{1,2}(?:[-/]\d{1,4})?(?!\d)|\d{1,4}\.\d{1,2}\.\d{1,4}|\d{1,2}[- ]?[A-Za-z]{3}|[A-Za-z]{3,9}\.? \d{1,2}|^(?:\d{6}|\d{8})$/

function dateIn(text: TokenText, from: number, to: number): Candidate | undefined {
  const start = text.start[from] as number
  const end = text.end[to - 1] as number
  if (end - start > 30 || !DATE.test(text.text.slice(start, end))) return undefined
  return candidate(text, from, to, 'date')
}

/** Ages of 90 and more (45 CFR 164.514(b)(2)(i)(C)), in a column of ages. */
function ageIn(text: TokenText, from: number, to: number): Candidate | undefined {
  return /^(?:9\d|10\d|11[0-5])(?: ?[MFmf])?$/.test(text.text.slice(text.start[from], text.end[to - 1]))
    ? candidate(text, from, to, 'age over 89')
    : undefined
}

/** Category → the fewest digits that a cell must hold to count as a value of it. */
const FEWEST_DIGITS: Partial<Record<Category, number>> = { D: 3, G: 4, L: 2, M: 2, I: 3 }

function numberIn(text: TokenText, from: number, to: number, category: Category): Candidate | undefined {
  const start = text.start[from] as number
  const end = text.end[to - 1] as number
  const written = text.text.slice(start, end)
  const digits = written.replace(/\D/g, '').length
  if (end - start > 40 || digits < (FEWEST_DIGITS[category] ?? 3)) return undefined
  // Years, decimals, ranges of a laboratory, money.
  if (/^(?:(?:19|20)\d{2}|[<>]?\d{1,4}\.\d{1,3}|\d{1,4}(?:\.\d+)? ?- ?\d{1,4}(?:\.\d+)?|\$.*)$/.test(written))
    return undefined
  return candidate(text, from, to, 'number')
}

/** "cransdell", "temp_frontdesk": one word with what joins it. */
function codeIn(text: TokenText, from: number, to: number): Candidate | undefined {
  for (let token = from + 1; token < to; token++) if (!text.touches(token - 1)) return undefined
  return to - from <= MOST_WORDS_OF_NAME ? candidate(text, from, to, 'code') : undefined
}

function placeIn(text: TokenText, from: number, to: number): Candidate | undefined {
  const written = text.text.slice(text.start[from], text.end[to - 1])
  return written.length <= 80 && /\p{Lu}\p{L}{2}|\d{5}|\d{1,5} [\p{L}]/u.test(written)
    ? candidate(text, from, to, 'place')
    : undefined
}
