import { ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { setCertificateTrust, storeCertificateData, type CertificateRow, type Tx } from '../store/index.ts'

/**
 * Takes a certificate out of use because its owner revoked it; the row stays, so that no older copy brings it back.
 * @param armored the certificate with its revocation
 * @returns whether a contact's certificate was in use, or waited to be
 */
export function revokeInUse(
  tx: Tx,
  audit: AuditTrail,
  row: CertificateRow,
  armored: string,
  now: Date,
): Result<boolean> {
  const { id, contactId, trust, fingerprint } = row
  if (contactId !== null && (trust === 'accepted' || trust === 'verified')) {
    const person = audit.personOf(tx, contactId)
    const recorded = audit.append(tx, { type: 'certificate.revoked', person, fingerprint })
    if (!recorded.ok) {
      return recorded
    }
  }
  storeCertificateData(tx, id, { ...row, data: armored })
  setCertificateTrust(tx, id, 'rejected', now.getTime())
  return ok(contactId !== null && trust !== 'rejected')
}
