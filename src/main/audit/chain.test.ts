import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestLog, type TestLog } from '../../../test/support/audit-log.ts'
import { runSql } from '../../../test/support/store.ts'

let test: TestLog
beforeEach(() => {
  test = makeTestLog()
})
afterEach(() => test.dispose())

describe('the chain in the store', () => {
  it('is whole after honest work, whatever its length', async () => {
    test.fill(2500)
    // Each hundredth record is a checkpoint.
    expect(await test.log.status()).toMatchObject({ count: 2525, firstBad: null, isRolledBack: false })
  })

  it.each([
    [
      'a changed record',
      `UPDATE audit_events SET canonical = CAST(replace(CAST(canonical AS TEXT), 'none', 'nine') AS BLOB) WHERE seq = 5`,
      5,
      'wrong-hash',
    ],
    ['a changed hash', `UPDATE audit_events SET hash = zeroblob(32) WHERE seq = 5`, 5, 'wrong-hash'],
    [
      'a record changed to another type in the index',
      `UPDATE audit_events SET type = 'message.searched' WHERE seq = 5`,
      5,
      'unreadable',
    ],
    ['a time changed in the index', `UPDATE audit_events SET at = at - 1 WHERE seq = 5`, 5, 'unreadable'],
    ['a removed record', `DELETE FROM audit_events WHERE seq = 5`, 5, 'wrong-number'],
    ['records removed at the start', `DELETE FROM audit_events WHERE seq < 4`, 1, 'wrong-number'],
  ])('names %s', async (_what, statement, seq, fault) => {
    test.fill(9)
    test.tamper(statement)
    expect(await test.log.status()).toMatchObject({ firstBad: { seq, fault } })
  })

  it('names the first record of a swapped pair', async () => {
    test.fill(9)
    test.tamper('UPDATE audit_events SET seq = CASE seq WHEN 5 THEN -6 ELSE -5 END WHERE seq IN (5, 6)')
    test.tamper('UPDATE audit_events SET seq = -seq WHERE seq < 0')
    expect((await test.log.status()).firstBad?.seq).toBe(5)
  })

  it('is not protected against mistakes by the chain alone: the store refuses to change or skip records', () => {
    test.fill(2)
    const refused = (statement: string) => () => test.write((tx) => runSql(tx, statement))
    expect(refused('UPDATE audit_events SET at = 0')).toThrow('never changed')
    expect(refused('DELETE FROM audit_events')).toThrow('never deleted')
    expect(refused(`INSERT INTO audit_events VALUES (9, 0, 'x', x'00', zeroblob(32))`)).toThrow(
      'without a gap',
    )
  })
})
