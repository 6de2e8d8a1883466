import { describe, expect, it } from 'vitest'
import { readEmlx } from './emlx.ts'
import { identityOf, noNotes, readMailboxNotes, withMailLineEnds } from './mailbox-notes.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

describe('what a mail program noted', () => {
  it.each([
    ['Status: RO', { isSeen: true }],
    ['Status: O\nX-Status: AF', { isAnswered: true, isFlagged: true }],
    ['X-Status: D', { isDeleted: true }],
    ['X-Status: T', { isDraft: true }],
    ['X-Mozilla-Status: 0001', { isSeen: true }],
    ['X-Mozilla-Status: 000f', { isSeen: true, isAnswered: true, isFlagged: true, isDeleted: true }],
    ['X-Mozilla-Status: 1000', {}],
    ['Subject: Status: R', {}],
  ])('is read from %j', (head, notes) => {
    for (const end of ['\n', '\r\n']) {
      const raw = `Subject: a\n${head}\n\nStatus: RAF\n`.replaceAll('\n', end)
      expect(readMailboxNotes(bytes(raw))).toEqual({ ...noNotes, ...notes })
    }
  })

  it("doesn't make it another message", () => {
    const same = [
      'Subject: a\n\nb\n',
      'Subject: a\r\n\r\nb\r\n',
      'Status: RO\nX-Keywords: c\n d\nSubject: a\n\nb\n',
    ]
    expect(new Set(same.map((raw) => Buffer.from(identityOf(bytes(raw))).toString('hex'))).size).toBe(1)
    const others = [
      'Subject: b\n\nb\n',
      'Subject: a\n\nStatus: RO\nb\n',
      'Subject: a\n folded\n\nb\n',
      'Subject: a\nb\n',
    ]
    const all = [...others, same[0]!].map((raw) => Buffer.from(identityOf(bytes(raw))).toString('hex'))
    expect(new Set(all).size).toBe(5)
  })
})

it.each([
  ['a\nb\n', 'a\r\nb\r\n'],
  ['a\r\nb\n', 'a\r\nb\n'],
  ['a', 'a'],
])('mail from a file, %j, is kept as %j', (from, kept) => {
  expect(Buffer.from(withMailLineEnds(bytes(from))).toString('latin1')).toBe(kept)
})

describe('a file of Apple Mail', () => {
  const message = 'Subject: a\n\nb\n'
  const list =
    '<plist><dict><key>date-received</key><integer>1762074300</integer><key>flags</key>\n<integer>8590195729</integer></dict></plist>'

  it('holds a message and what was noted of it', () => {
    const read = readEmlx(bytes(`${String(message.length)}      \n${message}${list}`))
    expect(Buffer.from(read!.raw).toString()).toBe(message)
    expect(read).toMatchObject({
      receivedAt: 1762074300000,
      notes: { isSeen: true, isFlagged: true, isDeleted: false },
    })
  })

  it.each(['', 'x', '12x\nabc', '99\nabc', '-1\nabc', `${'9'.repeat(70)}\nabc`])('is none: %j', (text) => {
    expect(readEmlx(bytes(text))).toBeNull()
  })
})
