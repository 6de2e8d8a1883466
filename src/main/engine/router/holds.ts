import { unlocked, unwrap } from './base.ts'

export const holdsRouter = {
  list: unlocked.holds.list.handler(({ context }) => context.session.holds.list()),

  set: unlocked.holds.set.handler(({ input, context, errors }) =>
    unwrap(context.session.holds.set(input.scope, input.reason), errors),
  ),

  lift: unlocked.holds.lift.handler(async ({ input, context, errors }) => {
    const { id, because, passphrase } = input
    unwrap(await context.session.holds.lift(id, because, passphrase), errors)
  }),
}
