import { z } from 'zod'
import { canonicalJson, type CanonicalValue } from '../../shared/canonical-json.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { parseJson } from './encoding.ts'
import { describeReceipt } from './receipt-words.ts'
import {
  checkSignedReceipt,
  receiptHash,
  receiptSigner,
  type Receipt,
  type SignedReceipt,
} from './receipt.ts'

export type VerifiedReceipt = {
  readonly receipt: Receipt
  readonly about: readonly string[]
  /** The receipt's name in the audit log. */
  readonly hash: string
  readonly publicKey: string
  /** Fingerprint of the key that signed it: compare it with the one that the practice names. */
  readonly signer: string
}

/** One receipt as a file of its own: sentences for who reads it, then what is signed. */
export function receiptFile({ receipt, publicKey, signature }: SignedReceipt): Uint8Array {
  const content = { about: describeReceipt(receipt), receipt, publicKey, signature }
  // Members in canonical order, so that one receipt has one file.
  const inOrder: unknown = JSON.parse(canonicalJson(content as CanonicalValue))
  return new TextEncoder().encode(`${JSON.stringify(inOrder, null, 2)}\n`)
}

/**
 * Verifies a receipt's file without the vault: the signature, and that every other byte follows from what is signed.
 *
 * @returns `audit/not-an-export`, `audit/version-newer`, `audit/receipt-changed`
 */
export function verifyReceiptFile(file: Uint8Array): Result<VerifiedReceipt> {
  const members = z.object({ receipt: z.unknown(), publicKey: z.unknown(), signature: z.unknown() })
  const content = members.safeParse(parseJson(file))
  if (!content.success) return fail('audit/not-an-export')
  const read = checkSignedReceipt(content.data)
  if (!read.ok) return read
  if (!Buffer.from(receiptFile(read.value)).equals(file)) return fail('audit/receipt-changed')
  const { receipt, publicKey } = read.value
  return ok({
    receipt,
    about: describeReceipt(receipt),
    hash: receiptHash(receipt),
    publicKey,
    signer: receiptSigner(read.value),
  })
}
