import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runTampering } from '../../../bench/tampering/campaign.ts'
import { makeExportedLog, type ExportedLog } from '../../../bench/tampering/exported-log.ts'
import { manifestLine } from '../../../src/main/audit/manifest.ts'
import { loadVerifier, verifierFile, type Verifier } from '../../../bench/tampering/verifier.ts'
import {
  verifyAgainst,
  verifyCsv,
  verifyJsonLines,
  verifyReceipts,
  type VerifiedExport,
} from '../../../src/main/audit/index.ts'
import type { Result } from '../../../src/shared/result.ts'

let files: ExportedLog
let theirs: Verifier
let folder: string

beforeAll(async () => {
  files = await makeExportedLog(1002)
  theirs = await loadVerifier()
  folder = mkdtempSync(join(tmpdir(), 'sealpost-verify-'))
  writeFileSync(join(folder, 'log.jsonl'), files.log)
  writeFileSync(join(folder, 'log.receipts.jsonl'), files.receipts)
  writeFileSync(join(folder, 'table.csv'), files.table)
  writeFileSync(join(folder, 'table.csv.manifest.json'), files.manifest)
  writeFileSync(join(folder, 'table.receipts.jsonl'), files.receipts)
  writeFileSync(join(folder, 'earlier.jsonl'), files.earlier)
  writeFileSync(join(folder, 'earlier.receipts.jsonl'), files.receipts)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function flipped(file: Buffer, place: number): Buffer {
  const changed = Buffer.from(file)
  changed[place] = (changed[place] ?? 0) ^ 4
  return changed
}

/** Its last record names no event: a list that goes by the type would leave it out. */
function untyped(): Buffer {
  const lines = files.log.toString().split('\n')
  const last = lines.findLastIndex((line) => line.includes('"event":'))
  return Buffer.from(lines.with(last, (lines[last] ?? '').replace(/"type":"[^"]+"/, '"type":""')).join('\n'))
}

describe('the file that an auditor runs', () => {
  it('is short, and needs nothing but Node', () => {
    const text = readFileSync(verifierFile, 'utf8')
    const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, name]) => name)
    expect(text.split('\n').length).toBeLessThan(300)
    expect(imports.length).toBeGreaterThan(0)
    expect(imports.filter((name) => !name?.startsWith('node:'))).toEqual([])
    expect(text).not.toMatch(/import\(|require|fetch|node:(net|http|child_process)/)
  })

  const cases: [string, (v: Verifier) => Result<unknown>, () => Result<unknown>][] = [
    ['a whole log', (v) => v.verifyLog(files.log), () => verifyJsonLines(files.log)],
    ['a log with names', (v) => v.verifyLog(files.named), () => verifyJsonLines(files.named)],
    [
      'a table',
      (v) => v.verifyTable(files.table, files.manifest),
      () => verifyCsv(files.table, files.manifest),
    ],
    [
      'a log that went on',
      (v) => v.verifyAgainst(files.log, files.earlier),
      () => verifyAgainst(files.log, files.earlier),
    ],
    [
      'receipts',
      (v) => v.verifyReceipts(files.log, files.receipts),
      () => verifyReceipts(files.log, files.receipts),
    ],
  ]
  it.each(cases)('finds %s whole, as the product does', (_what, file, product) => {
    const answer = file(theirs)
    expect(answer.ok).toBe(true)
    expect(answer).toEqual(product())
  })

  const attacks: typeof cases = [
    [
      'a log taken back',
      (v) => v.verifyAgainst(files.earlier, files.log),
      () => verifyAgainst(files.earlier, files.log),
    ],
    [
      'a log signed by another key',
      (v) => v.verifyAgainst(files.foreign, files.earlier),
      () => verifyAgainst(files.foreign, files.earlier),
    ],
    [
      'a table with a changed cell',
      (v) => v.verifyTable(flipped(files.table, 500), files.manifest),
      () => verifyCsv(flipped(files.table, 500), files.manifest),
    ],
    [
      'receipts taken away',
      (v) => v.verifyReceipts(files.log, Buffer.alloc(0)),
      () => verifyReceipts(files.log, Buffer.alloc(0)),
    ],
    [
      'a changed receipt',
      (v) => v.verifyReceipts(files.log, flipped(files.receipts, 300)),
      () => verifyReceipts(files.log, flipped(files.receipts, 300)),
    ],
    ['no export', (v) => v.verifyLog(Buffer.from('{}\n')), () => verifyJsonLines(Buffer.from('{}\n'))],
    [
      'an export of a later version',
      (v) => v.verifyLog(laterVersion()),
      () => verifyJsonLines(laterVersion()),
    ],
    ...(['firstSeq', 'count', 'log', 'logHead'] as const).map((member): (typeof cases)[number] => [
      `a signed manifest whose ${member} no log has`,
      (v) => v.verifyLog(beyondBounds(member)),
      () => verifyJsonLines(beyondBounds(member)),
    ]),
  ]
  it.each(attacks)('refuses %s with the same words', (_what, file, product) => {
    const answer = file(theirs)
    expect(answer.ok).toBe(false)
    expect(answer).toEqual(product())
  })

  it('reads no record whose event has no type, as the product does', () => {
    const answer = theirs.verifyLog(untyped())
    expect(answer).toMatchObject({ error: { detail: { fault: 'unreadable', seq: 1002 } } })
    expect(answer).toEqual(verifyJsonLines(untyped()))
  })

  it('names the first bad record of 1,002, whatever was flipped, removed, doubled, swapped or cut', async () => {
    const tallies = await runTampering(files.log, { most: 60, seed: 20261122 })
    expect(tallies.map(({ kind, tried, examples }) => ({ kind, tried, examples }))).toEqual(
      ['flipped', 'removed', 'doubled', 'swapped', 'cut'].map((kind) => ({ kind, tried: 60, examples: [] })),
    )
  })
})

describe('its command', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [fileURLToPath(verifierFile), ...args], { cwd: folder, encoding: 'utf8' })

  it.each([
    [['log.jsonl'], 'log.jsonl: whole. 1002 records from number 1'],
    [['table.csv'], 'table.csv: whole. 1002 records from number 1'],
    [['--against', 'earlier.jsonl', 'log.jsonl'], 'log.jsonl: whole'],
  ])('%j answers 0', (args, words) => {
    const { status, stdout } = run(...args)
    expect([status, stdout.includes(words)]).toEqual([0, true])
  })

  it('answers 1 with the record, as JSON on request', () => {
    const { status, stdout } = run('--json', '--against', 'log.jsonl', 'earlier.jsonl')
    const answer = JSON.parse(stdout) as Result<VerifiedExport>
    expect([status, answer]).toEqual([
      1,
      { ok: false, error: { code: 'audit/chain-broken', detail: { seq: 1002, fault: 'rolled-back' } } },
    ])
    expect(run('--against', 'log.jsonl', 'earlier.jsonl').stdout).toContain('NOT WHOLE. audit/chain-broken')
  })

  it.each([
    [[]],
    [['absent.jsonl']],
    [['--what', 'log.jsonl']],
    [['log.jsonl', 'earlier.jsonl']],
    [['--against', 'earlier.jsonl', 'table.csv']],
  ])('answers 64 and its usage to %j', (args) => {
    const { status, stderr } = run(...args)
    expect([status, stderr.includes('Usage: ')]).toEqual([64, true])
  })
})

function beyondBounds(member: 'firstSeq' | 'count' | 'log' | 'logHead'): Buffer {
  const [line = ''] = files.log.toString('utf8').split('\n')
  const { manifest } = JSON.parse(line) as { manifest: Parameters<typeof manifestLine>[0] }
  const large = Number.MAX_SAFE_INTEGER
  const members = {
    firstSeq: large,
    count: large,
    log: 'AB'.repeat(16),
    logHead: { ...manifest.logHead, seq: large },
  }
  const forged = manifestLine({ ...manifest, [member]: members[member] }, null, new Uint8Array(32).fill(7))
  return Buffer.concat([forged, files.log.subarray(files.log.indexOf(0x0a) + 1)])
}

function laterVersion(): Buffer {
  return Buffer.from(files.log.toString('utf8').replace('"version":1', '"version":2'))
}
