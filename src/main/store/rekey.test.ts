import { createHash, randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  makeTestStore,
  openRaw,
  querySql,
  runSql,
  valueOf,
  type TestStore,
} from '../../../test/support/store.ts'
import { fail, ok } from '../../shared/result.ts'
import { writeBlob } from './blobs.ts'
import { openStore, type Rekey } from './index.ts'
import { isStoreUnder, rekeyedPathOf } from './rekeyed-file.ts'
import { readSetting, saveSetting } from './repositories/settings.ts'

let made: TestStore
let next: Buffer
beforeEach(() => {
  made = makeTestStore()
  next = randomBytes(32)
  for (let round = 0; round < 6; round += 1) writeMore(`before ${round}`)
})
afterEach(() => {
  made.dispose()
})

function writeMore(name: string): void {
  made.write((tx) => {
    saveSetting(tx, name, name, 1)
    writeBlob(tx, randomBytes(500_000))
  })
}

const begin = (): Rekey => valueOf(made.store.beginRekey({ current: made.key, next }))
const quietly = { signal: new AbortController().signal, onProgress: () => undefined }
const everything = () =>
  ['settings', 'blob_chunks'].map((table) => querySql(made.store, `SELECT * FROM ${table} ORDER BY 1`))
const bytesHash = () => createHash('sha256').update(readFileSync(made.path)).digest('hex')

/** Opened by SQLite's own cipher, in a connection without our settings. */
function integrityUnder(key: Uint8Array): unknown {
  const database = openRaw({ path: made.path, key })
  try {
    return database.pragma('integrity_check', { simple: true })
  } finally {
    database.close()
  }
}

describe('a store that gets another key', () => {
  it('has the same rows under the new key, and opens with the old one no more', async () => {
    const before = everything()
    const rekey = begin()
    expect(await rekey.copy(quietly)).toEqual(ok('copied'))
    expect(rekey.takeOver(() => ok(undefined))).toEqual(ok(undefined))
    expect(everything()).toEqual(before)
    writeMore('after')
    expect(readSetting(made.store, 'after')).toBe('after')
    made.store.close()
    expect([isStoreUnder(made.path, next), isStoreUnder(made.path, made.key)]).toEqual([true, false])
    expect(existsSync(rekeyedPathOf(made.path))).toBe(false)
    expect(integrityUnder(next)).toBe('ok')
    expect(openStore({ path: made.path, key: made.key })).toMatchObject({ error: { code: 'store/damaged' } })
    valueOf(openStore({ path: made.path, key: next })).close()
  })

  it('takes along what is written, grows and goes while it is copied, also in bulk', async () => {
    const rekey = begin()
    const progress: number[] = []
    const copying = rekey.copy({
      ...quietly,
      onProgress: (done, total) => progress.push(Math.floor((100 * done) / total)),
    })
    const endBulk = made.store.beginBulk()
    for (let round = 0; round < 5; round += 1) {
      writeMore(`during ${round}`)
      await nextTurn()
    }
    endBulk()
    made.write((tx) => runSql(tx, `DELETE FROM settings WHERE key LIKE 'before%'`))
    expect(await copying).toEqual(ok('copied'))
    writeMore('last')
    const rows = everything()
    expect(rekey.takeOver(() => ok(undefined))).toEqual(ok(undefined))
    expect(everything()).toEqual(rows)
    expect([progress[0], progress.at(-1)]).toEqual([expect.any(Number), 100])
    made.store.close()
    expect(integrityUnder(next)).toBe('ok')
    const opened = valueOf(openStore({ path: made.path, key: next }))
    expect(['before 1', 'during 4', 'last'].map((name) => readSetting(opened, name))).toEqual([
      null,
      'during 4',
      'last',
    ])
    opened.close()
  })

  it('shares no page with the file before: no two have the same ciphertext', async () => {
    const pages = () => {
      const bytes = readFileSync(made.path)
      return Array.from({ length: bytes.length / 16_384 }, (_, index) =>
        createHash('sha256')
          .update(bytes.subarray(index * 16_384, (index + 1) * 16_384))
          .digest('hex'),
      )
    }
    const rekey = begin()
    const before = new Set(pages())
    await rekey.copy(quietly)
    valueOf(rekey.takeOver(() => ok(undefined)))
    const after = pages()
    expect(after.length).toBe(before.size)
    expect(after.filter((page) => before.has(page))).toEqual([])
  })

  it.each([
    ['is stopped', (rekey: Rekey) => rekey.discard()],
    [
      'can not write down its new key',
      (rekey: Rekey) => expect(rekey.takeOver(() => fail('store/disk-full'))).toMatchObject({ ok: false }),
    ],
  ])('goes on under its old key when it %s', async (_what, end) => {
    const rekey = begin()
    await rekey.copy(quietly)
    const before = bytesHash()
    end(rekey)
    expect([bytesHash(), readFileSync(rekeyedPathOf(made.path)).byteLength]).toEqual([before, 0])
    writeMore('after')
    // The control: another one begins, and gets through.
    const again = begin()
    await again.copy(quietly)
    valueOf(again.takeOver(() => ok(undefined)))
    expect(readSetting(made.store, 'after')).toBe('after')
  })

  it('stops where it is told to, and within one turn', async () => {
    const ending = new AbortController()
    const rekey = begin()
    const turns: number[] = []
    const stopped = await rekey.copy({
      signal: ending.signal,
      onProgress: (done) => {
        turns.push(done)
        ending.abort()
      },
    })
    expect([stopped, turns.length]).toEqual([ok('stopped'), 1])
    rekey.discard()
  })

  it('ends it when it is closed, leaving an empty file that tells of it', async () => {
    const rekey = begin()
    const copying = rekey.copy(quietly)
    made.store.close()
    expect(await copying).toEqual(ok('stopped'))
    expect(readFileSync(rekeyedPathOf(made.path)).byteLength).toBe(0)
    expect(isStoreUnder(made.path, made.key)).toBe(true)
  })

  it('refuses a page that somebody changed, or put in another place, and keeps its file', async () => {
    const pageOf = (number: number) =>
      readFileSync(made.path).subarray((number - 1) * 16_384, number * 16_384)
    valueOf(made.store.openSnapshot(made.key)).close()
    const whole = readFileSync(made.path)
    const changed = Buffer.from(pageOf(20))
    changed[9_000]! ^= 1
    for (const page of [changed, pageOf(21)]) {
      const file = openSync(made.path, 'r+')
      writeSync(file, page, 0, page.byteLength, 19 * 16_384)
      closeSync(file)
      const rekey = begin()
      expect(await rekey.copy(quietly)).toMatchObject({ ok: false, error: { code: 'store/damaged' } })
      rekey.discard()
      expect(readFileSync(rekeyedPathOf(made.path)).byteLength).toBe(0)
    }
    // The control: as it was it is copied.
    writeFileSync(made.path, whole)
    const rekey = begin()
    expect(await rekey.copy(quietly)).toEqual(ok('copied'))
    rekey.discard()
  })
})
