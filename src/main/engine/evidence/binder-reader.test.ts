import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { binderContent, signedBinder } from '../../../../test/support/binder.ts'
import { noVault } from '../../../../test/support/no-vault.ts'
import { makeTestStore, querySql, runSql, valueOf, type TestStore } from '../../../../test/support/store.ts'
import { canonicalJson, type CanonicalValue } from '../../../shared/canonical-json.ts'
import { fail } from '../../../shared/result.ts'
import { createAuditLog, signBytes, type AuditLog } from '../../audit/index.ts'
import { listAuditEvents } from '../../store/index.ts'
import { createBinderReader, type BinderReader } from './binder-reader.ts'
import { presentBinderSections } from './present-binder.ts'

const key = randomBytes(32)
const now = Date.UTC(2026, 10, 3, 9)

let test: TestStore
let audit: AuditLog
let reader: BinderReader

beforeEach(() => {
  test = makeTestStore()
  const { store } = test
  const clock = () => new Date(now)
  audit = createAuditLog({ store, clock, uptimeMs: () => now, ...noVault })
  test.write((tx) => {
    audit.begin(tx, 'Jo Whitfield')
  })
  reader = createBinderReader({ store, audit, clock })
})
afterEach(() => {
  test.dispose()
})

const ownTypes = () =>
  listAuditEvents(test.store, {}, { before: null, limit: 10 })
    .map(({ type }) => type)
    .toReversed()
const keptRows = () => querySql(test.store, 'SELECT id FROM read_binders')

function codeOf(file: Uint8Array): string {
  const considered = reader.consider(file)
  return considered.ok ? 'whole' : considered.error.code
}

function add(file: Uint8Array): number {
  return valueOf(reader.add(valueOf(reader.consider(file)).file, 'Rivera Practice'))
}

/** As a forger writes it who has a key of his own: any text, well signed. */
function signedAnyhow(evidence: CanonicalValue): Buffer {
  const signature = signBytes(Buffer.from(canonicalJson(evidence)), key)
  return Buffer.from(`${canonicalJson({ evidence, ...signature })}\n`)
}

function openTask(task: string): CanonicalValue {
  const tasks = [{ task, subject: '3', dueOn: null, record: null }]
  return { ...binderContent.overview, tasks }
}

describe('an evidence binder of somebody else', () => {
  it('is kept, opened and taken away, each on record', async () => {
    const file = signedBinder()
    const id = add(file)
    const hash = createHash('sha256').update(file).digest('hex')
    const opened = valueOf(reader.open(id))
    expect(opened).toMatchObject({ title: 'Rivera Practice', file: hash, pdf: 'ab'.repeat(32), addedAt: now })
    expect((await reader.list()).map((one) => one.id)).toEqual([id])
    expect(codeOf(file)).toBe('evidence/binder-known')
    valueOf(reader.remove(id))
    expect(await reader.list()).toEqual([])
    expect(ownTypes()).toEqual(['binder.added', 'binder.viewed', 'binder.removed'])
    expect(reader.open(id)).toEqual(fail('evidence/binder-gone'))
    expect(reader.remove(id)).toEqual(fail('evidence/binder-gone'))
    expect(codeOf(file)).toBe('whole')
  })

  it('is kept only as it was looked at', () => {
    const first = valueOf(reader.consider(signedBinder())).file
    const second = valueOf(reader.consider(signedBinder())).file
    expect(reader.add(first, 'x')).toEqual(fail('evidence/binder-not-chosen'))
    valueOf(reader.add(second, 'x'))
    reader.consider(signedBinder())
    reader.forget()
    expect(reader.add(second, 'x')).toEqual(fail('evidence/binder-not-chosen'))
    expect(keptRows()).toHaveLength(1)
  })

  it('is neither kept, shown nor taken away where that can’t be recorded', () => {
    const id = add(signedBinder())
    const refuses = () => fail('audit/write-failed')
    const deaf = createBinderReader({
      ...{ store: test.store, clock: () => new Date(now) },
      audit: { ...audit, append: refuses, record: refuses },
    })
    const { file } = valueOf(deaf.consider(signedBinder()))
    expect(deaf.add(file, 'x')).toEqual(fail('audit/write-failed'))
    expect(deaf.open(id)).toEqual(fail('audit/write-failed'))
    expect(deaf.remove(id)).toEqual(fail('audit/write-failed'))
    expect(keptRows()).toEqual([{ id }])
  })

  it('shows its parts with the paragraphs that their lines serve, every version of a record too', () => {
    const sections = presentBinderSections(valueOf(reader.open(add(signedBinder()))))
    expect(sections.map(({ title }) => title)).toEqual([
      ...['Open', 'Mail that left', 'Configuration', 'Agreements', 'Training', 'Risk analysis', 'Incidents'],
      ...['Who has access', 'Changes of the configuration'],
    ])
    const [open, , , agreements, trainings] = sections
    expect(open?.records[0]?.[0]?.lines).toEqual([
      { label: 'Now', value: 'No recovery kit', paragraph: '164.312(a)(2)(ii)' },
    ])
    expect(agreements?.records).toEqual([])
    expect(trainings?.paragraph).toBe('164.308(a)(5), 164.530(b)')
    expect(trainings?.records[0]?.map(({ written }) => written?.version)).toEqual([2, 1])
    expect(trainings?.records[0]?.[1]?.lines).toContainEqual({
      label: 'Note',
      value: 'An hour',
      paragraph: null,
    })
    const unserved = sections
      .filter(({ paragraph }) => paragraph === '')
      .flatMap(({ records }) => records.flat().flatMap(({ lines }) => lines))
      .filter(({ paragraph }) => paragraph === null)
    expect(unserved).toEqual([])
  })
})

it('of version 1 stays readable: what was saved in November 2026 is read to the byte', () => {
  const file = readFileSync(new URL('../../../../test/data/evidence/binder-v1.json', import.meta.url))
  const { binder, signer } = valueOf(reader.consider(file))
  expect(binder.practice.practiceName).toBe('Rivera Practice')
  expect(signer).toBe('DBC2 9825 1C51 321B 7266 E78D 1C15 1C2B')
})

describe('binder-bytes-flipped', () => {
  it('as a control: unchanged it is whole', () => {
    expect(codeOf(signedBinder({}, key))).toBe('whole')
  })

  it('is found in whatever region a bit is flipped, and nothing is kept', () => {
    const file = signedBinder({}, key)
    const text = file.toString()
    const regions = [
      ...[...text.matchAll(/"(\w+)":/g)].map(({ index, 0: { length } }) => index + length + 1),
      ...[...text.matchAll(/"(\w+)":/g)].map(({ index }) => index + 1),
      ...Array.from({ length: 60 }, (_, step) => Math.floor((file.length / 60) * step)),
      file.length - 1,
    ].filter((at) => at < file.length)
    expect(regions.length).toBeGreaterThan(150)
    for (const at of regions) {
      for (const bit of [1, 32]) {
        const changed = Buffer.from(file)
        changed.writeUInt8(changed.readUInt8(at) ^ bit, at)
        expect(codeOf(changed), `bit ${String(bit)} of byte ${String(at)}`).toMatch(
          /^evidence\/(binder-changed|not-a-binder|binder-newer)$/,
        )
      }
    }
    expect(keptRows()).toEqual([])
  })

  it('is found where bytes are cut off or put on', () => {
    const file = signedBinder({}, key)
    expect(codeOf(file.subarray(0, -1))).toBe('evidence/binder-changed')
    expect(codeOf(Buffer.concat([file, Buffer.from('\n')]))).toBe('evidence/binder-changed')
    expect(codeOf(Buffer.concat([file, file]))).toBe('evidence/not-a-binder')
    expect(codeOf(file.subarray(0, file.length / 2))).toBe('evidence/not-a-binder')
  })
})

describe('binder-signed-by-another-key', () => {
  it('is refused with the signature of one and the key of the other', () => {
    const mine = JSON.parse(signedBinder({}, key).toString()) as Record<string, CanonicalValue>
    const other = JSON.parse(signedBinder().toString()) as Record<string, CanonicalValue>
    const swapped = (member: string) =>
      Buffer.from(`${canonicalJson({ ...mine, [member]: other[member] ?? null })}\n`)
    expect(codeOf(swapped('publicKey'))).toBe('evidence/binder-changed')
    expect(codeOf(swapped('signature'))).toBe('evidence/binder-changed')
    // The control: with itself it is as it was.
    expect(codeOf(Buffer.from(`${canonicalJson(mine)}\n`))).toBe('whole')
  })

  it('is refused in another spelling of key or signature, which decodes to the same bytes', () => {
    const text = signedBinder({}, key).toString()
    const respelled = text.replace(/"signature":"(.*)(.)=="/, (_all, most: string, last: string) => {
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
      return `"signature":"${most}${alphabet[alphabet.indexOf(last) + 1] ?? ''}=="`
    })
    expect(respelled).not.toBe(text)
    const signatureIn = (json: string) => (JSON.parse(json) as { signature: string }).signature
    expect(Buffer.from(signatureIn(respelled), 'base64')).toEqual(Buffer.from(signatureIn(text), 'base64'))
    expect(codeOf(Buffer.from(respelled))).toBe('evidence/binder-changed')
  })
})

describe('binder-members-doubled', () => {
  it.each([
    ['a member of what is signed', '"createdAt":', '"createdAt":"2020-01-01T00:00:00.000Z","createdAt":'],
    ['the key', '"publicKey":', '"publicKey":"","publicKey":'],
    ['what is signed, whole', '{"evidence":', '{"evidence":{},"evidence":'],
  ])('is refused with %s twice', (_what, from, to) => {
    const text = signedBinder({}, key).toString()
    expect(text).toContain(from)
    const doubled = text.replace(from, to)
    // As JSON it says the same: the last one counts.
    expect(JSON.parse(doubled)).toEqual(JSON.parse(text))
    expect(codeOf(Buffer.from(doubled))).toBe('evidence/binder-changed')
  })

  it.each([
    ['white space', ':40,', ': 40,'],
    ['another spelling of a number', ':40,', ':4e1,'],
    ['an escape that is not needed', 'Rivera Practice', '\\u0052ivera Practice'],
  ])('is refused with %s', (_what, from, to) => {
    const text = signedBinder({}, key).toString()
    expect(text).toContain(from)
    expect(codeOf(Buffer.from(text.replace(from, to)))).toBe('evidence/binder-changed')
  })
})

describe('hostile-binder-json', () => {
  const said = { format: 'sealpost-evidence', version: 1, ...binderContent } as unknown as Record<
    string,
    CanonicalValue
  >

  it('as a control: the same, signed by whoever has a key, is whole', () => {
    expect(codeOf(signedAnyhow(said))).toBe('whole')
    expect(codeOf(signedAnyhow({ ...said, overview: openTask('agreement-missing') }))).toBe('whole')
  })

  it('is too long before it is read', () => {
    expect(codeOf(Buffer.alloc(9 * 2 ** 20, '['))).toBe('evidence/binder-too-long')
  })

  it('is too deep before it is a value, also within what is signed', () => {
    for (const [opening, closing] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `${opening.repeat(500_000)}1${closing.repeat(500_000)}`
      expect(codeOf(Buffer.from(deep))).toBe('evidence/not-a-binder')
    }
    const nested = (levels: number): CanonicalValue =>
      Array.from({ length: levels }).reduce<CanonicalValue>((inner) => [inner], 1)
    const within = (levels: number) => {
      const change = {
        at: binderContent.createdAt,
        type: 'settings.changed',
        values: { new: nested(levels) },
      }
      return signedAnyhow({ ...said, changes: [change] })
    }
    expect(codeOf(within(100))).toBe('evidence/not-a-binder')
    expect(codeOf(within(10))).toBe('whole')
  })

  const overviewWith = (change: Record<string, unknown>) =>
    ({ ...said, overview: { ...binderContent.overview, ...change } }) as Record<string, CanonicalValue>

  it('holds more values than are made objects of: a list, or a change with a thousand names', () => {
    const nothing = (length: number) => Array.from({ length }, () => ({}))
    expect(codeOf(signedAnyhow(overviewWith({ months: nothing(50_001) })))).toBe('evidence/binder-too-long')
    const [change] = binderContent.changes
    const named = (count: number) => {
      const values = Object.fromEntries(Array.from({ length: count }, (_, at) => [`name ${String(at)}`, at]))
      return signedAnyhow({ ...said, changes: [{ ...change, values }] as never })
    }
    expect(codeOf(named(64))).toBe('whole')
    expect(codeOf(named(65))).toBe('evidence/binder-unknown-parts')
    expect(codeOf(named(150_000))).toBe('evidence/binder-too-long')
  })

  it('holds one text that fills the file, or a name that fills the window', () => {
    const called = (length: number) =>
      signedAnyhow({ ...said, practice: { practiceName: 'x'.repeat(length), clinicianName: '' } })
    expect(codeOf(called(998))).toBe('whole')
    expect(codeOf(called(999))).toBe('evidence/binder-unknown-parts')
    expect(codeOf(called(3_000_000))).toBe('evidence/binder-too-long')
  })

  it('hides nothing where the window does not look: a record of another kind, or out of its order', () => {
    const [[newest, oldest] = []] = binderContent.trainings
    const said = { trainings: { agreements: [[newest, oldest]] }, order: { trainings: [[oldest, newest]] } }
    for (const [what, change] of Object.entries(said))
      expect(codeOf(signedBinder(change, key)), what).toBe('evidence/binder-unknown-parts')
    expect(codeOf(signedBinder({ trainings: [[oldest]] }, key))).toBe('whole')
    expect(codeOf(signedBinder({ trainings: [[newest]] }, key))).toBe('evidence/binder-unknown-parts')
  })

  it.each<[string, Record<string, CanonicalValue>]>([
    ['a member that is not known', { more: 'x' }],
    ['one within a record', { practice: { ...binderContent.practice, motto: 'x' } }],
    [
      'one named as what objects come from',
      JSON.parse('{"__proto__":{"a":1}}') as Record<string, CanonicalValue>,
    ],
    ['a number beyond all logs', { logHead: { seq: 2 ** 41, hash: 'ef'.repeat(32) } }],
    ['a number below the first', { logHead: { seq: 0, hash: 'ef'.repeat(32) } }],
    ['messages to judge, of which no binder tells', { overview: openTask('messages-to-judge') }],
    ['a hash that is none', { logHead: { seq: 1, hash: 'EF'.repeat(32) } }],
    ['the id of a log that is none', { log: '../../x' }],
    ['a time that is none', { createdAt: 'yesterday' }],
    ['a list where a text belongs', { pdf: ['ab'.repeat(32)] }],
    ['a record without a version', { trainings: [[]] }],
    [
      'more changes than a binder has',
      { changes: Array.from({ length: 501 }, () => binderContent.changes[0]) as never },
    ],
  ])('is refused, though well signed, with %s', (_what, change) => {
    const evidence: Record<string, CanonicalValue> = { ...said }
    for (const [name, value] of Object.entries(change))
      Object.defineProperty(evidence, name, { value, enumerable: true, configurable: true })
    expect(codeOf(signedAnyhow(evidence))).toBe('evidence/binder-unknown-parts')
    expect(keptRows()).toEqual([])
  })

  it('is refused without a member that a binder has', () => {
    for (const name of Object.keys(binderContent)) {
      const { [name]: _left, ...rest } = said
      expect(codeOf(signedAnyhow(rest)), name).toBe('evidence/binder-unknown-parts')
    }
  })

  it('says so of a newer version, and of what is none at all', () => {
    expect(codeOf(signedAnyhow({ ...said, version: 2 }))).toBe('evidence/binder-newer')
    for (const other of [
      '',
      'no binder',
      '{}',
      '[]',
      'null',
      '{"evidence":null}',
      '{"manifest":{}}',
      '\ud800',
    ])
      expect(codeOf(Buffer.from(other)), other).toBe('evidence/not-a-binder')
    expect(codeOf(signedAnyhow({ ...said, format: 'sealpost-audit' }))).toBe('evidence/not-a-binder')
    expect(codeOf(signedAnyhow({ ...said, version: 0 }))).toBe('evidence/not-a-binder')
  })
})

it('binder-changed-in-the-store: what no longer holds is not shown, hides no other and can be taken away', async () => {
  const other = add(signedBinder())
  const id = add(signedBinder())
  valueOf(reader.open(id))
  test.write((tx) => {
    const changed = signedBinder().subarray(2).toString('hex')
    runSql(tx, `UPDATE read_binders SET content = x'${changed}' WHERE id = ${String(id)}`)
  })
  expect(reader.open(id)).toEqual(fail('store/damaged'))
  expect(await reader.list()).toMatchObject([
    { id, title: 'Rivera Practice', addedAt: now, binder: null },
    { id: other, signer: expect.any(String) as string },
  ])
  valueOf(reader.remove(id))
  expect((await reader.list()).map((one) => one.id)).toEqual([other])
})
