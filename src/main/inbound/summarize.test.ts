import { describe, expect, it } from 'vitest'
import type { Authenticity, Protection } from '../../shared/contract/index.ts'
import { parseMessage, readContent, readEnvelope } from '../mime/index.ts'
import type { OpenedMessage } from './opened-message.ts'
import { bare, searchTextOf, summarize, summarizeUnread } from './summarize.ts'

const raw = [
  'From: "Maria Alvarez" <maria@mail.test>',
  'To: rivera@hope.test',
  'Cc: Samuel <lee@lakeside.test>',
  'Subject: Tuesday',
  'Date: Fri, 20 Nov 2026 09:00:00 +0000',
  'Message-ID: <two@mail.test>',
  'In-Reply-To: <one@hope.test>',
  'References: <zero@hope.test> <one@hope.test>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'I can come.',
  '',
  '> Can you come?',
  '--b',
  'Content-Type: application/pdf; name="plan.pdf"',
  'Content-Disposition: attachment; filename="plan.pdf"',
  '',
  '%PDF-',
  '--b--',
  '',
].join('\r\n')

const trusted: Authenticity = {
  verdict: 'known-sender',
  reasons: ['in-contacts', 'dmarc-pass'],
  imitates: null,
}
const stranger: Authenticity = { verdict: 'unchecked', reasons: ['first-time-sender'], imitates: null }
const suspicious: Authenticity = {
  verdict: 'suspicious',
  reasons: ['dmarc-fail', 'in-contacts'],
  imitates: null,
}

function message(protection: Protection, change: Partial<OpenedMessage> = {}): OpenedMessage {
  const parsed = parseMessage(new TextEncoder().encode(raw))
  if (!parsed.ok) {
    throw new Error(parsed.error.code)
  }
  const tree = parsed.value
  return {
    envelope: readEnvelope(tree),
    outer: tree,
    tree,
    content: readContent(tree),
    protection,
    answer: null,
    wasEncrypted: false,
    recipients: [],
    learned: null,
    ...change,
  }
}
const answer = {
  fromPageOf: null,
  text: 'Sealed: yes',
  attachments: [{ fileName: 'diary.txt', contentType: 'text/plain', bytes: new Uint8Array(3) }],
}

describe('what the list keeps of a message', () => {
  it('is its header, its beginning and its files', () => {
    expect(summarize(message({ kind: 'none' }), trusted, null)).toMatchObject({
      messageId: 'two@mail.test',
      inReplyTo: 'one@hope.test',
      references: ['zero@hope.test', 'one@hope.test'],
      subject: 'Tuesday',
      snippet: 'I can come.',
      hasAttachments: true,
      attachments: ['plan.pdf'],
      sentDate: Date.UTC(2026, 10, 20, 9),
    })
  })

  it('is of a sealed answer the answer, not the mail around it', () => {
    const sealed = message({ kind: 'sealed-answer', openedWithPassphraseOf: 'Maria' }, { answer })
    expect(summarize(sealed, trusted, null)).toMatchObject({
      snippet: 'Sealed: yes',
      attachments: ['diary.txt'],
    })
  })

  it('is little where nothing can be read', () => {
    expect(summarizeUnread(null)).toMatchObject({ subject: '', snippet: '', messageId: null, mark: null })
    expect(summarizeUnread(message({ kind: 'none' }).envelope)).toMatchObject({
      subject: 'Tuesday',
      snippet: '',
    })
  })
})

describe('the one word of the list', () => {
  const openpgp: Protection = { kind: 'openpgp', signature: 'none', signer: null, isSignerVerified: false }
  const rows: [Protection, Authenticity, string | null][] = [
    [{ kind: 'sealed-answer', openedWithPassphraseOf: null }, stranger, 'sealed'],
    [openpgp, stranger, 'encrypted'],
    [{ kind: 'unreadable', code: 'openpgp/no-secret-key' }, stranger, 'encrypted'],
    [{ kind: 'none' }, trusted, 'not-encrypted'],
    [{ kind: 'partial' }, trusted, 'not-encrypted'],
    [{ kind: 'signed-only', signature: 'good', signer: 'Lee', certificate: null }, trusted, 'not-encrypted'],
    [{ kind: 'none' }, stranger, null],
    [{ kind: 'own-copy' }, trusted, null],
    [openpgp, suspicious, 'suspicious'],
    [{ kind: 'none' }, suspicious, 'suspicious'],
  ]
  it.each(rows)('%j', (protection, authenticity, mark) => {
    expect(summarize(message(protection), authenticity, null).mark).toBe(mark)
  })
})

describe('what a message is found by', () => {
  it('is subject, people, text and names of files', () => {
    expect(searchTextOf(message({ kind: 'none' }))).toMatchObject({
      subject: 'Tuesday',
      sender: [{ name: 'Maria Alvarez', address: 'maria@mail.test' }],
      recipients: [{ name: '', address: 'rivera@hope.test' }],
      copied: [{ name: 'Samuel', address: 'lee@lakeside.test' }],
      attachmentText: null,
      attachmentNames: 'plan.pdf',
      isDecrypted: false,
    })
  })

  it('is what was inside the seal', () => {
    const sealed = message(
      { kind: 'sealed-answer', openedWithPassphraseOf: null },
      { answer, wasEncrypted: true },
    )
    expect(searchTextOf(sealed)).toMatchObject({ body: 'Sealed: yes', isDecrypted: true })
    expect(searchTextOf(sealed).attachmentNames).toContain('diary.txt')
  })
})

it.each([
  ['<a@b>', 'a@b'],
  ['a@b', 'a@b'],
  [null, null],
])('Message-ID %s is kept as %s', (given, kept) => {
  expect(bare(given)).toBe(kept)
})
