import {
  type Hostile,
  around,
  goodManifest,
  payloadOf,
  withFile,
  withManifest,
  goodReply,
} from './hostile-maker.fixture.ts'

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

export const goodFile = { name: 'a.pdf', type: 'application/pdf', size: 0 }
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

/** Well sealed, and hostile by what is inside. */
export const hostilePayloads: readonly Hostile[] = [...payloads, ...manifests, ...files]
