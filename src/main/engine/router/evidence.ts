import { unlocked, unwrap } from './base.ts'

export const evidenceRouter = {
  overview: unlocked.evidence.overview.handler(({ context }) => context.session.evidence.overview()),

  openCount: unlocked.evidence.openCount.handler(({ context }) => context.session.evidence.openCount()),

  list: unlocked.evidence.list.handler(({ input, context }) =>
    context.session.evidence.records.list(input.kind),
  ),

  history: unlocked.evidence.history.handler(({ input, context }) =>
    context.session.evidence.records.history(input.record),
  ),

  save: unlocked.evidence.save.handler(async ({ input, context, errors }) => {
    const { file, ...version } = input
    const document = file === null ? null : unwrap(await context.engine.files.read(file), errors)
    return unwrap(context.session.evidence.records.save({ ...version, document }), errors)
  }),

  saveDocument: unlocked.evidence.saveDocument.handler(async ({ input, context, errors }) => ({
    saved: unwrap(await context.session.evidence.saveDocument(input.record), errors),
  })),

  saveBinder: unlocked.evidence.saveBinder.handler(async ({ context, errors }) => ({
    saved: unwrap(await context.session.evidence.saveBinder(), errors),
  })),
}
