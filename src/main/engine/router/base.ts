import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../../shared/contract/index.ts'
import { fail, type Failure, type Result } from '../../../shared/result.ts'
import type { Engine } from '../engine.ts'

export interface RouterContext {
  readonly engine: Engine
}

/** Every procedure of the contract, to be given a handler. */
export const os = implement(contract).$context<RouterContext>()

/**
 * As `os`, with the unlocked session in the context; `vault/locked` otherwise, also where the vault was locked while
 * the call ran and met the closed store.
 */
export const unlocked = os.use(async ({ context, next, errors }) => {
  const session = unwrap(context.engine.session(), errors)
  try {
    return await next({ context: { session } })
  } catch (error) {
    if (session.store.isOpen || error instanceof ORPCError) {
      throw error
    }
    return unwrap(fail('vault/locked'), errors)
  }
})

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
