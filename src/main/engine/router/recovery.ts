import { unlessAuditor, unlocked, unwrap } from './base.ts'

export const recoveryRouter = {
  status: unlocked.recovery.status.handler(({ context }) => context.session.recovery.status()),

  keepNow: unlocked.recovery.keepNow.handler(async ({ context, errors }) => {
    unwrap(await context.session.recovery.keepNow(), errors)
  }),

  find: unlessAuditor.recovery.find.handler(async ({ input, context, errors }) =>
    unwrap(await context.engine.restore.find(input), errors),
  ),

  open: unlessAuditor.recovery.open.handler(async ({ input, context, errors }) =>
    unwrap(await context.engine.restore.open(input.kit, input.newPassphrase), errors),
  ),

  forget: unlessAuditor.recovery.forget.handler(({ context }) => {
    context.engine.restore.forget()
  }),
}
