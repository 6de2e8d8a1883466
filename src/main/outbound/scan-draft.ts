import type { DraftContent, Practice, ScanSummary } from '../../shared/contract/index.ts'
import type { DraftId } from '../../shared/ids.ts'
import { htmlToText } from '../mime/index.ts'
import type { Finding, ScanContext, ScanDocument, ScanPart, ScanResult } from '../phi/index.ts'
import {
  listAccounts,
  listContacts,
  listCorrespondents,
  listDraftAttachments,
  readDraftAttachment,
  type Reader,
} from '../store/index.ts'

/** Everything of a draft that leaves: subject, text, and each file by name and content. */
export function scanDocumentOf(reader: Reader, id: DraftId, content: DraftContent): ScanDocument {
  const attachments = listDraftAttachments(reader, id)
  return {
    parts: [
      { id: 'subject', kind: 'subject', text: content.subject },
      { id: 'text', kind: 'text', text: htmlToText(content.html) },
      ...attachments.map(({ id: attachmentId, name }): ScanPart => {
        return { id: `file:${String(attachmentId)}`, kind: 'file-name', text: name }
      }),
      ...attachments.map(({ id: attachmentId, name, contentType }): ScanPart => {
        return {
          id: `attachment:${String(attachmentId)}`,
          kind: 'attachment',
          fileName: name,
          contentType,
          bytes: readDraftAttachment(reader, id, attachmentId) ?? new Uint8Array(),
        }
      }),
    ],
  }
}

/** How many known addresses the look-alike check compares with; the most written-to come first. */
const comparedAddresses = 5000

/** The practice's own knowledge: its patients are identifiers, its own data and signature are not. */
export function scanContextOf(reader: Reader, content: DraftContent, practice: Practice): ScanContext {
  const own = listAccounts(reader)
  const recipients = recipientsOf(content)
  const contacts = listContacts(reader)
  const correspondents = listCorrespondents(reader, comparedAddresses)
  const written = new Set(
    correspondents.filter(({ sentCount }) => sentCount > 0).map(({ address }) => address),
  )
  /** The scanner knows one address of each patient: the one that the message goes to counts. */
  const addressOf = (addresses: readonly string[]) =>
    addresses.find((address) => recipients.includes(address.toLowerCase())) ?? addresses[0]
  return {
    self: own.map(({ name, address }) => ({
      name: practice.clinicianName === '' ? name : practice.clinicianName,
      practice: practice.practiceName,
      address: practice.address,
      phone: practice.phone,
      email: address,
      signature: practice.signature,
    })),
    patients: contacts
      .filter(({ kind }) => kind === 'patient')
      .map((patient) => ({
        id: String(patient.id),
        name: patient.name,
        nicknames: patient.nicknames,
        ...emailField(addressOf(patient.addresses)),
        ...(patient.birthDate === null ? {} : { dob: patient.birthDate }),
        ...(patient.recordNumber === null ? {} : { mrn: patient.recordNumber }),
        ...(patient.phones[0] === undefined ? {} : { phone: patient.phones[0] }),
      })),
    recipients,
    knownAddresses: [
      ...contacts.flatMap(({ addresses }) => addresses),
      ...correspondents.map(({ address }) => address),
    ],
    newAddresses: contacts
      .toSorted((one, other) => one.id - other.id)
      .flatMap(({ addresses }) => addresses)
      .filter((address) => !written.has(address.toLowerCase())),
  }
}

function emailField(email: string | undefined): { email?: string } {
  return email === undefined ? {} : { email }
}

/** Every address that the message goes to, lower case, each once. */
export function recipientsOf(content: DraftContent): string[] {
  const all = [...content.to, ...content.cc, ...content.bcc].map(({ address }) =>
    address.trim().toLowerCase(),
  )
  return [...new Set(all)]
}

/** What is found, as the window shows it; the words found go there and nowhere else. */
export function summarizeScan(document: ScanDocument, result: ScanResult): ScanSummary {
  const textOf = new Map(document.parts.map(({ id, text }) => [id, text ?? '']))
  const nameOf = new Map(document.parts.map(({ id, fileName }) => [id, fileName ?? id]))
  return {
    decision: result.decision,
    hasHealthContext: result.healthContext.present,
    findings: result.findings.map((finding) => ({
      category: finding.category,
      label: finding.label,
      part: finding.part,
      start: finding.start,
      end: finding.end,
      value: (textOf.get(finding.part) ?? '').slice(finding.start, finding.end),
      explanation: finding.explanation,
      isInQuote: finding.inQuote,
      needsDecision: !finding.inQuote && sensitiveKindOf(finding) !== null,
    })),
    notScanned: result.notScanned.map(({ part, reason }) => ({
      part,
      fileName: nameOf.get(part) ?? part,
      reason,
    })),
  }
}

/** The numbers that Send asks about wherever they stand (the closed list). */
export function sensitiveKindOf(
  finding: Pick<Finding, 'label' | 'recognizer'>,
): 'SSN' | 'CARD' | 'ACCOUNT' | null {
  if (finding.recognizer === 'payment-card') {
    return 'CARD'
  }
  return finding.label === 'SSN' || finding.label === 'ACCOUNT' ? finding.label : null
}

export function sensitiveNumbersOf(result: ScanResult): Record<'SSN' | 'CARD' | 'ACCOUNT', number> {
  const counts = { SSN: 0, CARD: 0, ACCOUNT: 0 }
  for (const finding of result.findings) {
    const kind = finding.inQuote ? null : sensitiveKindOf(finding)
    if (kind !== null) {
      counts[kind] += 1
    }
  }
  return counts
}

/** What the audit log may know of a scan: categories and counts. */
export function countCategories(
  result: ScanResult,
): Partial<Record<ScanResult['findings'][number]['category'], number>> {
  const counts: Partial<Record<ScanResult['findings'][number]['category'], number>> = {}
  for (const { category } of result.findings) {
    counts[category] = (counts[category] ?? 0) + 1
  }
  return counts
}
