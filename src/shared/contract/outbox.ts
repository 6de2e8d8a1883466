import { z } from 'zod'
import { contactIdSchema, draftIdSchema, logicalMessageIdSchema } from '../ids.ts'
import { instantSchema, nothing, procedure } from './base.ts'
import { deliverySchema } from './mail.ts'

export const outboxItemSchema = z.object({
  logicalId: logicalMessageIdSchema,
  subject: z.string(),
  to: z.array(z.string()),
  state: deliverySchema.shape.state,
  /** When the hold ends, while it lasts. */
  leavesAt: instantSchema.nullable(),
  nextAttemptAt: instantSchema.nullable(),
  failureCode: z.string().nullable(),
  deliveries: z.array(deliverySchema),
  /** Text of the one line in the hold: "Sealed for Maria · health information". */
  line: z.string(),
})
export type OutboxItem = z.infer<typeof outboxItemSchema>

const itemRef = z.object({ logicalId: logicalMessageIdSchema })

export const outboxContract = {
  list: procedure.output(z.array(outboxItemSchema)),
  /** Back to the draft, while the hold lasts: `send/undo-too-late` after. */
  undo: procedure.input(itemRef).output(z.object({ draftId: draftIdSchema })),
  sendNow: procedure.input(itemRef).output(nothing),
  /** Only for `unknown`: the same bytes again, or it is known to have arrived. */
  resolveUnknown: procedure
    .input(itemRef.extend({ answer: z.enum(['send-again', 'it-left']) }))
    .output(nothing),
  /** Only for `refused`: back to a draft, nothing is lost. */
  backToDraft: procedure.input(itemRef).output(z.object({ draftId: draftIdSchema })),
  /** She couldn't open it: the same message in the other form. */
  sendOtherForm: procedure.input(itemRef.extend({ contactId: contactIdSchema })).output(nothing),
}
