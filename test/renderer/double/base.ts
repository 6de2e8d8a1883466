import { implement } from '@orpc/server'
import { contract } from '../../../src/shared/contract/index.ts'
import type { ErrorCode } from '../../../src/shared/errors/index.ts'
import type { DoubleState } from './state.ts'

export type DoubleContext = { readonly state: DoubleState }

/** The contract with the scenario's delay and failures in front of every procedure. */
export const os = implement(contract)
  .$context<DoubleContext>()
  .use(async ({ context, path, next, errors }) => {
    const { delayMs, failures } = context.state.scenario
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
    const code = failures.get(path.join('.'))
    if (code !== undefined) throw failure(errors, code)
    return next()
  })

type Errors = {
  FAILURE: (options: { data: { code: ErrorCode; detail?: Record<string, string | number> } }) => Error
}

export function failure(errors: unknown, code: ErrorCode, detail?: Record<string, string | number>): Error {
  return (errors as Errors).FAILURE({ data: detail === undefined ? { code } : { code, detail } })
}
