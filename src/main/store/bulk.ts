import type Database from 'better-sqlite3'
import { StoreError, storeFailureOf } from './errors.ts'

const fullSynchronous = 2

/**
 * The two ways in which commits reach the disk. With a write-ahead log every page is encrypted for the log, and then
 * decrypted and encrypted once more for the file: three passes of the cipher, which is what storing much mail takes
 * longest for. With a rollback journal new pages are written once; a commit then costs more fsyncs, which few large
 * ones can bear. Both are as durable (`synchronous=FULL`; TRUNCATE syncs the journal's end, DELETE wouldn't), and a
 * journal that a crash left is rolled back at the next opening, which also brings the log back.
 */
export class JournalMode {
  readonly #database: Database.Database
  #bulks = 0

  constructor(database: Database.Database) {
    this.#database = database
  }

  /** @returns ends it; idempotent, and harmless after the store was closed */
  beginBulk(): () => void {
    this.#bulks += 1
    if (this.#bulks === 1) this.#use('truncate')
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#bulks -= 1
      if (this.#bulks === 0 && this.#database.open) this.#use('wal')
    }
  }

  #use(mode: 'wal' | 'truncate'): void {
    try {
      this.#database.pragma(`journal_mode = ${mode}`)
    } catch (error) {
      // Where it can't change (the disk is full) the way that it is in goes on, which is as durable.
      if (storeFailureOf(error) === null) throw error
    }
    if (this.#database.pragma('synchronous', { simple: true }) !== fullSynchronous) {
      throw new StoreError('store/unsafe-settings', { cause: 'synchronous' })
    }
  }
}
