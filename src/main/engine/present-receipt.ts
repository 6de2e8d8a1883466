import { categorySchema, type ReceiptView } from '../../shared/contract/index.ts'
import { readSignedReceipt, receiptHash, receiptSigner } from '../audit/index.ts'
import type { ReceiptRow } from '../store/index.ts'

/**
 * A receipt as the window tells it: its signature checked, and codes joined with the names that people have now.
 * @param names by code
 */
export function presentReceipt(row: ReceiptRow, names: ReadonlyMap<string, string>): ReceiptView {
  const signed = readSignedReceipt(row.signed)
  if (!signed.ok || receiptHash(signed.value.receipt) !== Buffer.from(row.hash).toString('hex')) {
    return { id: row.id, kind: 'changed' }
  }
  const { receipt } = signed.value
  const { signedBy, policy, host, tls, sealedAt, dataBeganAt, confirmedAt, confirmedBy } = receipt
  const { messageId, sizeBytes, sha256, scan } = receipt
  return {
    id: row.id,
    kind: 'whole',
    recipients: receipt.recipients.map(({ person, certificate, passphrase }) => ({
      name: (person === null ? undefined : names.get(person)) ?? '',
      certificate,
      passphrase,
    })),
    forms: receipt.forms.map(({ form, container, cipher, integrity, kdf }) => ({
      ...{ form, container, cipher, integrity },
      kdfMemoryKib: kdf?.cost?.memoryKib ?? null,
    })),
    ...{ signedBy, policy, host, tls, sealedAt, dataBeganAt, confirmedAt, confirmedBy },
    scan: {
      decision: scan.decision,
      categories: Object.entries(scan.categories).map(([category, count]) => ({
        category: categorySchema.parse(category),
        count: count ?? 0,
      })),
      notScanned: scan.notScanned,
      setAside: scan.setAside,
    },
    ...{ messageId, sizeBytes, sha256 },
    hash: receiptHash(receipt),
    signer: receiptSigner(signed.value),
  }
}
