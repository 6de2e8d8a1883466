import { z } from 'zod'
import { contactIdSchema, draftIdSchema, logicalMessageIdSchema } from '../ids.ts'
import { instantSchema, nothing, procedure } from './base.ts'
import { deliverySchema, submissionStateSchema } from './mail.ts'
import { receiptViewSchema } from './receipts.ts'

export const outboxItemSchema = z.object({
  logicalId: logicalMessageIdSchema,
  subject: z.string(),
  to: z.array(z.string()),
  state: submissionStateSchema,
  /** What a held message waits for: the seconds of Undo, its time, or a person's word. */
  hold: z.enum(['undo', 'scheduled', 'kept']).nullable(),
  /** When the hold ends, while it lasts; null of one that is kept. */
  leavesAt: instantSchema.nullable(),
  nextAttemptAt: instantSchema.nullable(),
  /** While the host asks to wait: when it counts as given up. */
  givesUpAt: instantSchema.nullable(),
  failureCode: z.string().nullable(),
  deliveries: z.array(deliverySchema),
  /** Text of the one line in the hold: "Sealed for Maria · health information". */
  line: z.string(),
})
export type OutboxItem = z.infer<typeof outboxItemSchema>

const itemRef = z.object({ logicalId: logicalMessageIdSchema })

export const outboxContract = {
  list: procedure.output(z.array(outboxItemSchema)),
  /** How it went to each recipient, as far as is known now. */
  deliveries: procedure.input(itemRef).output(z.array(deliverySchema)),
  /** Back to the draft, while the hold lasts: `send/undo-too-late` after. */
  undo: procedure.input(itemRef).output(z.object({ draftId: draftIdSchema })),
  sendNow: procedure.input(itemRef).output(nothing),
  /** Another time for what is held. Errors: `send/undo-too-late`, `send/time-not-ahead`. */
  schedule: procedure.input(itemRef.extend({ leavesAt: instantSchema })).output(nothing),
  /** Before a lock or the end of the program: what is in the hold leaves now (answers once it did), or is kept. */
  settleHeld: procedure.input(z.object({ answer: z.enum(['send-now', 'keep']) })).output(nothing),
  /** Only for `unknown`: the same bytes again, or it is known to have arrived. */
  resolveUnknown: procedure
    .input(itemRef.extend({ answer: z.enum(['send-again', 'it-left']) }))
    .output(nothing),
  /** Only for `refused`: back to a draft, nothing is lost. */
  backToDraft: procedure.input(itemRef).output(z.object({ draftId: draftIdSchema })),
  /** What came back, as a new draft: same text and attachments, to those whom it didn't reach. */
  writeAgain: procedure.input(itemRef).output(z.object({ draftId: draftIdSchema })),
  /** What came back for want of TLS on the way leaves again without requiring it, the same bytes. */
  sendWithoutTls: procedure.input(itemRef).output(nothing),
  /** She couldn't open it: the same message in the other form. */
  sendOtherForm: procedure.input(itemRef.extend({ contactId: contactIdSchema })).output(nothing),
  /** How it was protected, for each copy that has left; none before. */
  receipts: procedure.input(itemRef).output(z.array(receiptViewSchema)),
  /** Lets the receipt out as a file that anyone can check. Errors: `message/absent`, `audit/receipt-changed`. */
  saveReceipt: procedure
    .input(z.object({ receiptId: z.number().int().positive() }))
    .output(z.object({ saved: z.boolean() })),
}
