import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditCommand } from '../../../src/cli/commands/audit.ts'
import { buildExport, readSignedReceipt, receiptFile } from '../../../src/main/audit/index.ts'
import { listReceipts } from '../../../src/main/store/index.ts'
import { heldLetter, letLeave } from '../../support/held-letter.ts'
import { makeTestPractice } from '../../support/practice.ts'
import { runCommand } from '../../support/run-command.ts'
import { valueOf } from '../../support/store.ts'

let folder = ''
const path = (name: string) => join(folder, name)
const verify = (...args: string[]) => runCommand(auditCommand, ['verify', ...args])

/** One bit of the byte behind `text`. */
function flipped(bytes: Uint8Array, text: string): Uint8Array {
  const at = Buffer.from(bytes).indexOf(text) + text.length
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))
}

/** Two letters leave, one after the other; after each the log is exported, and the first one's receipt is saved. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'receipts-'))
  const practice = await makeTestPractice()
  await practice.addPatient({})
  const save = async (name: string, format: 'jsonl' | 'csv') => {
    const options = { format, withNames: false } as const
    const { files } = await buildExport(practice.store, options, practice.clock(), () => practice.signingKey)
    for (const { suffix, bytes } of files) await writeFile(path(`${name}${suffix}`), bytes)
    return files
  }
  const { logicalId } = await heldLetter(practice)
  await save('before', 'jsonl')
  await letLeave(practice)
  await save('early', 'jsonl')
  await heldLetter(practice, { subject: 'Another' })
  await letLeave(practice)
  const [log, receipts] = await save('late', 'jsonl')
  await save('table', 'csv')
  const [row] = listReceipts(practice.store, logicalId)
  const one = receiptFile(valueOf(readSignedReceipt(row?.signed ?? new Uint8Array())))
  practice.dispose()
  if (log === undefined || receipts === undefined) throw new Error('an export has two files')

  const firstOnly = receipts.bytes.slice(0, receipts.bytes.indexOf(0x0a) + 1)
  await Promise.all([
    writeFile(path('one.json'), one),
    writeFile(path('one-changed.json'), flipped(one, '"sizeBytes": ')),
    writeFile(path('alone.jsonl'), log.bytes),
    writeFile(path('half.jsonl'), log.bytes),
    writeFile(path('half.receipts.jsonl'), firstOnly),
    writeFile(path('forged.jsonl'), log.bytes),
    writeFile(path('forged.receipts.jsonl'), flipped(receipts.bytes, '"sizeBytes":')),
  ])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('sealpost audit verify, with receipts', () => {
  it.each([
    ['a log with its receipts', ['late.jsonl'], 0, 'Protection receipts: 2'],
    ['a table with its receipts', ['table.csv'], 0, 'Protection receipts: 2'],
    ['a log that went on', ['--against', 'early.jsonl', 'late.jsonl'], 0, 'Protection receipts: 2'],
    ['a log rolled back to before a copy left', ['--against', 'late.jsonl', 'early.jsonl'], 1, 'BROKEN'],
    ['a log whose receipts are gone', ['alone.jsonl'], 1, 'BROKEN: 2 protection receipts are missing'],
    ['a log with one of them gone', ['half.jsonl'], 1, 'BROKEN: 1 protection receipts are missing'],
    ['a changed receipt beside its log', ['forged.jsonl'], 1, 'BROKEN at receipt 1'],
    ['one receipt', ['one.json'], 0, 'one.json: whole. A protection receipt'],
    ['one receipt that its log names', ['--against', 'late.jsonl', 'one.json'], 0, 'Named in the log as'],
    [
      'one receipt against a log from before it',
      ['--against', 'before.jsonl', 'one.json'],
      1,
      "the log doesn't name this receipt",
    ],
    ['one receipt that was changed', ['one-changed.json'], 1, 'BROKEN: the receipt was changed'],
    ['the same, against its log', ['--against', 'late.jsonl', 'one-changed.json'], 1, 'BROKEN'],
  ])('judges %s', async (_what, args, code, text) => {
    const inFolder = args.map((arg) => (arg.startsWith('--') ? arg : path(arg)))
    const result = await verify(...inFolder)
    expect(result).toMatchObject({ code, err: '' })
    expect(result.out).toContain(text)
  })

  it('answers as JSON with a code', async () => {
    const { code, out } = await verify('--json', '--against', path('before.jsonl'), path('one.json'))
    expect([code, JSON.parse(out)]).toEqual([1, { ok: false, error: { code: 'audit/receipt-not-in-log' } }])
  })
})
