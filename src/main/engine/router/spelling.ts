import { unlocked, unwrap } from './base.ts'

export const spellingRouter = {
  check: unlocked.spelling.check.handler(async ({ input, context, errors }) => [
    ...unwrap(await context.session.spelling.check(input.words), errors),
  ]),

  suggest: unlocked.spelling.suggest.handler(async ({ input, context, errors }) => [
    ...unwrap(await context.session.spelling.suggest(input.word), errors),
  ]),

  learn: unlocked.spelling.learn.handler(({ input, context, errors }) => {
    unwrap(context.session.spelling.learn(input.word), errors)
  }),

  learned: unlocked.spelling.learned.handler(({ context, errors }) => [
    ...unwrap(context.session.spelling.learned(), errors),
  ]),

  unlearn: unlocked.spelling.unlearn.handler(({ input, context, errors }) => {
    unwrap(context.session.spelling.unlearn(input.word), errors)
  }),
}
