import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signingKey, useReadLogs, type Practice } from '../../../test/support/read-logs.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { HeadStanding } from '../../shared/head-standings.ts'
import { listReadLogs, readMeta } from '../store/index.ts'
import { headBesideLogs, type SignedHead } from './index.ts'
import { signBytes, signerFingerprint } from './signing.ts'

const otherKey = randomBytes(32)

const logs = useReadLogs()
const { practice, takenBack, exported, add } = logs

/** What a binder says that is made now. */
function headOf({ test, log }: Practice, key = signingKey): SignedHead {
  logs.now += 1000
  const { publicKey } = signBytes(new Uint8Array(), key)
  const { seq, hash } = log.head()
  return {
    ...{ log: readMeta(test.store, 'audit-genesis') ?? '', signer: signerFingerprint(publicKey) },
    ...{ createdAt: logs.now, head: { seq, hash }, file: 'f1'.repeat(32) },
  }
}

const standings = (head: SignedHead): HeadStanding[] =>
  headBesideLogs(logs.auditor.store, head).map(({ standing }) => standing)

describe('the head that a binder names, beside the logs that are here', () => {
  it('is held by the log that has it, and by none that is not here', async () => {
    const rivera = practice()
    rivera.work(5)
    const head = headOf(rivera)
    expect(standings(head)).toEqual([])
    rivera.work(2)
    const { id } = add(await exported(rivera))
    expect(standings(head)).toEqual(['holds'])
    valueOf(logs.reader.remove(id))
    expect(standings(head)).toEqual([])
  })

  it('is held, and its file named, where the log tells that this one was saved', async () => {
    const rivera = practice()
    rivera.work(2)
    const head = headOf(rivera)
    const isNamed = (file: string) =>
      headBesideLogs(logs.auditor.store, { ...head, file }).map(({ isFileNamed }) => isFileNamed)
    valueOf(rivera.log.record({ type: 'evidence.binder-saved', pdf: 'ab'.repeat(32), json: head.file }))
    add(await exported(rivera))
    expect(isNamed(head.file)).toEqual([true])
    expect(isNamed('ab'.repeat(32))).toEqual([false])
  })

  it('is beyond a log that was exported before it, until a further export holds it', async () => {
    const rivera = practice()
    rivera.work(3)
    add(await exported(rivera))
    rivera.work(2)
    const head = headOf(rivera)
    expect(standings(head)).toEqual(['ends-before'])
    add(await exported(rivera))
    expect(standings(head)).toEqual(['holds'])
  })

  it('is held where an export names its hash alone: of one person, or before its first record', async () => {
    const rivera = practice()
    rivera.work(2)
    valueOf(rivera.log.record({ type: 'passphrase.shown', person: 'c0ffee00' }))
    rivera.work(1)
    const head = headOf(rivera)
    const firstAfter = logs.now + 1000
    rivera.work(1)
    const other = { ...head, head: { ...head.head, hash: 'ab'.repeat(32) } }
    for (const scope of [{ person: 'c0ffee00' }, { from: firstAfter }]) {
      const { id } = add(await exported(rivera, scope))
      expect(standings(head)).toEqual(['holds'])
      expect(standings(other)).toEqual(['contradicts'])
      valueOf(logs.reader.remove(id))
    }
  })

  it('is said to be in no export where those that are here leave it out', async () => {
    const rivera = practice()
    rivera.work(2)
    const head = headOf(rivera)
    rivera.work(3)
    const from = logs.now + 1000
    rivera.work(2)
    add(await exported(rivera, { from }))
    expect(standings(head)).toEqual(['not-here'])
  })

  it('is told of another log that the same key signed, which is no alarm', async () => {
    const [rivera, cole] = [practice(), practice()]
    rivera.work(3)
    cole.work(9)
    add(await exported(cole))
    expect(standings(headOf(rivera))).toEqual(['other-log'])
    expect(standings(headOf(rivera, otherKey))).toEqual([])
  })
})

describe('log-written-anew-behind-a-binder', () => {
  it('contradicts the binder, and the log that was there before holds it', async () => {
    const rivera = practice()
    rivera.work(6)
    const head = headOf(rivera)
    const forged = takenBack(rivera, 4)
    forged.work(5)
    rivera.work(1)
    const { id: honest } = add(await exported(rivera))
    expect(standings(head)).toEqual(['holds'])
    add(await exported(forged))
    expect(standings(head)).toEqual(['contradicts', 'holds'])
    valueOf(logs.reader.remove(honest))
    expect(standings(head)).toEqual(['contradicts'])
  })

  it('is taken back where it was exported after the binder and ends before it', async () => {
    const rivera = practice()
    rivera.work(6)
    const head = headOf(rivera)
    add(await exported(takenBack(rivera, 4)))
    expect(standings(head)).toEqual(['taken-back'])
  })
})

describe('binder-whose-head-no-log-has', () => {
  it('is found by the log that it names, with another hash or the key of somebody else', async () => {
    const rivera = practice()
    rivera.work(6)
    const head = headOf(rivera)
    add(await exported(rivera))
    expect(standings({ ...head, head: { seq: 4, hash: head.head.hash } })).toEqual(['contradicts'])
    expect(standings({ ...headOf(rivera, otherKey), head: head.head })).toEqual(['other-signer'])
    // The control.
    expect(standings(head)).toEqual(['holds'])
  })

  it('is not proven by a log whose records were changed, nor by one whose manifest was', async () => {
    const rivera = practice()
    rivera.work(6)
    const head = headOf(rivera)
    const file = await exported(rivera)
    const lines = file.toString('latin1').split('\n')
    const flipped = (line: number, from: string, to: string) =>
      Buffer.from(lines.map((text, at) => (at === line ? text.replace(from, to) : text)).join('\n'), 'latin1')
    add(flipped(2, 'message.searched', 'message.searcheD'))
    expect(listReadLogs(logs.auditor.store)[0]?.fault).toBe('wrong-hash')
    expect(standings(head)).toEqual(['unproven'])
    add(flipped(0, '"people":"codes"', '"people":"codeS"'))
    expect(standings(head)).toEqual(['unproven', 'unproven'])
    add(file)
    expect(standings(head)).toEqual(['holds', 'unproven', 'unproven'])
  })
})
