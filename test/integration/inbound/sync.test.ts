import { beforeEach, describe, expect, it } from 'vitest'
import {
  append,
  deliver,
  gate,
  lab,
  mail,
  other,
  practice,
  start,
  withGatedAccount,
} from '../../support/gated-account.ts'
import { valueOf } from '../../support/store.ts'

withGatedAccount()

const onServer = async (folder: string) => {
  const stored = await lab.mailbox(lab.people.rivera.address).list(folder)
  return stored.map(({ raw, flags }) => ({
    subject: /^Subject: (.*)\r?$/m.exec(raw.toString('latin1'))?.[1] ?? '',
    flags,
  }))
}
const subjectsOnServer = async (folder: string) =>
  (await onServer(folder)).map(({ subject }) => subject).sort()

/** In the mailbox that the other program has open. */
async function uidThere(subject: string): Promise<string> {
  const found = await other.search({ subject }, { uid: true })
  if (!Array.isArray(found) || found.length !== 1) {
    throw new Error(`"${subject}" isn't there once`)
  }
  return String(found[0])
}

describe('the first sync', () => {
  it('brings every mailbox with its role and its messages, the newest first', async () => {
    const count = 120
    const dates = Array.from({ length: count }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index)))
    for (const [index, date] of dates.entries()) {
      await other.append('INBOX', mail({ subject: `Mail ${index}`, date: date.toUTCString() }), [], date)
    }
    await append('Archive', { subject: 'Kept' })
    await other.mailboxCreate('Projects')
    await start()
    const mailboxes = valueOf(practice.inbound.mailboxes())
    expect(mailboxes.map(({ role, total }) => `${role} ${total}`).sort()).toEqual(
      ['inbox 120', 'archive 1', 'drafts 0', 'sent 0', 'junk 0', 'trash 0', 'other 0'].sort(),
    )
    const subjects = practice.subjects('inbox')
    expect(subjects.slice(0, 3)).toEqual(['Mail 119', 'Mail 118', 'Mail 117'])
    expect(new Set(subjects).size).toBe(count)
    expect(practice.row('inbox', 'Mail 5').snippet).toBe('Text of Mail 5.')
  })

  it('goes on where the connection broke, and keeps nothing twice', async () => {
    const text = 'x'.repeat(20_000)
    for (let index = 0; index < 60; index += 1) {
      await other.append('INBOX', mail({ subject: `Long ${index}`, text }))
    }
    gate.cutAfterServerBytes(700_000)
    practice.inbound.start()
    await practice.until(() => gate.cuts() > 0)
    await practice.synced()
    const subjects = practice.subjects('inbox')
    expect(subjects).toHaveLength(60)
    expect(new Set(subjects).size).toBe(60)
  })

  it('hears what became of the messages that came before it was interrupted', async () => {
    const text = 'x'.repeat(40_000)
    for (let index = 0; index < 60; index += 1) {
      await other.append('INBOX', mail({ subject: `Long ${index}`, text }))
    }
    const cuts = gate.cuts()
    gate.cutAfterServerBytes(2_200_000)
    practice.inbound.start()
    await practice.until(() => gate.cuts() > cuts)
    gate.shut()
    await practice.until(() => practice.inbound.connection().state === 'offline')
    expect(practice.rows('inbox')).toHaveLength(50)
    await other.mailboxOpen('INBOX')
    await other.messageFlagsAdd('1:*', ['\\Seen'])
    gate.open()
    practice.inbound.syncNow()
    await practice.synced()
    expect(practice.rows('inbox')).toHaveLength(60)
    expect(practice.rows('inbox').filter(({ isUnread }) => isUnread)).toEqual([])
  })

  it('is not stopped by a message that nobody can read', async () => {
    const nested = Array.from(
      { length: 400 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`,
    ).join('')
    await append('INBOX', { subject: 'Before' })
    await other.append('INBOX', `From: a@elsewhere.test\r\nSubject: Bomb\r\nMIME-Version: 1.0\r\n${nested}`)
    await append('INBOX', { subject: 'After' })
    await start()
    expect(practice.rows('inbox')).toHaveLength(3)
    expect(practice.subjects('inbox')).toEqual(expect.arrayContaining(['Before', 'After']))
  })

  it('finds nothing new to do the second time', async () => {
    await deliver({ subject: 'One' }, { subject: 'Two' })
    await start()
    const before = practice.rows('inbox').map(({ id }) => id)
    practice.inbound.syncNow()
    await practice.synced()
    expect(practice.rows('inbox').map(({ id }) => id)).toEqual(before)
  })
})

describe('while connected', () => {
  beforeEach(async () => {
    await deliver({ subject: 'Old' }, { subject: 'Other' })
    await start()
  })

  it('shows new mail as it arrives, long before anyone would look again', async () => {
    for (const subject of ['First', 'Second', 'Third']) {
      await deliver({ subject })
      await practice.until(() => practice.subjects('inbox').includes(subject))
    }
  })

  it('tells the window on the server’s word, in the same look, when the message can be read', async () => {
    const from = practice.published.length
    const happened = () =>
      practice.published.slice(from).flatMap((event) => {
        if (event.type === 'connection-changed') return [event.connection.state]
        const isInbox =
          event.type === 'mail-changed' && event.mailboxIds.includes(practice.mailboxId('inbox'))
        return isInbox ? ['inbox changed'] : []
      })
    const sinceLook = () => {
      const start = happened().indexOf('syncing')
      return start < 0 ? [] : happened().slice(start)
    }
    const isListed = () => practice.subjects('inbox').includes('Arrived')
    await deliver({ subject: 'Arrived' })
    await practice.until(() => sinceLook().includes('inbox changed') && isListed())
    await practice.until(() => sinceLook().includes('online'))
    expect(sinceLook()).not.toContain('connecting')
  })

  it('shows every mail of a burst', async () => {
    const burst = Array.from({ length: 12 }, (_, index) => ({ subject: `Burst ${index}` }))
    await deliver(...burst)
    await practice.until(() => practice.rows('inbox').length === 14)
  })

  it('follows what another program does with a message', async () => {
    await other.mailboxOpen('INBOX')
    const uid = await uidThere('Old')
    await other.messageFlagsAdd(uid, ['\\Seen', '\\Flagged'], { uid: true })
    await practice.until(() => !practice.row('inbox', 'Old').isUnread)
    expect(practice.row('inbox', 'Old').isFlagged).toBe(true)
    await other.messageFlagsRemove(uid, ['\\Seen'], { uid: true })
    await practice.until(() => practice.row('inbox', 'Old').isUnread)
    await other.messageDelete(uid, { uid: true })
    await practice.until(() => practice.rows('inbox').length === 1)
    expect(practice.subjects('inbox')).toEqual(['Other'])
  })

  it('notices what another program does in other mailboxes when it looks around', async () => {
    await append('Archive', { subject: 'Filed' }, { subject: 'Marked' })
    practice.inbound.syncNow()
    await practice.synced()
    expect(practice.subjects('archive').sort()).toEqual(['Filed', 'Marked'])
    await other.mailboxOpen('Archive')
    await other.messageFlagsAdd(await uidThere('Marked'), ['\\Flagged'], { uid: true })
    await other.messageDelete(await uidThere('Filed'), { uid: true })
    practice.inbound.syncNow()
    await practice.synced()
    expect(practice.subjects('archive')).toEqual(['Marked'])
    expect(practice.row('archive', 'Marked').isFlagged).toBe(true)
  })

  it('tells the server of flags at once', async () => {
    const { id } = practice.row('inbox', 'Old')
    valueOf(practice.inbound.setFlags([id], { isUnread: false, isFlagged: true }))
    expect(practice.row('inbox', 'Old')).toMatchObject({ isUnread: false, isFlagged: true })
    await practice.until(async () => (await onServer('INBOX')).some(({ flags }) => flags === 'FS'))
    valueOf(practice.inbound.setFlags([id], { isUnread: true }))
    await practice.until(async () => (await onServer('INBOX')).some(({ flags }) => flags === 'F'))
  })

  it('moves on the server, keeps the message’s id, and moves back', async () => {
    const { id } = practice.row('inbox', 'Old')
    const token = valueOf(practice.inbound.move([id], { role: 'archive' }))
    expect(practice.row('archive', 'Old').id).toBe(id)
    await practice.until(async () => (await subjectsOnServer('Archive')).includes('Old'))
    expect(await subjectsOnServer('INBOX')).toEqual(['Other'])
    valueOf(practice.inbound.undoMove(token))
    await practice.until(async () => (await subjectsOnServer('INBOX')).includes('Old'))
    practice.inbound.syncNow()
    await practice.synced()
    expect(practice.row('inbox', 'Old').id).toBe(id)
    expect(practice.rows('archive')).toEqual([])
  })

  it('makes a mailbox for a role that the account lacks', async () => {
    await other.mailboxDelete('Archive')
    practice.inbound.syncNow()
    await practice.synced()
    const { id } = practice.row('inbox', 'Old')
    valueOf(practice.inbound.move([id], { role: 'archive' }))
    await practice.until(async () => (await subjectsOnServer('Archive')).includes('Old'))
    practice.inbound.syncNow()
    await practice.synced()
    expect(practice.row('archive', 'Old').id).toBe(id)
  })
})

describe('without a connection', () => {
  beforeEach(async () => {
    await deliver({ subject: 'One' }, { subject: 'Two' }, { subject: 'Three' })
    await start()
    gate.shut()
    await practice.until(() => practice.inbound.connection().state === 'offline')
  })

  it('reads, and says that it is offline', async () => {
    const view = valueOf(await practice.inbound.open(practice.row('inbox', 'One').id, 'light'))
    expect(practice.inbound.bodyPage(view.bodyUrl ?? '')?.body).toContain('Text of One.')
    expect(practice.inbound.connection()).toMatchObject({
      failure: { code: expect.stringMatching(/^host\//) as string },
    })
  })

  it('does not knock again and again because something waits to be told', async () => {
    const connects = () =>
      practice.published.filter(
        (event) => event.type === 'connection-changed' && event.connection.state === 'connecting',
      ).length
    const before = connects()
    for (const { id } of practice.rows('inbox')) {
      valueOf(practice.inbound.setFlags([id], { isFlagged: true }))
    }
    await practice.until(() => connects() > before)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(connects() - before).toBeLessThan(4)
  })

  it('replays what was done, in order, also when one message was moved and marked and moved on', async () => {
    const ids = { one: practice.row('inbox', 'One').id, two: practice.row('inbox', 'Two').id }
    valueOf(practice.inbound.setFlags([ids.one], { isFlagged: true }))
    valueOf(practice.inbound.move([ids.one, ids.two], { role: 'archive' }))
    valueOf(practice.inbound.setFlags([ids.one], { isUnread: false }))
    valueOf(practice.inbound.move([ids.one], { role: 'trash' }))
    valueOf(practice.inbound.setFlags([ids.two], { isUnread: false }))
    await deliver({ subject: 'Four' })
    gate.open()
    practice.inbound.syncNow()
    await practice.until(() => practice.subjects('inbox').includes('Four'))
    await practice.synced()
    expect(await onServer('Trash')).toEqual([{ subject: 'One', flags: 'FS' }])
    expect(await onServer('Archive')).toEqual([{ subject: 'Two', flags: 'S' }])
    expect(await subjectsOnServer('INBOX')).toEqual(['Four', 'Three'])
    expect(practice.row('trash', 'One').id).toBe(ids.one)
    expect(practice.row('archive', 'Two').id).toBe(ids.two)
    expect(practice.rows('inbox')).toHaveLength(2)
  })

  it('deletes for good what was deleted offline, and nothing that another program has marked', async () => {
    await other.append('Trash', mail({ subject: 'Marked elsewhere' }), ['\\Deleted'])
    const [one, two] = [practice.row('inbox', 'One').id, practice.row('inbox', 'Two').id]
    expect(practice.inbound.deleteForGood([one])).toMatchObject({ error: { code: 'message/absent' } })
    valueOf(practice.inbound.move([one, two], { role: 'trash' }))
    valueOf(practice.inbound.deleteForGood([one]))
    expect(practice.subjects('trash')).toEqual(['Two'])
    gate.open()
    practice.inbound.syncNow()
    await practice.until(async () => (await subjectsOnServer('Trash')).includes('Two'))
    await practice.synced()
    expect(await subjectsOnServer('Trash')).toEqual(['Marked elsewhere', 'Two'])
    expect(practice.inbound.thread(one)).toMatchObject({ ok: false })
    const trash = valueOf(practice.inbound.mailboxes()).find(({ role }) => role === 'trash')
    const emptied = trash?.id ?? practice.row('inbox', 'Three').mailboxId
    valueOf(await practice.inbound.emptyMailbox(emptied, Date.now()))
    expect(practice.rows('trash')).toEqual([])
    await practice.until(async () => !(await subjectsOnServer('Trash')).includes('Two'))
    expect(await subjectsOnServer('Trash')).toEqual(['Marked elsewhere'])
    expect(await subjectsOnServer('INBOX')).toEqual(['Three'])
  })

  it('marks what has no Message-ID where it was moved to, also when the answer to the move was lost', async () => {
    gate.open()
    await other.append('INBOX', mail({ subject: 'Nameless' }).replace(/^Message-ID: .*\r\n/m, ''))
    practice.inbound.syncNow()
    await practice.until(() => practice.subjects('inbox').includes('Nameless'))
    gate.shut()
    await practice.until(() => practice.inbound.connection().state === 'offline')
    const { id } = practice.row('inbox', 'Nameless')
    valueOf(practice.inbound.move([id], { role: 'archive' }))
    valueOf(practice.inbound.setFlags([id], { isFlagged: true }))
    await other.mailboxOpen('INBOX')
    await other.messageMove(await uidThere('Nameless'), 'Archive', { uid: true })
    gate.open()
    practice.inbound.syncNow()
    await practice.until(async () => (await onServer('Archive')).some(({ flags }) => flags === 'F'))
    expect(practice.row('archive', 'Nameless')).toMatchObject({ id, isFlagged: true })
  })

  it('takes back a move before the server heard of it', async () => {
    const { id } = practice.row('inbox', 'One')
    const first = valueOf(practice.inbound.move([id], { role: 'archive' }))
    const second = valueOf(practice.inbound.move([id], { role: 'trash' }))
    valueOf(practice.inbound.undoMove(second))
    expect(practice.row('archive', 'One').id).toBe(id)
    valueOf(practice.inbound.undoMove(first))
    gate.open()
    practice.inbound.syncNow()
    await practice.synced()
    expect(practice.row('inbox', 'One').id).toBe(id)
    expect(await subjectsOnServer('INBOX')).toEqual(['One', 'Three', 'Two'])
  })

  it('lets the server’s word stand where another program was quicker', async () => {
    const { id } = practice.row('inbox', 'One')
    valueOf(practice.inbound.move([id], { role: 'archive' }))
    await other.mailboxOpen('INBOX')
    await other.messageDelete(await uidThere('One'), { uid: true })
    gate.open()
    practice.inbound.syncNow()
    await practice.synced()
    expect(practice.rows('archive')).toEqual([])
    expect(practice.subjects('inbox').sort()).toEqual(['Three', 'Two'])
  })

  it('puts a message back whose new mailbox is gone', async () => {
    gate.open()
    await other.mailboxCreate('Projects')
    practice.inbound.syncNow()
    await practice.synced()
    gate.shut()
    await practice.until(() => practice.inbound.connection().state === 'offline')
    const { id } = practice.row('inbox', 'One')
    valueOf(practice.inbound.move([id], { mailboxId: practice.mailboxId('other') }))
    await other.mailboxDelete('Projects')
    gate.open()
    practice.inbound.syncNow()
    await practice.synced()
    await practice.until(() => practice.subjects('inbox').includes('One'))
    expect(await subjectsOnServer('INBOX')).toEqual(['One', 'Three', 'Two'])
  })
})

describe('the server changes under us', () => {
  it('keeps messages and their ids when a mailbox is renumbered', async () => {
    const sketches = [{ subject: 'A' }, { subject: 'B' }, { subject: 'C' }]
    await other.mailboxCreate('Projects')
    await append('Projects', ...sketches)
    await start()
    const before = Object.fromEntries(practice.rows('other').map(({ subject, id }) => [subject, id]))
    await other.mailboxDelete('Projects')
    await other.mailboxCreate('Projects')
    await append('Projects', { subject: 'New' }, { subject: 'C' }, { subject: 'A' })
    practice.inbound.syncNow()
    await practice.synced()
    const after = Object.fromEntries(practice.rows('other').map(({ subject, id }) => [subject, id]))
    expect(Object.keys(after).sort()).toEqual(['A', 'C', 'New'])
    expect([after['A'], after['C']]).toEqual([before['A'], before['C']])
  })

  it('finds the message of a queued action again after renumbering', async () => {
    await other.mailboxCreate('Projects')
    await append('Projects', { subject: 'A' }, { subject: 'B' })
    await start()
    gate.shut()
    await practice.until(() => practice.inbound.connection().state === 'offline')
    valueOf(practice.inbound.setFlags([practice.row('other', 'A').id], { isFlagged: true }))
    valueOf(practice.inbound.move([practice.row('other', 'B').id], { role: 'archive' }))
    await other.mailboxDelete('Projects')
    await other.mailboxCreate('Projects')
    await append('Projects', { subject: 'X' }, { subject: 'B' }, { subject: 'A' })
    gate.open()
    practice.inbound.syncNow()
    await practice.synced()
    expect(await subjectsOnServer('Archive')).toEqual(['B'])
    expect(await onServer('Projects')).toEqual([
      { subject: 'X', flags: '' },
      { subject: 'A', flags: 'F' },
    ])
    expect(practice.subjects('other').sort()).toEqual(['A', 'X'])
    expect(practice.subjects('archive')).toEqual(['B'])
  })

  it('lets a mailbox go that was deleted there, and nothing else', async () => {
    await deliver({ subject: 'Stays' })
    await other.mailboxCreate('Projects')
    await append('Projects', { subject: 'Goes' })
    await start()
    await other.mailboxDelete('Projects')
    practice.inbound.syncNow()
    await practice.synced()
    expect(valueOf(practice.inbound.mailboxes()).map(({ path }) => path)).not.toContain('Projects')
    expect(practice.subjects('inbox')).toEqual(['Stays'])
    expect(
      valueOf(practice.inbound.search({ query: 'Goes', order: 'newest', cursor: null, limit: 10 })).rows,
    ).toEqual([])
  })
})
