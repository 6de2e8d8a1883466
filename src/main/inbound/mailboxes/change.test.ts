import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { fetchedMessage } from '../../../../test/support/messages.ts'
import { makeTestPractice, type TestPractice } from '../../../../test/support/practice.ts'
import { valueOf } from '../../../../test/support/store.ts'
import type { ContactId, MailboxId } from '../../../shared/ids.ts'
import {
  addLegalHold,
  ensureLocalAccount,
  findMailbox,
  findMailboxByRole,
  listMailboxActions,
  listServerActions,
  saveMailbox,
  saveMessages,
  startServerAction,
  type MailboxRole,
} from '../../store/index.ts'
import { createListing } from '../listing.ts'
import { createMailboxChanges, type MailboxChanges } from './change.ts'

let practice: TestPractice
let changes: MailboxChanges

beforeEach(async () => {
  practice = await makeTestPractice()
  const { store, audit, clock } = practice
  changes = createMailboxChanges({ store, audit, clock, onChanged: () => undefined })
  addMailbox('INBOX', 'inbox')
})
afterEach(() => {
  practice.dispose()
})

function addMailbox(path: string, role: MailboxRole = 'other', accountId = practice.accountId): MailboxId {
  const name = path.split('/').at(-1) ?? path
  const fields = { path, name, delimiter: '/', role, isSubscribed: true, isSelectable: true }
  return practice.write((tx) => saveMailbox(tx, accountId, fields))
}
function addMail(mailboxId: MailboxId, count: number, accountId = practice.accountId): void {
  const messages = Array.from({ length: count }, (_, index) => fetchedMessage({ uid: index + 1 }))
  practice.write((tx) => saveMessages(tx, { accountId, mailboxId }, messages, 1))
}
const listing = () => valueOf(createListing(practice.store).mailboxes())
const paths = () => listing().map(({ path }) => path)
const waiting = () => listMailboxActions(practice.store, practice.accountId).map(({ kind }) => kind)
const make = (name: string, parentId: MailboxId | null = null) =>
  changes.createMailbox(practice.accountId, parentId, name)

describe('making a mailbox', () => {
  it('shows it at once, inside another one, and records no name', () => {
    const clients = valueOf(make('Clients'))
    const year = valueOf(make('2026', clients))
    expect(listing()).toMatchObject([
      { path: 'INBOX', parentId: null },
      { path: 'Clients', name: 'Clients', parentId: null, total: 0 },
      { id: year, path: 'Clients/2026', name: '2026', parentId: clients },
    ])
    expect(waiting()).toEqual(['create-mailbox', 'create-mailbox'])
    expect(practice.events()).toEqual([{ type: 'mailbox.created' }, { type: 'mailbox.created' }])
  })

  it('puts it where the host keeps all others', () => {
    addMailbox('INBOX/Sent', 'sent')
    valueOf(make('Billing'))
    expect(paths()).toContain('INBOX/Billing')
  })

  it('refuses a name that is taken, also one that waits to be given up', () => {
    const old = addMailbox('Old')
    expect(make('Old')).toMatchObject({ error: { code: 'imap/mailbox-exists' } })
    expect(make('inbox')).toMatchObject({ error: { code: 'imap/mailbox-exists' } })
    valueOf(changes.renameMailbox(old, 'New'))
    expect(make('New')).toMatchObject({ error: { code: 'imap/mailbox-exists' } })
    expect(make('Old')).toMatchObject({ error: { code: 'imap/mailbox-exists' } })
  })

  it('does nothing when the log can’t be written', () => {
    const audit = practice.auditWithout('mailbox.created')
    const { store, clock } = practice
    const without = createMailboxChanges({ store, audit, clock, onChanged: () => undefined })
    expect(without.createMailbox(practice.accountId, null, 'Clients').ok).toBe(false)
    expect(paths()).toEqual(['INBOX'])
  })
})

describe('renaming a mailbox', () => {
  it('shows the new name on it and on what lies in it, and asks the host by the old one until it knows', () => {
    const upper = addMailbox('A')
    const lower = addMailbox('A/B')
    addMailbox('AB')
    valueOf(changes.renameMailbox(upper, 'Z'))
    valueOf(changes.renameMailbox(lower, 'Y'))
    expect(paths().toSorted()).toEqual(['AB', 'INBOX', 'Z', 'Z/Y'])
    expect(listing().find(({ id }) => id === lower)).toMatchObject({ name: 'Y', parentId: upper })
    expect(waiting()).toEqual(['rename-mailbox', 'rename-mailbox'])
  })

  it('to the name that it has is nothing to tell', () => {
    valueOf(changes.renameMailbox(addMailbox('A'), ' A '))
    expect(waiting()).toEqual([])
    expect(practice.events()).toEqual([])
  })

  test.each<MailboxRole>(['inbox', 'sent', 'drafts', 'trash', 'junk', 'archive'])(
    'is refused for %s, and so is removing it',
    async (role) => {
      const id = addMailbox(`The ${role}`, role)
      expect(changes.renameMailbox(id, 'X')).toMatchObject({ error: { code: 'imap/mailbox-has-use' } })
      expect(await changes.removeMailbox(id)).toMatchObject({ error: { code: 'imap/mailbox-has-use' } })
      expect(waiting()).toEqual([])
    },
  )
})

describe('removing a mailbox', () => {
  it('moves all of its mail to Trash, which is made where there is none, and those inside it first', async () => {
    const upper = addMailbox('A')
    const lower = addMailbox('A/B')
    addMail(upper, 120)
    addMail(lower, 3)
    valueOf(await changes.removeMailbox(upper))
    expect(paths()).toEqual(['INBOX', 'Trash'])
    expect(listing().find(({ role }) => role === 'trash')).toMatchObject({ total: 123 })
    const actions = listServerActions(practice.store, practice.accountId, 1000)
    expect(actions.filter(({ kind }) => kind === 'move')).toHaveLength(123)
    const removals = actions.filter(({ kind }) => kind === 'delete-mailbox')
    expect(removals.map(({ mailboxId }) => mailboxId)).toEqual([lower, upper])
    expect(actions.findIndex(({ kind }) => kind === 'create-mailbox')).toBe(0)
    expect(practice.events()).toEqual([{ type: 'mailbox.removed', mailbox: upper, messages: 123 }])
  })

  it.each([false, true])(
    'of this computer alone, with mail that no list shows: under a legal hold (%s) it is refused',
    async (isHeld) => {
      const address = 'held@patients.example'
      const accountId = practice.write((tx) => ensureLocalAccount(tx, 1))
      const old = addMailbox('Old', 'other', accountId)
      // Words aren't looked for in Reply-To: only the question about this one message sees it.
      const hidden = fetchedMessage({ uid: null, flags: { isDeleted: true }, replyTo: address })
      practice.write((tx) => {
        saveMessages(tx, { accountId, mailboxId: old }, [hidden], 1)
        const scope = { kind: 'person', contactId: 1 as ContactId } as const
        const reason = 'Subpoena 12'
        if (isHeld) addLegalHold(tx, { scope, name: '', addresses: [address], reason, setAt: 1 })
      })
      const removed = await changes.removeMailbox(old)
      if (isHeld) expect(removed).toMatchObject({ error: { code: 'hold/held' } })
      else expect(removed.ok).toBe(true)
      expect(findMailbox(practice.store, old) === null).toBe(!isHeld)
      // Where it is refused, nothing says that it was removed.
      expect(practice.events().some(({ type }) => type === 'mailbox.removed')).toBe(!isHeld)
    },
  )

  it('of one that holds another with a use of its own is refused', async () => {
    const upper = addMailbox('A')
    addMailbox('A/Sent', 'sent')
    expect(await changes.removeMailbox(upper)).toMatchObject({ error: { code: 'imap/mailbox-has-use' } })
  })

  it('is undone by making it again, also once the host is being told', async () => {
    const id = addMailbox('A')
    valueOf(await changes.removeMailbox(id))
    expect(paths()).toEqual(['INBOX'])
    expect(valueOf(make('A'))).toBe(id)
    expect(waiting()).toEqual([])
    valueOf(await changes.removeMailbox(id))
    practice.write((tx) => {
      startServerAction(tx, listMailboxActions(tx, practice.accountId)[0]?.id ?? 0)
    })
    expect(valueOf(make('A'))).toBe(id)
    expect(waiting()).toEqual(['delete-mailbox', 'create-mailbox'])
    expect(paths()).toEqual(['INBOX', 'A'])
  })
})

it('does with imported mail’s mailboxes the same, with nobody to tell', async () => {
  const local = practice.write((tx) => ensureLocalAccount(tx, 1))
  const upper = addMailbox('Old computer', 'other', local)
  const lower = addMailbox('Old computer/Inbox 2019', 'other', local)
  addMail(lower, 2, local)
  valueOf(changes.renameMailbox(upper, 'Laptop'))
  expect(paths()).toEqual(['INBOX', 'Laptop', 'Laptop/Inbox 2019'])
  valueOf(changes.createMailbox(local, upper, 'Sorted'))
  valueOf(await changes.removeMailbox(lower))
  expect(paths().toSorted()).toEqual(['INBOX', 'Laptop', 'Laptop/Sorted', 'Trash'])
  const trash = findMailboxByRole(practice.store, local, 'trash')
  expect(listing().find(({ id }) => id === trash?.id)).toMatchObject({ total: 2, isLocal: true })
  expect(listMailboxActions(practice.store)).toEqual([])
})
