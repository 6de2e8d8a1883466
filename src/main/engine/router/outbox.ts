import { unlocked, unwrap } from './base.ts'

export const outboxRouter = {
  list: unlocked.outbox.list.handler(({ context, errors }) => unwrap(context.session.outbox.list(), errors)),

  undo: unlocked.outbox.undo.handler(({ input, context, errors }) => {
    const draftId = unwrap(context.session.outbox.undo(input.logicalId), errors)
    context.engine.events.publish({ type: 'outbox-changed', logicalId: input.logicalId })
    return { draftId }
  }),

  sendNow: unlocked.outbox.sendNow.handler(({ input, context, errors }) => {
    unwrap(context.session.queue.releaseNow(input.logicalId), errors)
    context.session.runQueue()
  }),

  schedule: unlocked.outbox.schedule.handler(({ input, context, errors }) => {
    unwrap(context.session.queue.reschedule(input.logicalId, new Date(input.leavesAt)), errors)
    context.session.runQueue()
  }),

  settleHeld: unlocked.outbox.settleHeld.handler(async ({ input, context, errors }) => {
    unwrap(await context.session.settleHeld(input.answer), errors)
  }),

  resolveUnknown: unlocked.outbox.resolveUnknown.handler(({ input, context, errors }) => {
    unwrap(context.session.queue.resolveUnknown(input.logicalId, input.answer), errors)
    context.session.runQueue()
  }),

  backToDraft: unlocked.outbox.backToDraft.handler(({ input, context, errors }) => {
    const draftId = unwrap(context.session.outbox.backToDraft(input.logicalId), errors)
    context.engine.events.publish({ type: 'outbox-changed', logicalId: input.logicalId })
    return { draftId }
  }),

  sendOtherForm: unlocked.outbox.sendOtherForm.handler(async ({ input, context, errors }) => {
    unwrap(await context.session.outbox.sendOtherForm(input.logicalId, input.contactId), errors)
  }),
}
