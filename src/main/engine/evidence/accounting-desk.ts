import { createHash } from 'node:crypto'
import type { PossibleDisclosure, Practice } from '../../../shared/contract/index.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { csvCell, type AuditLog } from '../../audit/index.ts'
import { createDisclosures, type Accounting, type EvidenceRecords } from '../../practice/index.ts'
import type { PdfFonts } from '../../sealing/index.ts'
import type { Store } from '../../store/index.ts'
import type { SaveFile } from '../save-file.ts'
import { basisWords } from './accounting-words.ts'

export interface AccountingDeps {
  readonly store: Store
  readonly audit: AuditLog
  readonly records: EvidenceRecords
  readonly clock: () => Date
  readonly fonts: PdfFonts
  readonly saveFile: SaveFile
  readonly practice: () => Practice
}

export interface AccountingRequest {
  readonly contactId: ContactId
  readonly format: 'pdf' | 'csv'
  /** `YYYY-MM-DD`, both included. */
  readonly from: string
  readonly to: string
}

/** Accounting of disclosures: 45 CFR 164.528. */
export interface AccountingDesk {
  /** See `Disclosures`. */
  possible(contactId: ContactId): Result<PossibleDisclosure[]>
  /** @returns whether it was saved (else the person cancelled), and how many entries it has. Errors: of `SaveFile` */
  save(request: AccountingRequest): Promise<Result<{ saved: boolean; count: number }>>
}

export function createAccountingDesk(deps: AccountingDeps): AccountingDesk {
  const { store, audit, clock } = deps
  const disclosures = createDisclosures(deps)

  return {
    possible: (contactId) => disclosures.possible(contactId),

    save: async ({ contactId, format, from, to }) => {
      const made = disclosures.accounting(contactId, from, to)
      if (!made.ok) {
        return made
      }
      const now = clock()
      const count = made.value.entries.length
      const bytes =
        format === 'pdf' ? await setPdf(made.value, deps, now) : Buffer.from(accountingCsv(made.value))
      const name = `accounting-of-disclosures-${now.toISOString().slice(0, 10)}.${format}`
      const saved = await deps.saveFile({ name, bytes, way: 'exported', messageId: null }, () =>
        store.transaction((tx) =>
          audit.append(tx, {
            type: 'disclosures.exported',
            person: audit.personOf(tx, contactId),
            format,
            entries: count,
            file: createHash('sha256').update(bytes).digest('hex'),
          }),
        ),
      )
      return saved.ok ? ok({ saved: saved.value, count }) : saved
    },
  }
}

async function setPdf(accounting: Accounting, deps: AccountingDeps, now: Date): Promise<Uint8Array> {
  const { accountingPdf } = await import('./accounting-pdf.ts')
  return accountingPdf(accounting, deps.practice(), deps.fonts, now)
}

const columns = ['date', 'recipient', 'address', 'description', 'purpose', 'basis'] as const

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
function accountingCsv({ entries }: Accounting): string {
  const rows = entries.map((entry) => [
    ...[entry.day, entry.recipient, entry.recipientAddress, entry.described],
    ...[entry.purpose, basisWords[entry.basis]],
  ])
  return `\ufeff${[columns, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`
}
