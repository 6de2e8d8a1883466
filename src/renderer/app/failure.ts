import { ORPCError } from '@orpc/client'
import { errorCodes, type ErrorCode } from '../../shared/errors/index.ts'
import type { Failure } from '../../shared/result.ts'

const knownCodes: ReadonlySet<string> = new Set(errorCodes)

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && knownCodes.has(code)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** A failure that this window found by itself, thrown as a call throws those of the engine. */
export class FailureError extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.code)
    this.failure = failure
  }
}

/**
 * The coded failure inside whatever a call threw. Anything that isn't one of the contract's failures is a bug of
 * ours, `rpc/internal`; its own words are never shown.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure
  if (!(error instanceof ORPCError)) return { code: 'rpc/internal' }
  const data: unknown = error.data
  if (error.code === 'BAD_REQUEST') return { code: 'rpc/bad-input' }
  if (!isRecord(data) || !isErrorCode(data['code'])) return { code: 'rpc/internal' }
  if (!isRecord(data['detail'])) return { code: data['code'] }
  return { code: data['code'], detail: data['detail'] as NonNullable<Failure['detail']> }
}
