import { fail, ok, type Result } from '../../shared/result.ts'
import { hashOf } from './encoding.ts'
import { readManifest } from './manifest.ts'
import { readSignedReceipt, receiptHash, receiptNamedBy } from './receipt.ts'
import { recordsIn, splitLines, verifyJsonLines } from './verify.ts'
import type { VerifiedReceipt } from './receipt-file.ts'

/**
 * Verifies the receipts beside a verified export: each by its signature, all by the manifest, and that there is one for
 * every copy of which the records say that it left.
 *
 * @param exported the JSON Lines, or the manifest of a CSV: its table can't carry the names of the receipts
 * @returns the number of receipts, or `audit/receipts-missing` (detail `count`), `audit/receipt-changed` (detail
 *   `number`, from 1)
 */
export function verifyReceipts(exported: Uint8Array, receipts: Uint8Array): Result<number> {
  const [first = new Uint8Array(), ...records] = splitLines(exported)
  const read = readManifest(first.at(-1) === 0x0a ? first.subarray(0, -1) : first)
  if (!read.ok) return read
  const { manifest, signature } = read.value
  const lines = splitLines(receipts)
  const hashes = new Set<string>()
  for (const [index, line] of lines.entries()) {
    const signed = readSignedReceipt(line.subarray(0, -1))
    const isOfThisLog =
      signed.ok && signed.value.receipt.log === manifest.log && signed.value.publicKey === signature.publicKey
    if (!isOfThisLog) return fail('audit/receipt-changed', { number: index + 1 })
    hashes.add(receiptHash(signed.value.receipt))
  }
  const named = recordsIn(records, true).flatMap(({ bytes }) => receiptNamedBy(bytes) ?? [])
  const missing = Math.max(
    manifest.receipts.count - hashes.size,
    named.filter((hash) => !hashes.has(hash)).length,
  )
  if (missing > 0) return fail('audit/receipts-missing', { count: missing })
  if (hashOf(receipts) !== manifest.receipts.sha256) {
    return fail('audit/receipt-changed', { number: manifest.receipts.count + 1 })
  }
  return ok(manifest.receipts.count)
}

/**
 * Holds a verified receipt against an exported log: whoever has the vault's key could sign one later, but couldn't put
 * it into a log that had left before.
 *
 * @returns what `verifyJsonLines` gives for the log, and `audit/receipt-not-in-log`
 */
export function verifyReceiptAgainst({ hash, signer }: VerifiedReceipt, log: Uint8Array): Result<void> {
  const verified = verifyJsonLines(log)
  if (!verified.ok) return verified
  const records = recordsIn(splitLines(log).slice(1), true)
  const isNamed = records.some(({ bytes }) => receiptNamedBy(bytes) === hash)
  return isNamed && verified.value.signer === signer ? ok(undefined) : fail('audit/receipt-not-in-log')
}
