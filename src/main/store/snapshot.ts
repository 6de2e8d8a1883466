import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { StoreError } from './errors.ts'

/**
 * The store's own file, read past SQLite. POSIX drops all locks of a process on a file when any of its descriptors is
 * closed, SQLite's among them: so this one is opened once, and closed only after the store's own connection.
 */
export class StoreFile {
  readonly #path: string
  #descriptor: number | null = null

  constructor(path: string) {
    this.#path = path
  }

  get sizeBytes(): number {
    return statSync(this.#path).size
  }

  /** Bytes in the write-ahead log. */
  get logBytes(): number {
    return statSync(`${this.#path}-wal`, { throwIfNoEntry: false })?.size ?? 0
  }

  /** Fills `into` from that place of the file. @throws StoreError `store/io` where the file is shorter */
  read(into: Uint8Array, position: number): void {
    this.#descriptor ??= openSync(this.#path, 'r')
    for (let done = 0; done < into.byteLength;) {
      const count = readSync(this.#descriptor, into, done, into.byteLength - done, position + done)
      if (count === 0) throw new StoreError('store/io', { cause: 'the file is shorter' })
      done += count
    }
  }

  /** It may be read again afterwards. */
  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor)
    this.#descriptor = null
  }
}

/**
 * Empties the log into the file and begins a read on a second connection. Since that read needs nothing of the log,
 * SQLite moves nothing from the log into the file until it ends: a checkpoint takes the lock that readers of the file
 * alone hold (https://sqlite.org/walformat.html, WAL_READ_LOCK(0)).
 *
 * @returns the second connection; closing it ends the standstill
 * @throws StoreError `store/io` when the log couldn't be emptied
 */
export function holdFileStill(
  database: Database.Database,
  connectReader: () => Database.Database,
): Database.Database {
  const [emptied] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number; log: number }[]
  if (emptied?.busy !== 0 || emptied.log > 0) throw new StoreError('store/io', { cause: 'the log is in use' })
  const reader = connectReader()
  try {
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM sqlite_schema').get()
    return reader
  } catch (error) {
    reader.close()
    throw error
  }
}
