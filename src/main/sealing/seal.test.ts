import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildInner, parseMessage, partBytes, readContent, type OuterFields } from '../mime/index.ts'
import {
  dearmorContainer,
  decryptAndVerify,
  derivePassphraseKey,
  generateOwnKey,
  readTrustAnchors,
  isSealedMessage,
  isSelfSealed,
  loadPdfFonts,
  loadReaderAssets,
  openContainer,
  readPgpMimeRoot,
  restoreSealed,
  restoreSelfSealed,
  seal,
  sealedRow,
  sealForSelf,
  selfSealedRow,
  type OpenPgpRequest,
  type PassphraseKey,
  type SealDependencies,
  type SealedMessageRequest,
} from './index.ts'
import { coverText } from './sealed-message/cover.ts'
import { canonicalHtml } from './sealed-message/canonical-html.ts'

const now = new Date('2026-11-22T12:00:00Z')
const resources = resolve(import.meta.dirname, '../../../resources')
const passphrase = 'acorn-baker-candy-delta-cab-cab'
const outer: Omit<OuterFields, 'subject'> = {
  from: { name: 'Dr. Rivera', address: 'rivera@practice.example' },
  to: [{ name: '', address: 'maria@mail.example' }],
  cc: [],
  date: now.toISOString(),
  messageId: '<one@practice.example>',
  inReplyTo: null,
  references: [],
}
const envelope = { from: 'rivera@practice.example', to: ['maria@mail.example'] }

let dependencies: SealDependencies
let practice: Awaited<ReturnType<typeof generateOwnKey>>
let colleague: Awaited<ReturnType<typeof generateOwnKey>>
let passphraseKey: PassphraseKey
let inner: Uint8Array

beforeAll(async () => {
  const made = { address: 'rivera@practice.example', now: new Date('2026-01-01') }
  ;[practice, colleague] = await Promise.all([generateOwnKey(made), generateOwnKey(made)])
  passphraseKey = await derivePassphraseKey(passphrase, new Uint8Array(16).fill(2))
  dependencies = {
    macKey: new Uint8Array(32).fill(9),
    now,
    reader: await loadReaderAssets(resolve(resources, 'reader')),
    fonts: await loadPdfFonts(resolve(resources, 'fonts')),
    trust: () => ({ anchors: readTrustAnchors([]), now }),
  }
  const body = { subject: 'CANARY subject', text: 'CANARY body, Łukasz', html: null, attachments: [] }
  const built = await buildInner({ ...outer, ...body })
  if (!built.ok) throw new Error(built.error.code)
  inner = built.value
})

const openPgp = (changes: Partial<OpenPgpRequest> = {}) =>
  seal(
    {
      method: 'openpgp',
      inner,
      outer,
      envelope,
      certificates: [colleague.certificateArmored],
      signWith: practice.secretKeyArmored,
      ...changes,
    },
    dependencies,
  )
type WithMadeWords = Extract<SealedMessageRequest, { passphraseOrigin: 'generated' }>
const forPassphrase = (changes: Partial<WithMadeWords> = {}) =>
  seal(
    {
      method: 'sealed-message',
      content: {
        subject: 'CANARY subject',
        sentAt: now.toISOString(),
        fromName: 'Dr. Ana Rivera',
        language: 'en',
        text: 'CANARY body, Łukasz',
        attachments: [
          { name: 'CANARY.txt', type: 'text/plain', bytes: new TextEncoder().encode('CANARY file') },
        ],
      },
      outer,
      envelope,
      cover: { language: 'en', senderLabel: 'Dr. Rivera', phone: '(555) 010-0100' },
      passphrase,
      passphraseKey,
      passphraseOrigin: 'generated',
      replyPage: null,
      forms: 'both',
      ...changes,
    },
    dependencies,
  )

function parse(raw: Uint8Array) {
  const tree = parseMessage(raw)
  if (!tree.ok) throw new Error(tree.error.code)
  return tree.value
}
const sealed = async (made: ReturnType<typeof seal>) => {
  const result = await made
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

describe('seal() with OpenPGP', () => {
  it('makes a PGP/MIME message that the recipient opens, with our signature', async () => {
    const message = await sealed(openPgp())
    expect(isSealedMessage(message)).toBe(true)
    expect(message).toMatchObject({ messageId: outer.messageId, method: 'openpgp', envelope })
    const root = readPgpMimeRoot(parse(message.raw))
    if (root.kind !== 'encrypted') throw new Error(root.kind)
    const opened = await decryptAndVerify(root.message, {
      secretKeys: [colleague.secretKeyArmored],
      senderCertificates: [practice.certificateArmored],
      now,
    })
    expect(opened.ok && Buffer.from(opened.value.inner).equals(inner)).toBe(true)
    expect(opened.ok && opened.value.signature).toMatchObject({
      state: 'good',
      fingerprint: practice.fingerprint,
    })
  })
  it('says nothing outside', async () => {
    const raw = Buffer.from((await sealed(openPgp())).raw).toString('latin1')
    expect(raw).toContain('Subject: [...]\r\n')
    expect(raw.includes('CANARY')).toBe(false)
  })
})

describe('seal() for a passphrase', () => {
  it('makes a mail with both forms, that open with the passphrase', async () => {
    const message = await sealed(forPassphrase())
    expect(message.method).toBe('sealed-message')
    const tree = parse(message.raw)
    expect(tree.root.children.map(({ contentType }) => contentType.mediaType)).toEqual([
      'text/plain',
      'application/pdf',
      'text/html',
    ])
    expect(tree.parts.flatMap(({ defects }) => defects)).toEqual([])
    const content = readContent(tree)
    expect(content.attachments).toHaveLength(2)
    const html = new TextDecoder().decode(partBytes(tree, '1.3') ?? new Uint8Array())
    const container = dearmorContainer(html)
    if (!container.ok) throw new Error(container.error.code)
    const opened = await openContainer(container.value, passphrase)
    expect(opened.ok && opened.value).toMatchObject({
      messageId: outer.messageId,
      text: 'CANARY body, Łukasz',
    })
    const pdf = partBytes(tree, '1.2') ?? new Uint8Array()
    expect(new TextDecoder('latin1').decode(pdf.subarray(0, 5))).toBe('%PDF-')
  })
  it('says nothing outside, in any encoding', async () => {
    const raw = Buffer.from((await sealed(forPassphrase())).raw).toString('latin1')
    expect(raw).toContain('Subject: Message from Dr. Rivera\r\n')
    for (const word of [
      'CANARY subject',
      'CANARY body',
      'CANARY.txt',
      'CANARY file',
      'Ana Rivera',
      passphrase,
    ]) {
      const bytes = Buffer.from(word)
      const encodings = [
        word,
        word.replaceAll(' ', '_'),
        bytes.toString('hex'),
        bytes.toString('base64').slice(0, 8),
      ]
      for (const encoded of encodings)
        expect({ encoded, at: raw.indexOf(encoded) }).toEqual({ encoded, at: -1 })
    }
  })
  it.each([
    ['html', ['text/plain', 'text/html']],
    ['pdf', ['text/plain', 'application/pdf']],
  ] as const)('sends one form alone: %s', async (forms, types) => {
    const content = {
      subject: 's',
      sentAt: now.toISOString(),
      fromName: 'f',
      language: 'en',
      text: 't',
      attachments: [],
    } as const
    const { root } = parse((await sealed(forPassphrase({ forms, content }))).raw)
    expect(root.children.map(({ contentType }) => contentType.mediaType)).toEqual(types)
  })
  it('keeps the lines of the mail short enough for 7bit, and ends each with CRLF', async () => {
    const raw = Buffer.from((await sealed(forPassphrase())).raw).toString('latin1')
    const lines = raw.split('\r\n')
    expect(lines.every((line) => line.length <= 998 && !/[\r\n]/.test(line))).toBe(true)
  })
})

describe('what seal() refuses', () => {
  it.each([
    ['no recipient', () => openPgp({ envelope: { ...envelope, to: [] } }), 'draft/no-recipient'],
    [
      'a recipient with a line break',
      () => openPgp({ envelope: { ...envelope, to: ['a@b.example>\r\nRCPT TO:<x@y.example'] } }),
      'mime/bad-address',
    ],
    [
      'a sender that is no address',
      () => openPgp({ envelope: { ...envelope, from: 'rivera' } }),
      'mime/bad-address',
    ],
    ['no certificate', () => openPgp({ certificates: [] }), 'seal/no-method'],
    [
      'a secret key as certificate',
      () => openPgp({ certificates: [practice.secretKeyArmored] }),
      'openpgp/secret-key-given',
    ],
    ['no passphrase', () => forPassphrase({ passphrase: ' - ' }), 'seal/no-passphrase'],
    [
      'a chosen passphrase for a PDF',
      () => forPassphrase({ passphrase: 'my dog is called rex' }),
      'seal/pdf-needs-made-words',
    ],
    [
      'an attachment that only HTML can hold, in a PDF alone',
      () => forPassphrase({ forms: 'pdf' }),
      'seal/attachment-not-printable',
    ],
    [
      'a Message-ID with a line break',
      () => openPgp({ outer: { ...outer, messageId: '<a@b>\r\nBcc: x@y.example' } }),
      'mime/unsafe-header',
    ],
  ])('%s', async (_name, make, code) => {
    const made = await make()
    expect(made.ok || made.error.code).toBe(code)
  })
})

describe('what seal() made', () => {
  it('comes back from the store, and a copy for ourselves too', async () => {
    const message = await sealed(openPgp())
    expect(restoreSealed(sealedRow(message), dependencies.macKey).ok).toBe(true)
    const copy = await sealForSelf(
      { inner, outer, certificate: practice.certificateArmored, signWith: practice.secretKeyArmored },
      dependencies,
    )
    if (!copy.ok) throw new Error(copy.error.code)
    expect(isSelfSealed(copy.value)).toBe(true)
    expect(restoreSelfSealed(selfSealedRow(copy.value), dependencies.macKey).ok).toBe(true)
    const root = readPgpMimeRoot(parse(copy.value.raw))
    const opened =
      root.kind === 'encrypted' &&
      (await decryptAndVerify(root.message, {
        secretKeys: [practice.secretKeyArmored],
        senderCertificates: [practice.certificateArmored],
        now,
      }))
    expect(opened && opened.ok && opened.value.signature.state).toBe('good')
  })
})

describe('the cover', () => {
  const cover = { language: 'en', senderLabel: 'Dr. Rivera', phone: '(555) 010-0100' } as const
  it('reads as agreed', () => {
    expect(coverText(cover, { html: true, pdf: true })).toBe(
      'On a phone, open Message.pdf. On a computer, download Message.html and open it. Both ask for the passphrase we agreed. Lost it? Call (555) 010-0100.\n\nPlease keep private things out of an ordinary reply.\n',
    )
  })
  it.each([
    ['en', 'Open Message.pdf. It asks for the passphrase we agreed (card 2).'],
    ['es', 'Abra Mensaje.pdf. Le pide la frase clave que acordamos (tarjeta 2).'],
  ] as const)('names the card from the second on (%s)', (language, text) => {
    const told = { ...cover, language, phone: null }
    const forms = { html: false, pdf: true }
    expect(coverText({ ...told, card: 2 }, forms)).toContain(text)
    expect(coverText({ ...told, card: 1 }, forms)).toBe(coverText(told, forms))
  })
  it.each([
    [{ html: true, pdf: false }, 'pdf'],
    [{ html: false, pdf: true }, 'html'],
  ])('of %o names no file that is not there', (forms, absent) => {
    for (const language of ['en', 'es'] as const) {
      expect(coverText({ ...cover, language, phone: null }, forms)).not.toContain(`.${absent}`)
    }
  })
})

describe('formatting', () => {
  it.each([
    ['<p>a <b>b</b> <i>c</i></p>', '<p>a <strong>b</strong> <em>c</em></p>'],
    ['<p style="color:red" onclick="x()">a</p>', '<p>a</p>'],
    ['<div>one<br/>two</div>', '<p>one<br>two</p>'],
    ['<script>x</script><style>y</style>z<!-- c -->', 'z'],
    ['<a href="https://a.example/?x=1&y=2">l</a>', '<a href="https://a.example/?x=1&amp;y=2">l</a>'],
    ['<a href="javascript:alert(1)">l</a><a href="/x">m</a>', 'lm'],
    ['<table><tr><td>a</td></tr></table>', 'a'],
    ['5 &lt; 6 &amp; "7" &nbsp;', '5 &lt; 6 &amp; &quot;7&quot; \u00a0'],
    ['<img src="https://a.example/x.png" alt="x">', ''],
  ])('%s', (html, canonical) => {
    expect(canonicalHtml(html)).toBe(canonical)
  })
})

it('the page that is sealed is the one that is committed', async () => {
  const script = await readFile(resolve(resources, 'reader/built/reader.js'), 'utf8')
  const message = await sealed(forPassphrase({ forms: 'html' }))
  const html = new TextDecoder().decode(partBytes(parse(message.raw), '1.2') ?? new Uint8Array())
  expect(html.replaceAll('\r\n', '\n').includes(script)).toBe(true)
})
