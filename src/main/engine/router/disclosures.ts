import { unlocked, unwrap } from './base.ts'

export const disclosuresRouter = {
  possible: unlocked.disclosures.possible.handler(({ input, context, errors }) =>
    unwrap(context.session.accountings.possible(input.contactId), errors),
  ),

  saveAccounting: unlocked.disclosures.saveAccounting.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.accountings.save(input), errors),
  ),
}
