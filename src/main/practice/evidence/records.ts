import { createHash } from 'node:crypto'
import {
  evidenceBodySchema,
  type Disclosure,
  type EvidenceBody,
  type EvidenceRecord,
} from '../../../shared/contract/index.ts'
import { canonicalJson } from '../../../shared/canonical-json.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { AuditTrail } from '../../audit/index.ts'
import {
  addEvidence,
  findContact,
  findEvidence,
  listEvidence,
  listEvidenceVersions,
  nextEvidenceRecord,
  readEvidenceDocument,
  type EvidenceRow,
  type Store,
} from '../../store/index.ts'

/** A file that a person chose to keep beside a record. */
export interface ChosenDocument {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface NewVersion {
  /** Null: something new. */
  readonly record: number | null
  /** The one that the person had before her; 0 for something new. */
  readonly version: number
  readonly body: EvidenceBody
  /** Null: that of the version before stays, if `body` still names it. */
  readonly document: ChosenDocument | null
}

/**
 * What the practice writes down for an auditor. Nothing is changed or deleted: each change is a version more, whose
 * hash stands in the activity log (45 CFR 164.316(b)(1)(ii), (b)(2)(i)).
 */
export interface EvidenceRecords {
  /** The newest version of each of a kind, the newest first. */
  list(kind: EvidenceBody['kind']): EvidenceRecord[]
  /** Every version of one, the newest first. */
  history(record: number): EvidenceRecord[]
  /** Errors: `evidence/outdated`, `evidence/gone`, `contact/absent`, `evidence/signed`, `file/too-large`, `audit/write-failed`. */
  save(version: NewVersion): Result<{ record: number; version: number }>
  /** Errors: `evidence/gone`. */
  document(record: number): Result<ChosenDocument>
}

const largestDocumentBytes = 20 * 1024 * 1024

export function createEvidenceRecords(store: Store, audit: AuditTrail, clock: () => Date): EvidenceRecords {
  const save = ({ record: known, version: seen, body, document }: NewVersion) => {
    if (document !== null && document.bytes.byteLength > largestDocumentBytes) {
      return fail('file/too-large', {
        sizeBytes: document.bytes.byteLength,
        limitBytes: largestDocumentBytes,
      })
    }
    const before = known === null ? null : findEvidence(store, known)
    if (known !== null && before?.kind !== body.kind) {
      return fail('evidence/gone')
    }
    if (seen !== (before?.version ?? 0)) {
      return fail('evidence/outdated')
    }
    if (before !== null && isSigned(before)) {
      return fail('evidence/signed')
    }
    if (body.kind === 'disclosure' && !isAboutTheSame(body, before)) {
      return fail('evidence/gone')
    }
    if (body.kind === 'disclosure' && findContact(store, body.contactId) === null) {
      return fail('contact/absent')
    }
    const record = before?.record ?? nextEvidenceRecord(store)
    const described = withDocument(body, before, document)
    const bodyJson = canonicalJson(described.body)
    const saved = store.transaction((tx) => {
      const recorded = audit.append(tx, {
        type: 'evidence.recorded',
        record,
        version: seen + 1,
        kind: body.kind,
        hash: sha256(Buffer.from(bodyJson)),
        documentHash: described.hash,
        ...(body.kind === 'disclosure' ? { person: audit.personOf(tx, body.contactId) } : {}),
      })
      if (recorded.ok) {
        addEvidence(
          tx,
          { record, version: seen + 1, kind: body.kind, bodyJson, at: clock().getTime() },
          described.hash === null ? null : (document?.bytes ?? before?.document ?? null),
        )
      }
      return recorded
    })
    return saved.ok ? ok({ record, version: seen + 1 }) : saved
  }

  return {
    list: (kind) => listEvidence(store, kind).map(present),
    history: (record) => listEvidenceVersions(store, record).map(present),
    save,
    document: (record) => {
      const row = findEvidence(store, record)
      const body = row === null ? null : present(row).body
      const bytes = row === null ? null : readEvidenceDocument(store, row)
      return bytes === null || body?.kind !== 'agreement' || body.document === null
        ? fail('evidence/gone')
        : ok({ name: body.document.name, bytes })
    },
  }
}

/** What the body says of its document is what was read, never what the window says. */
function withDocument(body: EvidenceBody, before: EvidenceRow | null, chosen: ChosenDocument | null) {
  if (body.kind !== 'agreement') {
    return { body, hash: null }
  }
  const kept = before === null ? null : present(before).body
  const keptDocument = kept?.kind === 'agreement' && body.document !== null ? kept.document : null
  const document =
    chosen === null
      ? keptDocument
      : { name: chosen.name.slice(0, 255), sizeBytes: chosen.bytes.byteLength, sha256: sha256(chosen.bytes) }
  return { body: { ...body, document }, hash: document?.sha256 ?? null }
}

/** What was disclosed of one person never becomes what was disclosed of another. */
function isAboutTheSame({ contactId }: Disclosure, row: EvidenceRow | null): boolean {
  const before = row === null ? null : present(row).body
  return before?.kind !== 'disclosure' || before.contactId === contactId
}

/** A signed risk analysis is closed: the next one is a record of its own. */
function isSigned(row: EvidenceRow): boolean {
  const { body } = present(row)
  return body.kind === 'risk-analysis' && body.signedOn !== null
}

function present({ record, version, at, bodyJson }: EvidenceRow): EvidenceRecord {
  return {
    record,
    version,
    at: new Date(at).toISOString(),
    body: evidenceBodySchema.parse(JSON.parse(bodyJson)),
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
