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
  #database: Database.Database
  #bulks = 0
  #holds = 0

  constructor(database: Database.Database) {
    this.#database = database
  }

  /** @returns ends it; idempotent, and harmless after the store was closed */
  beginBulk(): () => void {
    this.#bulks += 1
    if (this.#bulks === 1 && this.#holds === 0) this.#use('truncate')
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#bulks -= 1
      if (this.#bulks === 0 && this.#database.open) this.#use('wal')
    }
  }

  get isBulk(): boolean {
    return this.#bulks > 0
  }

  /**
   * Keeps the write-ahead log in use until it is ended: with a rollback journal a second connection that reads would
   * be in the way of each commit. What is stored in bulk meanwhile goes through the log, too.
   */
  keepLog(): () => void {
    this.#holds += 1
    if (this.#holds === 1 && this.#bulks > 0) this.#use('wal')
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#holds -= 1
      if (this.#holds === 0 && this.#bulks > 0 && this.#database.open) this.#use('truncate')
    }
  }

  /** The store goes on with another connection, which uses the write-ahead log. */
  moveTo(database: Database.Database): void {
    this.#database = database
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
