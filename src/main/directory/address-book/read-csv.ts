import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { BookField } from '../../../shared/contract/index.ts'
import type { RawEntry, UnreadableEntry } from './entry.ts'
import { bookLimits } from './limits.ts'

/** A table as it stands in a file (RFC 4180): its first record names the columns. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
  readonly unreadable: readonly UnreadableEntry[]
}

/**
 * Reads a table whose cells are separated by commas, semicolons or tabs, whichever its first line has most of. A
 * record that can't be read is listed with its line, and reading goes on with the line after: a quote that is never
 * closed takes nobody else along.
 * Errors: `import/too-many`, `import/not-contacts`.
 */
export async function readTable(file: string): Promise<Result<Table>> {
  const text = file.replace(/\r\n?/g, '\n')
  const delimiter = delimiterOf(text)
  const unreadable: UnreadableEntry[] = []
  const rows: { line: number; cells: string[] }[] = []
  let from = { line: 1, offset: 0 }
  while (from.offset < text.length) {
    const broken = await readRecords(text, delimiter, from, rows)
    if (rows.length + unreadable.length > bookLimits.people + 1) {
      return fail('import/too-many')
    }
    if (broken === null) break
    unreadable.push(broken)
    if (unreadable.length > bookLimits.brokenRecords) {
      return fail('import/not-contacts')
    }
    from = startOfLine(text, from, broken.line + 1)
  }
  const [head, ...people] = rows
  if (head === undefined || head.cells.length > bookLimits.columns) {
    return fail('import/not-contacts')
  }
  return ok({ columns: head.cells.map((name) => name.trim()), rows: people, unreadable })
}

/**
 * Adds the records from a place in the file on, each with the line at which it begins; no more than one too many.
 * @returns the record that couldn't be read, where one stopped it
 */
async function readRecords(
  text: string,
  delimiter: string,
  from: { readonly line: number; readonly offset: number },
  rows: { line: number; cells: string[] }[],
): Promise<UnreadableEntry | null> {
  let next = from.line
  // What is read before an error counts: it is taken here, not from the stream that the error destroys.
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    max_record_size: bookLimits.recordChars,
    on_record: (cells: string[]) => {
      const line = next
      // Cells may hold line breaks.
      next += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
      if (cells.some((cell) => cell.trim() !== '') && rows.length <= bookLimits.people + 1) {
        rows.push({ line, cells })
      }
      return null
    },
  })
  parser.resume()
  try {
    await pipeline(
      Readable.from(slicesOf(text, from.offset, () => rows.length > bookLimits.people + 1)),
      parser,
    )
    return null
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const problem = error.code === 'CSV_MAX_RECORD_SIZE' ? 'too-long' : 'bad-quotes'
    const start = startOfLine(text, from, next).offset
    return {
      line: next,
      problem,
      value:
        text
          .slice(start, start + 120)
          .split('\n')[0]
          ?.trim() ?? '',
    }
  }
}

function startOfLine(text: string, from: { readonly line: number; readonly offset: number }, line: number) {
  let { offset } = from
  for (let at = from.line; at < line; at += 1) {
    const end = text.indexOf('\n', offset)
    offset = end === -1 ? text.length : end + 1
  }
  return { line, offset }
}

async function* slicesOf(text: string, from: number, isEnough: () => boolean): AsyncGenerator<string> {
  for (let at = from; at < text.length && !isEnough(); at += bookLimits.sliceChars) {
    yield text.slice(at, at + bookLimits.sliceChars)
    await nextTurn()
  }
}

function delimiterOf(text: string): string {
  const firstLine = /^[^\r\n]*/.exec(text.slice(0, bookLimits.recordChars))?.[0] ?? ''
  const plain = firstLine.replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t'].map((delimiter) => [delimiter, plain.split(delimiter).length] as const)
  return counts.reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}

/** The rows by what their columns are taken for. */
export function entriesOfTable(table: Table, fields: readonly (BookField | null)[]): RawEntry[] {
  return table.rows.map(({ line, cells }) => ({
    line,
    keys: [],
    values: cells.flatMap((cell, column) => {
      const field = fields[column] ?? null
      if (field === null) return []
      // Google puts several values of one kind into one cell.
      return (several.has(field) ? cell.split(' ::: ') : [cell]).map((value) => ({
        field,
        value: plainCell(value),
      }))
    }),
  }))
}

const several: ReadonlySet<BookField> = new Set(['address', 'phone', 'nickname'])

/** Takes back the apostrophe that keeps a spreadsheet from taking the cell for a formula. */
function plainCell(value: string): string {
  return /^'[=+\-@]/.test(value) ? value.slice(1) : value
}
