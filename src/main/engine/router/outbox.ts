import { fail, ok } from '../../../shared/result.ts'
import { readSignedReceipt, receiptFile } from '../../audit/index.ts'
import { maySend } from '../../practice/index.ts'
import { findReceipt, listAuditPeople, listReceipts } from '../../store/index.ts'
import { presentReceipt } from '../present-receipt.ts'
import { unlocked, unwrap } from './base.ts'

export const outboxRouter = {
  list: unlocked.outbox.list.handler(({ context, errors }) => unwrap(context.session.outbox.list(), errors)),

  deliveries: unlocked.outbox.deliveries.handler(({ input, context }) =>
    context.session.outbox.deliveries(input.logicalId),
  ),

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

  backToDraft: unlocked.outbox.backToDraft.handler(async ({ input, context, errors }) => {
    const draftId = unwrap(await context.session.outbox.backToDraft(input.logicalId), errors)
    context.engine.events.publish({ type: 'outbox-changed', logicalId: input.logicalId })
    return { draftId }
  }),

  writeAgain: unlocked.outbox.writeAgain.handler(async ({ input, context, errors }) => {
    const draftId = unwrap(await context.session.outbox.writeAgain(input.logicalId), errors)
    context.engine.events.publish({ type: 'draft-changed', draftId })
    return { draftId }
  }),

  sendWithoutTls: unlocked.outbox.sendWithoutTls.handler(({ input, context, errors }) => {
    unwrap(context.session.outbox.sendWithoutTls(input.logicalId), errors)
  }),

  sendOtherForm: unlocked.outbox.sendOtherForm.handler(async ({ input, context, errors }) => {
    const { store, vault } = context.session
    unwrap(maySend(store, vault.factors.list.length > 0), errors)
    unwrap(await context.session.outbox.sendOtherForm(input.logicalId, input.contactId), errors)
  }),

  receipts: unlocked.outbox.receipts.handler(({ input, context }) => {
    const { store } = context.session
    const names = new Map(listAuditPeople(store).map(({ code, name }) => [code, name]))
    return listReceipts(store, input.logicalId).map((row) => presentReceipt(row, names))
  }),

  saveReceipt: unlocked.outbox.saveReceipt.handler(async ({ input, context, errors }) => {
    const { store, audit, saveFile } = context.session
    const found = findReceipt(store, input.receiptId)
    const row = unwrap(found === null ? fail('message/absent') : ok(found), errors)
    const signed = unwrap(readSignedReceipt(row.signed), errors)
    const { confirmedAt } = signed.receipt
    const saved = await saveFile(
      {
        name: `sealpost-receipt-${confirmedAt.slice(0, 10)}-${String(input.receiptId)}.json`,
        bytes: receiptFile(signed),
        way: 'exported',
        messageId: null,
      },
      () =>
        audit.record({
          type: 'receipt.saved',
          logical: row.logicalId,
          receipt: Buffer.from(row.hash).toString('hex'),
        }),
    )
    return { saved: unwrap(saved, errors) }
  }),
}
