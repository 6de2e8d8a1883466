import type { ContactId } from '../../../shared/ids.ts'
import { sql, type SqlRow, type Tx } from '../connection.ts'
import { bool, flag, int, intOrNull, text, textOrNull } from '../rows.ts'

/** `pending` until the host has answered for good; why it was asked to wait stands in the error code. */
export type RecipientOutcome = 'pending' | 'accepted' | 'refused'

export type SubmissionRecipient = {
  readonly address: string
  readonly contactId: ContactId | null
  /** What opens the copy for this person: the fingerprint of a certificate, or the id of a passphrase. */
  readonly certificate: string | null
  readonly passphraseId: number | null
  readonly outcome: RecipientOutcome
  readonly errorCode: string | null
  /** When it was accepted or refused. */
  readonly settledAt: number | null
  /** When a person let it leave again to them without requiring TLS on the way (RFC 8689); null: it is required. */
  readonly tlsWaivedAt: number | null
  /** What a delivery report said after the host had taken it. */
  readonly report: RecipientReport | null
}

export type RecipientReport = {
  readonly code: string
  /** It named the envelope id, which only hosts on the way know; otherwise anyone may have written it. */
  readonly isVouched: boolean
  readonly at: number
}

export function setRecipientOutcome(
  tx: Tx,
  id: number,
  address: string,
  outcome: RecipientOutcome,
  errorCode: string | null,
  now: number,
): void {
  tx[sql].run(
    `UPDATE submission_recipients SET outcome = ?, error_code = ?, settled_at = ?
     WHERE submission_id = ? AND address = ?`,
    outcome,
    errorCode,
    outcome === 'pending' ? null : now,
    id,
    address,
  )
}

/**
 * Those recipients wait for the copy again, without the requirement of TLS on the way, and it is due at once. What a report
 * said, and since when the host asked to wait, belongs to the first time.
 *
 * @throws Error unless the copy is `sent`, and a host that vouches for itself returned it to each of them for the first
 *   time: a bug that could send twice
 */
export function sendAgainWithoutTls(tx: Tx, id: number, addresses: readonly string[], now: number): void {
  const { changes } = tx[sql].run(
    `UPDATE submissions SET state = 'queued', stage = NULL, not_before = ?1, updated_at = ?1, finished_at = NULL,
       deferred_since = NULL
     WHERE id = ?2 AND state = 'sent'`,
    now,
    id,
  )
  if (changes !== 1) throw new Error('only what was sent can be sent again without TLS on the way')
  for (const address of addresses) {
    const waived = tx[sql].run(
      `UPDATE submission_recipients SET outcome = 'pending', error_code = NULL, settled_at = NULL, tls_waived_at = ?,
         report_code = NULL, report_is_vouched = NULL, reported_at = NULL
       WHERE submission_id = ? AND address = ? AND outcome = 'accepted' AND report_is_vouched = 1
         AND tls_waived_at IS NULL`,
      now,
      id,
      address,
    )
    if (waived.changes !== 1) throw new Error('only what came back can be sent again without TLS on the way')
  }
}

/**
 * Notes what a report says of a recipient. What a host vouches for is never replaced by what anyone may say.
 * @returns whether that wasn't known
 */
export function reportRecipient(tx: Tx, id: number, address: string, report: RecipientReport): boolean {
  const { changes } = tx[sql].run(
    `UPDATE submission_recipients SET report_code = ?1, report_is_vouched = ?2, reported_at = ?3
     WHERE submission_id = ?4 AND address = ?5
       AND (report_code IS NULL OR (report_is_vouched = 0 AND (?2 = 1 OR report_code <> ?1)))`,
    report.code,
    flag(report.isVouched),
    report.at,
    id,
    address,
  )
  return changes > 0
}

export function recipientOf(row: SqlRow): SubmissionRecipient {
  return {
    address: text(row, 'address'),
    contactId: intOrNull(row, 'contact_id') as ContactId | null,
    certificate: textOrNull(row, 'certificate'),
    passphraseId: intOrNull(row, 'passphrase_id'),
    outcome: text(row, 'outcome') as RecipientOutcome,
    errorCode: textOrNull(row, 'error_code'),
    settledAt: intOrNull(row, 'settled_at'),
    tlsWaivedAt: intOrNull(row, 'tls_waived_at'),
    report: reportOf(row),
  }
}

function reportOf(row: SqlRow): RecipientReport | null {
  const code = textOrNull(row, 'report_code')
  return code === null
    ? null
    : { code, isVouched: bool(row, 'report_is_vouched'), at: int(row, 'reported_at') }
}
