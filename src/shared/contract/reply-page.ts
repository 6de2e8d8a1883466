import { z } from 'zod'
import { accountIdSchema } from '../ids.ts'
import { readReplyPageAddress } from '../reply-page-address.ts'
import { instantSchema, procedure } from './base.ts'

/** The reply page of one account: a file that the practice puts on its own site, for patients who have only a PDF. */
export const replyPageSchema = z.object({
  account: accountIdSchema,
  /** Where its answers go. */
  accountAddress: z.string(),
  /** When it was last saved; null: never. */
  savedAt: instantSchema.nullable(),
  /** It was saved for the key in use: what is sealed on it can be opened, and by nobody with an older key. */
  isForKeyInUse: z.boolean(),
  /** Where it stands; null: nowhere yet. */
  address: z.string().nullable(),
  /** How every PDF names it, with an example of a number; null where none does. */
  inPdf: z.array(z.object({ says: z.string(), shows: z.string() })).nullable(),
})
export type ReplyPage = z.infer<typeof replyPageSchema>

const ofAccount = z.object({ account: accountIdSchema })
const pages = z.array(replyPageSchema)

export const replyPageContract = {
  /** One for each account, in their order. */
  replyPages: procedure.output(pages),
  /** Asks where to, and saves the file; `saved` is false when the person cancelled. */
  saveReplyPage: procedure.input(ofAccount).output(z.object({ saved: z.boolean(), pages })),
  /** Says where the page that was saved last stands now: PDFs name it from then on. */
  publishReplyPage: procedure
    .input(
      ofAccount.extend({
        address: z.string().refine((address) => readReplyPageAddress(address) === address),
      }),
    )
    .output(pages),
  /** PDFs name it no longer. */
  withdrawReplyPage: procedure.input(ofAccount).output(pages),
}
