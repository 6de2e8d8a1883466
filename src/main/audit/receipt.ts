import { z } from 'zod'
import { canonicalJson, type CanonicalValue } from '../../shared/canonical-json.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { decodeRecord, hashOf, hashSchema, isCanonical, logIdSchema, parseJson } from './encoding.ts'
import { personCodeSchema, scanRecordSchema } from './events/index.ts'
import { exactBase64 } from './manifest.ts'
import { isSignedBytes, signBytes, signerFingerprint } from './signing.ts'

const formatName = 'sealpost-receipt'
const formatVersion = 1

const count = z.int().nonnegative()
const instant = z.iso.datetime({ precision: 3 })
const fingerprint = z.string().regex(/^[0-9A-F]{40,64}$/)

const containers = [
  'seipd-v1',
  'seipd-v2',
  'enveloped-data',
  'auth-enveloped-data',
  'sealed-message-v1',
  'pdf-r6',
] as const

const formSchema = z.strictObject({
  form: z.enum(['openpgp', 'smime', 'html', 'pdf']),
  container: z.enum(containers),
  cipher: z.string().regex(/^[a-z0-9-]{3,40}$/),
  integrity: z.enum(['aead', 'mdc', 'none']),
  kdf: z
    .strictObject({
      name: z.enum(['argon2id', 'pdf-r6']),
      cost: z.strictObject({ memoryKib: count, passes: count, lanes: count }).nullable(),
    })
    .nullable(),
})

const receiptSchema = z.strictObject({
  format: z.literal(formatName),
  version: z.literal(formatVersion),
  /** Random id of the audit log that names this receipt. */
  log: logIdSchema,
  /** Of this copy, with angle brackets. */
  messageId: z.string(),
  method: z.enum(['openpgp', 'smime', 'sealed-message']),
  forms: z.array(formSchema).min(1),
  /** Fingerprints of all certificates that open the copy, whoever has it by now. */
  sealedTo: z.array(fingerprint),
  /** Fingerprint of the certificate that signed the content; null where the passphrase authenticates it. */
  signedBy: fingerprint.nullable(),
  /** Those who have it by this hand-over; a copy that the host takes for some at first has several. */
  recipients: z
    .array(
      z.strictObject({
        /** The audit log's code; null for somebody who isn't in the address book any more. */
        person: personCodeSchema.nullable(),
        certificate: fingerprint.nullable(),
        /** Number of the agreed passphrase; which words it has is not said. */
        passphrase: z.int().positive().nullable(),
      }),
    )
    .min(1),
  /** Version of the rules that chose the method and let it pass. */
  policy: z.int().positive(),
  scan: scanRecordSchema,
  /** The mail host, as `mail.example:465`. */
  host: z.string(),
  tls: z.strictObject({ version: z.string(), cipher: z.string() }),
  sealedAt: instant,
  /** Just before the first byte of the data went to the host. */
  dataBeganAt: instant,
  confirmedAt: instant,
  /** How it is known that the host has it. */
  confirmedBy: z.enum(['host', 'found-in-sent', 'person']),
  /** Of the message as it was handed over, before SMTP's dot-stuffing. */
  sizeBytes: count,
  sha256: hashSchema,
})

/** What protected one copy that left (docs/audit-log.md, "Protection receipts"). */
export type Receipt = z.infer<typeof receiptSchema>

export type SignedReceipt = {
  readonly receipt: Receipt
  readonly publicKey: string
  readonly signature: string
}

const signedSchema = z.strictObject({
  publicKey: exactBase64.length(44),
  receipt: receiptSchema,
  signature: exactBase64.length(88),
})

/** @param seed the vault's 32-byte key for audit signing; not kept */
export function signReceipt(receipt: Omit<Receipt, 'format' | 'version'>, seed: Uint8Array): SignedReceipt {
  const full = receiptSchema.parse({ format: formatName, version: formatVersion, ...receipt })
  return { receipt: full, ...signBytes(receiptBytes(full), seed) }
}

/** The exact bytes that are signed and hashed: canonical JSON in UTF-8. */
export function receiptBytes(receipt: Receipt): Uint8Array {
  return new TextEncoder().encode(canonicalJson(receipt as CanonicalValue))
}

/** SHA-256 of what is signed: the name of the receipt in the audit log. */
export function receiptHash(receipt: Receipt): string {
  return hashOf(receiptBytes(receipt))
}

const namingSchema = z.looseObject({ type: z.literal('receipt.written'), receipt: hashSchema })

/** The receipt that was written with a record; null for any other record. */
export function receiptNamedBy(canonical: Uint8Array): string | null {
  const event = namingSchema.safeParse(decodeRecord(canonical)?.event)
  return event.success ? event.data.receipt : null
}

/** One line without its end: canonical JSON of public key, receipt and signature. */
export function encodeSignedReceipt(signed: SignedReceipt): Uint8Array {
  return new TextEncoder().encode(canonicalJson(signed as CanonicalValue))
}

/**
 * @param line without its end
 * @returns `audit/not-an-export`, `audit/version-newer`, `audit/receipt-changed` when a byte of it was changed
 */
export function readSignedReceipt(line: Uint8Array): Result<SignedReceipt> {
  const json = parseJson(line)
  const read = checkSignedReceipt(json)
  return read.ok && !isCanonical(json, line) ? fail('audit/receipt-changed') : read
}

/**
 * @param value public key, receipt and signature, as JSON says them
 * @returns as `readSignedReceipt`
 */
export function checkSignedReceipt(value: unknown): Result<SignedReceipt> {
  const named = z.looseObject({ format: z.literal(formatName), version: z.int() })
  const claim = z.looseObject({ receipt: named }).safeParse(value)
  if (!claim.success) return fail('audit/not-an-export')
  if (claim.data.receipt.version > formatVersion) return fail('audit/version-newer')
  const signed = signedSchema.safeParse(value)
  if (!signed.success) return fail('audit/receipt-changed')
  const { receipt, publicKey, signature } = signed.data
  const isWhole = isSignedBytes(receiptBytes(receipt), { publicKey, signature })
  return isWhole ? ok(signed.data) : fail('audit/receipt-changed')
}

/** What a person compares with the practice's own statement of its key. */
export function receiptSigner({ publicKey }: Pick<SignedReceipt, 'publicKey'>): string {
  return signerFingerprint(publicKey)
}
