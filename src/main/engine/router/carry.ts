import { unlocked, unwrap } from './base.ts'

export const carryRouter = {
  exportMail: unlocked.carry.exportMail.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.mailExport.run(input), errors),
  ),

  cancelExport: unlocked.carry.cancelExport.handler(({ context }) => {
    context.session.mailExport.cancel()
  }),

  imports: unlocked.carry.imports.handler(({ context, errors }) =>
    unwrap(context.session.mailImport.list(), errors),
  ),

  importMail: unlocked.carry.importMail.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.mailImport.run(input.from), errors),
  ),

  resumeImport: unlocked.carry.resumeImport.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.mailImport.resume(input.id), errors),
  ),

  cancelImport: unlocked.carry.cancelImport.handler(async ({ context }) => {
    await context.session.mailImport.cancel()
  }),

  removeImport: unlocked.carry.removeImport.handler(async ({ input, context, errors }) => {
    unwrap(await context.session.mailImport.remove(input.id), errors)
  }),
}
