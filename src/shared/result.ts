import type { ErrorCode } from './errors/index.ts'

/**
 * An expected failure. `detail` holds the values that the text for `code` names (host, date, size in bytes);
 * never a secret, never mail content, never a server's own words.
 */
export type Failure = {
  readonly code: ErrorCode
  readonly detail?: Readonly<Record<string, string | number>>
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure }

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function fail(
  code: ErrorCode,
  detail?: Failure['detail'],
): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: detail === undefined ? { code } : { code, detail } }
}
