import { implement } from '@orpc/server'
import { contract } from '../../../shared/contract/index.ts'
import type { Failure, Result } from '../../../shared/result.ts'
import type { Engine } from '../engine.ts'

export interface RouterContext {
  readonly engine: Engine
}

/** Every procedure of the contract, to be given a handler. */
export const os = implement(contract).$context<RouterContext>()

/** As `os`, with the unlocked session in the context; `vault/locked` otherwise. */
export const unlocked = os.use(({ context, next, errors }) =>
  next({ context: { session: unwrap(context.engine.session(), errors) } }),
)

interface FailureErrors {
  readonly FAILURE: (options: { data: Failure }) => Error
}

/** The value of a result, or the contract's one typed error. */
export function unwrap<T>(result: Result<T>, errors: unknown): T {
  if (result.ok) {
    return result.value
  }
  throw (errors as FailureErrors).FAILURE({ data: result.error })
}
