import type { BookField, ContactKind, ImportPreview } from '../../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { addContact, saveCertificate, updateContact, type Tx } from '../../store/index.ts'
import type { DirectoryDeps } from '../directory.ts'
import type { ReadCertificate } from '../smime-certificate.ts'
import { checkEntry } from './check-entry.ts'
import { fieldOfColumn } from './columns.ts'
import { dayOrderOf } from './dates.ts'
import { decodeBookFile } from './decode-file.ts'
import type { BookEntry, RawEntry, UnreadableEntry } from './entry.ts'
import { readBookKeys } from './keys.ts'
import { bookLimits } from './limits.ts'
import { planImport, type PlannedEntry } from './plan.ts'
import { entriesOfTable, readTable, type Table } from './read-csv.ts'
import { readVcards } from './read-vcard.ts'

export interface ImporterDeps extends DirectoryDeps {
  readonly newId: () => string
}

/** Takes people over from a file: shown first, then, when a person says so, stored in one commit. */
export interface Importer {
  /**
   * Reads a file (vCard or CSV, told apart by its content) and says what would come of it. Nothing is kept but the
   * file in memory, until it is confirmed, cancelled or another is opened.
   * Errors: `import/too-large`, `import/too-many`, `import/not-contacts`, `import/empty`.
   */
  open(
    file: { readonly name: string; readonly bytes: Uint8Array },
    kind: ContactKind,
  ): Promise<Result<ImportPreview>>
  /** The same file with other meanings of its columns, or for people of another kind. Error: `import/gone`. */
  readAs(
    importId: string,
    kind: ContactKind,
    fields: readonly (BookField | null)[],
  ): Promise<Result<ImportPreview>>
  /**
   * Stores those who are new, and with `changesKnown` what is new of those who are known. Certificates are kept as
   * seen. One commit, compared once more with the people who are known by then.
   */
  confirm(importId: string, changesKnown: boolean): Result<{ added: number; changed: number }>
  cancel(importId: string): void
}

interface OpenImport {
  readonly importId: string
  readonly fileName: string
  readonly content:
    | {
        readonly format: 'vcard'
        readonly entries: readonly RawEntry[]
        readonly unreadable: readonly UnreadableEntry[]
      }
    | { readonly format: 'csv'; readonly table: Table }
  readonly kind: ContactKind
  readonly fields: readonly (BookField | null)[]
  readonly entries: readonly BookEntry[]
  readonly unreadable: readonly UnreadableEntry[]
  readonly certificates: ReadonlyMap<BookEntry, readonly ReadCertificate[]>
}

export function createImporter(deps: ImporterDeps): Importer {
  const { store, audit, clock } = deps
  let current: OpenImport | null = null

  async function readWith(
    base: Pick<OpenImport, 'importId' | 'fileName' | 'content' | 'kind' | 'fields'>,
  ): Promise<OpenImport> {
    const { content, fields } = base
    const raw = content.format === 'csv' ? entriesOfTable(content.table, fields) : content.entries
    const found = content.format === 'csv' ? content.table.unreadable : content.unreadable
    const order = dayOrderOf(datesOf(raw))
    const checked = raw.map((entry) => checkEntry(entry, order))
    const entries = checked.filter((one): one is BookEntry => 'details' in one)
    const certificates = new Map<BookEntry, ReadCertificate[]>()
    for (const entry of entries) {
      if (entry.keys.length > 0) {
        certificates.set(entry, await readBookKeys(entry.keys, entry.details.addresses, clock()))
      }
    }
    const unreadable = checked.filter((one): one is UnreadableEntry => 'problem' in one)
    return { ...base, entries, certificates, unreadable: [...found, ...unreadable] }
  }

  function preview(one: OpenImport): Result<ImportPreview> {
    return store.attempt((reader) => {
      const plan = planImport(reader, one.entries, one.kind)
      const problems = [...one.unreadable, ...plan.unreadable].toSorted((a, b) => a.line - b.line)
      const shown = plan.planned.flatMap(presentPlanned)
      const counts = { ...countStates(plan.planned), unreadable: problems.length, certificates: 0 }
      for (const found of one.certificates.values()) counts.certificates += found.length
      return ok({
        importId: one.importId,
        fileName: one.fileName,
        format: one.content.format,
        kind: one.kind,
        columns: one.content.format === 'csv' ? presentColumns(one.content.table, one.fields) : [],
        counts,
        people: shown.slice(0, bookLimits.shown),
        problems: problems.slice(0, bookLimits.shown).map((problem) => ({ ...problem })),
      })
    })
  }

  return {
    open: async (file, kind) => {
      current = null
      if (file.bytes.length > bookLimits.fileBytes) {
        return fail('import/too-large', { sizeBytes: file.bytes.length, limitBytes: bookLimits.fileBytes })
      }
      const text = decodeBookFile(file.bytes)
      if (text === null) return fail('import/not-contacts')
      const content = await readContent(text)
      if (!content.ok) return content
      const fields = content.value.format === 'csv' ? content.value.table.columns.map(fieldOfColumn) : []
      const base = { importId: deps.newId(), fileName: file.name, content: content.value, kind, fields }
      const read = await readWith(base)
      current = read
      return preview(read)
    },

    readAs: async (importId, kind, fields) => {
      if (current?.importId !== importId) return fail('import/gone')
      const read = await readWith({ ...current, kind, fields })
      current = read
      return preview(read)
    },

    confirm: (importId, changesKnown) => {
      const one = current
      if (one?.importId !== importId) return fail('import/gone')
      const now = clock().getTime()
      const done = store.transaction((tx) => {
        const plan = planImport(tx, one.entries, one.kind)
        const counts = countStates(plan.planned)
        const taken = plan.planned.filter(({ state }) => state === 'new' || changesKnown)
        const certificates = taken.reduce(
          (sum, { entry }) => sum + (one.certificates.get(entry)?.length ?? 0),
          0,
        )
        const changed = changesKnown ? counts.changed : 0
        const recorded = audit.append(tx, {
          type: 'contacts.imported',
          format: one.content.format,
          added: counts.new,
          changed,
          same: counts.same,
          unreadable: one.unreadable.length + plan.unreadable.length,
          certificates,
        })
        if (!recorded.ok) return recorded
        for (const planned of taken) {
          storePlanned(tx, planned, one.certificates.get(planned.entry) ?? [], now)
        }
        return ok({ added: counts.new, changed })
      })
      if (done.ok) current = null
      return done
    },

    cancel: (importId) => {
      if (current?.importId === importId) current = null
    },
  }
}

async function readContent(text: string): Promise<Result<OpenImport['content']>> {
  if (/^\s*BEGIN:VCARD/i.test(text.slice(0, 1000))) {
    const cards = await readVcards(text)
    if (!cards.ok) return cards
    const { entries, unreadable } = cards.value
    return entries.length + unreadable.length === 0
      ? fail('import/empty')
      : ok({ format: 'vcard', entries, unreadable })
  }
  const table = await readTable(text)
  if (!table.ok) return table
  const { columns, rows, unreadable } = table.value
  // A page of prose or a picture's bytes make a table, too: one column, of which nothing is known.
  const isTable = columns.length > 1 || columns.some((name) => fieldOfColumn(name) !== null)
  if (!isTable) return fail('import/not-contacts')
  return rows.length + unreadable.length === 0
    ? fail('import/empty')
    : ok({ format: 'csv', table: table.value })
}

function* datesOf(entries: readonly RawEntry[]): Generator<string> {
  for (const { values } of entries) {
    for (const { field, value } of values) if (field === 'birth-date' || field === 'agreed-on') yield value
  }
}

function countStates(planned: readonly PlannedEntry[]): { new: number; changed: number; same: number } {
  const counts = { new: 0, changed: 0, same: 0 }
  for (const { state } of planned) counts[state] += 1
  return counts
}

function presentPlanned(planned: PlannedEntry): ImportPreview['people'] {
  const { state, entry, details } = planned
  const [address = ''] = entry.details.addresses
  const { name } = details
  return state === 'same'
    ? []
    : [{ line: entry.line, state, name, address, fields: 'fields' in planned ? [...planned.fields] : [] }]
}

const exampleChars = 60

function presentColumns({ columns, rows }: Table, fields: OpenImport['fields']): ImportPreview['columns'] {
  return columns.map((name, index) => ({
    name: name.slice(0, exampleChars),
    field: fields[index] ?? null,
    example: (rows.find(({ cells }) => (cells[index] ?? '') !== '')?.cells[index] ?? '').slice(
      0,
      exampleChars,
    ),
  }))
}

function storePlanned(
  tx: Tx,
  planned: PlannedEntry,
  certificates: readonly ReadCertificate[],
  now: number,
): void {
  const { details } = planned
  const contactId = planned.state === 'new' ? addContact(tx, details, now) : planned.contactId
  if (planned.state === 'changed') updateContact(tx, contactId, details, now)
  for (const { createdAt, expiresAt, issuer, ...certificate } of certificates) {
    saveCertificate(
      tx,
      {
        ...certificate,
        contactId,
        source: 'vcard',
        madeAt: createdAt.getTime(),
        expiresAt: expiresAt?.getTime() ?? null,
        ...(issuer === null ? {} : { issuer }),
      },
      now,
    )
  }
}
