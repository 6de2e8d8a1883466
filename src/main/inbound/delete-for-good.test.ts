import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchedMessage } from '../../../test/support/messages.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { MailboxId, MessageId } from '../../shared/ids.ts'
import {
  addLegalHold,
  applyServerFlags,
  ensureLocalAccount,
  findMessage,
  listMessages,
  listServerActions,
  saveMailbox,
  saveMessages,
  type MailboxRole,
} from '../store/index.ts'
import { createDeletions, settleDeletion, type Deletions } from './delete-for-good.ts'
import { stopHeldDeletions } from './held-mail.ts'

let practice: TestPractice
let deletions: Deletions
let trash: MailboxId

beforeEach(async () => {
  practice = await makeTestPractice()
  const { store, audit, clock } = practice
  deletions = createDeletions({ store, audit, clock, onChanged: () => undefined })
  trash = addMailbox('Trash', 'trash')
})
afterEach(() => {
  practice.dispose()
})

function addMailbox(path: string, role: MailboxRole, accountId = practice.accountId): MailboxId {
  const fields = { path, name: path, delimiter: '/', role, isSubscribed: true, isSelectable: true }
  return practice.write((tx) => saveMailbox(tx, accountId, fields))
}
function addMail(mailboxId: MailboxId, count: number, accountId = practice.accountId): MessageId[] {
  const sketches = Array.from({ length: count }, (_unused, index) => fetchedMessage({ uid: index + 1 }))
  return practice.write((tx) => saveMessages(tx, { accountId, mailboxId }, sketches, 1))
}
const listed = () => listMessages(practice.store, trash, { before: null, limit: 500 }).length
const queued = () => listServerActions(practice.store, practice.accountId, 1000)
const hold = () =>
  practice.write((tx) => {
    addLegalHold(tx, { scope: { kind: 'everything' }, name: '', addresses: [], reason: 'x', setAt: 1 })
    return stopHeldDeletions(tx)
  })

describe('deleting for good', () => {
  it('takes a message out of sight at once, waits for the host, and has named it before', () => {
    const [id, other] = addMail(trash, 2)
    valueOf(deletions.deleteForGood([id ?? (0 as MessageId)]))
    expect(listed()).toBe(1)
    expect(queued()).toMatchObject([{ kind: 'delete', mailboxId: trash, uid: 1, messageId: id }])
    expect(practice.events()).toEqual([{ type: 'message.deleted', count: 1, from: 'trash', messages: [id] }])
    expect(findMessage(practice.store, other ?? (0 as MessageId))).toMatchObject({ isDeleted: false })
  })

  it('is not undone by the flags of a host that wasn’t told yet', () => {
    const [id] = addMail(trash, 1)
    valueOf(deletions.deleteForGood([id ?? (0 as MessageId)]))
    const flags = { isSeen: true, isFlagged: false, isAnswered: false, isDraft: false, isDeleted: false }
    practice.write((tx) =>
      applyServerFlags(tx, trash, [{ uid: 1, modseq: '5', flags: { ...flags, keywords: [] } }]),
    )
    expect(listed()).toBe(0)
  })

  it.each<MailboxRole>(['inbox', 'archive', 'sent', 'other'])('is refused in %s', async (role) => {
    const mailbox = addMailbox(`The ${role}`, role)
    const ids = addMail(mailbox, 1)
    expect(deletions.deleteForGood(ids)).toMatchObject({ error: { code: 'message/absent' } })
    expect(await deletions.emptyMailbox(mailbox, 1)).toMatchObject({ error: { code: 'imap/mailbox-gone' } })
    expect(queued()).toEqual([])
    expect(practice.events()).toEqual([])
  })

  it('A2: nothing goes where that can’t be recorded', () => {
    const ids = addMail(trash, 1)
    const { store, clock } = practice
    const audit = practice.auditWithout('message.deleted')
    const without = createDeletions({ store, audit, clock, onChanged: () => undefined })
    expect(without.deleteForGood(ids).ok).toBe(false)
    expect(listed()).toBe(1)
    expect(queued()).toEqual([])
  })

  it('of imported mail takes it from this computer, as there is nobody to tell', () => {
    const local = practice.write((tx) => ensureLocalAccount(tx, 1))
    const [id = 0 as MessageId] = addMail(addMailbox('Old trash', 'trash', local), 1, local)
    valueOf(deletions.deleteForGood([id]))
    expect(findMessage(practice.store, id)).toBeNull()
  })
})

describe('emptying Trash', () => {
  it('goes piece by piece and names all of it', async () => {
    addMail(trash, 450)
    valueOf(await deletions.emptyMailbox(trash, 1))
    expect(listed()).toBe(0)
    expect(queued()).toHaveLength(450)
    expect(practice.events()).toMatchObject([{ count: 200 }, { count: 200 }, { count: 50 }])
  })

  it('leaves what came after the question, though it was sent long before', async () => {
    const [old = 0 as MessageId] = addMail(trash, 1)
    const sketch = fetchedMessage({ uid: 9, at: 1000 })
    const [late = 0 as MessageId] = practice.write((tx) =>
      saveMessages(tx, { accountId: practice.accountId, mailboxId: trash }, [sketch], 2),
    )
    expect(late).toBeLessThan(old)
    valueOf(await deletions.emptyMailbox(trash, 1))
    expect(practice.events()).toMatchObject([{ messages: [old] }])
    expect(findMessage(practice.store, late)).toMatchObject({ isDeleted: false })
  })
})

describe('a legal hold that is set before the host was told', () => {
  it('brings back what was deleted', async () => {
    addMail(trash, 3)
    valueOf(await deletions.emptyMailbox(trash, 1))
    expect(hold()).toBe(3)
    expect(listed()).toBe(3)
    expect(queued()).toEqual([])
    expect(await deletions.emptyMailbox(trash, 1)).toMatchObject({ error: { code: 'hold/held' } })
  })

  it('keeps what the host was being told of at that moment; without it, it is gone', () => {
    const [held = 0 as MessageId, free = 0 as MessageId] = addMail(trash, 2)
    valueOf(deletions.deleteForGood([held, free]))
    practice.write((tx) => {
      settleDeletion(tx, free)
    })
    expect(findMessage(practice.store, free)).toBeNull()
    hold()
    practice.write((tx) => {
      settleDeletion(tx, held)
    })
    expect(findMessage(practice.store, held)).toMatchObject({ isDeleted: false })
  })
})
