import { expect } from 'vitest'
import {
  createAuditLog,
  type AnchorReading,
  type AuditEvent,
  type AuditLog,
} from '../../src/main/audit/index.ts'
import { ok } from '../../src/shared/result.ts'
import { noVault } from './no-vault.ts'
import { makeTestStore, runSql, type TestStore } from './store.ts'

/** A log that was begun in a store of its own, with both clocks and the anchor in the test's hands. */
export type TestLog = TestStore & {
  log: AuditLog
  anchored: AnchorReading
  now: number
  /** By the clock that nobody sets; null: as much as by the other. */
  uptime: number | null
  /** By the same clocks and with the same anchor. */
  logOn(other: TestStore): AuditLog
  fill(count: number): void
  /** What someone does who has the store's key: the triggers only stop mistakes. */
  tamper(statement: string): void
}

export const viewed = (message = 1): AuditEvent => ({
  type: 'message.viewed',
  message,
  person: null,
  protection: 'none',
})

export function makeTestLog(): TestLog {
  const made = makeTestStore()
  const hands: Pick<TestLog, 'anchored' | 'now' | 'uptime'> = {
    anchored: 'nothing',
    now: Date.UTC(2026, 10, 21, 9),
    uptime: null,
  }
  const logOn = ({ store }: TestStore): AuditLog =>
    createAuditLog({
      store,
      clock: () => new Date(hands.now),
      uptimeMs: () => hands.uptime ?? hands.now,
      anchor: {
        read: () => Promise.resolve(hands.anchored),
        write: (head) => {
          hands.anchored = head
          return Promise.resolve(true)
        },
      },
      signingKey: noVault.signingKey,
    })
  const test: TestLog = Object.assign(hands, made, {
    log: logOn(made),
    logOn,
    fill: (count: number) => {
      for (let index = 0; index < count; index += 1) {
        test.now += 1000
        expect(test.log.record(viewed(index + 1))).toEqual(ok(undefined))
      }
    },
    tamper: (statement: string) => {
      test.write((tx) => {
        for (const trigger of ['never_change', 'never_go', 'in_order']) {
          runSql(tx, `DROP TRIGGER IF EXISTS audit_events_${trigger}`)
        }
        runSql(tx, 'DELETE FROM audit_references')
        runSql(tx, statement)
      })
    },
  })
  test.write((tx) => {
    test.log.begin(tx, 'Dr. Rivera')
  })
  return test
}
