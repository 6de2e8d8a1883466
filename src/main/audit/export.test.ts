import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noVault } from '../../../test/support/no-vault.ts'
import { makeTestStore, valueOf, type TestStore } from '../../../test/support/store.ts'
import { seededRandom } from '../../../test/support/random.ts'
import { fail } from '../../shared/result.ts'
import { addAuditEvent, addContact, listAuditEventsAfter, writeMeta } from '../store/index.ts'
import * as encoding from './encoding.ts'
import { buildExport, createAuditLog, verifyAgainst, verifyCsv, verifyJsonLines } from './index.ts'
import { lineOf } from './record-lines.ts'

let test: TestStore
let file: Buffer
const seed = randomBytes(32)
const signingKey = () => seed
const exportedAt = new Date('2026-11-21T12:00:00Z')
const start = Date.UTC(2026, 10, 21, 9)
const count = 16

beforeAll(async () => {
  test = makeTestStore()
  let now = start
  const log = createAuditLog({
    store: test.store,
    clock: () => new Date(now),
    uptimeMs: () => now,
    ...{ anchor: noVault.anchor, signingKey },
  })
  test.write((tx) => {
    log.begin(tx, 'Dr. Rivera')
    const maria = addContact(
      tx,
      {
        kind: 'patient',
        name: '=Maria "Mari" Álvarez',
        addresses: ['maria@patients.example'],
        nicknames: [],
        birthDate: null,
        recordNumber: null,
        phones: [],
        readsMailOn: 'phone',
        agreedToEmailOn: null,
      },
      1,
    )
    for (let index = 1; index <= count; index += 1) {
      now = start + index * 1000
      const person = index % 2 === 0 ? log.personOf(tx, maria) : null
      valueOf(log.append(tx, { type: 'message.viewed', message: index, person, protection: 'none' }))
    }
  })
  file = await exported({ format: 'jsonl', withNames: false })
})
afterAll(() => test.dispose())

async function filesOf(options: Parameters<typeof buildExport>[1], store = test.store): Promise<Buffer[]> {
  const { files } = await buildExport(store, options, exportedAt, signingKey)
  return files.map(({ bytes }) => Buffer.from(bytes))
}

async function exported(options: Parameters<typeof buildExport>[1]): Promise<Buffer> {
  return (await filesOf(options))[0]!
}

const lines = () => file.toString('utf8').trimEnd().split('\n')
const verify = (text: string) => verifyJsonLines(Buffer.from(text))
/** 0: the manifest; then the record of that number. */
const lineAt = (offset: number) => file.subarray(0, offset).toString('latin1').split('\n').length - 1

describe('an exported log', () => {
  it('is verified by itself and says what it is', () => {
    const verified = valueOf(verifyJsonLines(file))
    expect(verified).toMatchObject({
      count,
      firstSeq: 1,
      people: 'codes',
      createdAt: exportedAt.toISOString(),
    })
    expect(verified.signer).toMatch(/^([0-9A-F]{4} ){7}[0-9A-F]{4}$/)
  })

  it('holds codes and no names by default', () => {
    expect(file.toString('utf8')).not.toMatch(/Maria|Rivera/)
  })

  it('holds names when that was chosen, says so, and keeps the same records', async () => {
    const named = await exported({ format: 'jsonl', withNames: true })
    expect(valueOf(verifyJsonLines(named))).toMatchObject({
      people: 'names',
      head: valueOf(verifyJsonLines(file)).head,
    })
    expect(named.toString('utf8')).toContain('Álvarez')
    expect(named.subarray(named.indexOf(10))).toEqual(file.subarray(file.indexOf(10)))
  })

  it('of a part of the time is a piece of the chain', async () => {
    const part = await exported({ format: 'jsonl', withNames: false, from: start + 5000, to: start + 9000 })
    expect(valueOf(verifyJsonLines(part))).toMatchObject({ firstSeq: 5, count: 4 })
  })

  it('of a time without events is empty and whole', async () => {
    const none = await exported({ format: 'jsonl', withNames: false, from: 1, to: 2 })
    expect(valueOf(verifyJsonLines(none))).toMatchObject({ count: 0 })
  })
})

describe('tampering with an export', () => {
  /** A flip in a line's text has to be blamed on that line; one in a line end may be seen at either side of it. */
  function expectBlame(offset: number, changed: Buffer): void {
    const result = verifyJsonLines(changed)
    const line = lineAt(offset)
    if (result.ok) throw new Error(`byte ${offset} was changed unseen`)
    const { code, detail } = result.error
    if (line === 0)
      expect(['audit/manifest-mismatch', 'audit/not-an-export', 'audit/version-newer']).toContain(code)
    else expect([code, detail?.['seq']], `byte ${offset}`).toEqual(['audit/chain-broken', line])
  }

  it('every byte changed, once: always found, always blamed on its own record', () => {
    for (let offset = 0; offset < file.length; offset += 1) {
      const changed = Buffer.from(file)
      changed[offset]! ^= 1
      expectBlame(offset, changed)
    }
  })

  it('500 seeded changes of a byte to any other', () => {
    const random = seededRandom(20261121)
    for (let round = 0; round < 500; round += 1) {
      const offset = Math.floor(random() * file.length)
      const changed = Buffer.from(file)
      changed[offset] = (changed[offset]! + 1 + Math.floor(random() * 255)) % 256
      expectBlame(offset, changed)
    }
  })

  it('every record removed, doubled or swapped with the next: the first bad number is named', () => {
    for (let number = 1; number <= count; number += 1) {
      const [before, record, after] = [lines().slice(0, number), lines()[number]!, lines().slice(number + 1)]
      const join = (...parts: string[]) => `${parts.join('\n')}\n`
      expect(verify(join(...before, ...after))).toMatchObject({
        error: { code: 'audit/chain-broken', detail: { seq: number } },
      })
      expect(verify(join(...before, record, record, ...after))).toMatchObject({
        error: { detail: { seq: number + 1 } },
      })
      if (number === count) continue
      const [next, ...rest] = after
      expect(verify(join(...before, next!, record, ...rest))).toMatchObject({
        error: { detail: { seq: number } },
      })
    }
  })

  it('every truncation: always found', () => {
    for (let length = 0; length < file.length; length += 1) {
      expect(verifyJsonLines(file.subarray(0, length)).ok, `cut at ${length}`).toBe(false)
    }
  })

  it.each([
    ['bytes after the end', (text: string) => `${text}x`],
    ['an empty line at the end', (text: string) => `${text}\n`],
    ['line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
  ])('%s', (_what, change) => {
    expect(verify(change(file.toString('utf8'))).ok).toBe(false)
  })

  it('a doubled member in a record, which parsers read differently', () => {
    const [manifest, first, ...rest] = lines()
    const doubled = first!.replace('"seq":1,', '"seq":1,"seq":1,')
    expect(verify(`${[manifest, doubled, ...rest].join('\n')}\n`)).toMatchObject({
      error: { detail: { seq: 1 } },
    })
  })

  it('a record rewritten together with its hash breaks at the next', () => {
    const { hashOf } = encoding
    const [manifest, ...records] = lines()
    const forged = JSON.stringify((JSON.parse(records[4]!) as { record: unknown }).record).replace(
      '"protection":"none"',
      '"protection":"some"',
    )
    records[4] = `{"hash":"${hashOf(Buffer.from(forged))}","record":${forged}}`
    expect(verify(`${[manifest, ...records].join('\n')}\n`)).toMatchObject({
      error: { detail: { seq: 6, fault: 'broken-link' } },
    })
  })

  it('a manifest signed anew by someone else shows another signer', async () => {
    const foreign = await buildExport(test.store, { format: 'jsonl', withNames: false }, exportedAt, () =>
      randomBytes(32),
    )
    const signer = valueOf(verifyJsonLines(foreign.files[0]!.bytes)).signer
    expect(signer).not.toBe(valueOf(verifyJsonLines(file)).signer)
  })

  it.each([
    ['nothing', ''],
    ['another JSON', '{"a":1}\n'],
    ['plain text', 'seq,at\n'],
  ])('%s is not an export', (_what, text) => {
    expect(verify(text)).toEqual(fail('audit/not-an-export'))
  })

  it('an export of a later version is named as such', () => {
    expect(verify(file.toString('utf8').replace('"version":1', '"version":3'))).toEqual(
      fail('audit/version-newer'),
    )
  })
})

describe('a table', () => {
  it('is verified by the hash in its signed manifest', async () => {
    const [csv, manifest] = await filesOf({ format: 'csv', withNames: true })
    expect(valueOf(verifyCsv(csv!, manifest!))).toMatchObject({ count, people: 'names' })
    for (let offset = 0; offset < csv!.length; offset += 97) {
      const changed = Buffer.from(csv!)
      changed[offset]! ^= 1
      expect(verifyCsv(changed, manifest!)).toMatchObject({ error: { code: 'audit/manifest-mismatch' } })
    }
    const other = await filesOf({ format: 'csv', withNames: false })
    expect(verifyCsv(csv!, other[1]!)).toMatchObject({ error: { code: 'audit/manifest-mismatch' } })
  })

  it('gives a spreadsheet no formula and quotes what needs it', async () => {
    const [csv] = await filesOf({ format: 'csv', withNames: true })
    expect(csv!.toString('utf8')).toContain(`"'=Maria ""Mari"" Álvarez"`)
  })
})

describe('an export without records', () => {
  const head = { format: 'jsonl', withNames: false, from: 1, to: 2 } as const

  it('anchors the log: against it a log that was put back shows, and one that went on is whole', async () => {
    const anchor = await exported(head)
    expect(anchor.toString().split('\n')).toHaveLength(2)
    expect(verifyAgainst(file, anchor)).toMatchObject({ ok: true })
    const earlier = makeTestStore()
    try {
      const rows = listAuditEventsAfter(test.store, 0, count - 2)
      earlier.write((tx) => {
        writeMeta(tx, 'audit-genesis', valueOf(verifyJsonLines(file)).log)
        for (const row of rows) addAuditEvent(tx, row, [])
      })
      const [rolledBack] = await filesOf({ format: 'jsonl', withNames: false }, earlier.store)
      expect(verifyAgainst(rolledBack!, anchor)).toMatchObject({
        error: { code: 'audit/chain-broken', detail: { seq: count - 1, fault: 'rolled-back' } },
      })
    } finally {
      earlier.dispose()
    }
  })
})

describe('an export of a long log', () => {
  it('lets others have their turns, and has the bytes of the log as it was when it began', async () => {
    const long = makeTestStore()
    try {
      const log = createAuditLog({
        store: long.store,
        clock: () => new Date(start),
        uptimeMs: () => start,
        ...{ anchor: noVault.anchor, signingKey },
      })
      const add = (events: number) => {
        long.write((tx) => {
          for (let index = 0; index < events; index += 1)
            valueOf(log.append(tx, { type: 'message.searched' }))
        })
      }
      long.write((tx) => log.begin(tx, 'Dr. Rivera'))
      add(2500)
      const rows = listAuditEventsAfter(long.store, 0, 5000)
      let turns = 0
      const others = setInterval(() => {
        turns += 1
        add(1)
      }, 0)
      const [bytes] = await filesOf({ format: 'jsonl', withNames: false }, long.store)
      const [table] = await filesOf({ format: 'csv', withNames: false, to: start + 1 }, long.store)
      clearInterval(others)
      const body = Buffer.concat(rows.map((row) => lineOf(row, true)))
      expect(bytes!.subarray(bytes!.indexOf(0x0a) + 1).equals(body)).toBe(true)
      expect(valueOf(verifyJsonLines(bytes!))).toMatchObject({ count: 2525, logHead: { seq: 2525 } })
      const first = table!.toString().split('\r\n').slice(0, 2526).join('\n')
      expect(first.startsWith('"seq",')).toBe(true)
      expect(first.endsWith(Buffer.from(rows.at(-1)!.hash).toString('hex') + '"')).toBe(true)
      expect(turns).toBeGreaterThan(2)
    } finally {
      long.dispose()
    }
  })
})
