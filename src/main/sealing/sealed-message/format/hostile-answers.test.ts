import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, it } from 'vitest'
import { cpuMs } from '../../../../../test/support/cpu-time.ts'
import { decodeAnswer, encodeAnswer } from './answer-payload.ts'
import { answerLayout } from './layout.ts'
import { paddedLength } from './padding.ts'

/**
 * Answers made by somebody who read the spec and can encrypt to the practice's certificate, as anyone can; those with a
 * MAC by somebody who opened the message too. Each with the due error, before anything of it is shown.
 */
type Hostile = readonly [name: string, payload: Uint8Array, code: string]

const replyKey = new Uint8Array(32).fill(9)
const { magic, macBytes, leastBytes } = answerLayout
const lengthAt = magic.length + 1 + macBytes
const start = lengthAt + 4

const good = { messageId: '<a@b.example>', id: '07'.repeat(16), text: 'Yes', attachments: [] as unknown }
const goodFile = { name: 'a.pdf', type: 'application/pdf', size: 0 }

/** A payload whose MAC is right, around any manifest and files. */
function around(
  manifest: unknown,
  files: Uint8Array = new Uint8Array(),
  change?: (payload: Uint8Array) => void,
) {
  const json = Buffer.from(typeof manifest === 'string' ? manifest : JSON.stringify(manifest))
  const payload = new Uint8Array(paddedLength(start + json.length + files.length, leastBytes))
  payload.set(Buffer.from(magic))
  payload[magic.length] = answerLayout.version
  new DataView(payload.buffer).setUint32(lengthAt, json.length)
  payload.set(json, start)
  payload.set(files, start + json.length)
  change?.(payload)
  const signed = Buffer.concat([Buffer.from('sealpost/answer/1'), payload.subarray(lengthAt)])
  payload.set(hmac(sha256, replyKey, signed), magic.length + 1)
  return payload
}
const withFields = (fields: object, files?: Uint8Array) => around({ ...good, ...fields }, files)
const whole = encodeAnswer(
  {
    messageId: good.messageId,
    containerId: new Uint8Array(16).fill(7),
    text: 'Yes',
    attachments: [{ name: 'a.txt', type: 'text/plain', bytes: new Uint8Array(2000) }],
  },
  replyKey,
)
const length = (bytes: number) => (payload: Uint8Array) => {
  new DataView(payload.buffer).setUint32(lengthAt, bytes)
}

const frames: Hostile[] = [
  ['empty', new Uint8Array(), 'sealed/not-a-container'],
  ['part of the mark', whole.slice(0, 7), 'sealed/not-a-container'],
  [
    'the mark of a message',
    Uint8Array.from([...Buffer.from('SEALPOST'), ...whole.slice(8)]),
    'sealed/not-a-container',
  ],
  ['the mark in lower case', whole.with(0, 0x73), 'sealed/not-a-container'],
  ['a byte before the mark', Uint8Array.from([0, ...whole]), 'sealed/not-a-container'],
  ['a mail', Buffer.from('Content-Type: text/plain\r\n\r\nYes'), 'sealed/not-a-container'],
  ...[2, 3, 127, 255].map((version): Hostile => [
    `version ${version}`,
    whole.with(8, version),
    'sealed/version-newer',
  ]),
  ['version 0', whole.with(8, 0), 'sealed/damaged'],
  ...[8, 9, 20, 40, 41, 44, 45, 46, 100, 400, 512, whole.length - 1].map((cut): Hostile => [
    `cut to ${cut} bytes`,
    whole.slice(0, cut),
    'sealed/damaged',
  ]),
  ['a byte after the end', Uint8Array.from([...whole, 0]), 'sealed/damaged'],
  ['itself twice', Uint8Array.from([...whole, ...whole]), 'sealed/damaged'],
  ['a manifest of 4 GiB', around(good, undefined, length(0xffffffff)), 'sealed/limits-exceeded'],
  ['a manifest of 5 MiB', around(good, undefined, length(5 * 1024 * 1024)), 'sealed/limits-exceeded'],
  ['a manifest longer than the answer', around(good, undefined, length(500)), 'sealed/damaged'],
  ['a manifest of no length', around(good, undefined, length(0)), 'sealed/damaged'],
  ['padding that speaks', around(good, undefined, (payload) => payload.fill(1, -1)), 'sealed/damaged'],
  ['a file that nothing names', around(good, new Uint8Array([1])), 'sealed/damaged'],
  ['padding too long', Uint8Array.from([...around(good), ...new Uint8Array(512)]), 'sealed/damaged'],
]

const manifests: Hostile[] = [
  ...['null', '[]', '"text"', '{', '{}', 'true', '1e999', '['.repeat(100_000), '{"a":'.repeat(50_000)].map(
    (json): Hostile => [`a manifest of ${json.slice(0, 8)}`, around(json), 'sealed/damaged'],
  ),
  [
    'a manifest that is no UTF-8',
    around(good, undefined, (payload) => payload.fill(0xff, start + 5, start + 6)),
    'sealed/damaged',
  ],
  [
    'a field twice, the last one wrong',
    around(`${JSON.stringify(good).slice(0, -1)},"text":7}`),
    'sealed/damaged',
  ],
  ['a prototype in place of fields', around(`{"__proto__":${JSON.stringify(good)}}`), 'sealed/damaged'],
]

const fields: readonly (readonly [string, object])[] = [
  ['no Message-ID', { messageId: undefined }],
  ['a Message-ID that is a list', { messageId: [good.messageId] }],
  ['a Message-ID without brackets', { messageId: 'a@b.example' }],
  ['a Message-ID with a line break', { messageId: '<a@b.example>\r\nBcc: x@y.example' }],
  ['a Message-ID with a line separator', { messageId: '<a\u2028@b.example>' }],
  ['two Message-IDs', { messageId: '<a@b.example> <c@d.example>' }],
  ['a Message-ID of 100,000 characters', { messageId: `<${'a'.repeat(100_000)}@b.example>` }],
  ['no id', { id: undefined }],
  ['an id that is a number', { id: 7 }],
  ['an id one byte short', { id: '07'.repeat(15) }],
  ['an id one byte long', { id: '07'.repeat(17) }],
  ['an id in upper case', { id: 'AB'.repeat(16) }],
  ['an id that climbs', { id: `../../../../${'0'.repeat(20)}` }],
  ['no text', { text: undefined }],
  ['a text that is an object', { text: { toString: 'x' } }],
  ['a text that is null', { text: null }],
  ['no attachments', { attachments: undefined }],
  ['attachments that are an object', { attachments: { length: 1 } }],
  ['attachments that are a text', { attachments: 'a.pdf' }],
  ['a file that is null', { attachments: [null] }],
]

const names = [
  '../a.pdf',
  'a/b',
  'a\\b',
  'C:x',
  '.profile',
  'a\u202Efdp.exe',
  'a\r\nb',
  'a\0b',
  'a\u2028b',
  'a\ud800b',
  '',
  ' ',
  'a.',
  'x'.repeat(201),
  '<script>alert(1)</script>.pdf',
  '"onload="x',
]
const types = [
  'text',
  'text/html; charset=x',
  '',
  'a/b/c',
  '/x',
  'text/\nhtml',
  '"><script>',
  'text/html,x/y',
]
const sizes = [-1, 0.5, 1e300, '7', null, true, [1]]
const files: Hostile[] = [
  ...names.map((name): Hostile => [
    `a file named ${JSON.stringify(name.slice(0, 12))}`,
    withFields({ attachments: [{ ...goodFile, name }] }),
    'sealed/damaged',
  ]),
  ...types.map((type): Hostile => [
    `a file of type ${JSON.stringify(type)}`,
    withFields({ attachments: [{ ...goodFile, type }] }),
    'sealed/damaged',
  ]),
  ...sizes.map((size): Hostile => [
    `a file of size ${JSON.stringify(size)}`,
    withFields({ attachments: [{ ...goodFile, size }] }),
    'sealed/damaged',
  ]),
  [
    'a file larger than the answer',
    withFields({ attachments: [{ ...goodFile, size: 5000 }] }),
    'sealed/damaged',
  ],
  [
    'files that reach into one another',
    withFields({ attachments: [1, 2].map(() => ({ ...goodFile, size: 900 })) }, new Uint8Array(900)),
    'sealed/damaged',
  ],
  [
    'a sum of sizes beyond what numbers hold',
    withFields({ attachments: [1, 2].map(() => ({ ...goodFile, size: Number.MAX_SAFE_INTEGER })) }),
    'sealed/damaged',
  ],
  [
    '101 files',
    withFields({ attachments: Array.from({ length: 101 }, () => goodFile) }),
    'sealed/limits-exceeded',
  ],
]

const table: readonly Hostile[] = [
  ...frames,
  ...manifests,
  ...fields.map(([name, field]): Hostile => [name, withFields(field), 'sealed/damaged']),
  ...files,
]

describe('hostile answers', () => {
  it('are at least 90, each of another kind', () => {
    expect(new Set(table.map(([name]) => name)).size).toBe(table.length)
    expect(table.length).toBeGreaterThanOrEqual(90)
  })

  it.each(table)('%s', (_name, payload, code) => {
    const before = cpuMs()
    const read = decodeAnswer(payload)
    expect(read.ok ? 'read' : read.error.code).toBe(code)
    expect(cpuMs() - before).toBeLessThan(1000)
  })

  it.each([
    ['what a page writes', whole],
    ['what this file makes without a quirk', withFields({})],
    ['a file', withFields({ attachments: [{ ...goodFile, size: 3 }] }, new Uint8Array(3))],
    ['a field that a later version may add', withFields({ colour: 'spruce' })],
    ['a text that looks like a program: text it stays', withFields({ text: '<script>alert(1)</script>' })],
  ])('positive control: %s is read, and its MAC counts', (_name, payload) => {
    const read = decodeAnswer(payload)
    expect(read.ok && read.value.isAuthenticatedBy(replyKey)).toBe(true)
    expect(read.ok && read.value.isAuthenticatedBy(new Uint8Array(32))).toBe(false)
  })

  it('a MAC of another answer does not count', () => {
    const other = withFields({ text: 'No' })
    const spliced = Uint8Array.from([...other.slice(0, lengthAt), ...withFields({}).slice(lengthAt)])
    const read = decodeAnswer(spliced)
    expect(read.ok && read.value.isAuthenticatedBy(replyKey)).toBe(false)
  })
})
