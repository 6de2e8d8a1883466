import { z } from 'zod'
import type { AccountId } from '../../../shared/ids.ts'
import { readMeta, writeMeta, type Reader, type Tx } from '../../store/index.ts'

const bundleSchema = z.strictObject({
  sequence: z.int().positive(),
  /** Of the bundle as it was put there, whatever stands around it. */
  sha256: z.string(),
})
const keptSchema = z.strictObject({
  account: z.int().positive(),
  kept: bundleSchema
    .extend({
      /** ms since 1970. */
      at: z.int(),
      /** Of the rows and the kit that are in it. */
      digest: z.string(),
    })
    .nullable(),
  /** On its way there: it may have arrived, or not. */
  attempted: bundleSchema.nullable(),
})

/** What was last put into the mailbox of an account. It isn't in the bundle itself. */
export type KeptState = Omit<z.infer<typeof keptSchema>, 'account'> & { readonly account: AccountId }

/** Null: none was kept, or tried, yet. */
export function readKept(reader: Reader): KeptState | null {
  const text = readMeta(reader, 'recovery-bundle')
  return text === null ? null : (keptSchema.parse(JSON.parse(text)) as KeptState)
}

export function saveKept(tx: Tx, kept: KeptState): void {
  writeMeta(tx, 'recovery-bundle', JSON.stringify(kept))
}
