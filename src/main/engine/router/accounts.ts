import type { Failure, Result } from '../../../shared/result.ts'
import { lookUpServers, type ConnectionCheck } from '../../accounts/index.ts'
import { systemNames } from '../../transport/index.ts'
import type { Engine } from '../engine.ts'
import type { SignIns } from '../sign-ins.ts'
import { unlessAuditor, unlocked, unwrap } from './base.ts'

export const accountsRouter = {
  list: unlocked.accounts.list.handler(({ context }) => context.session.accounts.list()),

  suggest: unlessAuditor.accounts.suggest.handler(({ input, context, errors }) =>
    unwrap(context.engine.resources.presets.suggestServers(input.address), errors),
  ),

  lookUp: unlessAuditor.accounts.lookUp.handler(async ({ input, context, errors }) =>
    unwrap(await lookUpServers(input.address, context.engine.resources.presets, systemNames()), errors),
  ),

  signIn: unlessAuditor.accounts.signIn.handler(async ({ input, context, errors }) => ({
    signInId: unwrap(await signInsOf(context.engine).signIn(input.providerId, input.address), errors),
  })),

  cancelSignIn: unlessAuditor.accounts.cancelSignIn.handler(({ context }) => {
    signInsOf(context.engine).cancel()
  }),

  check: unlocked.accounts.check.handler(async ({ input, context, errors }) => {
    return outcomes(unwrap(await context.session.accounts.check(input), errors))
  }),

  add: unlocked.accounts.add.handler(async ({ input, context, errors }) => {
    const account = unwrap(await context.session.accounts.add(input), errors)
    const { inbound, keys } = context.session
    inbound.start()
    // One that was set up before has its key from then.
    void keys.keepUp()
    context.engine.events.publish({ type: 'phase-changed', phase: 'unlocked' })
    context.engine.events.publish({ type: 'accounts-changed' })
    return account
  }),

  checkChange: unlocked.accounts.checkChange.handler(async ({ input, context, errors }) =>
    outcomes(unwrap(await context.session.accounts.checkChange(input), errors)),
  ),

  update: unlocked.accounts.update.handler(async ({ input, context, errors }) => {
    const account = unwrap(await context.session.accounts.update(input), errors)
    context.engine.events.publish({ type: 'accounts-changed' })
    return account
  }),

  makeDefault: unlocked.accounts.makeDefault.handler(({ input, context, errors }) => {
    unwrap(context.session.accounts.makeDefault(input.id), errors)
    context.engine.events.publish({ type: 'accounts-changed' })
    return context.session.accounts.list()
  }),

  previewRemoval: unlocked.accounts.previewRemoval.handler(({ input, context, errors }) =>
    unwrap(context.session.accounts.removal.preview(input.id), errors),
  ),

  remove: unlocked.accounts.remove.handler(async ({ input, context, errors }) => {
    unwrap(await context.session.accounts.removal.remove(input.id), errors)
    context.engine.events.publish({ type: 'accounts-changed' })
    return context.session.accounts.list()
  }),

  openDemo: unlessAuditor.accounts.openDemo.handler(async ({ context, errors }) => {
    unwrap(await context.engine.openDemo(), errors)
  }),
}

/** Before there is a vault, a person signs in to find recovery data. */
function signInsOf(engine: Engine): Pick<SignIns, 'signIn' | 'cancel'> {
  const session = engine.session()
  return session.ok ? session.value.accounts.signIns : engine.restore.signIns
}

function outcomes({ imap, smtp }: ConnectionCheck) {
  return { imap: outcome(imap), smtp: outcome(smtp) }
}

function outcome(result: Result<unknown>): { ok: true } | { ok: false; error: Failure } {
  return result.ok ? { ok: true } : { ok: false, error: result.error }
}
