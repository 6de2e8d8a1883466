import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestStore, openRaw, valueOf, type TestStore } from '../../../test/support/store.ts'
import { tempFolder } from '../../../test/support/vault.ts'
import { writeBlob } from './blobs.ts'
import { readSetting, saveSetting } from './repositories/settings.ts'

let made: TestStore
beforeEach(() => {
  made = makeTestStore()
  made.write((tx) => {
    saveSetting(tx, 'before', 1, 1)
    writeBlob(tx, randomBytes(700_000))
  })
})
afterEach(() => {
  made.dispose()
})

const fileHash = () => createHash('sha256').update(readFileSync(made.path)).digest('hex')
const writeMuch = () => {
  for (let round = 0; round < 20; round += 1)
    made.write((tx) => {
      saveSetting(tx, `during ${round}`, round, 2)
      writeBlob(tx, randomBytes(600_000))
    })
}

describe('a snapshot', () => {
  it('stands still, in its rows and in the bytes of the file, while the store goes on', () => {
    const snapshot = valueOf(made.store.openSnapshot(made.key))
    const before = fileHash()
    writeMuch()
    expect(fileHash()).toBe(before)
    expect(snapshot.waitingBytes()).toBeGreaterThan(10_000_000)
    expect([readSetting(snapshot, 'before'), readSetting(snapshot, 'during 3')]).toEqual([1, null])
    expect(readSetting(made.store, 'during 3')).toBe(3)
    snapshot.close()
    // The control: without it the same writes reach the file.
    writeMuch()
    expect(fileHash()).not.toBe(before)
  })

  it('is a whole store by itself, of that moment', () => {
    const snapshot = valueOf(made.store.openSnapshot(made.key))
    writeMuch()
    const copy = new Uint8Array(snapshot.sizeBytes)
    snapshot.read(copy, 0)
    snapshot.close()
    const temp = tempFolder()
    const path = join(temp.path, 'copy.db')
    writeFileSync(path, copy)
    const database = openRaw({ path, key: made.key })
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.prepare('SELECT key FROM settings').pluck().all()).toEqual(['before'])
    database.close()
    temp.remove()
  })

  it('can be opened while much is stored in bulk, which goes on as fast afterwards', () => {
    const usesLog = () => existsSync(`${made.path}-wal`)
    const end = made.store.beginBulk()
    expect([made.store.isBulk, usesLog()]).toEqual([true, false])
    const snapshot = valueOf(made.store.openSnapshot(made.key))
    writeMuch()
    expect([readSetting(snapshot, 'during 1'), usesLog()]).toEqual([null, true])
    snapshot.close()
    expect(usesLog()).toBe(false)
    end()
    writeMuch()
    expect([made.store.isBulk, usesLog()]).toEqual([false, true])
  })

  it('goes with the store', () => {
    const snapshot = valueOf(made.store.openSnapshot(made.key))
    made.store.close()
    expect(() => {
      snapshot.read(new Uint8Array(1), 0)
    }).toThrow('store/io')
    snapshot.close()
  })

  it('is refused with another key, and the store stays in use', () => {
    expect(made.store.openSnapshot(randomBytes(32))).toMatchObject({
      ok: false,
      error: { code: 'store/damaged' },
    })
    valueOf(made.store.openSnapshot(made.key)).close()
  })
})
