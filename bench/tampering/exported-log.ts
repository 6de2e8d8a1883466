import { buildExport } from '../../src/main/audit/index.ts'
import { heldLetter, letLeave } from '../../test/support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../test/support/practice.ts'
import { valueOf } from '../../test/support/store.ts'

export type ExportedLog = Readonly<
  Record<'log' | 'receipts' | 'table' | 'manifest' | 'named' | 'earlier' | 'foreign', Buffer>
>

/** A practice's log of so many records, with a letter that left; where the last has to be a checkpoint, one more. And what was exported of it; `earlier` before the last record. */
export async function makeExportedLog(records: number): Promise<ExportedLog> {
  const practice = await makeTestPractice()
  try {
    await practice.addPatient({})
    await heldLetter(practice)
    await letLeave(practice)
    for (let message = 1; practice.audit.head().seq < records - 1; message += 1) record(practice, message)
    const [earlier] = await exported(practice, { format: 'jsonl' })
    record(practice, records)
    const [log, receipts] = await exported(practice, { format: 'jsonl' })
    const [table, manifest] = await exported(practice, { format: 'csv' })
    const [named] = await exported(practice, { format: 'jsonl', withNames: true })
    const [foreign] = await exported(practice, { format: 'jsonl', key: new Uint8Array(32).fill(7) })
    const files = { log, receipts, table, manifest, named, earlier, foreign }
    const known = Object.entries(files).map(([name, bytes]) => {
      if (bytes === undefined) throw new Error(`no file ${name} was exported`)
      return [name, bytes] as const
    })
    return Object.fromEntries(known) as ExportedLog
  } finally {
    practice.dispose()
  }
}

function record({ audit }: TestPractice, message: number): void {
  valueOf(audit.record({ type: 'message.viewed', message, person: null, protection: 'none' }))
}

async function exported(
  { store, signingKey }: TestPractice,
  options: { format: 'jsonl' | 'csv'; withNames?: boolean; key?: Uint8Array },
): Promise<Buffer[]> {
  const { format, withNames = false, key = signingKey } = options
  const now = new Date('2026-11-22T10:00:00Z')
  const { files } = await buildExport(store, { format, withNames }, now, () => key)
  return files.map(({ bytes }) => Buffer.from(bytes))
}
