import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestStore, openRaw, querySql, runSql, type TestStore } from '../../../test/support/store.ts'
import { createStore, StoreError } from './index.ts'
import { schemaVersion } from './migrations/index.ts'
import { applySettings, assertSettings } from './settings.ts'

let test: TestStore
beforeEach(() => {
  test = makeTestStore()
})
afterEach(() => test.dispose())

describe('the schema', () => {
  it('is made from an empty file in one go', () => {
    expect(querySql(test.store, 'PRAGMA user_version')).toEqual([{ user_version: schemaVersion }])
    expect(querySql(test.store, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(querySql(test.store, 'PRAGMA foreign_key_check')).toEqual([])
  })

  it('has STRICT tables only', () => {
    const loose = querySql(
      test.store,
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
    )
    expect(loose).toEqual([])
  })

  it.each([
    [
      'a message list',
      'SELECT * FROM messages WHERE mailbox_id = 1 AND is_deleted = 0 AND id < 9 ORDER BY id DESC LIMIT 50',
      'messages_listed',
    ],
    [
      'the unread count',
      'SELECT count(*) FROM messages WHERE mailbox_id = 1 AND is_seen = 0 AND is_deleted = 0',
      'messages_unread',
    ],
    ['the total', 'SELECT count(*) FROM messages WHERE mailbox_id = 1 AND is_deleted = 0', 'messages_listed'],
    ['a UID', 'SELECT id FROM messages WHERE mailbox_id = 1 AND uid = 5', 'messages_uid'],
    [
      'what has no source yet',
      `SELECT id FROM messages WHERE mailbox_id = 1 AND body_state = 'absent' AND uid IS NOT NULL AND size_bytes <= 5 AND internal_date >= 0
       ORDER BY id DESC`,
      'messages_bodiless',
    ],
    [
      'a thread',
      'SELECT * FROM messages WHERE thread_id = 1 AND is_deleted = 0 ORDER BY id',
      'messages_thread',
    ],
    [
      'what is due',
      `SELECT id FROM submissions WHERE state = 'queued' AND coalesce(not_before, 0) <= 5 ORDER BY not_before, id LIMIT 1`,
      'submissions_due',
    ],
  ])('answers %s from its index, without a sort of its own', (_what, query, index) => {
    const plan = querySql(test.store, `EXPLAIN QUERY PLAN ${query}`).map(({ detail }) => String(detail))
    expect(plan.join('\n')).toContain(index)
    expect(plan.join('\n')).not.toContain('TEMP B-TREE FOR ORDER BY')
  })
})

describe('writing', () => {
  it('outside a transaction is refused, so that nothing becomes durable by itself', () => {
    let kept: Parameters<Parameters<typeof test.write>[0]>[0] | undefined
    test.write((tx) => {
      kept = tx
    })
    const writeLate = () => {
      runSql(kept!, `INSERT INTO meta (key, value) VALUES ('created-at', 'x')`)
    }
    expect(writeLate).toThrow(StoreError)
    expect(querySql(test.store, 'SELECT * FROM meta')).toEqual([])
  })

  it('in a transaction within a transaction is a bug, and everything is rolled back', () => {
    expect(() =>
      test.write((tx) => {
        runSql(tx, `INSERT INTO meta (key, value) VALUES ('created-at', 'x')`)
        test.write(() => undefined)
      }),
    ).toThrow('do not nest')
    expect(querySql(test.store, 'SELECT * FROM meta')).toEqual([])
  })

  it('that breaks a rule of the schema throws and is rolled back', () => {
    expect(() =>
      test.write((tx) => {
        runSql(tx, `INSERT INTO meta (key, value) VALUES ('created-at', 'x')`)
        runSql(tx, `INSERT INTO contacts (kind) VALUES ('nobody')`)
      }),
    ).toThrow()
    expect(querySql(test.store, 'SELECT * FROM meta')).toEqual([])
  })

  it('after closing is a bug', () => {
    test.store.close()
    test.store.close()
    expect(test.store.isOpen).toBe(false)
    expect(() => test.write(() => undefined)).toThrow()
  })
})

describe('settings that secrecy and durability depend on', () => {
  it.each([
    'synchronous = NORMAL',
    'temp_store = FILE',
    'foreign_keys = OFF',
    'secure_delete = OFF',
    'trusted_schema = ON',
    'fullfsync = OFF',
  ])('are missed when one of them does not hold: %s', (pragma) => {
    test.store.close()
    const database = openRaw(test)
    expect(() => assertSettings(database)).toThrow('store/unsafe-settings')
    applySettings(database)
    expect(() => assertSettings(database)).not.toThrow()
    database.pragma(pragma)
    expect(() => assertSettings(database)).toThrow('store/unsafe-settings')
    database.close()
  })

  it('need a key of 32 bytes', () => {
    expect(() => createStore({ path: `${test.path}.other`, key: new Uint8Array(16) })).toThrow(TypeError)
  })
})
