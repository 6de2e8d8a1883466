import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../../test/support/practice.ts'
import { runSql, valueOf } from '../../../../test/support/store.ts'
import type { Agreement, Training } from '../../../shared/contract/index.ts'
import { fail } from '../../../shared/result.ts'
import { createEvidenceRecords, type EvidenceRecords, type NewVersion } from './records.ts'

const agreement: Agreement = {
  kind: 'agreement',
  party: 'Mail Host Inc.',
  service: 'mail-host',
  signedOn: '2026-03-01',
  expiresOn: null,
  verifiedOn: null,
  endedOn: null,
  note: '',
  document: null,
}
const training: Training = {
  kind: 'training',
  person: 'Dr. Rivera',
  topics: ['phishing'],
  completedOn: '2026-11-02',
  note: '',
}
const pages = { name: 'agreement.pdf', bytes: Buffer.from('%PDF signed pages') }
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

let practice: TestPractice
let records: EvidenceRecords
beforeEach(async () => {
  practice = await makeTestPractice()
  records = createEvidenceRecords(practice.store, practice.audit, practice.clock)
})
afterEach(() => {
  practice.dispose()
})

const save = (version: Partial<NewVersion>) =>
  records.save({ record: null, version: 0, body: agreement, document: null, ...version })
const logged = () => practice.events().filter(({ type }) => type === 'evidence.recorded')

describe('what the practice writes down', () => {
  it('is kept in versions, each with its hash in the activity log', () => {
    const { record } = valueOf(save({}))
    valueOf(save({ record, version: 1, body: { ...agreement, expiresOn: '2027-03-01' } }))
    expect(records.list('agreement')).toMatchObject([
      { record, version: 2, body: { expiresOn: '2027-03-01' } },
    ])
    expect(records.history(record).map(({ version }) => version)).toEqual([2, 1])
    expect(logged()).toMatchObject([
      { record, version: 1, kind: 'agreement', documentHash: null },
      { record, version: 2, kind: 'agreement', documentHash: null },
    ])
    expect(new Set(logged().map((event) => 'hash' in event && event.hash)).size).toBe(2)
  })

  it('is listed by kind', () => {
    valueOf(save({}))
    valueOf(save({ body: training }))
    expect(records.list('training').map(({ body }) => body)).toEqual([training])
    expect(records.list('incident')).toEqual([])
  })

  it.each(["UPDATE evidence_records SET body_json = '{}'", 'DELETE FROM evidence_records'])(
    'can be changed by no statement: %s',
    (statement) => {
      valueOf(save({}))
      expect(() => practice.write((tx) => runSql(tx, statement))).toThrow(/evidence is never/)
    },
  )

  it('goes on from the version that the person had before her, and from no other', () => {
    const { record } = valueOf(save({}))
    valueOf(save({ record, version: 1 }))
    expect(save({ record, version: 1 })).toEqual(fail('evidence/outdated'))
    expect(save({ record: record + 1, version: 1 })).toEqual(fail('evidence/gone'))
    expect(save({ record, version: 2, body: training })).toEqual(fail('evidence/gone'))
    expect(records.history(record)).toHaveLength(2)
  })

  it('is not written where the activity log can’t be', () => {
    const refusing = { ...practice.audit, append: () => fail('audit/write-failed') }
    const mute = createEvidenceRecords(practice.store, refusing, practice.clock)
    expect(mute.save({ record: null, version: 0, body: agreement, document: pages })).toEqual(
      fail('audit/write-failed'),
    )
    expect(records.list('agreement')).toEqual([])
  })
})

describe('the document beside it', () => {
  it('is kept as it was read, whatever the window says of it', () => {
    const said = { name: 'other.pdf', sizeBytes: 1, sha256: '0'.repeat(64) }
    const { record } = valueOf(save({ body: { ...agreement, document: said }, document: pages }))
    expect(records.list('agreement')[0]?.body).toMatchObject({
      document: { name: 'agreement.pdf', sizeBytes: 17, sha256: sha256(pages.bytes) },
    })
    expect(valueOf(records.document(record))).toEqual({
      name: pages.name,
      bytes: new Uint8Array(pages.bytes),
    })
    expect(logged()).toMatchObject([{ documentHash: sha256(pages.bytes) }])
  })

  it('stays with later versions until it is taken away or another comes', () => {
    const { record } = valueOf(save({ document: pages }))
    const kept = records.list('agreement')[0]?.body as Agreement
    valueOf(save({ record, version: 1, body: { ...kept, note: 'Called them' } }))
    expect(valueOf(records.document(record)).name).toBe('agreement.pdf')
    valueOf(
      save({ record, version: 2, body: kept, document: { name: 'new.pdf', bytes: Buffer.from('new') } }),
    )
    expect(valueOf(records.document(record)).name).toBe('new.pdf')
    valueOf(save({ record, version: 3, body: { ...kept, document: null } }))
    expect(records.document(record)).toEqual(fail('evidence/gone'))
  })

  it('named by the window alone is none', () => {
    const said = { name: 'other.pdf', sizeBytes: 1, sha256: '0'.repeat(64) }
    const { record } = valueOf(save({ body: { ...agreement, document: said } }))
    expect(records.document(record)).toEqual(fail('evidence/gone'))
  })

  it('has a limit', () => {
    const bytes = new Uint8Array(20 * 1024 * 1024 + 1)
    expect(save({ document: { name: 'scan.tiff', bytes } })).toMatchObject({
      error: { code: 'file/too-large' },
    })
  })
})
