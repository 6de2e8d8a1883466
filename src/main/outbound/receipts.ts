import { createHash } from 'node:crypto'
import type { AuditTrail } from '../audit/index.ts'
import {
  encodeSignedReceipt,
  receiptHash,
  signReceipt,
  type Receipt,
  type ScanRecord,
} from '../audit/index.ts'
import type { Protection } from '../sealing/index.ts'
import {
  addReceipt,
  findSubmission,
  readMeta,
  readSubmissionRaw,
  type Submission,
  type SubmissionConnection,
  type SubmissionRecipient,
  type Tx,
} from '../store/index.ts'

/**
 * Version of the rules that choose a method for each recipient and say what Send asks about (`route.ts`,
 * `questions.ts`). Raised with every change of them that lets pass what was stopped before, or the other way round;
 * `rules.test.ts` notices one that wasn't.
 */
export const rulesVersion = 4

/** What let a copy pass, as it is kept with the copy until its receipt is written. */
export interface Decision {
  readonly policy: number
  readonly scan: ScanRecord
}

/** One copy may be handed over several times: to those whom the host takes at once, and later to the others. */
export interface HandOver {
  /** Addresses of those who have it by this attempt. */
  readonly reached: readonly string[]
  /** How it is known that the host has it. */
  readonly confirmedBy: Receipt['confirmedBy']
}

export interface ReceiptsDeps {
  readonly audit: Pick<AuditTrail, 'personOf'>
  /** The vault's 32-byte key for audit signing. */
  readonly signingKey: Uint8Array
}

/** Writes the protection receipt of a copy that has left. */
export interface Receipts {
  /**
   * In the transaction that says who got the copy: so nobody got one without its receipt, and there is none for what
   * didn't leave.
   * @returns the receipt's hash, for the event of the same commit
   */
  issue(tx: Tx, submissionId: number, handOver: HandOver, now: number): string
}

export function createReceipts({ audit, signingKey }: ReceiptsDeps): Receipts {
  return {
    issue: (tx, submissionId, { reached, confirmedBy }, now) => {
      const submission = findSubmission(tx, submissionId)
      const log = readMeta(tx, 'audit-genesis')
      if (submission?.connection == null || log === null) {
        throw new Error('a copy left whose data never began')
      }
      const signed = signReceipt(
        {
          log,
          ...copyFacts(tx, submission),
          recipients: submission.recipients
            .filter(({ address }) => reached.includes(address))
            .map((recipient) => presentRecipient(tx, recipient, audit)),
          ...connectionFacts(submission.connection),
          sealedAt: instant(submission.createdAt),
          confirmedAt: instant(now),
          confirmedBy,
        },
        signingKey,
      )
      const hash = receiptHash(signed.receipt)
      addReceipt(tx, {
        submissionId,
        logicalId: submission.logicalId,
        hash: Buffer.from(hash, 'hex'),
        signed: encodeSignedReceipt(signed),
      })
      return hash
    },
  }
}

function copyFacts(tx: Tx, submission: Submission) {
  // Both as `seal` and `hold` stored them; the MAC over the former was checked before the data began.
  const protection = submission.protection as Protection
  const { policy, scan } = submission.decision as Decision
  const raw = readSubmissionRaw(tx, submission.id)
  return {
    messageId: submission.messageId,
    method: protection.method,
    forms: [...protection.forms],
    sealedTo: [...protection.certificates],
    signedBy: protection.signedBy,
    policy,
    scan,
    sizeBytes: raw.byteLength,
    sha256: createHash('sha256').update(raw).digest('hex'),
  }
}

function connectionFacts({ host, tls, at }: SubmissionConnection) {
  const [version = '', cipher = ''] = tls.split(' ')
  return { host, tls: { version, cipher }, dataBeganAt: instant(at) }
}

function presentRecipient(
  tx: Tx,
  { contactId, certificate, passphraseId }: SubmissionRecipient,
  audit: ReceiptsDeps['audit'],
) {
  const person = contactId === null ? null : audit.personOf(tx, contactId)
  return { person, certificate, passphrase: passphraseId }
}

function instant(at: number): string {
  return new Date(at).toISOString()
}
