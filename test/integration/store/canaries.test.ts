import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId } from '../../../src/shared/ids.ts'
import { ok } from '../../../src/shared/result.ts'
import { anchorIn, createAuditLog } from '../../../src/main/audit/index.ts'
import {
  addAccount,
  addContact,
  addDraft,
  addDraftAttachment,
  addOwnKey,
  addPassphrase,
  parseQuery,
  removeMessages,
  saveMailbox,
  saveMessages,
  search,
  type Store,
  partHeld,
} from '../../../src/main/store/index.ts'
import { createVault } from '../../../src/main/vault/index.ts'
import { encodingsOf, findCanaries } from '../../support/canaries.ts'
import { fetchedMessage } from '../../support/messages.ts'
import { makeTestStore, openRaw, querySql, runSql, valueOf } from '../../support/store.ts'
import { goodPassphrase, tempFolder, testVaultDeps } from '../../support/vault.ts'

let temp: ReturnType<typeof tempFolder>

beforeEach(() => {
  temp = tempFolder()
  mkdirSync(join(temp.path, 'tmp'))
})
afterEach(() => temp.remove())

/** One for each kind of thing that must not lie readable, fifty in all. */
const kinds = [
  'subject',
  'body',
  'attachment',
  'contact',
  'password',
  'draft',
  'passphrase',
  'key',
  'address',
  'raw',
]
const canaries = kinds.flatMap((kind) =>
  [1, 2, 3, 4, 5].map((number) => `canary ${kind} Łódź/${number}=zebra`),
)
const of = (kind: string) => canaries.filter((canary) => canary.includes(kind))

/** A day's work: mail, people, drafts, searches, big sorts, an index merge, an index rebuilt, deletions. */
function work(store: Store): void {
  const accountId: AccountId = write(store, (tx) =>
    addAccount(
      tx,
      { address: 'dr@practice.example', name: 'Dr', settings: {}, credentials: { password: of('password') } },
      1,
    ),
  )
  const mailboxId = write(store, (tx) =>
    saveMailbox(tx, accountId, {
      path: 'INBOX',
      delimiter: '/',
      name: 'INBOX',
      role: 'inbox',
      isSubscribed: true,
      isSelectable: true,
    }),
  )
  for (let batch = 0; batch < 6; batch += 1) {
    const sketches = Array.from({ length: 100 }, (_, index) => ({
      uid: batch * 100 + index + 1,
      subject: of('subject')[index % 5]!,
      body: `${of('body').join(' ')} `.repeat(20),
      from: `${of('address')[index % 5]!}@x.example`,
      // Among bytes that can't be packed: a packed source would hide its canaries from the search, too.
      raw: Buffer.concat([Buffer.from(of('raw').join('\r\n')), randomBytes(8192)]),
    }))
    const ids = write(store, (tx) =>
      saveMessages(tx, { accountId, mailboxId }, sketches.map(fetchedMessage), 1),
    )
    if (batch === 3) write(store, (tx) => removeMessages(tx, partHeld(tx, ids).free))
  }
  write(store, (tx) => {
    const contact = addContact(
      tx,
      {
        kind: 'patient',
        name: of('contact').join(' '),
        addresses: of('address'),
        nicknames: of('contact'),
        birthDate: null,
        recordNumber: of('contact')[0]!,
        phones: [],
        readsMailOn: 'phone',
        agreedToEmailOn: null,
      },
      1,
    )
    const words = of('passphrase').join(' ')
    const secret = { salt: Buffer.from('salt'), kdf: {}, derivedKey: Buffer.from(of('key').join()) }
    addPassphrase(tx, { contactId: contact, words, origin: 'typed', ...secret }, 1)
    addOwnKey(tx, {
      kind: 'openpgp',
      fingerprint: 'F',
      accountAddress: 'dr@practice.example',
      addresses: [],
      secret: of('key').join(),
      certificate: '',
      createdAt: 1,
      expiresAt: null,
      isDefault: true,
    })
    const draft = addDraft(
      tx,
      { accountId, kind: 'new', inReplyTo: null, answeredMethod: null, content: { html: of('draft') } },
      1,
    )
    const bytes = Buffer.from(of('attachment').join().repeat(5000))
    addDraftAttachment(tx, draft, { name: of('attachment')[0]!, contentType: 'a/b', contentId: null, bytes })
  })
  expect(search(store, parseQuery('zebra'), { before: null, limit: 50 }).hits).toHaveLength(50)
  querySql(
    store,
    'SELECT max(t) FROM (SELECT a.body || b.id AS t FROM message_texts a, (SELECT id FROM messages LIMIT 9) b ORDER BY t)',
  )
  write(store, (tx) => runSql(tx, `INSERT INTO message_search (message_search) VALUES ('optimize')`))
  rebuildIndex(store)
}

/** Emptied and filled from the texts again: a contentless index doesn't take FTS5's own `rebuild`. */
function rebuildIndex(store: Store): void {
  const count = () => search(store, parseQuery('zebra'), { before: null, limit: 1000 }).hits.length
  const before = count()
  write(store, (tx) => runSql(tx, `INSERT INTO message_search (message_search) VALUES ('delete-all')`))
  expect(count()).toBe(0)
  const columns = 'subject, sender, recipients, copied, body, attachment_names, attachment_text'
  write(store, (tx) =>
    runSql(
      tx,
      `INSERT INTO message_search (rowid, ${columns}) SELECT message_id, ${columns} FROM message_texts`,
    ),
  )
  expect([count(), before]).toEqual([500, 500])
}

function write<T>(store: Store, act: (tx: Parameters<Parameters<Store['transaction']>[0]>[0]) => T): T {
  return valueOf(store.transaction((tx) => ok(act(tx))))
}

describe('a stolen laptop', () => {
  it('yields nothing: no canary in store, WAL, header, journal or temporary files, open or locked', async () => {
    const before = process.env['SQLITE_TMPDIR']
    process.env['SQLITE_TMPDIR'] = join(temp.path, 'tmp')
    const deps = testVaultDeps()
    const created = await createVault({ folder: join(temp.path, 'vault'), passphrase: goodPassphrase }, deps)
    const { locked, unlocked } = valueOf(created)
    const audit = createAuditLog({
      store: unlocked.store,
      clock: () => new Date(),
      uptimeMs: () => performance.now(),
      anchor: anchorIn(unlocked),
      signingKey: () => unlocked.subKey('audit-signing'),
    })
    write(unlocked.store, (tx) => audit.begin(tx, of('contact')[0]!))
    work(unlocked.store)
    expect(unlocked.makeRecoveryKit().words).toHaveLength(16)
    const secrets = [...canaries, goodPassphrase, ...[...deps.keychain.items.values()]]
    expect(findCanaries(secrets, [temp.path])).toEqual([])
    unlocked.lock()
    locked.close()
    expect(findCanaries(secrets, [temp.path])).toEqual([])
    if (before === undefined) delete process.env['SQLITE_TMPDIR']
    else process.env['SQLITE_TMPDIR'] = before
  })

  it('would yield all of it without the cipher (so the test above can fail)', () => {
    const test = makeTestStore()
    work(test.store)
    test.store.close()
    const database = openRaw(test)
    writeFileSync(join(temp.path, 'tmp', 'plain.db'), database.serialize())
    database.close()
    test.dispose()
    const found = new Set(findCanaries(canaries, [temp.path]).map(({ canary }) => canary))
    expect(canaries.filter((canary) => !found.has(canary))).toEqual([])
  })

  it.each(Object.entries(encodingsOf(canaries[0]!)))('is searched for text in %s', (_name, bytes) => {
    writeFileSync(
      join(temp.path, 'tmp', 'leak'),
      Buffer.concat([Buffer.alloc(3, 120), bytes, Buffer.alloc(3, 120)]),
    )
    expect(findCanaries([canaries[0]!], [temp.path]).length).toBeGreaterThan(0)
  })
})
