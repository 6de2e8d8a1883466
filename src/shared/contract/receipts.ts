import { z } from 'zod'
import { categorySchema } from './drafts.ts'
import { instantSchema } from './base.ts'

const protectedFormSchema = z.object({
  form: z.enum(['openpgp', 'smime', 'html', 'pdf']),
  container: z.string(),
  cipher: z.string(),
  integrity: z.enum(['aead', 'mdc', 'none']),
  /** Of Argon2id; null where there is none. */
  kdfMemoryKib: z.number().int().nullable(),
})

const wholeReceiptSchema = z.object({
  id: z.number().int().positive(),
  kind: z.literal('whole'),
  recipients: z.array(
    z.object({
      /** As last known; empty for somebody whose name was never known. */
      name: z.string(),
      certificate: z.string().nullable(),
      /** Number of the agreed passphrase. */
      passphrase: z.number().int().nullable(),
    }),
  ),
  forms: z.array(protectedFormSchema),
  signedBy: z.string().nullable(),
  policy: z.number().int(),
  scan: z.object({
    decision: z.enum(['none', 'identifiers-only', 'phi']),
    categories: z.array(z.object({ category: categorySchema, count: z.number().int() })),
    notScanned: z.number().int(),
    setAside: z.number().int(),
  }),
  host: z.string(),
  tls: z.object({ version: z.string(), cipher: z.string() }),
  sealedAt: instantSchema,
  dataBeganAt: instantSchema,
  confirmedAt: instantSchema,
  confirmedBy: z.enum(['host', 'found-in-sent', 'person']),
  messageId: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  /** Its name in the activity log. */
  hash: z.string(),
  /** Fingerprint of the key that signed it. */
  signer: z.string(),
})

/** What protected one copy on its way; of a receipt that isn't as it was signed nothing is shown. */
export const receiptViewSchema = z.discriminatedUnion('kind', [
  wholeReceiptSchema,
  z.object({ id: z.number().int().positive(), kind: z.literal('changed') }),
])
export type ReceiptView = z.infer<typeof receiptViewSchema>
export type WholeReceipt = z.infer<typeof wholeReceiptSchema>
