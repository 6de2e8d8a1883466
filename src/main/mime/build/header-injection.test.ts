import { describe, expect, it } from 'vitest'
import { type InnerMessage, type MessageFields, parseMessage, readEnvelope } from '../index.ts'
import { buildInner, buildOuter } from './message.ts'
import { buildEntity } from './entity.ts'

const fields: MessageFields = {
  from: { name: 'Dr. Elena Rivera', address: 'rivera@practice.example' },
  to: [{ name: 'Maria Alvarez', address: 'maria@patient.example' }],
  cc: [{ name: 'Ann', address: 'ann@practice.example' }],
  subject: 'Appointment',
  date: '2026-11-20T10:00:00Z',
  messageId: '<m1@practice.example>',
  inReplyTo: '<m0@patient.example>',
  references: ['<m0@patient.example>'],
}
const message: InnerMessage = {
  ...fields,
  text: 'Hello',
  html: null,
  attachments: [{ fileName: 'form.pdf', contentType: 'application/pdf', bytes: Buffer.from('x') }],
}

/** Line ends and what has been taken for one by some server, library or gateway. */
const breaks = [
  '\r\n',
  '\r',
  '\n',
  '\n\r',
  '\0',
  '\r\n\r\n',
  '\r\n ',
  '\r\n\t',
  '\u2028',
  '\u2029',
  '\u0085',
  '\v',
  '\f',
  '\u001b',
  '\u007f',
  '\r\0\n',
]
const payloads = [
  'Bcc: victim@evil.example',
  'To: victim@evil.example',
  'X-Injected: yes',
  'Content-Type: text/html\r\n\r\n<script>',
  '.\r\nMAIL FROM:<x@evil.example>\r\nRCPT TO:<victim@evil.example>\r\nDATA',
]
const wrappers: readonly ((payload: string) => string)[] = [
  (payload) => `a${payload}`,
  (payload) => `${payload}b`,
  (payload) => `"a${payload}b"`,
]

type Target = { readonly name: string; readonly with: (hostile: string) => InnerMessage }

const targets: readonly Target[] = [
  { name: 'Subject', with: (hostile) => ({ ...message, subject: hostile }) },
  { name: 'From name', with: (hostile) => ({ ...message, from: { ...message.from, name: hostile } }) },
  {
    name: 'From address',
    with: (hostile) => ({ ...message, from: { name: '', address: `rivera@practice.example${hostile}` } }),
  },
  {
    name: 'To name',
    with: (hostile) => ({ ...message, to: [{ name: hostile, address: 'maria@patient.example' }] }),
  },
  {
    name: 'To address',
    with: (hostile) => ({ ...message, to: [{ name: '', address: `${hostile}@patient.example` }] }),
  },
  {
    name: 'Cc name',
    with: (hostile) => ({ ...message, cc: [{ name: hostile, address: 'ann@practice.example' }] }),
  },
  { name: 'Message-ID', with: (hostile) => ({ ...message, messageId: `<m1${hostile}@practice.example>` }) },
  { name: 'In-Reply-To', with: (hostile) => ({ ...message, inReplyTo: `<m0${hostile}@x>` }) },
  { name: 'References', with: (hostile) => ({ ...message, references: [`<m0${hostile}@x>`] }) },
  { name: 'Date', with: (hostile) => ({ ...message, date: `2026-11-20T10:00:00Z${hostile}` }) },
  { name: 'outer Subject', with: (hostile) => ({ ...message, outer: { subject: hostile } }) },
  {
    name: 'file name',
    with: (hostile) => ({
      ...message,
      attachments: [{ fileName: hostile, contentType: 'text/plain', bytes: Buffer.from('x') }],
    }),
  },
  {
    name: 'attachment type',
    with: (hostile) => ({
      ...message,
      attachments: [{ fileName: 'a', contentType: `text/plain${hostile}`, bytes: Buffer.from('x') }],
    }),
  },
]

const probes = targets.flatMap((target) =>
  breaks.flatMap((lineBreak) =>
    payloads.flatMap((payload) => wrappers.map((wrap) => ({ target, hostile: wrap(lineBreak + payload) }))),
  ),
)

const innerKeys =
  'from to cc subject date message-id in-reply-to references hp-outer mime-version content-type'.split(' ')

describe('O1: control characters in an outgoing field', () => {
  it('has at least 500 probes', () => {
    expect(probes.length).toBeGreaterThanOrEqual(500)
  })

  it.each(targets)('in $name are refused with a code', async (target) => {
    for (const { hostile } of probes.filter((probe) => probe.target === target)) {
      const built = await buildInner(target.with(hostile))
      expect(built, JSON.stringify(hostile)).toMatchObject({ ok: false })
      if (!built.ok) expect(['mime/unsafe-header', 'mime/bad-address']).toContain(built.error.code)
    }
  })

  it('in an outer field are refused as well', async () => {
    const entity = await buildEntity({ text: 'cover', html: null, attachments: [] })
    if (!entity.ok) throw new Error(entity.error.code)
    for (const lineBreak of breaks) {
      for (const hostile of [
        { ...fields, subject: `a${lineBreak}Bcc: x@evil.example` },
        { ...fields, messageId: `<a${lineBreak}@b.example>` },
        { ...fields, autocrypt: { address: `a@b.example${lineBreak}Bcc: x`, keyData: new Uint8Array(3) } },
      ]) {
        expect(buildOuter(hostile, entity.value)).toMatchObject({ ok: false })
      }
    }
  })

  it('in the text change nothing above it', async () => {
    for (const lineBreak of breaks) {
      const built = await buildInner({
        ...message,
        text: `${lineBreak}Bcc: x@evil.example${lineBreak}.${lineBreak}MAIL FROM:<x>`,
      })
      if (!built.ok) throw new Error(built.error.code)
      const parsed = parseMessage(built.value)
      if (!parsed.ok) throw new Error(parsed.error.code)
      expect(new Set(parsed.value.root.fields.map((field) => field.key))).toEqual(new Set(innerKeys))
      expect(Buffer.from(built.value).toString('latin1')).not.toMatch(/\r(?!\n)|(?<!\r)\n|\0/)
    }
  })

  it('positive control: the same message without them is built, with these fields only', async () => {
    const built = await buildInner(message)
    if (!built.ok) throw new Error(built.error.code)
    const parsed = parseMessage(built.value)
    if (!parsed.ok) throw new Error(parsed.error.code)
    expect(new Set(parsed.value.root.fields.map((field) => field.key))).toEqual(new Set(innerKeys))
    const envelope = readEnvelope(parsed.value)
    expect([...envelope.to, ...envelope.cc, ...envelope.bcc].map((each) => each.address)).toEqual([
      'maria@patient.example',
      'ann@practice.example',
    ])
  })

  it('encoded line breaks stay text in the decoded subject', async () => {
    const built = await buildInner({ ...message, subject: '=?utf-8?Q?a=0D=0ABcc:_x@evil.example?=' })
    if (!built.ok) throw new Error(built.error.code)
    const parsed = parseMessage(built.value)
    if (!parsed.ok) throw new Error(parsed.error.code)
    expect(readEnvelope(parsed.value).subject).toBe('=?utf-8?Q?a=0D=0ABcc:_x@evil.example?=')
    expect(readEnvelope(parsed.value).bcc).toEqual([])
  })
})

describe('an entity given to buildOuter', () => {
  const wrap = (entity: string): ReturnType<typeof buildOuter> =>
    buildOuter(fields, Buffer.from(entity.replace(/\n/g, '\r\n')))

  it.each([
    ['a Bcc', 'Content-Type: text/plain\nBcc: x@evil.example\n\nx'],
    ['a Subject', 'Content-Type: text/plain\nSubject: secret\n\nx'],
    ['a Received', 'Received: x\nContent-Type: text/plain\n\nx'],
    ['a line that is no field', 'Content-Type: text/plain\nfoo\n\nx'],
    ['two types', 'Content-Type: text/plain\nContent-Type: text/html\n\nx'],
    ['an 8-bit byte', 'Content-Type: text/plain\n\nü'],
    ['a line over 998', `Content-Type: text/plain\n\n${'x'.repeat(999)}\n`],
    ['a bare CR', 'Content-Type: text/plain\n\na\rb'],
  ])('with %s is refused', (_, entity) => {
    expect(wrap(entity)).toMatchObject({ ok: false, error: { code: 'mime/unsafe-header' } })
  })

  it('with a bare LF (the end-of-data smuggle) is refused', () => {
    expect(
      buildOuter(fields, Buffer.from('Content-Type: text/plain\r\n\r\na\n.\r\nMAIL FROM:<x>')),
    ).toMatchObject({ ok: false })
  })

  it('with its Content fields alone is wrapped', () => {
    expect(wrap('MIME-Version: 1.0\nContent-Type: text/plain\n\nx').ok).toBe(true)
  })
})
