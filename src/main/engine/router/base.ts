import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../../shared/contract/index.ts'
import { fail, type Failure, type Result } from '../../../shared/result.ts'
import type { Engine } from '../engine.ts'
import type { VaultSession } from '../vault-session.ts'

export interface RouterContext {
  readonly engine: Engine
}

/** Every procedure of the contract, to be given a handler. */
export const os = implement(contract).$context<RouterContext>()

/** As `unlocked`, of whatever vault is open: what an auditor's has too. Anything else refuses there by itself. */
export const anyVault = os.use(async ({ context, next, errors }) => {
  const session = unwrap(context.engine.anySession(), errors)
  return whileOpen(session, () => next({ context: { session } }), errors)
})

/**
 * As `os`, with the unlocked session in the context; `vault/locked` otherwise, also where the vault was locked while
 * the call ran and met the closed store, and `vault/reads-logs-only` in an auditor's vault.
 */
export const unlocked = os.use(async ({ context, next, errors }) => {
  const session = unwrap(context.engine.session(), errors)
  return whileOpen(session, () => next({ context: { session } }), errors)
})

/** As `os`, of what goes to a mail host without a vault, too: not from an open vault that has no mail. */
export const unlessAuditor = os.use(({ context, next, errors }) => {
  const open = context.engine.anySession()
  if (open.ok && open.value.kind === 'auditor') {
    return unwrap(fail('vault/reads-logs-only'), errors)
  }
  return next()
})

async function whileOpen<T>(
  { store }: VaultSession,
  call: () => T | PromiseLike<T>,
  errors: unknown,
): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (store.isOpen || error instanceof ORPCError) {
      throw error
    }
    return unwrap(fail('vault/locked'), errors)
  }
}

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
