import {
  categorySchema,
  type DraftContent,
  type Practice,
  type ScanSummary,
} from '../../shared/contract/index.ts'
import type { DraftId } from '../../shared/ids.ts'
import { htmlToText } from '../mime/index.ts'
import {
  alwaysAskedOf,
  isAnsweredQuote,
  rewritingsOf,
  sensitiveKindOf,
  type Dismissal,
  type RecipientGuard,
  type ScanContext,
  type ScanDocument,
  type ScanPart,
  type ScanResult,
} from '../phi/index.ts'
import {
  listAccounts,
  listContacts,
  listCorrespondents,
  listDraftAttachments,
  listNeverFlagged,
  readDraftAttachment,
  type DraftAttachment,
  type Reader,
} from '../store/index.ts'
import { settingsInForce } from '../practice/index.ts'
import type { SensitiveNumbers } from './questions.ts'

/** Everything of a draft that leaves: subject, text, and each file by name and content. */
export function scanDocumentOf(reader: Reader, id: DraftId, content: DraftContent): ScanDocument {
  const attachments = listDraftAttachments(reader, id)
  return {
    parts: [
      ...writtenParts(content, attachments),
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

/** As `scanDocumentOf`, without what is in the files: enough while typing. */
export function typedDocumentOf(reader: Reader, id: DraftId, content: DraftContent): ScanDocument {
  const attachments = listDraftAttachments(reader, id)
  return {
    parts: [
      ...writtenParts(content, attachments),
      ...attachments
        .filter(({ contentType }) => /^(?:image|audio|video)\//.test(contentType))
        .map(({ id: attachmentId, name, contentType }): ScanPart => {
          return { id: `attachment:${String(attachmentId)}`, kind: 'attachment', fileName: name, contentType }
        }),
    ],
  }
}

function writtenParts(content: DraftContent, attachments: readonly DraftAttachment[]): ScanPart[] {
  return [
    { id: 'subject', kind: 'subject', text: content.subject },
    { id: 'text', kind: 'text', text: htmlToText(content.html) },
    ...attachments.map(({ id, name }): ScanPart => {
      return { id: `file:${String(id)}`, kind: 'file-name', text: name }
    }),
  ]
}

export interface DraftKnowledge {
  readonly dismissed?: readonly Dismissal[]
  readonly quotedFrom?: readonly string[]
}

/** How many known addresses the look-alike check compares with; the most written-to come first. */
const comparedAddresses = 5000

/**
 * The practice's own knowledge: its patients are identifiers, its own data and signature are not, nor is what it
 * never wants flagged.
 * @param draft what the writer said is no PHI in it, and who knows what it quotes
 */
export function scanContextOf(
  reader: Reader,
  content: DraftContent,
  practice: Practice,
  { dismissed = [], quotedFrom = [] }: DraftKnowledge = {},
): ScanContext {
  const own = listAccounts(reader)
  const recipients = recipientsOf(content)
  const contacts = listContacts(reader)
  const correspondents = listCorrespondents(reader, comparedAddresses)
  const written = new Set(
    correspondents.filter(({ sentCount }) => sentCount > 0).map(({ address }) => address),
  )
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
        emails: patient.addresses,
        ...(patient.birthDate === null ? {} : { dob: patient.birthDate }),
        ...(patient.recordNumber === null ? {} : { mrn: patient.recordNumber }),
        phones: patient.phones,
      })),
    recipients,
    quotedFrom,
    knownAddresses: [
      ...contacts.flatMap(({ addresses }) => addresses),
      ...correspondents.map(({ address }) => address),
    ],
    newAddresses: contacts
      .toSorted((one, other) => one.id - other.id)
      .flatMap(({ addresses }) => addresses)
      .filter((address) => !written.has(address.toLowerCase())),
    recognizersOff: settingsInForce(reader).recognizersOff,
    dismissed: [
      ...dismissed,
      ...listNeverFlagged(reader).map(({ category, value }) => ({
        category: categorySchema.parse(category),
        value,
      })),
    ],
  }
}

/** Every address that the message goes to, lower case, each once. */
export function recipientsOf(content: DraftContent): string[] {
  const all = [...content.to, ...content.cc, ...content.bcc].map(({ address }) =>
    address.trim().toLowerCase(),
  )
  return [...new Set(all)]
}

/**
 * What is found, as the window shows it; the words found go there and nowhere else.
 * @param guards signs of a wrong recipient: whom they name is underlined too
 */
export function summarizeScan(
  document: ScanDocument,
  result: ScanResult,
  guards: readonly RecipientGuard[],
  context: Pick<ScanContext, 'recipients' | 'quotedFrom' | 'recognizersOff'>,
  thisYear: number,
): Omit<ScanSummary, 'warnings'> {
  const textOf = new Map(document.parts.map(({ id, text }) => [id, text ?? '']))
  const notScanned = notScannedOf(document, result)
  const otherPatients = new Set(guards.flatMap((guard) => ('patient' in guard ? [guard.patient] : [])))
  const rewritings = rewritingsOf(
    { subject: textOf.get('subject') ?? '', text: textOf.get('text') ?? '' },
    result,
    thisYear,
  )
  return {
    decision: result.decision,
    hasHealthContext: result.healthContext.present,
    findings: result.findings.map((finding) => {
      const { category, label, part, start, end, score, explanation, inQuote, patient } = finding
      const text = textOf.get(part) ?? ''
      const value = text.slice(start, end)
      const rewriting = rewritings.get(finding)
      const isOther = patient !== undefined && otherPatients.has(patient)
      return {
        ...{ category, label, part, start, end, value, explanation, score },
        occurrence: occurrencesBefore(text, value, start),
        isInQuote: inQuote,
        needsDecision:
          (sensitiveKindOf(finding) !== null || isOther) && !isAnsweredQuote(finding, document, context),
        alwaysAsked: alwaysAskedOf(finding),
        replacement:
          rewriting === undefined
            ? null
            : {
                words: rewriting.words,
                replaces: rewriting.replaced,
                before: Math.max(0, start - rewriting.start),
              },
      }
    }),
    reasons: withFiles(result.reasons, filesOf(notScanned)),
    notScanned,
    setAside: result.setAside ?? 0,
    recognizersOff: [...(context.recognizersOff ?? [])],
  }
}

/** What the message says outside its files, as a person calls it. */
const writtenNames: ReadonlyMap<string, string> = new Map([
  ['text', 'The message'],
  ['subject', 'The subject'],
])

/** Pages and pieces are told as the file that they are of; files are told apart by what they are, not by name. */
function notScannedOf(document: ScanDocument, result: ScanResult): ScanSummary['notScanned'] {
  const names = new Map(
    document.parts.map(({ id, kind, fileName, text }) => [
      id,
      fileName ?? (kind === 'file-name' ? text : undefined),
    ]),
  )
  const told = new Map<string, ScanSummary['notScanned'][number]>()
  for (const { part: piece, reason } of result.notScanned) {
    const [part = piece, outermost = piece, inside = ''] = /^([^/#]*)(?:\/([^#]*))?/.exec(piece) ?? []
    const name = writtenNames.get(outermost) ?? names.get(outermost) ?? outermost
    const fileName = inside === '' ? name : `${name} › ${inside.replaceAll('/', ' › ')}`
    told.set(`${reason} ${part}`, { part, fileName, reason })
  }
  return [...told.values()]
}

function filesOf(notScanned: ScanSummary['notScanned']): number {
  return new Set(notScanned.map(({ part }) => part).filter((part) => part.startsWith('attachment:'))).size
}

function withFiles(reasons: ScanResult['reasons'], files: number): ScanSummary['reasons'] {
  return reasons.map((reason) =>
    reason.code === 'not-scanned'
      ? { ...reason, count: files }
      : reason.code === 'identifiers'
        ? { ...reason, categories: [...reason.categories] }
        : reason.code === 'health-context'
          ? { ...reason, topics: [...reason.topics] }
          : reason,
  )
}

function occurrencesBefore(text: string, value: string, start: number): number {
  let count = 0
  if (value === '') {
    return count
  }
  for (let at = text.indexOf(value); at !== -1 && at < start; at = text.indexOf(value, at + 1)) {
    count += 1
  }
  return count
}

/** The numbers that Send asks about, by kind. */
export function sensitiveNumbersOf(
  document: ScanDocument,
  result: ScanResult,
  context: Pick<ScanContext, 'recipients' | 'quotedFrom'>,
): SensitiveNumbers {
  const found = result.findings.filter((finding) => !isAnsweredQuote(finding, document, context))
  const countOf = (kind: 'SSN' | 'CARD' | 'ACCOUNT'): SensitiveNumbers[typeof kind] => {
    const those = found.filter((finding) => sensitiveKindOf(finding) === kind)
    const isInQuote = those.length > 0 && those.every(({ inQuote, part }) => inQuote && part === 'text')
    return { count: those.length, isInQuote }
  }
  return { SSN: countOf('SSN'), CARD: countOf('CARD'), ACCOUNT: countOf('ACCOUNT') }
}

/** What the audit log may know of a scan: categories and counts. */
export function countCategories(result: {
  readonly findings: readonly Pick<ScanResult['findings'][number], 'category'>[]
}): Partial<Record<ScanResult['findings'][number]['category'], number>> {
  const counts: Partial<Record<ScanResult['findings'][number]['category'], number>> = {}
  for (const { category } of result.findings) {
    counts[category] = (counts[category] ?? 0) + 1
  }
  return counts
}
