import { ok } from '../../../shared/result.ts'
import { unlocked, unwrap } from './base.ts'

export const mailRouter = {
  mailboxes: unlocked.mail.mailboxes.handler(({ context, errors }) =>
    unwrap(context.session.inbound.mailboxes(), errors),
  ),

  list: unlocked.mail.list.handler(({ input, context, errors }) =>
    unwrap(context.session.inbound.list(input.mailboxId, input.cursor, input.limit, input.offset), errors),
  ),

  leftDrafts: unlocked.mail.leftDrafts.handler(({ context, errors }) =>
    unwrap(context.session.inbound.leftDrafts(), errors),
  ),

  search: unlocked.mail.search.handler(({ input, context, errors }) =>
    unwrap(context.session.inbound.search(input), errors),
  ),

  open: unlocked.mail.open.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.inbound.open(input.id, input.scheme), errors),
  ),

  fetch: unlocked.mail.fetch.handler(async ({ input, context, errors }) => {
    unwrap(await context.session.inbound.fetch(input.id, input.part), errors)
  }),

  stopFetch: unlocked.mail.stopFetch.handler(({ input, context }) => {
    context.session.inbound.stopFetch(input.id)
  }),

  unfetched: unlocked.mail.unfetched.handler(({ input, context, errors }) => ({
    count: unwrap(context.session.inbound.unfetched(input.mailboxId), errors),
  })),

  loadRemoteImages: unlocked.mail.loadRemoteImages.handler(async ({ input, context, errors }) =>
    unwrap(await context.session.inbound.openWithImages(input.id, input.scheme), errors),
  ),

  setFlags: unlocked.mail.setFlags.handler(({ input, context, errors }) => {
    const { ids, isUnread, isFlagged } = input
    unwrap(
      context.session.inbound.setFlags(ids, {
        ...(isUnread === undefined ? {} : { isUnread }),
        ...(isFlagged === undefined ? {} : { isFlagged }),
      }),
      errors,
    )
  }),

  move: unlocked.mail.move.handler(({ input, context, errors }) => ({
    undoToken: unwrap(context.session.inbound.move(input.ids, input.to), errors),
  })),

  undoMove: unlocked.mail.undoMove.handler(({ input, context, errors }) => {
    unwrap(context.session.inbound.undoMove(input.undoToken), errors)
  }),

  deleteForGood: unlocked.mail.deleteForGood.handler(({ input, context, errors }) => {
    unwrap(context.session.inbound.deleteForGood(input.ids), errors)
  }),

  emptyMailbox: unlocked.mail.emptyMailbox.handler(async ({ input, context, errors }) => {
    unwrap(await context.session.inbound.emptyMailbox(input.id, Date.parse(input.askedAt)), errors)
  }),

  createMailbox: unlocked.mail.createMailbox.handler(({ input, context, errors }) => ({
    id: unwrap(context.session.inbound.createMailbox(input.accountId, input.parentId, input.name), errors),
  })),

  renameMailbox: unlocked.mail.renameMailbox.handler(({ input, context, errors }) => {
    unwrap(context.session.inbound.renameMailbox(input.id, input.name), errors)
  }),

  removeMailbox: unlocked.mail.removeMailbox.handler(async ({ input, context, errors }) => {
    unwrap(await context.session.inbound.removeMailbox(input.id), errors)
  }),

  saveAttachment: unlocked.mail.saveAttachment.handler(async ({ input, context, errors }) => {
    const { inbound, store, audit, saveFile } = context.session
    const file = unwrap(await inbound.attachment(input.id, input.partPath), errors)
    const saved = await saveFile(
      { name: file.name, bytes: file.bytes, way: 'saved', messageId: input.id },
      () =>
        store.transaction((tx) =>
          audit.append(tx, {
            type: 'attachment.saved',
            message: input.id,
            person: file.contactId === null ? null : audit.personOf(tx, file.contactId),
            sizeBytes: file.bytes.length,
            isDangerous: file.isDangerous,
          }),
        ),
    )
    return { saved: unwrap(saved, errors) }
  }),

  saveSource: unlocked.mail.saveSource.handler(async ({ input, context, errors }) => {
    const { inbound, audit, saveFile } = context.session
    const file = unwrap(await inbound.source(input.id), errors)
    const saved = await saveFile(
      { name: file.name, bytes: file.bytes, way: 'saved', messageId: input.id },
      () => {
        const recorded = audit.record({
          type: 'message.source-saved',
          message: input.id,
          person: null,
          sizeBytes: file.bytes.length,
        })
        return recorded.ok ? ok(undefined) : recorded
      },
    )
    return { saved: unwrap(saved, errors) }
  }),

  sync: unlocked.mail.sync.handler(({ context }) => {
    context.session.inbound.syncNow()
  }),
}
