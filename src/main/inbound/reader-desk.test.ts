import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchedMessage, type MessageSketch } from '../../../test/support/messages.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { MailboxId, MessageId } from '../../shared/ids.ts'
import { fail } from '../../shared/result.ts'
import { saveMailbox, saveMessages } from '../store/index.ts'
import { createBodyPages, type BodyPages } from './body-pages.ts'
import { createReaderDesk } from './reader-desk.ts'
import { sourcePieceBytes } from './limits.ts'

let practice: TestPractice
let pages: BodyPages
let inbox: MailboxId
let trash: MailboxId

const mailboxOf = (role: 'inbox' | 'trash', path: string) =>
  practice.write((tx) =>
    saveMailbox(tx, practice.accountId, {
      ...{ path, name: path, delimiter: '/', role, isSubscribed: true, isSelectable: true },
    }),
  )

beforeEach(async () => {
  practice = await makeTestPractice()
  await practice.addPatient({ words: null })
  pages = createBodyPages()
  inbox = mailboxOf('inbox', 'INBOX')
  trash = mailboxOf('trash', 'Trash')
})
afterEach(() => {
  practice.dispose()
})

function desk() {
  const { store, audit } = practice
  return createReaderDesk({
    ...{ store, audit, pages, trust: practice.sealing.trust },
    fetch: () => Promise.resolve(fail('host/offline')),
  })
}

let uid = 0
function keep(sketch: Omit<MessageSketch, 'uid'>, mailboxId = inbox): MessageId {
  uid += 1
  const [id] = practice.write((tx) =>
    saveMessages(tx, { accountId: practice.accountId, mailboxId }, [fetchedMessage({ ...sketch, uid })], 1),
  )
  return id ?? (0 as MessageId)
}

function mail(body: readonly string[], extra: readonly string[] = []): Uint8Array {
  const head = [
    'From: "Maria Alvarez" <maria@mail.example>',
    'To: rivera@hope.test',
    'Subject: Tuesday $& <b>',
    'Date: Fri, 20 Nov 2026 09:00:00 +0000',
    'MIME-Version: 1.0',
    ...extra,
  ]
  return new TextEncoder().encode([...head, ...body, ''].join('\r\n'))
}

const withFiles = mail([
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'Files',
  '--b',
  'Content-Type: text/plain',
  'Content-Disposition: attachment; filename="note.txt"',
  '',
  'Bring the diary.',
  '--b',
  'Content-Type: application/octet-stream',
  'Content-Disposition: attachment; filename="invoice.pdf.exe"',
  '',
  'MZ',
  '--b--',
])

describe('a file looked into', () => {
  it('is recorded with whose it is before it is shown, and only the last one is kept', async () => {
    const id = keep({ raw: withFiles })
    const first = valueOf(await desk().preview(id, '1.2', 'light'))
    expect(pages.find(first.url)?.kind).toBe('document')
    expect(pages.find(first.url)?.body).toContain('diary')
    const [event] = practice.events()
    expect(event).toMatchObject({ type: 'attachment.viewed', message: id })
    expect(event).toHaveProperty('person', expect.stringMatching(/^[a-z0-9]+$/))
    const second = valueOf(await desk().preview(id, '1.2', 'light'))
    expect(pages.find(first.url)).toBeNull()
    expect(pages.find(second.url)).not.toBeNull()
  })

  it.each([
    ['a part that is no file of it', '9', 'message/absent'],
    ['a program', '1.3', 'file/no-preview'],
  ])('refuses %s, unrecorded', async (_what, partPath, code) => {
    const id = keep({ raw: withFiles })
    expect(await desk().preview(id, partPath, 'light')).toMatchObject({ ok: false, error: { code } })
    expect(practice.events()).toEqual([])
  })
})

it('an attached message is recorded as a file that was looked at, before it is shown', async () => {
  const raw = mail(['Content-Type: message/rfc822', '', 'Subject: Visit', '', 'The visit went well.'])
  const id = keep({ raw })
  expect(await desk().nested(id, '2', 'light')).toMatchObject({ ok: false })
  expect(practice.events()).toEqual([])
  const shown = valueOf(await desk().nested(id, '1', 'light'))
  expect(pages.find(shown.bodyUrl ?? '')?.body).toContain('The visit went well.')
  expect(practice.events()).toMatchObject([{ type: 'attachment.viewed', message: id }])
})

describe('the source', () => {
  it('comes in pieces that end with a line, and is recorded once', async () => {
    const lines = Array.from({ length: 9000 }, (_unused, index) => `Línea ${String(index)} of a long letter`)
    const raw = mail(['Content-Type: text/plain; charset=utf-8', '', ...lines])
    const id = keep({ raw })
    const reader = desk()
    let text = ''
    let offset: number | null = 0
    let pieces = 0
    while (offset !== null) {
      const piece: { text: string; nextOffset: number | null } = valueOf(await reader.sourceText(id, offset))
      text += piece.text
      offset = piece.nextOffset
      pieces += 1
    }
    expect(pieces).toBe(Math.ceil(raw.length / sourcePieceBytes))
    expect(text).toBe(new TextDecoder().decode(raw))
    expect(practice.events().filter(({ type }) => type === 'message.source-viewed')).toHaveLength(1)
  })

  it('is recorded wherever the first piece that is asked for begins', async () => {
    const [one, other] = [keep({ raw: withFiles }), keep({ raw: withFiles })]
    const reader = desk()
    for (const id of [one, one, other]) valueOf(await reader.sourceText(id, 100))
    const viewed = practice.events().filter(({ type }) => type === 'message.source-viewed')
    expect(viewed).toMatchObject([{ message: one }, { message: other }])
  })
})

describe('on paper', () => {
  it('stands who, whom, when and what, as text', async () => {
    const id = keep({ raw: withFiles })
    const { html, subject } = valueOf(await desk().printable(id))
    expect(subject).toBe('Tuesday $& <b>')
    expect(html).toContain('<h1>Tuesday $&amp; &lt;b&gt;</h1>')
    expect(html).toContain('From: Maria Alvarez &lt;maria@mail.example&gt;')
    expect(html).toContain('Attachments: note.txt, invoice.pdf.exe')
    expect(html.match(/<body/g)).toHaveLength(1)
  })
})

describe('a conversation', () => {
  it('names the practice as such', () => {
    const id = keep({ from: 'Rivera@hope.test', messageId: 'own@a' })
    const answer = keep({ messageId: 'answer@a', references: ['own@a'], from: 'maria@mail.example' })
    expect(valueOf(desk().thread(answer))).toMatchObject([
      { id, who: null },
      { id: answer, who: 'maria@mail.example' },
    ])
  })

  const stored = (messageId: string, subject: string, day: number, references: readonly string[] = []) => ({
    ...{ messageId, subject, references, at: Date.UTC(2026, 10, day) },
  })

  it('holds each message once, oldest first, without what was thrown away', () => {
    const one = keep(stored('one@a', 'First', 1))
    const three = keep(stored('three@a', 'Third', 3, ['one@a', 'two@a']))
    keep(stored('two@a', 'Second', 2, ['one@a']), trash)
    const twin = keep(stored('three@a', 'Third', 3, ['one@a', 'two@a']))
    keep(stored('other@a', 'Another matter', 2))
    expect(valueOf(desk().thread(one)).map(({ id }) => id)).toEqual([one, three])
    expect(valueOf(desk().thread(twin)).map(({ id }) => id)).toEqual([one, twin])
    expect(desk().thread(999 as MessageId)).toMatchObject({ ok: false, error: { code: 'message/absent' } })
  })
})
