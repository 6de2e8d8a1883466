import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestStore, openRaw, valueOf, type TestStore } from '../../../test/support/store.ts'
import { openStore, readSetting, saveSetting } from './index.ts'

let test: TestStore
let crashed: string

beforeEach(() => {
  test = makeTestStore()
  crashed = mkdtempSync(join(tmpdir(), 'sealpost-crash-'))
})
afterEach(() => {
  test.dispose()
  rmSync(crashed, { recursive: true, force: true })
})

const save = (name: string, value: string) => test.write((tx) => saveSetting(tx, name, value, 1))
/** As another connection sees it, to which every rollback journal is one. */
const journalMode = () => {
  const database = openRaw(test)
  try {
    return database.pragma('journal_mode', { simple: true })
  } finally {
    database.close()
  }
}
/** More than the cache holds, so that pages reach the file before the commit. */
const flood = Array.from({ length: 80 }, (_, index) => [`flood-${index}`, 'x'.repeat(1_000_000)] as const)

describe('storing in bulk', () => {
  it('is over when the last who began it has ended it, once each', () => {
    const ends = [test.store.beginBulk(), test.store.beginBulk()]
    save('note', 'kept')
    expect(journalMode()).toBe('delete')
    ends[0]?.()
    ends[0]?.()
    expect(journalMode()).toBe('delete')
    ends[1]?.()
    expect(journalMode()).toBe('wal')
    expect(readSetting(test.store, 'note')).toBe('kept')
  })

  it('may be ended after the store was closed', () => {
    const end = test.store.beginBulk()
    test.store.close()
    expect(end).not.toThrow()
  })

  it('loses nothing that was committed to a crash, keeps nothing that was not, and leaves no plaintext', () => {
    const canary = 'canary-of-the-journal-5141'
    test.store.beginBulk()
    save('note', canary)
    test.write((tx) => {
      saveSetting(tx, 'note', 'never committed', 2)
      for (const [name, value] of flood) saveSetting(tx, name, value, 2)
      cpSync(dirname(test.path), crashed, { recursive: true })
    })
    const path = join(crashed, 'store.db')
    expect(statSync(`${path}-journal`).mode & 0o777).toBe(0o600)
    expect(statSync(path).size).toBeGreaterThan(20_000_000)
    for (const file of [path, `${path}-journal`]) expect(readFileSync(file).includes(canary)).toBe(false)
    const after = valueOf(openStore({ path, key: test.key }))
    expect(readSetting(after, 'note')).toBe(canary)
    expect(readSetting(after, 'flood-0')).toBeNull()
    after.close()
  })
})
