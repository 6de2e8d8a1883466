import { describe, expect, it } from 'vitest'
import {
  limits,
  parseMessage,
  partAt,
  partBytes,
  rawPart,
  readContent,
  readEnvelope,
  type MessageTree,
} from './index.ts'
import { cpuMs } from '../../../test/support/cpu-time.ts'

function tree(text: string | Uint8Array): MessageTree {
  const parsed = parseMessage(typeof text === 'string' ? Buffer.from(text.replace(/\r?\n/g, '\r\n')) : text)
  if (!parsed.ok) throw new Error(parsed.error.code)
  return parsed.value
}

function rawText(message: MessageTree, path: string): string {
  const part = partAt(message, path)
  if (part === undefined) throw new Error(`no part ${path}`)
  return Buffer.from(rawPart(message, part)).toString('latin1')
}

describe('raw ranges', () => {
  it('give a signed part byte for byte, without the line break before the boundary', () => {
    const signed = 'Content-Type: text/plain; charset=utf-8\r\n\r\nSigned text \r\n\r\n'
    const message = Buffer.from(
      `Content-Type: multipart/signed; boundary=s\r\n\r\n--s\r\n${signed}\r\n--s\r\nContent-Type: application/pgp-signature\r\n\r\nx\r\n--s--\r\n`,
    )
    expect(rawText(tree(message), '1.1')).toBe(signed)
  })

  it.each([
    ['two boundary lines in a row', '--o\nContent-Type: multipart/mixed; boundary=i\n\n--i\n--o--\n'],
    ['a header that a boundary line ends', '--o\nContent-Type: text/plain\n--o--\n'],
  ])('lie one within the other: %s', (_, body) => {
    const message = tree(`Content-Type: multipart/mixed; boundary=o\n\n${body}`)
    const within = (part: MessageTree['root']) => {
      expect(part.fields.every(({ end }) => end <= part.end)).toBe(true)
      for (const child of part.children) {
        expect(child.start).toBeGreaterThanOrEqual(part.bodyStart)
        expect(child.end).toBeLessThanOrEqual(part.end)
        within(child)
      }
    }
    expect(message.parts.length).toBeGreaterThan(1)
    within(message.root)
  })

  it('keep LF line ends as they are', () => {
    const message = Buffer.from('Content-Type: multipart/mixed; boundary=b\n\n--b\nA: 1\n\nx\ny\n--b--\n')
    expect(rawText(tree(message), '1.1')).toBe('A: 1\n\nx\ny')
  })

  it.each([
    ['an empty body', '--b\nA: 1\n\n\n--b--', 'A: 1\r\n\r\n', ''],
    ['no blank line after the header', '--b\nA: 1\n--b--', 'A: 1', ''],
    ['neither header nor body', '--b\n\n--b--', '', ''],
    ['a body without header', '--b\n\nx\n--b--', '\r\nx', 'x'],
  ])('of a part with %s', (_, body, raw, decoded) => {
    const message = tree(`Content-Type: multipart/mixed; boundary=b\n\n${body}\n`)
    expect(rawText(message, '1.1')).toBe(raw)
    expect(Buffer.from(partBytes(message, '1.1') ?? []).toString()).toBe(decoded)
  })

  it('of header fields hold their folded lines in order', () => {
    const message = tree('B: 1\n 2\nA: x\nb : 3\n\nbody')
    expect(
      message.root.fields.map((field) => [
        field.key,
        Buffer.from(message.raw.subarray(field.start, field.end)).toString(),
      ]),
    ).toEqual([
      ['b', 'B: 1\r\n 2\r\n'],
      ['a', 'A: x\r\n'],
      ['b', 'b : 3\r\n'],
    ])
  })
})

describe('boundaries', () => {
  it('of an outer multipart end all inner ones', () => {
    const message = tree(
      'Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\none\n--o\n\ntwo\n--o--\n',
    )
    expect(message.parts.map((part) => part.path)).toEqual(['1', '1.1', '1.1.1', '1.2'])
    expect(partAt(message, '1.1')?.defects).toContain('boundary-not-closed')
    expect(Buffer.from(partBytes(message, '1.2') ?? []).toString()).toBe('two')
  })

  it('that are prefixes of each other are told apart', () => {
    const message = tree(
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b2\n\n--b2\n\none\n--b2--\n--b\n\ntwo\n--b--\n',
    )
    expect(message.parts.map((part) => part.path)).toEqual(['1', '1.1', '1.1.1', '1.2'])
  })

  it('after the close delimiter are epilogue', () => {
    const message = tree('Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n--b\n\nhidden\n')
    expect(message.parts.map((part) => part.path)).toEqual(['1', '1.1'])
  })

  it('inside a line are text', () => {
    const message = tree('Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx --b\n --b\n--bc\n--b--\n')
    expect(Buffer.from(partBytes(message, '1.1') ?? []).toString()).toBe('x --b\r\n --b\r\n--bc')
  })

  it('of a nested message belong to it', () => {
    const message = tree(
      'Content-Type: message/rfc822\n\nSubject: in\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n',
    )
    expect(message.parts.map((part) => [part.path, part.contentType.mediaType])).toEqual([
      ['1', 'message/rfc822'],
      ['1.1', 'multipart/mixed'],
      ['1.1.1', 'text/plain'],
    ])
  })
})

describe('header smuggling', () => {
  it('by a lone CR makes no field', () => {
    const message = tree(Buffer.from('Subject: a\rBcc: x@evil.example\r\nFrom: a@b.example\r\n\r\n'))
    expect(message.root.fields.map((field) => field.key)).toEqual(['subject', 'from'])
    expect(message.root.defects).toContain('header-bare-cr')
    expect(readEnvelope(message).bcc).toEqual([])
  })

  it('by a line without colon is flagged and drops only that line', () => {
    const message = tree('Subject: a\nno colon\n folded to it\nFrom: a@b.example\n\n')
    expect(message.root.fields.map((field) => field.key)).toEqual(['subject', 'from'])
    expect(message.root.defects).toEqual(['malformed-header-line'])
  })

  it('leaves an honest header without a flag', () => {
    expect(tree('Subject: a\nFrom: a@b.example\n\nx').root.defects).toEqual([])
  })
})

const manyParts = (count: number, part: string): string =>
  `Content-Type: multipart/mixed; boundary=b\r\n\r\n${part.repeat(count)}`

/** [attack, bytes, expected limit or null for "reads fine"]. */
const bombs: readonly [string, () => string | Uint8Array, string | null][] = [
  ['a million empty parts', () => manyParts(1_000_000, '--b\r\n\r\n'), 'parts'],
  ['a million parts with a header', () => manyParts(1_000_000, '--b\r\nA: 1\r\n\r\nx\r\n'), 'parts'],
  ['a million close delimiters', () => manyParts(1_000_000, '--b--\r\n'), null],
  ['2 million lines that nearly are boundaries', () => manyParts(2_000_000, '--c\r\n'), null],
  [
    'a multipart in a multipart, 100,000 deep',
    () =>
      Array.from(
        { length: 100_000 },
        (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
      ).join(''),
    'depth',
  ],
  [
    'a message in a message, 100,000 deep',
    () => 'Content-Type: message/rfc822\r\n\r\n'.repeat(100_000),
    'depth',
  ],
  ['a million header fields', () => 'A: b\r\n'.repeat(1_000_000), 'header-fields'],
  ['one header field of 50 MB', () => `Subject: ${'x'.repeat(50_000_000)}\r\n\r\n`, 'header-bytes'],
  [
    'one header field of a million folds',
    () => `Subject: a\r\n${' x\r\n'.repeat(1_000_000)}\r\n`,
    'header-bytes',
  ],
  [
    '1,999 parts with 10 kB of header each',
    () => manyParts(1_999, `--b\r\nA: ${'x'.repeat(10_000)}\r\n\r\n`),
    'header-bytes',
  ],
  ['a line of 100 MB', () => Buffer.alloc(100_000_000, 'x'), 'header-bytes'],
  [
    '100 MB of body in one line',
    () => Buffer.concat([Buffer.from('A: b\r\n\r\n'), Buffer.alloc(100_000_000, 'x')]),
    null,
  ],
  [
    '100 MB of line feeds',
    () => Buffer.concat([Buffer.from('A: b\r\n\r\n'), Buffer.alloc(100_000_000, '\n')]),
    null,
  ],
  ['30,000 encoded words', () => `Subject: ${'=?utf-8?q?a?= '.repeat(30_000)}\r\n\r\n`, null],
  [
    '500 kB of `=?`',
    () => `Subject: ${'=?'.repeat(250_000)}\r\nFrom: ${'=?a?q?'.repeat(80_000)}\r\n\r\n`,
    null,
  ],
  ['100,000 addresses', () => `To: ${'a@b.example,'.repeat(80_000)}\r\n\r\n`, null],
  [
    '500 kB of angle brackets',
    () => `From: ${'<'.repeat(400_000)}\r\nTo: ${'<a@b>'.repeat(80_000)}\r\n\r\n`,
    null,
  ],
  [
    '500 kB of open comments',
    () => `From: ${'('.repeat(400_000)}\r\nDate: ${'('.repeat(400_000)}\r\n\r\n`,
    null,
  ],
  ['500 kB of quotes and backslashes', () => `From: ${'"\\'.repeat(200_000)}\r\n\r\n`, null],
  [
    'a name of 900 kB without an at sign',
    () => `From: "${'a'.repeat(900_000)} @" <a@b.example>\r\n\r\n`,
    null,
  ],
  ['100,000 parameters', () => `Content-Type: text/plain; ${'a=b;'.repeat(100_000)}\r\n\r\nx`, null],
  [
    '100,000 parameter sections',
    () =>
      `Content-Type: text/plain; ${Array.from({ length: 60_000 }, (_, n) => `n*${n}=b;`).join('')}\r\n\r\nx`,
    null,
  ],
  ['500 kB of semicolons and quotes', () => `Content-Type: text/plain${';"'.repeat(250_000)}\r\n\r\nx`, null],
  ['100,000 references', () => `References: ${'<a@b> '.repeat(100_000)}\r\n\r\n`, null],
  [
    '20 MB of equals signs in quoted-printable',
    () => `Content-Transfer-Encoding: quoted-printable\r\n\r\n${'='.repeat(20_000_000)}`,
    null,
  ],
  [
    '20 MB of padding in base64',
    () => `Content-Transfer-Encoding: base64\r\n\r\n${'QQ==A'.repeat(4_000_000)}`,
    null,
  ],
  [
    '7 MB of soft-broken flowed lines',
    () => `Content-Type: text/plain; format=flowed\r\n\r\n${'> a \r\n'.repeat(1_000_000)}`,
    null,
  ],
  ['16 MB of unclosed tags as body', () => `Content-Type: text/html\r\n\r\n${'<b>'.repeat(5_000_000)}`, null],
  [
    '1,900 alternatives of HTML',
    () => manyParts(1_900, `--b\r\nContent-Type: text/html\r\n\r\n${'<p>x'.repeat(500)}\r\n`),
    null,
  ],
]

describe('bombs end within 5 s', () => {
  it.each(bombs)('%s', (_, make, limit) => {
    const source = make()
    const raw = typeof source === 'string' ? Buffer.from(source) : source
    const startedMs = cpuMs()
    const parsed = parseMessage(raw)
    if (parsed.ok) {
      readEnvelope(parsed.value)
      readContent(parsed.value)
    }
    expect(cpuMs() - startedMs).toBeLessThan(5_000)
    expect(parsed.ok ? null : parsed.error.detail?.['limit']).toBe(limit)
  })

  it('a message over the size limit is refused by its size', () => {
    const parsed = parseMessage(new Uint8Array(limits.maxMessageBytes + 1))
    expect(parsed).toMatchObject({ ok: false, error: { code: 'mime/too-large' } })
  })

  it('takes twice as long for twice the size, not four times', () => {
    const timeOf = (count: number): number => {
      const raw = Buffer.from(
        `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n${'--x\r\n--\r\n'.repeat(count)}`,
      )
      const startedMs = cpuMs()
      parseMessage(raw)
      return cpuMs() - startedMs
    }
    timeOf(20_000)
    const small = Math.min(timeOf(50_000), timeOf(50_000), timeOf(50_000))
    const large = Math.min(timeOf(200_000), timeOf(200_000), timeOf(200_000))
    expect(large / small).toBeLessThan(10)
  })
})
