import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestStore, querySql, runSql, type TestStore } from '../../../../test/support/store.ts'
import { schemaVersion } from '../migrations/index.ts'
import { insertRecoveryRows, readRecoveryRows } from './recovery-rows.ts'

/** Of these the host has the original, or they mean nothing elsewhere. A new table goes here or into the bundle. */
const leftOut = [
  // The store's own.
  ...['meta', 'blob_chunks', 'files_let_out'],
  // Mail, and what is learned from it.
  ...[
    'mailboxes',
    'threads',
    'thread_links',
    'messages',
    'message_texts',
    'server_actions',
    'twins',
    'held_back',
  ],
  ...['correspondents', 'transfers', 'imported_messages', 'import_problems'],
  // What is being written and sent.
  ...[
    'drafts',
    'draft_copies',
    'draft_attachments',
    'logical_messages',
    'submissions',
    'submission_recipients',
    'sent_copies',
  ],
  // The log begins anew and names where this one ended.
  ...['audit_events', 'audit_references', 'audit_checkpoints', 'receipts'],
  // Whoever exported these logs and binders has them, and whoever reads them has the files.
  ...['read_logs', 'read_exports', 'read_records', 'read_references', 'read_binders'],
  // Large, and to be had from their issuers again.
  'revocation_lists',
]

let from: TestStore
let to: TestStore
beforeEach(() => {
  from = makeTestStore()
  to = makeTestStore()
})
afterEach(() => {
  from.dispose()
  to.dispose()
})

function tablesOf({ store }: TestStore): string[] {
  return querySql(
    store,
    `SELECT name FROM pragma_table_list
     WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'`,
  ).map(({ name }) => String(name))
}

function fill({ write }: TestStore): void {
  write((tx) => {
    for (const statement of [
      `INSERT INTO accounts (id, position, address, name, settings_json, credentials_json, created_at, updated_at)
       VALUES (3, 0, 'a@practice.example', 'A', '{}', '{"kind":"password","password":"hunter2"}', 1, 1)`,
      `INSERT INTO accounts (id, position, address, name, settings_json, removed_at, created_at, updated_at)
       VALUES (4, 1, 'gone@practice.example', 'B', '{}', 5, 1, 1)`,
      `INSERT INTO contacts (id, kind, name, nicknames_json, phones_json, reads_mail_on, created_at, updated_at)
       VALUES (9, 'patient', 'Zoë', '[]', '[]', 'phone', 1, 1)`,
      `INSERT INTO passphrases (id, contact_id, card, words, origin, salt, kdf_json, derived_key, created_at)
       VALUES (2, 9, 1, 'maple river', 'generated', x'00ff', '{}', x'0102', 1)`,
      `INSERT INTO reply_keys (reply_id, contact_id, passphrase_id, key, created_at) VALUES ('r', 9, 2, x'aa', 1)`,
      `INSERT INTO settings (key, value_json, updated_at) VALUES ('practice', '{}', 1)`,
      `INSERT INTO evidence_records (record, version, kind, body_json, at) VALUES (2, 1, 'training', '{}', 1)`,
      `INSERT INTO evidence_records (record, version, kind, body_json, at) VALUES (2, 2, 'training', '{}', 2)`,
    ])
      runSql(tx, statement)
  })
}

describe('rows for another computer', () => {
  it('come from every table that is not left out on purpose', () => {
    const taken = Object.keys(readRecoveryRows(from.store).tables)
    expect(tablesOf(from).toSorted()).toEqual([...taken, ...leftOut].toSorted())
  })

  it('are the same there, bytes and references included', () => {
    fill(from)
    const rows = readRecoveryRows(from.store)
    to.write((tx) => insertRecoveryRows(tx, JSON.parse(JSON.stringify(rows)) as typeof rows))
    expect(readRecoveryRows(to.store)).toEqual(rows)
    expect(querySql(to.store, 'PRAGMA foreign_key_check')).toEqual([])
    expect(rows.tables['passphrases']).toMatchObject([{ words: 'maple river', salt: { base64: 'AP8=' } }])
  })

  it('hold no password, and no account that was removed', () => {
    fill(from)
    const { accounts } = readRecoveryRows(from.store).tables
    expect(JSON.stringify(accounts)).not.toContain('hunter2')
    expect(accounts).toMatchObject([
      { id: 3, credentials_json: JSON.stringify({ kind: 'absent', way: 'password' }) },
    ])
  })

  it.each([
    ['a newer schema', { schema: schemaVersion + 1, tables: {} }, 'store/schema-newer'],
    ['a table that is not taken along', { schema: 1, tables: { audit_events: [] } }, 'store/damaged'],
    ['a column that is none', { schema: 1, tables: { settings: [{ 'key) --': 'x' }] } }, 'store/damaged'],
  ])('of %s are refused', (_what, rows, code) => {
    const refused = to.store.transaction((tx) => insertRecoveryRows(tx, rows))
    expect(refused).toMatchObject({ error: { code } })
  })
})
