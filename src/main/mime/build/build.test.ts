import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import {
  buildEntity,
  buildInner,
  buildOuter,
  type InnerMessage,
  type MessageTree,
  newMessageId,
  parseMessage,
  partBytes,
  readContent,
  readEnvelope,
  readProtectedHeaders,
} from '../index.ts'

const message: InnerMessage = {
  from: { name: 'Dr. Elena Rivera', address: 'rivera@practice.example' },
  to: [{ name: 'María Álvarez', address: 'maria@patient.example' }],
  cc: [],
  subject: 'Ergebnis — für Sie persönlich',
  date: '2026-11-20T10:00:00.000Z',
  messageId: '<m1@practice.example>',
  inReplyTo: null,
  references: [],
  text: 'Grüße,\n\nDr. Rivera  \nFrom here on\n.\n',
  html: '<p>Grüße</p>',
  attachments: [],
}

async function builtTree(of: InnerMessage): Promise<MessageTree> {
  const built = await buildInner(of)
  if (!built.ok) throw new Error(built.error.code)
  return treeOf(built.value)
}

function treeOf(bytes: Uint8Array): MessageTree {
  const parsed = parseMessage(bytes)
  if (!parsed.ok) throw new Error(parsed.error.code)
  expect(parsed.value.parts.flatMap((part) => part.defects)).toEqual([])
  return parsed.value
}

describe('buildInner', () => {
  it('writes what reads back as it was given', async () => {
    const bytes = Buffer.from([0, 13, 10, 255, 46, 10, 10])
    const attachments = [
      { fileName: 'Łukasz – Befund.pdf', contentType: 'application/pdf', bytes },
      { fileName: 'mail.eml', contentType: 'message/rfc822', bytes: Buffer.from('Bcc: x@y.example\n\nü') },
      { fileName: 'a"b\\c;d.txt', contentType: 'text/plain', bytes: Buffer.from('plain\n') },
    ]
    const tree = await builtTree({ ...message, attachments })
    const content = readContent(tree)
    expect(content.unshownText).toBe('Grüße,\n\nDr. Rivera  \nFrom here on\n.')
    expect(content.html).toEqual(['<p>Grüße</p>'])
    expect(content.attachments.map((file) => file.fileName)).toEqual([
      'Łukasz – Befund.pdf',
      'mail.eml',
      'c;d.txt',
    ])
    for (const [index, file] of content.attachments.entries()) {
      expect(Buffer.from(partBytes(tree, file.partPath) ?? [])).toEqual(attachments[index]?.bytes)
    }
    expect(tree.parts.some((part) => part.contentType.mediaType.startsWith('message/'))).toBe(false)
  })

  it('gives 7-bit bytes in CRLF lines of at most 998', async () => {
    const built = await buildInner({
      ...message,
      text: `${'ü'.repeat(5_000)} ${'x'.repeat(5_000)}`,
      subject: 'x'.repeat(3_000),
    })
    if (!built.ok) throw new Error(built.error.code)
    const text = Buffer.from(built.value).toString('latin1')
    expect(text).toMatch(/^[\r\n\t\x20-\x7e]*$/)
    expect(text).not.toMatch(/(?<!\r)\n|\r(?!\n)/)
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)
  })

  it('marks the root as protected by encryption and records the outer fields (RFC 9788)', async () => {
    const tree = await builtTree(message)
    expect(tree.root.contentType.params.get('hp')).toBe('cipher')
    const text = Buffer.from(tree.raw).toString('latin1')
    expect(text).toContain('\r\nHP-Outer: Subject: [...]\r\n')
    expect(text).toContain('\r\nHP-Outer: From: "Dr. Elena Rivera" <rivera@practice.example>\r\n')
  })

  it('lets nothing remote or active out of pasted HTML', async () => {
    const html =
      '<p onclick="x()">Hi<img src="https://track.example/p.gif"><script>x</script><a href="javascript:x">l</a></p>'
    const content = readContent(
      await builtTree({ ...message, html, quotedHtml: `<style>@import "https://e.example"</style>${html}` }),
    )
    expect(content.html?.[0]).not.toMatch(/track\.example|script|onclick|@import|e\.example/)
    expect(content.html?.[0]).toContain('<blockquote type="cite">')
  })

  it('reads the same in postal-mime', async () => {
    const tree = await builtTree({
      ...message,
      attachments: [{ fileName: 'Größe.pdf', contentType: 'application/pdf', bytes: Buffer.from('x') }],
    })
    const other = await PostalMime.parse(tree.raw)
    expect(other.subject).toBe(message.subject)
    expect(other.to).toMatchObject([{ name: 'María Álvarez', address: 'maria@patient.example' }])
    expect(other.text?.trimEnd()).toBe('Grüße,\n\nDr. Rivera  \nFrom here on\n.')
    expect(other.attachments.map((file) => file.filename)).toEqual(['Größe.pdf'])
  })

  it('round-trips any subject, name and text', async () => {
    const line = fc
      .string({ unit: 'grapheme', maxLength: 120 })
      .filter((text) => !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text))
    const shown = (text: string): string =>
      text
        .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u061c]/g, '')
        .replace(/ {2,}/g, ' ')
        .trim()
    await fc.assert(
      fc.asyncProperty(line, line, fc.array(line, { maxLength: 6 }), async (subject, name, lines) => {
        const text = lines.join('\n')
        const tree = await builtTree({
          ...message,
          subject,
          to: [{ name, address: 'maria@patient.example' }],
          text,
          html: null,
        })
        const envelope = readEnvelope(tree)
        expect(envelope.subject).toBe(shown(subject))
        expect(envelope.to).toEqual([{ name: shown(name), address: 'maria@patient.example' }])
        expect(readContent(tree).text ?? '').toBe(text.trimEnd())
      }),
      { numRuns: 150, seed: 11 },
    )
  })

  it('refuses an address that is none', async () => {
    expect(await buildInner({ ...message, to: [{ name: '', address: 'maria' }] })).toMatchObject({
      ok: false,
      error: { code: 'mime/bad-address', detail: { input: 'maria' } },
    })
  })
})

describe('buildOuter', () => {
  it('wraps an entity under a neutral subject, without the true one', async () => {
    const entity = await buildEntity({ text: 'cover', html: null, attachments: [] })
    if (!entity.ok) throw new Error(entity.error.code)
    const { from, to, cc, date, messageId, inReplyTo, references } = message
    const built = buildOuter({ from, to, cc, date, messageId, inReplyTo, references }, entity.value)
    if (!built.ok) throw new Error(built.error.code)
    const envelope = readEnvelope(treeOf(built.value))
    expect(envelope).toMatchObject({
      subject: '[...]',
      messageId: '<m1@practice.example>',
      date: '2026-11-20T10:00:00.000Z',
      ambiguous: [],
    })
    expect(readContent(treeOf(built.value)).text).toBe('cover')
  })

  it('writes an Autocrypt field that reads back', async () => {
    const entity = await buildEntity({ text: 'cover', html: null, attachments: [] })
    if (!entity.ok) throw new Error(entity.error.code)
    const keyData = Uint8Array.from({ length: 500 }, (_, index) => index % 256)
    const built = buildOuter(
      { ...message, autocrypt: { address: 'rivera@practice.example', keyData } },
      entity.value,
    )
    if (!built.ok) throw new Error(built.error.code)
    const field = /Autocrypt: ([^]*?)\r\n(?! )/.exec(Buffer.from(built.value).toString('latin1'))?.[1] ?? ''
    const base64 = field.replace(/\s/g, '').split('keydata=')[1] ?? ''
    expect(Buffer.from(base64, 'base64')).toEqual(Buffer.from(keyData))
  })
})

describe('newMessageId', () => {
  it('holds 160 random bits and the domain, nothing else', () => {
    expect(newMessageId('Practice.example', (length) => new Uint8Array(length).fill(0xab))).toEqual({
      ok: true,
      value: `<${'ab'.repeat(20)}@practice.example>`,
    })
  })

  it('refuses a domain that would break out', () => {
    expect(newMessageId('x.example>\r\nBcc: y', (length) => new Uint8Array(length))).toMatchObject({
      ok: false,
    })
  })
})

describe('readProtectedHeaders', () => {
  const outerText = (changes: Record<string, string>): MessageTree => {
    const all = {
      From: '"Dr. Elena Rivera" <rivera@practice.example>',
      To: '=?utf-8?B?TWFyw61hIMOBbHZhcmV6?= <maria@patient.example>',
      Subject: '[...]',
      Date: 'Fri, 20 Nov 2026 10:00:00 +0000',
      'Message-ID': '<m1@practice.example>',
      ...changes,
    }
    return treeOf(
      Buffer.from(
        Object.entries(all)
          .map(([name, value]) => `${name}: ${value}\r\n`)
          .join('') + '\r\n',
      ),
    )
  }

  it('finds the true subject confidential and nothing changed', async () => {
    const protectedHeaders = readProtectedHeaders(await builtTree(message), outerText({}))
    expect(protectedHeaders).toMatchObject({
      scheme: 'cipher',
      confidential: ['Subject'],
      mismatched: [],
      isFromMismatched: false,
    })
    expect(protectedHeaders?.envelope.subject).toBe(message.subject)
  })

  it('refolding on the way is no mismatch', async () => {
    const refolded = outerText({ From: '"Dr. Elena Rivera"\r\n  <rivera@practice.example>' })
    expect(readProtectedHeaders(await builtTree(message), refolded)?.mismatched).toEqual([])
  })

  it.each([
    ['Subject', 'URGENT: pay now', false],
    ['To', 'someone@else.example', false],
    ['Date', 'Fri, 20 Nov 2020 10:00:00 +0000', false],
    ['From', 'Dr. Elena Rivera <x@evil.example>', true],
  ])('a changed outer %s is told', async (name, value, isFromMismatched) => {
    const read = readProtectedHeaders(await builtTree(message), outerText({ [name]: value }))
    expect(read).toMatchObject({ mismatched: [name], isFromMismatched })
  })

  it('an added outer field is told', async () => {
    expect(
      readProtectedHeaders(await builtTree(message), outerText({ 'Reply-To': 'x@evil.example' }))?.mismatched,
    ).toEqual(['Reply-To'])
  })

  it('an entity without the parameter has none', async () => {
    const entity = await buildEntity({ text: 'x', html: null, attachments: [] })
    if (!entity.ok) throw new Error(entity.error.code)
    expect(readProtectedHeaders(treeOf(entity.value), outerText({}))).toBeNull()
  })

  it('the older form is read, its neutral outer subject is no mismatch', () => {
    const inner = treeOf(
      Buffer.from(
        'Content-Type: text/plain; protected-headers="v1"\r\nSubject: true\r\nFrom: rivera@practice.example\r\n\r\nx',
      ),
    )
    expect(
      readProtectedHeaders(inner, outerText({ Subject: '...', From: 'rivera@practice.example' })),
    ).toMatchObject({ scheme: 'legacy', mismatched: [] })
    expect(
      readProtectedHeaders(inner, outerText({ Subject: 'false', From: 'rivera@practice.example' })),
    ).toMatchObject({ mismatched: ['Subject'] })
  })
})
