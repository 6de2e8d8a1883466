import { randomBytes } from 'node:crypto'
import { zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeTestStore, type TestStore } from '../../../test/support/store.ts'
import { packBytes } from '../mime/index.ts'
import { deleteBlob, readBlob, writeBlob, writePieces } from './blobs.ts'
import { sql } from './connection.ts'
import { StoreError } from './errors.ts'

let test: TestStore
beforeEach(() => {
  test = makeTestStore()
})
afterEach(() => {
  test.dispose()
})

const mixed = Buffer.concat([Buffer.alloc(700_000, 'text '), randomBytes(700_000)])
const count = () => test.store[sql].get('SELECT count(*) AS n FROM blob_chunks')?.['n']

it.each([
  ['nothing', Buffer.alloc(0)],
  ['a line', Buffer.from('line')],
  ['several pieces, some of which can be packed', mixed],
])('%s comes back as it was, packed or not, and leaves nothing behind', (_name, bytes) => {
  const refs = test.write((tx) => [writeBlob(tx, bytes), writePieces(tx, packBytes(bytes))])
  for (const ref of refs) {
    expect(Buffer.from(readBlob(test.store, ref)).equals(bytes)).toBe(true)
    expect(ref.size).toBe(bytes.length)
  }
  test.write((tx) => refs.forEach((ref) => deleteBlob(tx, ref)))
  expect(count()).toBe(0)
})

it.each([
  ['is missing', 'DELETE FROM blob_chunks WHERE id = ?2 AND ?1 IS NOT NULL', Buffer.alloc(0)],
  [
    'holds more than it should',
    'UPDATE blob_chunks SET bytes = ?1 WHERE id = ?2',
    zstdCompressSync(Buffer.alloc(9_000_000)),
  ],
  ['is no frame', 'UPDATE blob_chunks SET bytes = ?1 WHERE id = ?2', Buffer.from('other')],
  ['isn’t packed though it says so', 'UPDATE blob_chunks SET bytes = ?1, is_packed = 1 WHERE id = ?2', mixed],
])('a piece that %s is damage', (_name, statement, bytes) => {
  const ref = test.write((tx) => writePieces(tx, packBytes(mixed)))
  expect(readBlob(test.store, ref)).toHaveLength(mixed.length)
  test.write((tx) => tx[sql].run(statement, bytes, ref.first + 1))
  expect(() => readBlob(test.store, ref)).toThrow(StoreError)
})
