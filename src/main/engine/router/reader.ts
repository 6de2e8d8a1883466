import { unlocked, unwrap } from './base.ts'

export const readerRouter = {
  preview: unlocked.reader.preview.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.inbound.preview(input.id, input.partPath, input.scheme), errors),
  ),

  nested: unlocked.reader.nested.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.inbound.nested(input.id, input.partPath, input.scheme), errors),
  ),

  saveAll: unlocked.reader.saveAll.handler(async ({ input, context, errors }) => {
    const { inbound, letOut } = context.session
    const files = unwrap(await inbound.files(input.id), errors)
    return unwrap(await letOut.saveAll(input.id, files), errors)
  }),

  openFile: unlocked.reader.openFile.handler(async ({ input, context, errors }) => {
    const { inbound, letOut } = context.session
    const file = unwrap(await inbound.attachment(input.id, input.partPath), errors)
    unwrap(await letOut.open(input.id, file), errors)
  }),

  source: unlocked.reader.source.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.inbound.sourceText(input.id, input.offset), errors),
  ),

  print: unlocked.reader.print.handler(async ({ input, context, errors }) => {
    const { inbound, letOut } = context.session
    const page = unwrap(await inbound.printable(input.id), errors)
    unwrap(await letOut.print(input.id, page), errors)
  }),

  thread: unlocked.reader.thread.handler(({ input, context, errors }) =>
    unwrap(context.session.inbound.thread(input.id), errors),
  ),
}
