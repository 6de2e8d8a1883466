import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../test/support/random.ts'
import { mboxEntry } from './mbox.ts'
import { createMboxSplitter, type MboxMessage } from './mbox-split.ts'
import { withMailLineEnds } from './mailbox-notes.ts'

const from = 'From lee@clinic.example Mon Nov  2 09:05:00 2026\n'

function split(text: string | Uint8Array, { pieceBytes = 7, most = 1_000_000 } = {}): MboxMessage[] {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text
  const splitter = createMboxSplitter(most)
  const found: MboxMessage[] = []
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    found.push(...splitter.push(bytes.subarray(at, at + pieceBytes)))
  }
  return [...found, ...splitter.end()]
}

const texts = (messages: readonly MboxMessage[]) =>
  messages.map(({ raw }) => (raw === null ? null : Buffer.from(raw).toString('latin1')))

describe('an mbox file', () => {
  it.each<readonly [what: string, file: string, messages: readonly string[]]>([
    ['of one message', `${from}A: b\n\nc\n\n`, ['A: b\n\nc\n']],
    ['of two', `${from}A: b\n\nc\n\n${from}A: d\n\ne\n\n`, ['A: b\n\nc\n', 'A: d\n\ne\n']],
    ['with CRLF', `${from}A: b\n\nc\n\n`.replaceAll('\n', '\r\n'), ['A: b\r\n\r\nc\r\n']],
    ['without an empty line at the end', `${from}A: b\n\nc`, ['A: b\n\nc']],
    ['without empty lines between', `${from}A: b\n\nc\n${from}A: d\n\ne\n`, ['A: b\n\nc\n', 'A: d\n\ne\n']],
    ['with header alone', `${from}A: b\n\n${from}A: d\n\n\n`, ['A: b\n', 'A: d\n\n']],
    [
      'with text that looks like a separator, and no header after it',
      `${from}A: b\n\n\n${from}c\n`,
      [`A: b\n\n\n${from}c\n`],
    ],
    [
      'with text that begins with From',
      `${from}A: b\n\nc\n\nFrom here on\nnothing\n\n`,
      ['A: b\n\nc\n\nFrom here on\nnothing\n'],
    ],
    [
      'of mboxrd',
      `${from}A: b\n\n>From c\n>>From d\n> From e\n>F\n\n`,
      ['A: b\n\nFrom c\n>From d\n> From e\n>F\n'],
    ],
    [
      'of Thunderbird',
      'From - Mon Nov 02 09:05:00 2026\nA: b\n\nc\n\nFrom - \nA: d\n\ne\n\nFrom \nA: f\n\n',
      ['A: b\n\nc\n', 'A: d\n\ne\n', 'A: f\n'],
    ],
    ['with a separator in another order', 'From a@b 2026-11-02 09:05:00\nA: b\n\nc\n', ['A: b\n\nc\n']],
    ['that is empty', '', []],
  ])('%s', (_what, file, messages) => {
    for (const pieceBytes of [1, 7, 4096]) {
      expect(texts(split(file, { pieceBytes }))).toEqual(messages)
    }
  })

  it('tells what stands in the separator', () => {
    expect(split(`${from}A: b\n\n`)[0]?.separator).toBe('lee@clinic.example Mon Nov  2 09:05:00 2026')
  })
})

describe('a Content-Length', () => {
  const body = `c\n\n${from}X: not a message\n`
  const head = (length: number) => `Content-Length: ${String(length)}\n\n`

  it('that leads to the next separator keeps what looks like one before it (mboxcl2)', () => {
    const file = `${from}${head(body.length)}${body}\n${from}A: d\n\ne\n\n`
    expect(texts(split(file))).toEqual([head(body.length) + body, 'A: d\n\ne\n'])
  })

  it.each([1, 3, body.length - 1, body.length + 9, 999_999])(
    'that leads elsewhere (%d) hides no message',
    (length) => {
      const file = `${from}${head(length)}${body}\n${from}A: d\n\ne\n\n`
      expect(texts(split(file))).toEqual([`${head(length)}c\n`, 'X: not a message\n', 'A: d\n\ne\n'])
    },
  )

  it('that leads elsewhere in message after message hides none of them', () => {
    const one = (text: string) => `${from}${head(900_000)}${text}\n\n`
    const expected = ['c', 'd', 'e', 'f'].map((text) => `${head(900_000)}${text}\n`)
    expect(texts(split(['c', 'd', 'e', 'f'].map(one).join('')))).toEqual(expected)
  })

  it('that a whole file of messages has hides none of them in what is too large together', () => {
    const one = (text: string) => `${from}${head(80)}${text}\n\n`
    const names = ['c', 'd', 'e', 'f', 'g', 'h']
    expect(texts(split(names.map(one).join(''), { most: 100 }))).toEqual(
      names.map((text) => `${head(80)}${text}\n`),
    )
  })

  it('that ends at a line that is no separator changes no order of lines', () => {
    const file = `${from}${head(2)}c\n${from}d\n${from}e\n`
    expect(texts(split(file))).toEqual([`${head(2)}c\n${from}d\n${from}e\n`])
  })

  it('that is larger than any message may be is no reason to read on', () => {
    const file = `${from}${head(500_000_000)}${'x'.repeat(90)}\n\n${from}A: d\n\ne\n\n`
    expect(texts(split(file, { most: 60 }))).toEqual([null, 'A: d\n\ne\n'])
  })
})

it('tells the size of a message that is too large, and goes on behind it', () => {
  const file = `${from}A: b\n\n${'x'.repeat(200)}\n\n${from}A: d\n\ne\n\n`
  const [large, small] = split(file, { most: 100 })
  expect(large).toMatchObject({ raw: null, sizeBytes: 208 })
  expect(texts([small!])).toEqual(['A: d\n\ne\n'])
})

it('reads a long line that goes on with ">From " or ends in nothing but a line end as one line', () => {
  const long = 'x'.repeat(256 * 1024 + 1)
  const file = `${from}A: b\n\n${long}>From c\n${long}\nd\n`
  for (const pieceBytes of [256 * 1024 + 1, 1_000_000]) {
    expect(texts(split(file, { pieceBytes }))).toEqual([`A: b\n\n${long}>From c\n${long}\nd\n`])
  }
})

it.each(['\n', '>\n', 'a:\n'])('keeps millions of lines (%j) in little more than their bytes', (line) => {
  const splitter = createMboxSplitter(100_000_000)
  splitter.push(Buffer.from(`${from}A: b\n${line === 'a:\n' ? '' : '\n'}`))
  const before = process.memoryUsage().heapUsed
  const lines = Buffer.from(line.repeat(1_000_000))
  splitter.push(lines)
  splitter.push(lines)
  // An object for each line takes 200 MB.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000)
  expect(splitter.end()[0]?.raw?.length).toBeGreaterThan(lines.length * 2)
})

it('gives back, byte for byte, whatever was written as mbox', () => {
  const random = seededRandom(7)
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]!
  const lines = [
    '',
    'a',
    'From ',
    '>From x',
    '>>From y',
    from.trim(),
    'Subject: z',
    'Content-Length: 4',
    '>',
    '\r',
    'é',
  ]
  const messages = Array.from({ length: 300 }, () => {
    const end = pick(['\r\n', '\r\n', 'mixed'])
    const body = Array.from(
      { length: Math.floor(random() * 12) },
      () => pick(lines) + (end === 'mixed' ? pick(['\n', '\r\n']) : end),
    )
    return Buffer.from(`Subject: a\r\n\r\n${body.join('')}`, 'latin1')
  })
  const options = { sender: 'a@b.example', received: new Date(0) }
  const file = Buffer.concat(messages.map((message) => mboxEntry(message, options)))
  const found = split(file, { pieceBytes: 1000 }).map(({ raw }) => Buffer.from(withMailLineEnds(raw!)))
  expect(found.map((raw) => raw.toString('latin1'))).toEqual(messages.map((raw) => raw.toString('latin1')))
})
