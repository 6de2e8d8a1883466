import { createCipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { nobleAead } from './aead.ts'
import { openContainerWithKey, sealContainer } from './container.ts'
import { encodeHeader, wrapContext } from './header.ts'
import { layout } from './layout.ts'
import { paddedLength } from './padding.ts'
import { readVector } from './vectors.fixture.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { cpuMs } from '../../../../../test/support/cpu-time.ts'

/** Containers made by somebody who knows the passphrase key, the spec and no mercy: each with the due error. */
type Hostile = readonly [name: string, container: Uint8Array, code: string]

const { container, passphraseKey: key, salt, content } = readVector('full')
const cost = { memoryKib: 19 * 1024, passes: 2, lanes: 1 }
const id = new Uint8Array(16).fill(3)
const contentKey = new Uint8Array(32).fill(4)
const wrapNonce = new Uint8Array(12).fill(5)

const changed = (change: (bytes: Uint8Array, view: DataView) => void, from = container) => {
  const bytes = from.slice()
  change(bytes, new DataView(bytes.buffer))
  return bytes
}
/** A change in the header with its check made right again, as an attacker would. */
const rechecked = (change: (bytes: Uint8Array, view: DataView) => void) =>
  changed((bytes, view) => {
    change(bytes, view)
    bytes.set(sha256(bytes.subarray(0, layout.offset.check)).subarray(0, 8), layout.offset.check)
  })

function gcm(secret: Uint8Array, nonce: Uint8Array, data: Uint8Array, aad: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', secret, nonce)
  cipher.setAAD(aad)
  return Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()])
}

type Quirks = {
  readonly swap?: true
  readonly lastFlag?: (last: boolean) => number
  readonly number?: (at: number) => number
}

/** A container whose cryptography is right, over any payload at all. */
function around(payload: Uint8Array, quirks: Quirks = {}): Uint8Array {
  const fields = { cost, salt, id, wrapNonce }
  const wrappedKey = gcm(key, wrapNonce, contentKey, wrapContext(fields))
  const header = encodeHeader({ ...fields, wrappedKey, payloadBytes: payload.length }, contentKey)
  const count = Math.ceil(payload.length / layout.chunkBytes)
  const chunks = Array.from({ length: count }, (_, at) => {
    const nonce = Buffer.alloc(12)
    nonce.writeUInt32BE(quirks.number?.(at) ?? at, 7)
    nonce[11] = quirks.lastFlag?.(at === count - 1) ?? Number(at === count - 1)
    return gcm(
      contentKey,
      nonce,
      payload.subarray(at * layout.chunkBytes, (at + 1) * layout.chunkBytes),
      header,
    )
  })
  if (quirks.swap) chunks.reverse()
  return new Uint8Array(Buffer.concat([header, ...chunks]))
}

const goodManifest = {
  id: Buffer.from(id).toString('hex'),
  messageId: '<a@b.example>',
  subject: 's',
  sentAt: '2026-01-01T00:00:00Z',
  fromName: 'f',
  language: 'en',
  text: 't',
  attachments: [] as unknown,
  reply: undefined as unknown,
}
const certificate = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n'
const goodReply = { key: Buffer.alloc(32).toString('base64'), certificate, address: 'a@b.example' }

function payloadOf(
  manifest: unknown,
  files: Uint8Array = new Uint8Array(),
  change?: (payload: Uint8Array) => void,
): Uint8Array {
  const json = typeof manifest === 'string' ? Buffer.from(manifest) : Buffer.from(JSON.stringify(manifest))
  const payload = new Uint8Array(paddedLength(4 + json.length + files.length))
  new DataView(payload.buffer).setUint32(0, json.length)
  payload.set(json, 4)
  payload.set(files, 4 + json.length)
  change?.(payload)
  return payload
}
const withManifest = (fields: object, files?: Uint8Array) =>
  around(payloadOf({ ...goodManifest, ...fields }, files))
const withFile = (file: unknown) => withManifest({ attachments: [file] })

const { offset } = layout
const newer = [2, 3, 127, 255].map((version): Hostile => [
  `version ${version}`,
  changed((bytes) => (bytes[offset.version] = version)),
  'sealed/version-newer',
])
const truncated = [
  9,
  10,
  24,
  67,
  116,
  120,
  159,
  160,
  161,
  1000,
  65_711,
  65_712,
  65_713,
  container.length - 1,
].map((length): Hostile => [`cut to ${length} bytes`, container.slice(0, length), 'sealed/truncated'])
const notContainers: Hostile[] = [
  ['empty', new Uint8Array(), 'sealed/not-a-container'],
  ['part of the mark', container.slice(0, 7), 'sealed/not-a-container'],
  ['the mark in lower case', changed((bytes) => (bytes[0] = 0x73)), 'sealed/not-a-container'],
  ['version 0', changed((bytes) => (bytes[offset.version] = 0)), 'sealed/not-a-container'],
  ['a PDF', new TextEncoder().encode('%PDF-1.7 and so on'), 'sealed/not-a-container'],
  ['a ZIP', new TextEncoder().encode('PK\u0003\u0004'), 'sealed/not-a-container'],
  ['zeros', new Uint8Array(100_000), 'sealed/not-a-container'],
  ['a byte before the mark', Uint8Array.from([0, ...container.subarray(0, 500)]), 'sealed/not-a-container'],
]

const costs: readonly (readonly [string, number, number])[] = [
  ['memory of 0', offset.memoryKib, 0],
  ['memory of 8 KiB, a downgrade', offset.memoryKib, 8],
  ['memory one below the least', offset.memoryKib, 19 * 1024 - 1],
  ['memory one above the most', offset.memoryKib, 64 * 1024 + 1],
  ['memory of 1 GiB', offset.memoryKib, 1024 * 1024],
  ['memory of 2 TiB', offset.memoryKib, 0x7fffffff],
  ['memory of 4 TiB', offset.memoryKib, 0xffffffff],
  ['no passes', offset.passes, 0],
  ['one pass, a downgrade', offset.passes, 1],
  ['five passes', offset.passes, 5],
  ['four thousand million passes', offset.passes, 0xffffffff],
  ['no lanes', offset.lanes, 0],
  ['five lanes', offset.lanes, 5],
  ['16 million lanes', offset.lanes, 0xffffff],
  ['a payload of 0', offset.payloadBytes, 0],
  ['a payload of one byte', offset.payloadBytes, 1],
  ['a payload below the least', offset.payloadBytes, 16 * 1024 - 1],
  ['a payload above the most', offset.payloadBytes, 48 * 1024 * 1024 + 1],
  ['a payload of 4 GiB', offset.payloadBytes, 0xffffffff],
]
/** The salt isn't counted in the header: another length moves all that follows. */
const salts = [15, 17].map((length): Hostile => {
  const after = container.subarray(offset.id)
  const before = container.subarray(0, offset.salt)
  return [
    `a salt of ${length} bytes`,
    Uint8Array.from([...before, ...new Uint8Array(length), ...after]),
    'sealed/damaged',
  ]
})
const bombs = costs.map(([name, at, value]): Hostile => [
  name,
  rechecked((_bytes, view) => view.setUint32(at, value)),
  'sealed/limits-exceeded',
])

const headers: Hostile[] = [
  [
    'a header whose check is wrong',
    changed((bytes) => (bytes[155] = (bytes[155] ?? 0) ^ 1)),
    'sealed/damaged',
  ],
  ...[0, 2, 255].map((kdf): Hostile => [
    `key derivation ${kdf}`,
    rechecked((bytes) => (bytes[offset.kdf] = kdf)),
    'sealed/damaged',
  ]),
  ...[0, 2, 255].map((cipher): Hostile => [
    `cipher ${cipher}`,
    rechecked((bytes) => (bytes[offset.cipher] = cipher)),
    'sealed/damaged',
  ]),
  ['a byte that must be zero', rechecked((bytes) => (bytes[offset.zero] = 1)), 'sealed/damaged'],
  ['another salt', rechecked((bytes) => bytes.fill(9, offset.salt, offset.id)), 'sealed/wrong-passphrase'],
  ['another id', rechecked((bytes) => bytes.fill(9, offset.id, offset.wrapNonce)), 'sealed/wrong-passphrase'],
  [
    'another wrap nonce',
    rechecked((bytes) => bytes.fill(9, offset.wrapNonce, offset.wrappedKey)),
    'sealed/wrong-passphrase',
  ],
  [
    'another wrapped key',
    rechecked((bytes) => bytes.fill(9, offset.wrappedKey, offset.payloadBytes)),
    'sealed/wrong-passphrase',
  ],
  [
    'costs raised within the limits',
    rechecked((_b, view) => view.setUint32(offset.passes, 3)),
    'sealed/wrong-passphrase',
  ],
  [
    'another commitment',
    rechecked((bytes) => bytes.fill(9, offset.commitment, offset.check)),
    'sealed/damaged',
  ],
  [
    'a shorter payload announced',
    rechecked((_b, view) => view.setUint32(offset.payloadBytes, 65_536)),
    'sealed/damaged',
  ],
  [
    'a longer payload announced',
    rechecked((_b, view) => view.setUint32(offset.payloadBytes, 80_000)),
    'sealed/truncated',
  ],
]

const big = payloadOf({ ...goodManifest, text: 'x'.repeat(200_000) })
const chunks: Hostile[] = [
  ['a byte after the end', Uint8Array.from([...container, 0]), 'sealed/damaged'],
  ['itself twice', Uint8Array.from([...container, ...container]), 'sealed/damaged'],
  [
    'chunks in reverse order',
    around(payloadOf({ ...goodManifest, text: 'x'.repeat(131_072 - 300) }), { swap: true }),
    'sealed/damaged',
  ],
  ['every chunk marked as last', around(big, { lastFlag: () => 1 }), 'sealed/damaged'],
  ['no chunk marked as last', around(big, { lastFlag: () => 0 }), 'sealed/damaged'],
  ['a last mark of 2', around(big, { lastFlag: (last) => (last ? 2 : 0) }), 'sealed/damaged'],
  ['chunks numbered from 1', around(big, { number: (at) => at + 1 }), 'sealed/damaged'],
  ['every chunk number 0', around(big, { number: () => 0 }), 'sealed/damaged'],
  ['the first chunk zeroed', changed((bytes) => bytes.fill(0, 160, 400)), 'sealed/damaged'],
  ['the last chunk zeroed', changed((bytes) => bytes.fill(0, bytes.length - 20)), 'sealed/damaged'],
  ['a chunk of another message', spliced(), 'sealed/damaged'],
  [
    'its first chunk again in place of the second',
    changed((bytes) => bytes.copyWithin(160 + 65_552, 160, 160 + 1000)),
    'sealed/damaged',
  ],
  [
    'the header of another message',
    Uint8Array.from([
      ...around(payloadOf(goodManifest)).subarray(0, 160),
      ...container.subarray(160, 160 + 16_400),
    ]),
    'sealed/damaged',
  ],
]

const payloads: Hostile[] = [
  ['a manifest of no length', around(payloadOf('')), 'sealed/damaged'],
  [
    'a manifest longer than the payload',
    around(payloadOf(goodManifest, undefined, (p) => new DataView(p.buffer).setUint32(0, 20_000))),
    'sealed/damaged',
  ],
  [
    'a manifest of 4 GiB',
    around(payloadOf(goodManifest, undefined, (p) => p.fill(255, 0, 4))),
    'sealed/limits-exceeded',
  ],
  [
    'a manifest one byte short',
    around(payloadOf(goodManifest, undefined, (p) => (p[3] = (p[3] ?? 1) - 1))),
    'sealed/damaged',
  ],
  [
    'padding that speaks',
    around(payloadOf(goodManifest, undefined, (p) => (p[p.length - 1] = 1))),
    'sealed/damaged',
  ],
  ['a file that no manifest names', around(payloadOf(goodManifest, new Uint8Array([1]))), 'sealed/damaged'],
  [
    'padding too long',
    around(new Uint8Array([...payloadOf(goodManifest), ...new Uint8Array(1024)])),
    'sealed/damaged',
  ],
  [
    'padding off the rule',
    around(payloadOf(goodManifest, new Uint8Array(20_000)).slice(0, 20_001)),
    'sealed/damaged',
  ],
  ...['null', '[]', '"text"', '{', '{}', '\ud800', 'true', '1e999', '['.repeat(50_000)].map(
    (json): Hostile => [`a manifest of ${json.slice(0, 8)}`, around(payloadOf(json)), 'sealed/damaged'],
  ),
  [
    'a field twice, the last one wrong',
    around(payloadOf(`${JSON.stringify(goodManifest).slice(0, -1)},"subject":7}`)),
    'sealed/damaged',
  ],
  [
    'a prototype in place of fields',
    around(payloadOf(`{"__proto__":${JSON.stringify(goodManifest)}}`)),
    'sealed/damaged',
  ],
  [
    'a manifest that is no UTF-8',
    around(payloadOf(goodManifest, undefined, (p) => (p[10] = 0xff))),
    'sealed/damaged',
  ],
]

const fields: readonly (readonly [string, object])[] = [
  ["another container's id", { id: '00'.repeat(16) }],
  ['no id', { id: undefined }],
  ['a Message-ID without brackets', { messageId: 'a@b.example' }],
  ['a Message-ID with a line break', { messageId: '<a@b.example>\r\nBcc: x' }],
  ['no Message-ID', { messageId: undefined }],
  ['a subject with a line break', { subject: 'a\r\nb' }],
  ['a subject of 1,001 characters', { subject: 'x'.repeat(1001) }],
  ['a subject that is a number', { subject: 1 }],
  ['no time', { sentAt: undefined }],
  ['a time with an offset', { sentAt: '2026-01-01T00:00:00+02:00' }],
  ['a time that is none', { sentAt: '2026-13-45T99:00:00Z' }],
  ['a name with a NUL', { fromName: 'a\0b' }],
  ['a name that is an object', { fromName: { toString: 'x' } }],
  ['another language', { language: 'xx' }],
  ['a language of the prototype', { language: '__proto__' }],
  ['a text that is a list', { text: ['a'] }],
  ['no text', { text: undefined }],
  ['an HTML that is a number', { html: 7 }],
  ['attachments that are an object', { attachments: { length: 1 } }],
  ['a reply that is a text', { reply: 'a@b.example' }],
  ['a reply that is null', { reply: null }],
  ['a reply key of 31 bytes', { reply: { ...goodReply, key: Buffer.alloc(31).toString('base64') } }],
  ['a reply key that is no base64', { reply: { ...goodReply, key: '?' } }],
  ['a reply without certificate', { reply: { ...goodReply, certificate: '' } }],
  [
    'a reply with a secret key',
    { reply: { ...goodReply, certificate: '-----BEGIN PGP PRIVATE KEY BLOCK-----' } },
  ],
  [
    'a reply address with parameters of mailto',
    { reply: { ...goodReply, address: 'a@b.example?bcc=x@y.example' } },
  ],
  ['a reply address with a line break', { reply: { ...goodReply, address: 'a@b.example\r\nx' } }],
  ['two reply addresses', { reply: { ...goodReply, address: 'a@b.example,x@y.example' } }],
]
const manifests = fields.map(([name, field]): Hostile => [name, withManifest(field), 'sealed/damaged'])

const goodFile = { name: 'a.pdf', type: 'application/pdf', size: 0 }
const files: Hostile[] = [
  ...[
    '../a.pdf',
    'a/b',
    'a\\b',
    'C:x',
    '.profile',
    'a\u202Efdp.exe',
    'a\nb',
    'a\0b',
    '',
    ' ',
    'a.',
    'x'.repeat(201),
    'a|b',
    'a\u200Bb',
  ].map((name): Hostile => [
    `a file named ${JSON.stringify(name.slice(0, 12))}`,
    withFile({ ...goodFile, name }),
    'sealed/damaged',
  ]),
  ...['text', 'text/html; charset=x', '', 'a/b/c', '/x', 'text/\nhtml', '"><script>'].map((type): Hostile => [
    `a file of type ${JSON.stringify(type)}`,
    withFile({ ...goodFile, type }),
    'sealed/damaged',
  ]),
  ...[-1, 0.5, 1e300, '7', null].map((size): Hostile => [
    `a file of size ${JSON.stringify(size)}`,
    withFile({ ...goodFile, size }),
    'sealed/damaged',
  ]),
  ['a file larger than the payload', withFile({ ...goodFile, size: 17_000 }), 'sealed/damaged'],
  [
    'files that reach into one another',
    withManifest(
      {
        attachments: [
          { ...goodFile, size: 20_000 },
          { ...goodFile, size: 20_000 },
        ],
      },
      new Uint8Array(20_000),
    ),
    'sealed/damaged',
  ],
  ['a file that is a text', withFile('a.pdf'), 'sealed/damaged'],
  [
    '101 files',
    withManifest({ attachments: Array.from({ length: 101 }, () => goodFile) }),
    'sealed/limits-exceeded',
  ],
]

const table = [
  ...notContainers,
  ...newer,
  ...truncated,
  ...salts,
  ...bombs,
  ...headers,
  ...chunks,
  ...payloads,
  ...manifests,
  ...files,
]

describe('hostile containers', () => {
  it('are at least 100, each of another kind', () => {
    expect(new Set(table.map(([name]) => name)).size).toBe(table.length)
    expect(table.length).toBeGreaterThanOrEqual(100)
  })

  it.each(table)('%s', async (_name, hostile, code) => {
    const before = cpuMs()
    for (const aead of [undefined, nobleAead]) {
      const opened = await openContainerWithKey(hostile, { key }, aead ? { aead } : {})
      expect(opened.ok ? 'opened' : opened.error.code).toBe(code)
    }
    expect(cpuMs() - before).toBeLessThan(2000)
  })

  it.each([
    ['the vector they were made from', container],
    ['what this file makes without a quirk', withManifest({})],
    ['several chunks', around(big)],
    [
      'a file and means to answer',
      withManifest({ attachments: [{ ...goodFile, size: 3 }], reply: goodReply }, new Uint8Array(3)),
    ],
    ['a field that a later version may add', withManifest({ colour: 'spruce' })],
  ])('positive control: %s opens', async (_name, good) => {
    expect((await openContainerWithKey(good, { key })).ok).toBe(true)
  })

  it('a container under another passphrase key is refused as that', async () => {
    const other = await sealContainer(content, { key: new Uint8Array(32).fill(1), salt, cost })
    const opened = await openContainerWithKey(other.ok ? other.value : new Uint8Array(), { key })
    expect(opened.ok || opened.error.code).toBe('sealed/wrong-passphrase')
  })
})

/** The vector with its second chunk taken from another message under the same passphrase. */
function spliced(): Uint8Array {
  const other = around(payloadOf({ ...goodManifest, text: 'x'.repeat(80_000) }))
  return changed((bytes) => bytes.set(other.subarray(160 + 65_552, 160 + 65_552 + 1000), 160 + 65_552))
}
