import { expect, it } from 'vitest'
import { mboxEntry } from './mbox.ts'

const received = new Date(Date.UTC(2026, 10, 2, 9, 5, 0))
const entry = (text: string, sender = 'lee@clinic.example') =>
  Buffer.from(mboxEntry(Buffer.from(text, 'latin1'), { sender, received })).toString('latin1')

it('has a separator, LF line ends and an empty line at its end', () => {
  expect(entry('Subject: a\r\n\r\nb\r\n')).toBe(
    'From lee@clinic.example Mon Nov  2 09:05:00 2026\nSubject: a\n\nb\n\n',
  )
})

it.each([
  ['From me', '>From me'],
  ['>From me', '>>From me'],
  ['>>From me', '>>>From me'],
  [' From me', ' From me'],
  ['From: me', 'From: me'],
  ['a\rFrom me', 'a\rFrom me'],
  ['From a\r\nFrom b', '>From a\n>From b'],
])('quotes %j as %j', (line, quoted) => {
  expect(entry(`A: b\r\n\r\n${line}`)).toContain(`\n\n${quoted}\n\n`)
})

it.each(['', 'a b@c', 'a@b\nFrom x@y', 'José@clinic.example'])(
  'a sender of %j begins no other line',
  (sender) => {
    expect(entry('A: b\r\n', sender).split('\n')[0]).toBe('From MAILER-DAEMON Mon Nov  2 09:05:00 2026')
  },
)

it('keeps every other byte', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  const [, ...rest] = entry(Buffer.from(bytes).toString('latin1')).split('MAILER')
  expect(rest).toEqual([])
  expect(Buffer.from(mboxEntry(bytes, { sender: '', received })).includes(Buffer.from(bytes))).toBe(true)
})
