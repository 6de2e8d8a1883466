import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient, ORPCError } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { router } from '../../../src/main/engine/router/index.ts'
import { recordHeldBack } from '../../../src/main/inbound/held-mail.ts'
import {
  addAccount,
  addOwnKey,
  findMailboxByRole,
  listAuditEventsAfter,
  liftLegalHold,
  listMailboxes,
  listStandingHolds,
  removeByUids,
  saveMailbox,
  saveMessages,
  type Tx,
} from '../../../src/main/store/index.ts'
import { contract, type EngineClient, type HoldScope } from '../../../src/shared/contract/index.ts'
import type { AccountId, ContactId, MailboxId, MessageId, TransferId } from '../../../src/shared/ids.ts'
import { ok } from '../../../src/shared/result.ts'
import { startTestEngine } from '../../support/engine.ts'
import { fetchedMessage } from '../../support/messages.ts'
import { querySql, valueOf } from '../../support/store.ts'
import { goodPassphrase, memoryKeychain, tempFolder } from '../../support/vault.ts'

let folder: ReturnType<typeof tempFolder>
let engine: Engine
let client: EngineClient
let account: AccountId
let other: AccountId
let toOpen: readonly string[] = []

beforeAll(async () => {
  folder = tempFolder('sealpost-hold-')
  mkdirSync(join(folder.path, 'outside'))
  engine = await startTestEngine({
    userDataDir: folder.path,
    keychain: memoryKeychain(),
    desktop: {
      askSavePath: (name) => Promise.resolve(join(folder.path, 'outside', name)),
      askOpenPaths: () => Promise.resolve([...toOpen]),
    },
  })
  valueOf(await engine.create(goodPassphrase))
  client = createRouterClient(router, { context: { engine } })
  const nowhere = { host: 'localhost', port: 1, security: 'implicit' } as const
  const added = (address: string) =>
    write((tx) =>
      addAccount(
        tx,
        {
          ...{ address, name: 'Ana Rivera', credentials: { kind: 'password', password: 'not used' } },
          settings: { providerId: 'generic', userName: address, imap: nowhere, smtp: nowhere },
        },
        1,
      ),
    )
  account = added('rivera@hope.test')
  other = added('office@hope.test')
})
afterAll(async () => {
  await engine.shutdown()
  folder.remove()
})

const store = () => valueOf(engine.session()).store
const write = <T>(work: (tx: Tx) => T): T => valueOf(store().transaction((tx) => ok(work(tx))))

function mailboxOf(of: AccountId, path: string): MailboxId {
  const role = path === 'INBOX' ? 'inbox' : path === 'Bin' ? 'trash' : 'other'
  return write((tx) =>
    saveMailbox(tx, of, {
      ...{ path, delimiter: '/', name: path, role },
      ...{ isSubscribed: true, isSelectable: true },
    }),
  )
}

let uid = 0
function fromMaria(of: AccountId = account, path = 'INBOX', from = 'maria@mail.example'): MessageId {
  const mailboxId = mailboxOf(of, path)
  uid += 1
  const message = fetchedMessage({
    uid,
    from,
    body: `Question ${String(uid)}`,
    messageId: `q${String(uid)}@m.example`,
  })
  return write((tx) => {
    const [id] = saveMessages(tx, { accountId: of, mailboxId }, [message], 1)
    if (id === undefined) throw new Error('one was saved')
    return id
  })
}

let people = 0
async function patient(): Promise<{ id: ContactId; address: string }> {
  people += 1
  const address = `patient${String(people)}@mail.example`
  const { id } = await client.contacts.add({
    ...{ kind: 'patient', name: `Patient ${String(people)}`, addresses: [address], nicknames: [] },
    ...{ birthDate: null, recordNumber: null, phones: [], readsMailOn: 'computer', agreedToEmailOn: null },
    isAddressConfirmed: true,
  })
  return { id, address }
}

async function imported(from: string): Promise<TransferId> {
  const path = join(folder.path, `${from}.mbox`)
  writeFileSync(
    path,
    `From x Mon Nov  2 09:05:00 2026\nFrom: ${from}\nTo: rivera@hope.test\nMessage-ID: <${from}>\nSubject: Old\n\nOld.\n`,
  )
  toOpen = [path]
  const done = await client.carry.importMail({ from: 'file' })
  if (done === null) throw new Error('it was imported')
  return done.id
}

const codeOf = (act: () => Promise<unknown>) =>
  act().then(
    () => 'it happened',
    (error: unknown) => (error instanceof ORPCError ? (error.data as { code: string }).code : error),
  )

async function underHold<T>(scope: HoldScope, act: () => Promise<T>): Promise<T> {
  await client.holds.set({ scope, reason: 'Subpoena 12' })
  try {
    return await act()
  } finally {
    // As lifting does, without the second that a passphrase takes.
    write((tx) => {
      for (const { id } of listStandingHolds(tx)) liftLegalHold(tx, id, 'It is over', 1)
    })
  }
}
const everything: HoldScope = { kind: 'everything' }

/** Every way in which a person can make something go, with something of its own to try it on. */
const waysToDelete: Readonly<
  Record<string, () => Promise<{ scopes: readonly HoldScope[]; act: () => Promise<unknown> }>>
> = {
  'mail.move to Trash': async () => {
    const { id: contactId, address } = await patient()
    const id = fromMaria(account, 'INBOX', address)
    return {
      scopes: [everything, { kind: 'account', accountId: account }, { kind: 'person', contactId }],
      act: () => client.mail.move({ ids: [id], to: { role: 'trash' } }),
    }
  },
  'mail.move to Junk': async () => {
    const id = fromMaria()
    return {
      scopes: [everything, { kind: 'account', accountId: account }],
      act: () => client.mail.move({ ids: [id], to: { role: 'junk' } }),
    }
  },
  'mail.deleteForGood': async () => {
    const { id: contactId, address } = await patient()
    const id = fromMaria(account, 'Bin', address)
    return {
      scopes: [everything, { kind: 'account', accountId: account }, { kind: 'person', contactId }],
      act: () => client.mail.deleteForGood({ ids: [id] }),
    }
  },
  'mail.emptyMailbox': async () => {
    const { id: contactId, address } = await patient()
    fromMaria(account, 'Bin', address)
    return {
      scopes: [everything, { kind: 'account', accountId: account }, { kind: 'person', contactId }],
      act: () =>
        client.mail.emptyMailbox({ id: mailboxOf(account, 'Bin'), askedAt: new Date().toISOString() }),
    }
  },
  'mail.removeMailbox': async () => {
    const { id: contactId, address } = await patient()
    const name = `Case ${String(people)}`
    fromMaria(account, name, address)
    return {
      scopes: [everything, { kind: 'account', accountId: account }, { kind: 'person', contactId }],
      act: () => client.mail.removeMailbox({ id: mailboxOf(account, name) }),
    }
  },
  'contacts.remove': async () => {
    const { id } = await patient()
    return {
      scopes: [everything, { kind: 'person', contactId: id }],
      act: () => client.contacts.remove({ id }),
    }
  },
  'carry.removeImport': async () => {
    const { id: contactId, address } = await patient()
    const id = await imported(address)
    return {
      scopes: [everything, { kind: 'person', contactId }],
      act: () => client.carry.removeImport({ id }),
    }
  },
  'drafts.discard': async () => {
    const { id: contactId, address } = await patient()
    const { id } = await client.drafts.create({ kind: 'new' })
    const row = await client.drafts.get({ id })
    await client.drafts.save({
      ...{ id, takenRevision: 0 },
      content: { ...row.content, to: [{ name: '', address }], html: '<p>Words</p>' },
    })
    return {
      scopes: [everything, { kind: 'person', contactId }],
      act: () => client.drafts.discard({ id, takenRevision: 0 }),
    }
  },
  'accounts.remove': async () => {
    const { id: contactId, address } = await patient()
    fromMaria(other, 'INBOX', address)
    return {
      scopes: [everything, { kind: 'account', accountId: other }, { kind: 'person', contactId }],
      act: () => client.accounts.remove({ id: other }),
    }
  },
  'practice.removeIdentity': async () => {
    const { id: contactId } = await patient()
    const fingerprint = String(people).padStart(40, '0')
    write((tx) =>
      addOwnKey(tx, {
        ...{
          kind: 'smime',
          accountAddress: null,
          fingerprint,
          addresses: [],
          secret: 'PEM',
          certificate: 'PEM',
        },
        ...{ createdAt: 1, expiresAt: null, isDefault: false },
      }),
    )
    return {
      scopes: [everything, { kind: 'account', accountId: account }, { kind: 'person', contactId }],
      act: () => client.practice.removeIdentity({ fingerprint }),
    }
  },
}

/** Names that sound like deleting and lose no mail, nor what is known of a person. */
const losesNothing = new Set([
  // Trust, and ways in: all mail stays, and what opens it.
  ...['contacts.removeCertificate', 'practice.removeAuthority', 'practice.removeRevocationList'],
  ...['vault.removeFactor', 'addressBook.removeGroup'],
  // What was found of recovery data on a new computer, before there is a store.
  ...['recovery.forget'],
  // A copy of somebody else's log or binder, whose maker keeps it.
  ...['logs.remove', 'binders.remove'],
  // Back to where it was.
  ...['mail.undoMove'],
])

describe('a legal hold', () => {
  it('is asked by every procedure that deletes', () => {
    const names = Object.entries(contract).flatMap(([room, procedures]) =>
      Object.keys(procedures).map((name) => `${room}.${name}`),
    )
    const deleting = names.filter((name) =>
      /\.(remove|discard|delete|erase(?!Name)|empty|forget|move|undoMove)/.test(name),
    )
    const tried = [...Object.keys(waysToDelete).map((way) => way.split(' ')[0] ?? ''), 'vault.erase']
    expect(deleting.filter((name) => !losesNothing.has(name)).toSorted()).toEqual(
      [...new Set(tried)].toSorted(),
    )
  })

  it.each(Object.keys(waysToDelete))('refuses %s until it is lifted', async (way) => {
    const made = await waysToDelete[way]?.()
    if (made === undefined) throw new Error('no such way')
    for (const scope of made.scopes) {
      expect(await underHold(scope, () => codeOf(made.act))).toBe('hold/held')
    }
    expect(await codeOf(made.act)).toBe('it happened')
  })

  it('refuses the erasure of the store', async () => {
    const { name } = await client.vault.eraseName()
    const erase = () => client.vault.erase({ passphrase: goodPassphrase, confirmation: name })
    const { id: contactId } = await patient()
    for (const scope of [everything, { kind: 'person', contactId } as const]) {
      expect(await underHold(scope, () => codeOf(erase))).toBe('hold/held')
    }
  })

  it('refuses nothing that it does not concern', async () => {
    const held = await patient()
    const { address } = await patient()
    const id = fromMaria(account, 'INBOX', address)
    const scope = { kind: 'person', contactId: held.id } as const
    expect(
      await underHold(scope, () => codeOf(() => client.mail.move({ ids: [id], to: { role: 'trash' } }))),
    ).toBe('it happened')
  })

  it('takes back what was deleted and not told to the host yet', async () => {
    const id = fromMaria()
    await client.mail.move({ ids: [id], to: { role: 'trash' } })
    const waiting = () => querySql(store(), `SELECT * FROM server_actions WHERE message_id = ${String(id)}`)
    expect(waiting()).toHaveLength(1)
    const inbox = findMailboxByRole(store(), account, 'inbox')?.id
    await underHold({ kind: 'account', accountId: account }, async () => {
      expect(waiting()).toEqual([])
      expect(querySql(store(), `SELECT mailbox_id FROM messages WHERE id = ${String(id)}`)).toEqual([
        { mailbox_id: inbox },
      ])
      await Promise.resolve()
    })
  })

  it('keeps what the host no longer has, tells of it, and holds on to it', async () => {
    const { id: contactId, address } = await patient()
    const id = fromMaria(account, 'INBOX', address)
    const free = fromMaria()
    const uids = querySql(
      store(),
      `SELECT uid FROM messages WHERE id IN (${String(id)}, ${String(free)})`,
    ).map((row) => Number(row['uid']))
    const inbox = mailboxOf(account, 'INBOX')
    await underHold({ kind: 'person', contactId }, async () => {
      write((tx) => removeByUids(tx, inbox, uids))
      expect(
        querySql(store(), `SELECT id FROM messages WHERE id IN (${String(id)}, ${String(free)})`),
      ).toEqual([{ id }])
      const kept = listMailboxes(store()).find(({ name }) => name === 'Kept by legal hold')
      const { rows } = await client.mail.list({ mailboxId: kept?.id ?? null, cursor: null, limit: 10 })
      expect(rows.map((row) => row.id)).toEqual([id])
      expect((await client.holds.list()).keptMessages).toBe(1)
      const { audit } = valueOf(engine.session())
      for (const _twice of [1, 2]) valueOf(recordHeldBack(store(), audit))
      const told = listAuditEventsAfter(store(), 0, 10_000).filter(({ type }) => type === 'hold.kept')
      expect(told.map(({ canonical }) => Buffer.from(canonical).toString())).toEqual([
        expect.stringContaining(`"count":1,"messages":[${String(id)}]`),
      ])
      expect(await codeOf(() => client.mail.move({ ids: [id], to: { role: 'trash' } }))).toBe('hold/held')
    })
  })

  it('is lifted by whoever has the passphrase, and by nobody else', async () => {
    await client.holds.set({ scope: everything, reason: 'Subpoena 12' })
    const [hold] = (await client.holds.list()).holds
    const id = hold?.id ?? 0
    const lift = (passphrase: string) => codeOf(() => client.holds.lift({ id, because: 'Over', passphrase }))
    expect(await lift('not the passphrase of anybody')).toBe('vault/wrong-passphrase')
    expect((await client.holds.list()).holds[0]?.lifted).toBeNull()
    expect(await lift(goodPassphrase)).toBe('it happened')
    expect(await lift(goodPassphrase)).toBe('hold/absent')
    const types = listAuditEventsAfter(store(), 0, 10_000).map(({ type }) => type)
    expect(types.filter((type) => type === 'hold.lifted')).toHaveLength(1)
  })

  it('says nothing of its reason or of whom it names in the activity log', async () => {
    const { id: contactId } = await patient()
    await underHold({ kind: 'person', contactId }, () => Promise.resolve())
    const events = listAuditEventsAfter(store(), 0, 10_000).filter(({ type }) => type.startsWith('hold.'))
    expect(events.length).toBeGreaterThan(0)
    expect(events.map(({ canonical }) => Buffer.from(canonical).toString()).join()).not.toMatch(
      /Subpoena|Patient/,
    )
  })
})
