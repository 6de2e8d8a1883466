import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { noVault } from '../../../test/support/no-vault.ts'
import { makeTestStore, valueOf } from '../../../test/support/store.ts'
import { buildExport, createAuditLog } from '../../main/audit/index.ts'
import type { CommandEnvironment } from '../command.ts'
import { auditCommand } from './audit.ts'

const files = new Map<string, Uint8Array>()

beforeAll(async () => {
  const test = makeTestStore()
  const key = randomBytes(32)
  const log = createAuditLog({
    store: test.store,
    clock: () => new Date('2026-11-21T10:00:00Z'),
    uptimeMs: () => 0,
    ...noVault,
  })
  test.write((tx) => log.begin(tx, 'Dr. Rivera'))
  const addEvents = (count: number) => {
    for (let index = 0; index < count; index += 1) valueOf(log.record({ type: 'message.searched' }))
  }
  const save = async (name: string, format: 'jsonl' | 'csv', signingKey = key) => {
    const built = await buildExport(
      test.store,
      { format, withNames: false },
      new Date('2026-11-21T11:00:00Z'),
      () => signingKey,
    )
    for (const { suffix, bytes } of built.files) files.set(`${name}${suffix}`, bytes)
  }
  addEvents(5)
  await save('early', 'jsonl')
  await save('table', 'csv')
  addEvents(4)
  await save('late', 'jsonl')
  await save('foreign', 'jsonl', randomBytes(32))
  test.dispose()
  const changed = Buffer.from(files.get('late.jsonl')!)
  changed[changed.indexOf('"seq":7')]! ^= 1
  files.set('changed.jsonl', changed)
  files.set('other.txt', Buffer.from('hello\n'))
})

async function run(...args: string[]) {
  let out = ''
  let err = ''
  const environment: CommandEnvironment = {
    readFile: (path) => {
      const bytes = files.get(path)
      return bytes === undefined ? Promise.reject(new Error('ENOENT')) : Promise.resolve(bytes)
    },
    readSecret: () => Promise.resolve(''),
    readStdin: () => Promise.resolve(new Uint8Array()),
    write: (text) => (out += text),
    writeError: (text) => (err += text),
    resourcesDir: '',
    scanWorker: new URL('absent:'),
  }
  return { code: await auditCommand.run(args, environment), out, err }
}

describe('sealpost audit verify', () => {
  it.each([
    ['a whole log', ['verify', 'late.jsonl'], 0, 'late.jsonl: whole. 9 records, 1 to 9'],
    ['a whole table with its manifest', ['verify', 'table.csv'], 0, 'table.csv: whole. 5 records, 1 to 5'],
    ['a log that went on', ['verify', '--against', 'early.jsonl', 'late.jsonl'], 0, 'whole'],
    ['a changed record', ['verify', 'changed.jsonl'], 1, 'BROKEN at record 7'],
    [
      'a log that was rolled back',
      ['verify', 'early.jsonl', '--against', 'late.jsonl'],
      1,
      'BROKEN at record 6',
    ],
    [
      'a log signed by another key',
      ['verify', 'foreign.jsonl', '--against', 'early.jsonl'],
      1,
      'another key',
    ],
    ['something else', ['verify', 'other.txt'], 1, 'is not an exported activity log'],
  ])('judges %s', async (_what, args, code, text) => {
    const result = await run(...args)
    expect(result).toMatchObject({ code, err: '' })
    expect(result.out).toContain(text)
  })

  it('answers as JSON on request', async () => {
    const { code, out } = await run('verify', '--json', 'changed.jsonl')
    expect([code, JSON.parse(out)]).toMatchObject([
      1,
      { ok: false, error: { code: 'audit/chain-broken', detail: { seq: 7 } } },
    ])
  })

  it.each([
    [],
    ['verify'],
    ['check', 'late.jsonl'],
    ['verify', '--what', 'late.jsonl'],
    ['verify', 'absent.jsonl'],
    ['verify', '--against', 'early.jsonl', 'table.csv'],
    ['verify', '--against', 'early.jsonl', 'report.PDF'],
  ])('refuses %j with the usage', async (...args) => {
    const { code, err } = await run(...args)
    expect(code).toBe(64)
    expect(err).toContain('Usage: sealpost audit verify')
  })
})
