import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadVerifier } from '../../../bench/tampering/verifier.ts'
import { signCheckpoint } from '../../../src/main/audit/checkpoint.ts'
import {
  decodeRecord,
  encodeRecord,
  genesis,
  hashOf,
  type AuditRecord,
} from '../../../src/main/audit/encoding.ts'
import {
  buildExport,
  createLogReader,
  verifyJsonLines,
  type AuditEvent,
} from '../../../src/main/audit/index.ts'
import { manifestLine, type ExportManifest } from '../../../src/main/audit/manifest.ts'
import { listAuditEventsAfter } from '../../../src/main/store/index.ts'
import { fail } from '../../../src/shared/result.ts'
import { makeTestLog, viewed, type TestLog } from '../../support/audit-log.ts'
import { noVault } from '../../support/no-vault.ts'
import { valueOf } from '../../support/store.ts'

const { verifyLog } = await loadVerifier()
const own = noVault.signingKey()
const another = new Uint8Array(32).fill(8)

let test: TestLog
/** As they were written: of 303, number 100, 200 and 300 are checkpoints. */
let written: readonly AuditRecord[]

beforeEach(() => {
  test = makeTestLog()
  test.fill(300)
  written = listAuditEventsAfter(test.store, 0, 1000).map(
    ({ canonical }) => decodeRecord(canonical) as AuditRecord,
  )
})
afterEach(() => test.dispose())

/**
 * What someone does who has the store's key: other records, chained anew to the end.
 *
 * @param key signs the checkpoints anew; null: they keep their signatures
 */
function writeAnew(records: readonly AuditRecord[], key: Uint8Array | null): void {
  let prev = genesis
  const rows = records.map((record, index) => {
    const { event, ...frame } = { ...record, seq: index + 1, prev }
    const isSigned = key !== null && event.type === 'audit.checkpoint'
    const canonical = encodeRecord({ ...frame, event: isSigned ? signCheckpoint(frame, key) : event })
    prev = hashOf(canonical)
    const values = [
      frame.seq,
      Date.parse(frame.at),
      `'${event.type}'`,
      `x'${Buffer.from(canonical).toString('hex')}'`,
    ]
    return `(${values.join(', ')}, x'${prev}')`
  })
  test.tamper('DELETE FROM audit_events')
  test.tamper(`INSERT INTO audit_events (seq, at, type, canonical, hash) VALUES ${rows.join(', ')}`)
}

const withEvent = (seq: number, event: AuditEvent) =>
  written.map((record) => (record.seq === seq ? { ...record, event } : record))

async function exported(person?: string): Promise<Buffer> {
  const scope = person === undefined ? {} : { person }
  const options = { format: 'jsonl', withNames: false, ...scope } as const
  const { files } = await buildExport(test.store, options, new Date(test.now), () => own)
  return Buffer.from(files[0]?.bytes ?? [])
}

/** What the vault itself, the command, an auditor's file and another vault's reader say: the same. Null: whole. */
async function firstBad(): Promise<number | null> {
  const { firstBad: bad } = await test.log.status()
  expect(bad?.fault).toBe(bad === null ? undefined : 'wrong-checkpoint')
  const file = await exported()
  const expected = bad === null ? { ok: true } : fail('audit/chain-broken', { ...bad })
  expect(verifyJsonLines(file)).toMatchObject(expected)
  expect(verifyLog(file)).toEqual(verifyJsonLines(file))
  const reader = createLogReader({ store: test.store, audit: test.log, clock: () => new Date(test.now) })
  expect(valueOf(reader.consider(file)).fault).toEqual(bad === null ? null : { ...bad, unprovenFrom: 1 })
  return bad?.seq ?? null
}

describe('a log with checkpoints', () => {
  it('has one as each hundredth record, signed by the vault, and is whole to every reader (the control)', async () => {
    const places = written.filter(({ event }) => event.type === 'audit.checkpoint').map(({ seq }) => seq)
    expect([places, written.length]).toEqual([[100, 200, 300], 303])
    expect(await firstBad()).toBeNull()
    writeAnew(written, own)
    expect(await firstBad()).toBeNull()
  })

  it('lets time stand still where the clock was set back just before one', async () => {
    test.fill(96)
    test.now -= 3_600_000
    test.fill(1)
    const events = listAuditEventsAfter(test.store, 398, 10).map(({ type }) => type)
    expect(events).toEqual(['message.viewed', 'audit.checkpoint', 'clock.set-back', 'message.viewed'])
    expect(await firstBad()).toBeNull()
  })
})

describe('whoever has the store’s key, but not the vault’s', () => {
  it('is seen: rewritten behind a checkpoint', async () => {
    writeAnew(withEvent(50, viewed(4711)), null)
    expect(await firstBad()).toBe(100)
    writeAnew(withEvent(250, viewed(4711)), null)
    expect(await firstBad()).toBe(300)
    // After the newest checkpoint the chain alone tells nothing: that is what anchors are for.
    writeAnew(withEvent(301, viewed(4711)), null)
    expect(await firstBad()).toBeNull()
  })

  it('is seen: checkpoint left out', async () => {
    writeAnew(
      written.filter(({ seq }) => seq !== 200),
      null,
    )
    expect(await firstBad()).toBe(200)
    writeAnew(withEvent(200, viewed()), null)
    expect(await firstBad()).toBe(200)
  })

  it('is seen: checkpoint of another vault', async () => {
    writeAnew(withEvent(50, viewed(4711)), another)
    expect(await firstBad()).toBe(100)
    // The control: with the vault's own key it can be done.
    writeAnew(withEvent(50, viewed(4711)), own)
    expect(await firstBad()).toBeNull()
  })

  it('is seen: the time of a checkpoint changed, or a checkpoint where none belongs', async () => {
    const earlier = written.map((record) =>
      record.seq === 300 ? { ...record, at: written[298]?.at ?? '' } : record,
    )
    writeAnew(earlier, null)
    expect(await firstBad()).toBe(300)
    writeAnew(withEvent(57, { type: 'audit.checkpoint', signature: '' }), own)
    expect(await firstBad()).toBe(57)
  })
})

describe('of one person’s records, an export', () => {
  it('shows the checkpoints, and is refused where one is withheld', async () => {
    const file = (await exported('0123456789abcdef')).toString()
    expect(verifyJsonLines(Buffer.from(file))).toMatchObject({
      ok: true,
      value: { count: 303, withheld: 300 },
    })
    const [first = '', ...lines] = file.split('\n')
    const { manifest } = JSON.parse(first) as { manifest: Extract<ExportManifest, { version: 2 }> }
    const { format, version, scope, withheld, ...others } = manifest
    const body = lines.with(199, (lines[199] ?? '').replace(/,"record".*/, '}')).join('\n')
    const forgedAs = (text: string, count: number) => {
      const sha256 = hashOf(Buffer.from(text))
      return Buffer.concat([
        manifestLine({ ...others, sha256 }, { scope, withheld: count }, own),
        Buffer.from(text),
      ])
    }
    expect([format, version, verifyJsonLines(forgedAs(lines.join('\n'), withheld)).ok]).toEqual([
      'sealpost-audit',
      2,
      true,
    ])
    const forged = forgedAs(body, withheld + 1)
    expect(verifyJsonLines(forged)).toEqual(
      fail('audit/chain-broken', { seq: 200, fault: 'wrong-checkpoint' }),
    )
    expect(verifyLog(forged)).toEqual(verifyJsonLines(forged))
  })
})
