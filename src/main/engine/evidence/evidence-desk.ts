import { createHash } from 'node:crypto'
import type { Configuration, EvidenceOverview, Practice } from '../../../shared/contract/index.ts'
import type { Result } from '../../../shared/result.ts'
import type { AuditLog } from '../../audit/index.ts'
import {
  createEvidenceRecords,
  createOverview,
  type EvidenceRecords,
  type NewVersion,
} from '../../practice/index.ts'
import type { PdfFonts } from '../../sealing/index.ts'
import type { Store } from '../../store/index.ts'
import type { SaveFile } from '../save-file.ts'
import { binderFile, collectBinder } from './binder.ts'

export interface EvidenceDeps {
  readonly store: Store
  readonly audit: AuditLog
  readonly clock: () => Date
  readonly version: string
  readonly fonts: PdfFonts
  readonly saveFile: SaveFile
  readonly practice: () => Practice
  readonly signingKey: () => Uint8Array
  readonly setUp: () => Pick<Configuration, 'accounts' | 'deviceSecret' | 'hasRecoveryKit' | 'waysIn'>
  /** As `OverviewDeps` has them. */
  readonly areBackupsHeldByOthers: () => boolean
  readonly onTasksChanged: () => void
}

/** What the practice can show, and lets out for whoever examines it. */
export interface EvidenceDesk {
  readonly records: EvidenceRecords
  overview(): Promise<EvidenceOverview>
  /** How many tasks are open; see `Overview`. */
  openCount(): number
  /** False: the person cancelled. Errors: `evidence/gone`, of `SaveFile`. */
  saveDocument(record: number): Promise<Result<boolean>>
  /** A PDF, and beside it the same as signed JSON that names the PDF by its hash. Errors: of `SaveFile`. */
  saveBinder(): Promise<Result<boolean>>
}

export function createEvidenceDesk(deps: EvidenceDeps): EvidenceDesk {
  const { store, audit, clock, saveFile } = deps
  const records = createEvidenceRecords(store, audit, clock)
  const overview = createOverview({ ...deps, records })

  async function saveBinder(): Promise<Result<boolean>> {
    const now = clock()
    const seen = await overview.read()
    const binder = collectBinder({
      ...{ store, records, now, overview: seen },
      practice: deps.practice(),
      head: audit.head(),
    })
    const { binderPdf } = await import('./binder-pdf.ts')
    const pdf = await binderPdf(binder, deps.fonts)
    const json = binderFile(binder, sha256(pdf), deps.signingKey())
    const name = `sealpost-evidence-${now.toISOString().slice(0, 10)}.pdf`
    return saveFile(
      { name, bytes: pdf, way: 'exported', messageId: null, beside: [{ suffix: '.json', bytes: json }] },
      () => audit.record({ type: 'evidence.binder-saved', pdf: sha256(pdf), json: sha256(json) }),
    )
  }

  /** What is signed is signed with the configuration as it is, whatever the window says of it. */
  function save(version: NewVersion): ReturnType<EvidenceRecords['save']> {
    const { body } = version
    if (body.kind !== 'risk-analysis') return records.save(version)
    const configuration = body.signedOn === null ? null : overview.configuration()
    return records.save({ ...version, body: { ...body, configuration } })
  }

  return {
    records: { ...records, save },
    overview: () => overview.read(),
    openCount: () => overview.openCount(),
    saveDocument: async (record) => {
      const document = records.document(record)
      if (!document.ok) return document
      const { name, bytes } = document.value
      return saveFile({ name, bytes, way: 'exported', messageId: null }, () =>
        audit.record({ type: 'evidence.document-saved', record, sizeBytes: bytes.byteLength }),
      )
    },
    saveBinder,
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
