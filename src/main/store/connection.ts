import type Database from 'better-sqlite3'
import { fail, ok, type Result } from '../../shared/result.ts'
import { JournalMode } from './bulk.ts'
import { attempt, StoreError, storeFailureOf } from './errors.ts'
import { Rekey, type StoreKeys } from './rekey.ts'
import { holdFileStill, StoreFile } from './snapshot.ts'
import { overwriteStack } from './stack.ts'

/** A value that SQLite stores; booleans go as 0 and 1, JSON as text. */
export type SqlValue = string | number | bigint | null | Uint8Array
export type SqlRow = Record<string, SqlValue>

/** Not exported from the room: only repositories can reach SQL through a `Reader` or `Tx`. */
export const sql: unique symbol = Symbol('sql')
declare const writable: unique symbol

/** Enough to read: the store itself, or a transaction. Reads throw `StoreError` when the disk fails. */
export type Reader = { readonly [sql]: Statements }

/** Enough to write. Exists only inside `store.transaction`, so that every write belongs to a durable commit. */
export type Tx = Reader & { readonly [writable]: true }

/**
 * The open, encrypted database. One per vault, used by the engine thread alone.
 */
export type Store = Reader & {
  /**
   * Runs `work` in one immediate transaction. Committed, and on disk (fsync), when it returns `ok`; rolled back
   * when it returns a failure or throws. `work` must be synchronous; transactions don't nest.
   *
   * @returns what `work` returned, or `store/disk-full`, `store/io`, `store/damaged`
   */
  transaction<T>(work: (tx: Tx) => Result<T>): Result<T>
  /** Runs reads and turns failures of the disk into a `Result`. */
  attempt<T>(work: (reader: Reader) => Result<T>): Result<T>
  /**
   * For as long as much is to be stored, in large transactions: these are as durable as ever, and cost less. Calls
   * may overlap; in-between transactions of others are no problem.
   *
   * @returns the function that ends it; may be called twice, and after `close`
   */
  beginBulk(): () => void
  /** Whether much is being stored, as `beginBulk` said. */
  readonly isBulk: boolean
  /**
   * Holds the file still as it is now, to be copied while the store goes on being used. One at a time, and not for
   * long: what is written waits in the log.
   *
   * @param key the store's; the caller keeps it and wipes it
   * @returns `store/io`, `store/disk-full`, `store/damaged`
   */
  openSnapshot(key: Uint8Array): Result<Snapshot>
  /**
   * Begins to give the store another key, while it goes on being used. There is no snapshot meanwhile.
   *
   * @param keys the caller keeps them and wipes them
   * @returns `store/io`, `store/disk-full`, `store/damaged`
   */
  beginRekey(keys: StoreKeys): Result<Rekey>
  /** Closes the database and drops its key; idempotent. Anything after it is a bug and throws. */
  close(): void
  readonly isOpen: boolean
  readonly path: string
}

/**
 * The store's file as it was at one moment, while the store goes on being used. It reads as that moment, too. The bytes
 * of the file are encrypted; what is written meanwhile waits in the log beside it.
 */
export type Snapshot = Reader & {
  readonly sizeBytes: number
  /** Fills `into` from that place of the file. @throws StoreError `store/io` where the file is shorter */
  read(into: Uint8Array, position: number): void
  /** What was written since, in bytes. */
  waitingBytes(): number
  /** Idempotent; closing the store closes it, too. */
  close(): void
}

/** Prepared statements by their text: each is compiled once per connection. */
export class Statements {
  #database: Database.Database
  readonly #cache = new Map<string, Prepared>()

  constructor(database: Database.Database) {
    this.#database = database
  }

  run(text: string, ...values: SqlValue[]): { changes: number; id: number } {
    const { statement, bind } = this.#prepare(text)
    const { changes, lastInsertRowid } = statement.run(...bind(values))
    return { changes, id: Number(lastInsertRowid) }
  }

  get(text: string, ...values: SqlValue[]): SqlRow | undefined {
    const { statement, bind } = this.#prepare(text)
    return statement.get(...bind(values)) as SqlRow | undefined
  }

  all(text: string, ...values: SqlValue[]): SqlRow[] {
    const { statement, bind } = this.#prepare(text)
    return statement.all(...bind(values)) as SqlRow[]
  }

  forget(): void {
    this.#cache.clear()
  }

  /** The store goes on with another connection. */
  moveTo(database: Database.Database): void {
    this.forget()
    this.#database = database
  }

  #prepare(text: string): Prepared {
    const prepared = this.#cache.get(text) ?? this.#compile(text)
    // A full disk makes SQLite roll back by itself; what a caller still writes then must not become durable alone.
    if (!prepared.statement.readonly && !this.#database.inTransaction) {
      throw new StoreError('store/io', { cause: 'no transaction' })
    }
    return prepared
  }

  #compile(text: string): Prepared {
    const bind = /\?\d/.test(text) ? byNumber : inOrder
    const prepared = { statement: this.#database.prepare(text), bind }
    this.#cache.set(text, prepared)
    return prepared
  }
}

type Prepared = {
  readonly statement: Database.Statement
  readonly bind: (values: SqlValue[]) => unknown[]
}

const inOrder = (values: SqlValue[]): unknown[] => values

/** better-sqlite3 counts `?1` as a named parameter whose name is "1". */
const byNumber = (values: SqlValue[]): unknown[] => [
  Object.fromEntries(values.map((value, index) => [String(index + 1), value])),
]

/** Further connections to the store's file, with every setting. */
type Connect = {
  /** A second one, which only reads. */
  readonly reader: (key: Uint8Array) => Database.Database
  /** One to the file at a path, in the place of the first. */
  readonly writer: (path: string, key: Uint8Array) => Database.Database
}

/** Wraps an opened, keyed, migrated database. */
export function makeStore(opened: Database.Database, path: string, connect: Connect): Store {
  let database = opened
  const statements = new Statements(database)
  const journal = new JournalMode(database)
  const file = new StoreFile(path)
  let snapshot: Snapshot | null = null
  let rekey: Rekey | null = null
  const reader: Reader = { [sql]: statements }
  const tx = reader as Tx

  function openSnapshot(key: Uint8Array): Result<Snapshot> {
    return attempt(() => {
      if (snapshot !== null) throw new Error('there is a snapshot already')
      const letGo = journal.keepLog()
      try {
        const second = holdFileStill(database, () => connect.reader(key))
        snapshot = makeSnapshot(second, file, () => {
          snapshot = null
          letGo()
        })
        return ok(snapshot)
      } catch (error) {
        letGo()
        throw error
      }
    })
  }

  function beginRekey(keys: StoreKeys): Result<Rekey> {
    if (rekey !== null) throw new Error('the store is being given another key already')
    const letGoOfLog = journal.keepLog()
    const begun = Rekey.begin(
      {
        path,
        holdStill: openSnapshot,
        connect: connect.writer,
        letGo: closeDatabase,
        goOn: (key) => {
          database = connect.writer(path, key)
          statements.moveTo(database)
          journal.moveTo(database)
        },
        onOver: () => {
          rekey = null
          letGoOfLog()
        },
      },
      keys,
    )
    if (begun.ok) rekey = begun.value
    else letGoOfLog()
    return begun
  }

  function closeDatabase(): void {
    statements.forget()
    snapshot?.close()
    if (database.open) {
      database.close()
      overwriteStack()
    }
    file.close()
  }

  return {
    [sql]: statements,
    path,
    get isOpen() {
      return database.open
    },
    transaction: (work) => runTransaction(database, () => work(tx)),
    attempt: (work) => attempt(() => work(reader)),
    beginBulk: () => journal.beginBulk(),
    get isBulk() {
      return journal.isBulk
    },
    openSnapshot,
    beginRekey,
    close: () => {
      rekey?.discard()
      closeDatabase()
    },
  }
}

function makeSnapshot(reader: Database.Database, file: StoreFile, onClosed: () => void): Snapshot {
  const statements = new Statements(reader)
  return {
    [sql]: statements,
    sizeBytes: file.sizeBytes,
    read: (into, position) => {
      if (!reader.open) throw new StoreError('store/io', { cause: 'the snapshot is closed' })
      file.read(into, position)
    },
    waitingBytes: () => file.logBytes,
    close: () => {
      if (!reader.open) return
      statements.forget()
      reader.close()
      overwriteStack()
      onClosed()
    },
  }
}

function runTransaction<T>(database: Database.Database, work: () => Result<T>): Result<T> {
  if (database.inTransaction) throw new Error('transactions do not nest: pass the transaction on')
  try {
    database.exec('BEGIN IMMEDIATE')
    const result = work()
    if (result instanceof Promise) throw new TypeError('a transaction is synchronous')
    if (result.ok) database.exec('COMMIT')
    // Whoever gives a failure may have met a full disk, and turned that into one.
    else rollBack(database)
    return result
  } catch (error) {
    rollBack(database)
    const code = storeFailureOf(error)
    if (code === null) throw error
    return fail(code)
  }
}

/** SQLite has already rolled back by itself after a full disk or an I/O error. */
function rollBack(database: Database.Database): void {
  if (!database.open || !database.inTransaction) return
  try {
    database.exec('ROLLBACK')
  } catch (error) {
    if (storeFailureOf(error) === null) throw error
  }
}

/** A row that must exist. */
export function requireRow(row: SqlRow | undefined): SqlRow {
  if (row === undefined) throw new StoreError('store/not-found')
  return row
}
