import { anyVault, unwrap } from './base.ts'

export const collectorRouter = {
  state: anyVault.collector.state.handler(({ context }) => context.session.collector.state()),

  readCertificate: anyVault.collector.readCertificate.handler(async ({ input, context, errors }) => {
    const file = unwrap(await context.engine.files.read(input.file), errors)
    return unwrap(context.session.collector.readCertificate(file.bytes), errors)
  }),

  test: anyVault.collector.test.handler(async ({ input, context, errors }) => {
    unwrap(await context.session.collector.test(input), errors)
  }),

  set: anyVault.collector.set.handler(({ input, context, errors }) => {
    unwrap(context.session.collector.set(input), errors)
  }),

  end: anyVault.collector.end.handler(({ context, errors }) => {
    unwrap(context.session.collector.end(), errors)
  }),
}
