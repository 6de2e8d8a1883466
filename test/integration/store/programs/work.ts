/**
 * Works on a store as told by its arguments, so that a test can watch its system calls:
 * `work.ts MODE PATH KEY`, KEY in hex. Each commit is announced by a line on standard output, written at once.
 */
import { writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { sql } from '../../../../src/main/store/connection.ts'
import { openStore, saveSetting, type Store } from '../../../../src/main/store/index.ts'
import { ok } from '../../../../src/shared/result.ts'

const [mode, path = '', hexKey = ''] = process.argv.slice(2)
const key = Buffer.from(hexKey, 'hex')
const rowCount = 60_000

function announce(line: string): void {
  writeSync(1, `${line}\n`)
}

function open(): Store {
  const opened = openStore({ path, key })
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

function commits(store: Store): void {
  for (let index = 0; index < 5; index += 1) {
    const saved = store.transaction((tx) => {
      saveSetting(tx, 'commit', index, 1)
      return ok(undefined)
    })
    announce(saved.ok ? `commit ${index}` : saved.error.code)
  }
}

/** A sort that doesn't fit the cache, over text that must not reach a temporary file. */
const bigSort = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rowCount})
  SELECT max(t) AS last FROM (SELECT printf('canary-%s-%d', hex(randomblob(200)), i) AS t FROM n ORDER BY t)`

/** The library as it comes: what the tests have to be able to see. */
function openCarelessly(): Database.Database {
  const database = new Database(path) as Database.Database & { key(key: Buffer): number }
  for (const pragma of [`cipher = 'sqlcipher'`, 'legacy = 4', 'legacy_page_size = 16384'])
    database.pragma(pragma)
  database.key(Buffer.from(`x'${hexKey}'`))
  return database
}

switch (mode) {
  case 'commits':
    commits(open())
    break
  case 'careless commits': {
    const database = openCarelessly()
    for (let index = 0; index < 5; index += 1) {
      database.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?, ?)').run('commit', String(index), 1)
      announce(`commit ${index}`)
    }
    break
  }
  case 'sort':
    open()[sql].get(bigSort)
    announce('sorted')
    break
  case 'careless sort': {
    const database = openCarelessly()
    database.pragma('temp_store = FILE')
    database.prepare(bigSort).get()
    announce('sorted')
    break
  }
  default:
    throw new Error(`unknown mode ${String(mode)}`)
}
