import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useReadLogs } from '../../../test/support/read-logs.ts'
import { valueOf } from '../../../test/support/store.ts'
import { listReadExports, listReadLogs } from '../store/index.ts'

const logs = useReadLogs()
const { practice, takenBack, exported, add, seqsOf } = logs

const faultOf = (file: Buffer) => valueOf(logs.reader.consider(file)).fault
const recordsIn = (file: Buffer) => file.subarray(file.indexOf(0x0a) + 1)
const aboutPatient = (id: number) =>
  valueOf(logs.reader.events(id, { reference: 'person:c0ffee00' }, { before: null, limit: 9 })).map(
    ({ seq }) => seq,
  )

describe('attacks on a log that is held against what came before', () => {
  it('one flipped byte: named at its record, looked at as broken, and not among what holds', async () => {
    const rivera = practice()
    rivera.work(8)
    const file = await exported(rivera)
    const good = add(file)
    const text = file.toString('latin1')
    const at = text.split('\n').slice(0, 5).join('\n').length + 120
    const changed = Buffer.from(file)
    changed[at] = (changed[at] ?? 0) ^ 1
    const { offer, id } = add(changed)
    expect(offer.fault?.seq).toBe(5)
    expect(id).not.toBe(good.id)
    expect(listReadLogs(logs.auditor.store).map(({ badSeq }) => badSeq)).toEqual([5, null])
    expect(seqsOf(id)).toEqual(expect.arrayContaining([1, 2, 3, 4, 6, 7, 8]))
    expect(listReadExports(logs.auditor.store, good.id)).toHaveLength(1)
  })

  it('a changed manifest: nothing of it is proven', async () => {
    const rivera = practice()
    rivera.work(3)
    const changed = Buffer.from(
      (await exported(rivera)).toString('latin1').replace('"people":"codes"', '"people":"names"'),
    )
    const { offer } = add(changed)
    expect(offer).toMatchObject({
      fault: { seq: null, fault: 'manifest-changed', unprovenFrom: 1 },
      known: null,
    })
    expect(offer.export).toMatchObject({ signer: null, createdAt: null, names: {} })
  })

  it('invented records behind an honest export: none takes a number that the export doesn’t have', async () => {
    const rivera = practice()
    rivera.work(6)
    const from = logs.now + 1
    rivera.send()
    const invented = practice()
    invented.send()
    invented.work(9)
    const file = Buffer.concat([await exported(rivera, { from }), recordsIn(await exported(invented))])
    const { offer, id } = add(file)
    expect(offer.fault).toEqual({ seq: 11, fault: 'records-added', unprovenFrom: 11 })
    expect(seqsOf(id)).toEqual([13, 12, 11, 10, 9, 8, 7])
    expect(aboutPatient(id)).toEqual([9])
  })

  it('invented records in the place of withheld ones', async () => {
    const rivera = practice()
    rivera.send()
    rivera.work(2)
    const honest = await exported(rivera, { person: 'c0ffee00' })
    const { id: kept } = add(honest)
    const invented = practice()
    invented.send()
    invented.work(2)
    invented.send()
    const { offer, id } = add(Buffer.concat([honest, recordsIn(await exported(invented))]))
    expect(offer.fault).toMatchObject({ seq: 7, fault: 'records-added' })
    expect(seqsOf(id).filter((seq) => seq < 7)).toEqual(seqsOf(kept))
    expect(seqsOf(kept).length).toBeLessThan(6)
    expect(aboutPatient(id)).toEqual([9, ...aboutPatient(kept)])
  })

  it('a file of a hundred million lines: refused before it is divided', () => {
    const endless = Buffer.alloc(2 ** 20, '\n')
    expect(logs.reader.consider(endless)).toMatchObject({ error: { code: 'audit/too-long-to-read' } })
    expect(logs.reader.consider(endless.subarray(0, 1000))).toMatchObject({
      error: { code: 'audit/not-an-export' },
    })
  })

  it('records written anew under the signature of others: the manifest proves none of them', async () => {
    const rivera = practice()
    rivera.work(8)
    const honest = await exported(rivera)
    const forged = takenBack(rivera, 2)
    forged.work(6)
    const signed = honest.subarray(0, honest.indexOf(0x0a) + 1)
    const written = recordsIn(await exported(forged))
    const junk = Buffer.from('junk\n')
    expect(faultOf(Buffer.concat([signed, written]))).toEqual({
      ...{ seq: 8, fault: 'broken-link', unprovenFrom: 1 },
    })
    expect(faultOf(Buffer.concat([signed, written, junk]))).toEqual({
      ...{ seq: 9, fault: 'records-added', unprovenFrom: 1 },
    })
    expect(faultOf(Buffer.concat([honest, junk]))?.unprovenFrom).toBe(9)
  })

  it('an older export after a newer one is none', async () => {
    const rivera = practice()
    rivera.work(3)
    const older = await exported(rivera)
    rivera.work(3)
    const { id } = add(await exported(rivera))
    expect(faultOf(older)).toBeNull()
    expect(add(older).id).toBe(id)
  })

  it('a clock that ran a month fast and was set right is no rollback, in whichever order its exports come', async () => {
    const month = 30 * 24 * 3_600_000
    const rivera = practice()
    rivera.work(2)
    logs.now += month
    rivera.work(2)
    const fast = await exported(rivera)
    logs.now -= month
    rivera.work(3)
    const right = await exported(rivera)
    const { id } = add(fast)
    expect(faultOf(right)).toBeNull()
    valueOf(logs.reader.remove(id))
    add(right)
    expect(faultOf(fast)).toBeNull()
  })

  it('rollback: the log was shorter later, in whichever order its exports come', async () => {
    const rivera = practice()
    rivera.work(6)
    const full = await exported(rivera)
    const shorter = await exported(takenBack(rivera, 3))
    const first = add(full)
    expect(faultOf(shorter)).toEqual({ seq: 4, fault: 'rolled-back', unprovenFrom: 4 })
    valueOf(logs.reader.remove(first.id))
    add(shorter)
    expect(faultOf(full)).toEqual({ seq: 4, fault: 'rolled-back', unprovenFrom: 4 })
  })

  it('a log written anew: named where it parts, also by an export that begins after that', async () => {
    const rivera = practice()
    rivera.work(6)
    add(await exported(rivera))
    const forged = takenBack(rivera, 3)
    forged.work(2)
    const goneOn = logs.now + 1
    forged.work(4)
    expect(faultOf(await exported(forged))).toMatchObject({ seq: 4, fault: 'rewritten' })
    expect(faultOf(await exported(forged, { from: goneOn }))?.fault).toBe('rewritten')
  })

  it('a log that parts where no export is here to tell: proven is what the last common record covers', async () => {
    const rivera = practice()
    rivera.work(3)
    add(await exported(rivera))
    const forged = takenBack(rivera, 3)
    rivera.work(3)
    const from = logs.now + 1
    rivera.work(2)
    add(await exported(rivera, { from }))
    logs.now += 5000
    forged.work(6)
    const { offer } = add(await exported(forged))
    expect(offer.fault).toEqual({ seq: 6, fault: 'rewritten', unprovenFrom: 4 })
  })

  it('a forged log that came first: once it is taken away the honest exports hold, as one log', async () => {
    const rivera = practice()
    rivera.send()
    rivera.work(2)
    const forged = takenBack(rivera, 3)
    forged.work(5)
    const first = add(await exported(forged))
    const honest = add(await exported(rivera))
    rivera.work(2)
    const further = add(await exported(rivera))
    const other = add(await exported(rivera, {}, randomBytes(32)))
    const verdicts = () => listReadLogs(logs.auditor.store).map(({ id, fault }) => [id, fault])
    // The control: while the one that holds is there, nothing is judged anew.
    valueOf(logs.reader.remove(other.id))
    expect(verdicts()).toEqual([
      [further.id, 'rewritten'],
      [honest.id, 'rewritten'],
      [first.id, null],
    ])
    const again = add(await exported(rivera, {}, randomBytes(32)))
    valueOf(logs.reader.remove(first.id))
    expect(verdicts()).toEqual([
      [again.id, 'other-signer'],
      [honest.id, null],
    ])
    expect(listReadExports(logs.auditor.store, honest.id)).toHaveLength(2)
    expect(seqsOf(honest.id)).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
    expect(aboutPatient(honest.id)).toEqual([3])
    rivera.work(1)
    expect(valueOf(logs.reader.consider(await exported(rivera)))).toMatchObject({
      ...{ fault: null, known: { id: honest.id } },
    })
  })

  it('a forged continuation that begins right after what is known does not name its last record', async () => {
    const rivera = practice()
    rivera.work(6)
    add(await exported(rivera))
    const forged = takenBack(rivera, 3)
    forged.work(3)
    const goneOn = logs.now + 1
    forged.work(2)
    expect(faultOf(await exported(forged, { from: goneOn }))).toMatchObject({ seq: 6, fault: 'rewritten' })
    const honest = takenBack(rivera, 6)
    const after = logs.now + 1
    honest.work(2)
    expect(faultOf(await exported(honest, { from: after }))).toBeNull()
  })

  it('the same log under another key', async () => {
    const rivera = practice()
    rivera.work(2)
    add(await exported(rivera))
    expect(faultOf(await exported(rivera, {}, randomBytes(32)))).toEqual({
      seq: 1,
      fault: 'other-signer',
      unprovenFrom: 1,
    })
  })
})
