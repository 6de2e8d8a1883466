import { failureOf } from '../../../app/failure.ts'
import { sayFailure } from '../../../app/lines.ts'

/** Says that spelling failed, but not by the lock, which says so itself and closes the message. */
export function saySpellingFailure(error: unknown): void {
  const failure = failureOf(error)
  if (failure.code !== 'vault/locked') sayFailure(failure)
}
