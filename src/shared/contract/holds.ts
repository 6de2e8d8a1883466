import { z } from 'zod'
import { accountIdSchema, contactIdSchema } from '../ids.ts'
import { instantSchema, lineSchema, nothing, procedure } from './base.ts'
import { secretSchema } from './vault.ts'

/** What a legal hold keeps from being deleted: all of it, one account's mail, or one person's mail and details. */
export const holdScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('everything') }),
  z.object({ kind: z.literal('account'), accountId: accountIdSchema }),
  z.object({ kind: z.literal('person'), contactId: contactIdSchema }),
])
export type HoldScope = z.infer<typeof holdScopeSchema>

const reasonSchema = z.string().max(4000)

export const legalHoldSchema = z.object({
  id: z.number().int().positive(),
  scope: holdScopeSchema,
  /** Whom or what it holds, as it was called when it was set; empty for everything. */
  name: lineSchema,
  reason: reasonSchema,
  setAt: instantSchema,
  lifted: z.object({ at: instantSchema, because: reasonSchema }).nullable(),
})
export type LegalHold = z.infer<typeof legalHoldSchema>

export const holdsContract = {
  /** The newest first, with those that were lifted; and how many messages are here that their host no longer has. */
  list: procedure.output(
    z.object({ holds: z.array(legalHoldSchema), keptMessages: z.number().int().nonnegative() }),
  ),
  /** Answers with how many deletions were stopped that the host hadn't been told of yet. */
  set: procedure
    .input(z.object({ scope: holdScopeSchema, reason: reasonSchema }))
    .output(z.object({ stopped: z.number().int().nonnegative() })),
  lift: procedure
    .input(
      z.object({
        id: z.number().int().positive(),
        because: reasonSchema,
        passphrase: secretSchema,
      }),
    )
    .output(nothing),
}
