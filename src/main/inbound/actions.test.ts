import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchedMessage } from '../../../test/support/messages.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { MailboxId, MessageId } from '../../shared/ids.ts'
import {
  findMailboxByRole,
  findMessage,
  listServerActions,
  saveMailbox,
  saveMessages,
  startServerAction,
  type MailboxRole,
} from '../store/index.ts'
import { createActions, type Actions } from './actions.ts'
import { createDeletions } from './delete-for-good.ts'
import { undoLifetimeMs } from './limits.ts'

let practice: TestPractice
let actions: Actions
let changed: MailboxId[]
let inbox: MailboxId
let archive: MailboxId
let ids: MessageId[]

beforeEach(async () => {
  practice = await makeTestPractice()
  changed = []
  const { store, audit, clock } = practice
  actions = createActions({ store, audit, clock, onChanged: (mailboxIds) => changed.push(...mailboxIds) })
  inbox = addMailbox('INBOX', 'inbox')
  archive = addMailbox('Archive', 'archive')
  ids = practice.write((tx) =>
    saveMessages(
      tx,
      { accountId: practice.accountId, mailboxId: inbox },
      [fetchedMessage({ uid: 1 }), fetchedMessage({ uid: 2 }), fetchedMessage({ uid: 3 })],
      1,
    ),
  )
})
afterEach(() => {
  practice.dispose()
})

function addMailbox(path: string, role: MailboxRole): MailboxId {
  const fields = { path, name: path, delimiter: '/', role, isSubscribed: true, isSelectable: true }
  return practice.write((tx) => saveMailbox(tx, practice.accountId, fields))
}
const message = (id: MessageId | undefined) => findMessage(practice.store, id ?? (0 as MessageId))
const queued = () =>
  listServerActions(practice.store, practice.accountId, 100).map(({ kind, mailboxId, uid, payload }) => ({
    kind,
    mailboxId,
    uid,
    payload,
  }))
const placeOf = (id: MessageId | undefined) => [message(id)?.mailboxId, message(id)?.uid]

describe('flags', () => {
  it('change here at once and are queued for the server', () => {
    valueOf(actions.setFlags(ids.slice(0, 2), { isUnread: false, isFlagged: true }))
    expect(message(ids[0])).toMatchObject({ isSeen: true, isFlagged: true })
    expect(message(ids[2])).toMatchObject({ isSeen: false, isFlagged: false })
    const payload = { add: ['\\Seen', '\\Flagged'], remove: [] }
    expect(queued()).toEqual([
      { kind: 'set-flags', mailboxId: inbox, uid: 1, payload },
      { kind: 'set-flags', mailboxId: inbox, uid: 2, payload },
    ])
    expect(changed).toEqual([inbox])
  })

  it('leave alone what was not asked about', () => {
    valueOf(actions.setFlags(ids.slice(0, 1), { isFlagged: true }))
    valueOf(actions.setFlags(ids.slice(0, 1), { isUnread: true }))
    expect(message(ids[0])).toMatchObject({ isSeen: false, isFlagged: true })
    expect(queued().map(({ payload }) => payload)).toEqual([
      { add: ['\\Flagged'], remove: [] },
      { add: [], remove: ['\\Seen'] },
    ])
  })

  it('of a message that is gone change nothing', () => {
    valueOf(actions.setFlags([999 as MessageId], { isUnread: false }))
    expect(queued()).toEqual([])
  })
})

describe('a move', () => {
  it('is seen here at once, recorded, and queued in order with what else is done', () => {
    valueOf(actions.setFlags(ids.slice(0, 1), { isUnread: false }))
    valueOf(actions.move(ids.slice(0, 2), { role: 'archive' }))
    valueOf(actions.setFlags(ids.slice(0, 1), { isFlagged: true }))
    expect(placeOf(ids[0])).toEqual([archive, null])
    expect(queued().map(({ kind, mailboxId, uid }) => [kind, mailboxId, uid])).toEqual([
      ['set-flags', inbox, 1],
      ['move', inbox, 1],
      ['move', inbox, 2],
      ['set-flags', archive, null],
    ])
    expect(practice.events()).toEqual([
      { type: 'message.moved', count: 2, to: 'archive', messages: ids.slice(0, 2) },
    ])
  })

  it('to where the message lies already is none', () => {
    valueOf(actions.move([...ids], { role: 'inbox' }))
    expect(queued()).toEqual([])
  })

  it('to a mailbox that is not there fails and leaves everything', () => {
    expect(actions.move([...ids], { mailboxId: 999 as MailboxId })).toMatchObject({
      error: { code: 'imap/mailbox-gone' },
    })
    expect(placeOf(ids[0])).toEqual([inbox, 1])
    expect(practice.events()).toEqual([])
  })

  it('makes the mailbox of a role that the account lacks, before the move', () => {
    valueOf(actions.move(ids.slice(0, 1), { role: 'trash' }))
    const trash = findMailboxByRole(practice.store, practice.accountId, 'trash')
    expect(placeOf(ids[0])).toEqual([trash?.id, null])
    expect(queued()).toMatchObject([
      { kind: 'create-mailbox', mailboxId: trash?.id, payload: { path: 'Trash' } },
      { kind: 'move', mailboxId: inbox, uid: 1, payload: { to: trash?.id } },
    ])
  })

  it('A2: does not happen when the audit log cannot be written', () => {
    const { store, clock } = practice
    const audit = practice.auditWithout('message.moved')
    const blocked = createActions({ store, audit, clock, onChanged: () => undefined })
    expect(blocked.move([...ids], { role: 'archive' })).toMatchObject({
      error: { code: 'audit/write-failed' },
    })
    expect(placeOf(ids[0])).toEqual([inbox, 1])
    expect(queued()).toEqual([])
  })
})

describe('undo', () => {
  it('before the server heard of it leaves no trace', () => {
    const token = valueOf(actions.move([...ids], { role: 'archive' }))
    valueOf(actions.undoMove(token))
    expect(ids.map(placeOf)).toEqual([
      [inbox, 1],
      [inbox, 2],
      [inbox, 3],
    ])
    expect(queued()).toEqual([])
    expect(new Set(changed)).toEqual(new Set([inbox, archive]))
  })

  it('after the server heard of it moves back there too', () => {
    const token = valueOf(actions.move(ids.slice(0, 1), { role: 'archive' }))
    const [action] = listServerActions(practice.store, practice.accountId, 1)
    practice.write((tx) => {
      startServerAction(tx, action?.id ?? 0)
    })
    valueOf(actions.undoMove(token))
    expect(queued().map(({ kind, mailboxId, payload }) => [kind, mailboxId, payload])).toEqual([
      ['move', inbox, { to: archive }],
      ['move', archive, { to: inbox }],
    ])
    expect(placeOf(ids[0])).toEqual([inbox, null])
  })

  it('takes back the last of two moves alone', () => {
    const trash = addMailbox('Trash', 'trash')
    valueOf(actions.move(ids.slice(0, 1), { role: 'archive' }))
    const token = valueOf(actions.move(ids.slice(0, 1), { mailboxId: trash }))
    valueOf(actions.undoMove(token))
    expect(placeOf(ids[0])).toEqual([archive, null])
    expect(queued()).toMatchObject([{ kind: 'move', mailboxId: inbox, uid: 1, payload: { to: archive } }])
  })

  it('leaves what was deleted for good since, and names what it moved alone', () => {
    const trash = addMailbox('Trash', 'trash')
    const { store, audit, clock } = practice
    const deletions = createDeletions({ store, audit, clock, onChanged: () => undefined })
    const token = valueOf(actions.move([...ids], { role: 'trash' }))
    valueOf(deletions.deleteForGood(ids.slice(0, 1)))
    const before = practice.events().length
    valueOf(actions.undoMove(token))
    expect(message(ids[0])).toMatchObject({ mailboxId: trash, isDeleted: true })
    expect(ids.slice(1).map(placeOf)).toEqual([
      [inbox, 2],
      [inbox, 3],
    ])
    expect(practice.events().slice(before)).toEqual([
      { type: 'message.moved', count: 2, to: 'back', messages: ids.slice(1) },
    ])
  })

  it('works once, and for a minute', () => {
    const tooLate = { error: { code: 'send/undo-too-late' } }
    const token = valueOf(actions.move(ids.slice(0, 1), { role: 'archive' }))
    valueOf(actions.undoMove(token))
    expect(actions.undoMove(token)).toMatchObject(tooLate)
    const later = valueOf(actions.move(ids.slice(0, 1), { role: 'archive' }))
    practice.pass(undoLifetimeMs + 1)
    expect(actions.undoMove(later)).toMatchObject(tooLate)
    expect(actions.undoMove('nonsense')).toMatchObject(tooLate)
  })
})
