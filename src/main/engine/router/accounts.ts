import type { Failure, Result } from '../../../shared/result.ts'
import type { ConnectionCheck } from '../../accounts/index.ts'
import { os, unlocked, unwrap } from './base.ts'

export const accountsRouter = {
  list: unlocked.accounts.list.handler(({ context }) => context.session.accounts.list()),

  suggest: os.accounts.suggest.handler(({ input, context, errors }) =>
    unwrap(context.engine.resources.presets.suggestServers(input.address), errors),
  ),

  signIn: unlocked.accounts.signIn.handler(async ({ input, context, errors }) => ({
    signInId: unwrap(await context.session.accounts.signIn(input.providerId, input.address), errors),
  })),

  cancelSignIn: unlocked.accounts.cancelSignIn.handler(({ context }) => {
    context.session.accounts.cancelSignIn()
  }),

  check: unlocked.accounts.check.handler(async ({ input, context, errors }) => {
    return outcomes(unwrap(await context.session.accounts.check(input), errors))
  }),

  add: unlocked.accounts.add.handler(async ({ input, context, errors }) => {
    const account = unwrap(await context.session.accounts.add(input), errors)
    context.session.inbound.start()
    context.engine.events.publish({ type: 'phase-changed', phase: 'unlocked' })
    return account
  }),

  checkChange: unlocked.accounts.checkChange.handler(async ({ input, context, errors }) =>
    outcomes(unwrap(await context.session.accounts.checkChange(input), errors)),
  ),

  update: unlocked.accounts.update.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.accounts.update(input), errors),
  ),

  openDemo: os.accounts.openDemo.handler(async ({ context, errors }) => {
    unwrap(await context.engine.openDemo(), errors)
  }),
}

function outcomes({ imap, smtp }: ConnectionCheck) {
  return { imap: outcome(imap), smtp: outcome(smtp) }
}

function outcome(result: Result<unknown>): { ok: true } | { ok: false; error: Failure } {
  return result.ok ? { ok: true } : { ok: false, error: result.error }
}
