import type { SqlRow } from './connection.ts'

/** Typed access to the columns of a row. A wrong type is a bug in a query, so it throws. */

export function text(row: SqlRow, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw wrongType(column)
  return value
}

export function textOrNull(row: SqlRow, column: string): string | null {
  return row[column] === null ? null : text(row, column)
}

export function int(row: SqlRow, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw wrongType(column)
  return value
}

export function intOrNull(row: SqlRow, column: string): number | null {
  return row[column] === null ? null : int(row, column)
}

export function bool(row: SqlRow, column: string): boolean {
  return int(row, column) === 1
}

export function boolOrNull(row: SqlRow, column: string): boolean | null {
  return row[column] === null ? null : bool(row, column)
}

export function bytes(row: SqlRow, column: string): Uint8Array {
  const value = row[column]
  if (!(value instanceof Uint8Array)) throw wrongType(column)
  return value
}

export function bytesOrNull(row: SqlRow, column: string): Uint8Array | null {
  return row[column] === null ? null : bytes(row, column)
}

/** Our own JSON, from the authenticated store: its shape is what the repository wrote. */
export function json<T>(row: SqlRow, column: string): T {
  return JSON.parse(text(row, column)) as T
}

export function jsonOrNull<T>(row: SqlRow, column: string): T | null {
  return row[column] === null ? null : json<T>(row, column)
}

export function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0
}

export function jsonText(value: unknown): string {
  return JSON.stringify(value)
}

export function jsonTextOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}

function wrongType(column: string): TypeError {
  return new TypeError(`column ${column} has another type than the query's author thought`)
}
