import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRaw } from '../../../test/support/store.ts'
import { ok } from '../../shared/result.ts'
import { createStore, openStore, saveSetting, readSetting, type Store } from './index.ts'
import { cpuMs } from '../../../test/support/cpu-time.ts'

let folder: string
let path: string
const key = randomBytes(32)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealpost-store-'))
  path = join(folder, 'store.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function opened(open: () => ReturnType<typeof openStore>): Store {
  const result = open()
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

function save(store: Store, note: string): void {
  const saved = store.transaction((tx) => {
    saveSetting(tx, 'note', note, 1)
    return ok(undefined)
  })
  expect(saved).toEqual(ok(undefined))
}

function makeStoreWithNote(note: string): void {
  const store = opened(() => createStore({ path, key }))
  save(store, note)
  store.close()
}

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

describe('store file', () => {
  it('keeps what was written and opens again in far less than a key derivation takes', () => {
    makeStoreWithNote('kept')
    const start = cpuMs()
    const store = opened(() => openStore({ path, key }))
    const elapsed = cpuMs() - start
    expect(readSetting(store, 'note')).toBe('kept')
    expect(elapsed).toBeLessThan(100)
    store.close()
  })

  it('leaves the caller its key', () => {
    const mine = Uint8Array.from(key)
    opened(() => createStore({ path, key: mine })).close()
    expect(Buffer.from(mine).equals(key)).toBe(true)
  })

  it('refuses a wrong key as damaged and leaves the file as it was', () => {
    makeStoreWithNote('kept')
    const before = hashOf(path)
    expect(openStore({ path, key: randomBytes(32) })).toMatchObject({
      ok: false,
      error: { code: 'store/damaged' },
    })
    expect(hashOf(path)).toBe(before)
  })

  it.each([
    ['an empty file', (file: string) => writeFileSync(file, '')],
    ['half a page', (file: string) => truncateSync(file, 8192)],
    [
      'half of its pages',
      (file: string) => truncateSync(file, Math.floor(statSync(file).size / 32_768) * 16_384),
    ],
    ['one flipped bit in the first page', (file: string) => flip(file, 5000)],
    ['another format', (file: string) => writeFileSync(file, 'SQLite format 3\0 but not really')],
  ])('refuses %s as damaged and leaves the file as it was', (_name, damage) => {
    makeStoreWithNote('kept')
    damage(path)
    const before = hashOf(path)
    expect(openStore({ path, key })).toMatchObject({ ok: false, error: { code: 'store/damaged' } })
    expect(hashOf(path)).toBe(before)
  })

  it('refuses a store that a newer program wrote, and leaves it as it was', () => {
    makeStoreWithNote('kept')
    const database = openRaw({ path, key })
    database.pragma('user_version = 999')
    database.close()
    const before = hashOf(path)
    expect(openStore({ path, key })).toMatchObject({ ok: false, error: { code: 'store/schema-newer' } })
    expect(hashOf(path)).toBe(before)
  })

  it('says that there is no store instead of making an empty one', () => {
    expect(openStore({ path, key })).toMatchObject({ ok: false, error: { code: 'store/missing' } })
    expect(existsSync(path)).toBe(false)
  })

  it('does not overwrite an existing file', () => {
    writeFileSync(path, 'something')
    expect(createStore({ path, key }).ok).toBe(false)
    expect(readFileSync(path, 'utf8')).toBe('something')
  })

  it.runIf(process.platform !== 'win32')('gives its files to the owner alone', () => {
    const store = opened(() => createStore({ path, key }))
    save(store, 'x')
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600)
    store.close()
  })
})

function flip(file: string, offset: number): void {
  const bytes = readFileSync(file)
  bytes[offset]! ^= 1
  writeFileSync(file, bytes)
}
