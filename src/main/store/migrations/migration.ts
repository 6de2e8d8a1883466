import type Database from 'better-sqlite3'

/** One step forward. Runs inside a transaction that also raises `user_version`. */
export type Migration = (database: Database.Database) => void
