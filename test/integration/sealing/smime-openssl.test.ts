import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildInner, buildOuter, parseMessage, readProtectedHeaders } from '../../../src/main/mime/index.ts'
import {
  openSmime,
  readSmimeCertificate,
  readTrustAnchors,
  smimeSignAndEncrypt,
  type SmimeCapability,
  type Trust,
} from '../../../src/main/sealing/index.ts'
import { now, type MadeCertificate } from '../../../src/main/sealing/smime/certificates.fixture.ts'
import { opensslWorld, type Openssl } from './openssl.ts'

const recipients = ['lee', 'kim', 'ada'] as const
const ciphers = ['gcm', 'cbc'] as const
const at = String(Math.floor(now.getTime() / 1000))

const entities: readonly (readonly [string, Buffer])[] = [
  ['plain text', entity('text/plain; charset=us-ascii', 'Dear Dr. Lee,\r\n\r\nsee you on Friday.\r\n')],
  ['non-ASCII text', encoded('text/plain; charset=utf-8', 'Łukasz: Übung, 日本語, 👩‍⚕️, مرحبا\r\n')],
  ['HTML', encoded('text/html; charset=utf-8', '<p>“Good” <b>morning</b></p>\r\n')],
  ['an attachment', multipart('b', Buffer.from('%PDF-1.7\nnot really').toString('base64'))],
  ['a nested multipart', nested()],
  ['a forwarded message', entity('message/rfc822', 'Subject: inside\r\nFrom: a@b.example\r\n\r\nbody\r\n')],
  ['an empty body', entity('text/plain', '')],
  ['a body without line end', entity('text/plain', 'no line end')],
  [
    '10 MB',
    multipart(
      'big',
      Buffer.alloc(10 * 1024 * 1024, 'x')
        .toString('base64')
        .replace(/.{76}/g, '$&\r\n'),
    ),
  ],
]

let openssl: Openssl
let world: Awaited<ReturnType<typeof opensslWorld>>['world']
let trust: Trust

beforeAll(async () => {
  ;({ openssl, world, trust } = await opensslWorld())
})
afterAll(() => openssl.dispose())

describe('certificates', () => {
  it('openssl finds the same chains good', async () => {
    for (const who of ['practice', ...recipients])
      await openssl.must([
        'verify',
        '-attime',
        at,
        '-purpose',
        'smimesign',
        '-CAfile',
        'root.pem',
        '-untrusted',
        'authority.pem',
        `${who}.pem`,
      ])
  })
  it.each(['DER', 'PKCS#7'])('of openssl are read as %s', async (form) => {
    const input =
      form === 'DER'
        ? await openssl.must(['x509', '-in', 'lee.pem', '-outform', 'der'])
        : await openssl.must(['crl2pkcs7', '-nocrl', '-certfile', 'lee.pem', '-outform', 'der'])
    const anchors = readTrustAnchors([world.authority.pem, world.root.pem])
    const read = readSmimeCertificate(input, {
      purpose: 'encrypt',
      address: 'lee@clinic.example',
      anchors,
      now,
    })
    expect(read.ok && read.value.subject).toBe('Dr. Lee')
  })
})

describe('from us to openssl', () => {
  const table = entities.flatMap(([what, bytes]) =>
    recipients.flatMap((who) => ciphers.map((cipher) => [what, who, cipher, bytes] as const)),
  )
  it.each(table)('%s to %s in %s decrypts and its signature is good', async (_what, who, cipher, bytes) => {
    const capabilities: SmimeCapability[] = cipher === 'gcm' ? ['aes-256-gcm', 'rsa-oaep-sha256'] : []
    const made = await smimeSignAndEncrypt(bytes, {
      recipients: [{ pem: world[who].pem, capabilities }],
      signWith: world.practice,
      encryptToSelf: true,
      trust,
      boundary: 'sealed_0123456789',
    })
    if (!made.ok) throw new Error(made.error.code)
    expect(made.value.algorithm).toBe(`aes-256-${cipher}`)
    const signed = await decryptedBy(who, made.value.entity)
    const verified = await openssl.must(
      ['cms', '-verify', '-attime', at, '-CAfile', 'root.pem', '-purpose', 'smimesign'],
      signed,
    )
    expect(lineEnds(verified).equals(lineEnds(bytes))).toBe(true)
  })

  it('the attributes are what RFC 8551 names', async () => {
    const made = await smimeSignAndEncrypt(entities[0]![1], {
      recipients: [{ pem: world.lee.pem, capabilities: ['aes-256-gcm'] }],
      signWith: world.practice,
      trust,
      boundary: 'sealed_0123456789',
    })
    if (!made.ok) throw new Error(made.error.code)
    const signed = await decryptedBy('lee', made.value.entity)
    const printed = (await openssl.must(['cms', '-cmsout', '-print', '-noout'], signed)).toString()
    for (const attribute of [
      'signingTime',
      'id-smime-aa-signingCertificateV2',
      'S/MIME Capabilities',
      'aes-256-gcm',
    ])
      expect(printed).toContain(attribute)
    expect(await verifiedAs('-cades', signed)).toBe(0)
    expect(
      await verifiedAs(
        '-cades',
        Buffer.from(signed.toString('latin1').replace('Friday', 'Monday'), 'latin1'),
      ),
    ).not.toBe(0)
  })
})

describe('from openssl to us', () => {
  const table = entities.flatMap(([what, bytes]) =>
    recipients.flatMap((who) => ciphers.map((cipher) => [what, who, cipher, bytes] as const)),
  )
  it.each(table)('%s to %s in %s opens, signature good', async (what, who, cipher, bytes) => {
    const extra = table.findIndex(
      ([name, reader, kind]) => name === what && reader === who && kind === cipher,
    )
    const sign = [[], ['-nodetach'], ['-keyid'], ['-noattr'], ['-nodetach', '-stream']][extra % 5]!
    const wrap = [[], ['-stream'], ['-keyid']][extra % 3]!
    const signed = await signedBy('practice', bytes, sign)
    const opened = await openedBy(who, await encryptedTo(who, cipher, signed, wrap))
    expect(lineEnds(Buffer.from(opened.inner)).equals(lineEnds(bytes))).toBe(true)
    expect(opened).toMatchObject({
      encryption: { algorithm: `aes-256-${cipher}`, integrity: cipher === 'gcm' ? 'aead' : 'signature' },
      signature: { state: 'good' },
    })
  })

  it.each([
    ['AES-128 in CBC', ['-aes128'], 'aes-128-cbc'],
    ['AES-192 in CBC', ['-aes192'], 'aes-192-cbc'],
    ['3DES', ['-des3'], '3des-cbc'],
    ['AES-128 in GCM', ['-aes-128-gcm'], 'aes-128-gcm'],
    ['OAEP with SHA-1', ['-aes256', '-recip', 'lee.pem', '-keyopt', 'rsa_padding_mode:oaep'], 'aes-256-cbc'],
    [
      'OAEP with SHA-256',
      ['-aes256', '-recip', 'lee.pem', '-keyopt', 'rsa_padding_mode:oaep', '-keyopt', 'rsa_oaep_md:sha256'],
      'aes-256-cbc',
    ],
  ] as const)('unsigned mail with %s opens, and CBC is marked', async (_name, args, algorithm) => {
    const to = args.some((arg) => arg === '-recip') ? [] : ['lee.pem']
    const mail = await openssl.must(['cms', '-encrypt', ...args, ...to], entities[0]![1])
    expect(await openedBy('lee', mail)).toMatchObject({
      encryption: { algorithm, integrity: algorithm.endsWith('gcm') ? 'aead' : 'none' },
      signature: { state: 'none' },
    })
  })
  it.each(['sha1', 'sha224', 'sha256', 'sha384', 'sha512'])('key agreement with %s opens', async (hash) => {
    const args = ['-aes256', '-recip', 'kim.pem', '-keyopt', `ecdh_kdf_md:${hash}`]
    const mail = await openssl.must(['cms', '-encrypt', ...args], entities[0]![1])
    expect(Buffer.from((await openedBy('kim', mail)).inner).toString()).toContain('Friday')
  })
  it.each([
    ['SHA-1', ['-md', 'sha1'], { state: 'bad', problem: 'weak' }],
    ['MD5', ['-md', 'md5'], { state: 'bad', problem: 'weak' }],
    ['SHA-512', ['-md', 'sha512'], { state: 'good' }],
    [
      'RSA-PSS',
      [
        '-md',
        'sha256',
        '-signer',
        'practice.pem',
        '-inkey',
        'practice.key',
        '-keyopt',
        'rsa_padding_mode:pss',
      ],
      { state: 'good' },
    ],
  ] as const)('a signature with %s is judged', async (_name, args, expected) => {
    const own = args.some((arg) => arg === '-signer')
      ? []
      : ['-signer', 'practice.pem', '-inkey', 'practice.key']
    const mail = await openssl.must(
      ['cms', '-sign', ...args, ...own, '-certfile', 'authority.pem'],
      entities[0]![1],
    )
    expect((await openedBy('lee', mail)).signature).toMatchObject(expected)
  })
  it('a signature that came without its certificate needs a known one', async () => {
    const mail = await signedBy('practice', entities[0]![1], ['-nocerts'])
    expect((await openedBy('lee', mail)).signature).toEqual({
      state: 'unknown-key',
      fingerprint: null,
      problem: null,
    })
    const tree = parseMessage(mail)
    const senderCertificates = [world.practice.pem]
    const options = { identities: [], trust, sender: 'rivera@practice.example', senderCertificates }
    const opened = tree.ok ? await openSmime(tree.value, options) : null
    expect(opened?.ok && opened.value.signature.state).toBe('good')
  })
  it('triple-wrapped mail opens', async () => {
    const inside = await signedBy('practice', entities[3]![1])
    const mail = await signedBy('practice', await encryptedTo('lee', 'gcm', inside))
    expect(await openedBy('lee', mail)).toMatchObject({
      signature: { state: 'good' },
      outerSignature: { state: 'good' },
    })
  })
  it('compressed mail is named, not guessed', async () => {
    const { code, stdout } = await openssl.run(['cms', '-compress'], entities[0]![1])
    if (code !== 0) return // this OpenSSL was built without zlib
    expect(await attempt('lee', stdout)).toMatchObject({
      ok: false,
      error: { code: 'smime/unsupported-algorithm' },
    })
  })
})

describe('RFC 9788 through both', () => {
  it('the true subject is inside, and neutral outside', async () => {
    const fields = {
      from: { name: 'Dr. Rivera', address: 'rivera@practice.example' },
      to: [{ name: '', address: 'lee@clinic.example' }],
      cc: [],
      date: now.toISOString(),
      messageId: '<one@practice.example>',
      inReplyTo: null,
      references: [],
    }
    const built = await buildInner({
      ...fields,
      subject: 'CANARY',
      text: 'Łukasz',
      html: null,
      attachments: [],
    })
    if (!built.ok) throw new Error(built.error.code)
    const made = await smimeSignAndEncrypt(built.value, {
      recipients: [{ pem: world.lee.pem, capabilities: ['aes-256-gcm'] }],
      signWith: world.practice,
      trust,
      boundary: 'sealed_0123456789',
    })
    const mail = made.ok ? buildOuter(fields, made.value.entity) : made
    if (!mail.ok) throw new Error(mail.error.code)
    expect(Buffer.from(mail.value).toString()).toContain('Subject: [...]\r\n')
    expect(Buffer.from(mail.value).includes('CANARY')).toBe(false)
    expect((await decryptedBy('lee', mail.value)).toString()).toContain('Subject: CANARY')
    const opened = await openedBy('lee', mail.value)
    const outer = parseMessage(mail.value)
    const headers = outer.ok ? readProtectedHeaders(opened.tree, outer.value) : null
    expect(headers).toMatchObject({
      scheme: 'cipher',
      envelope: { subject: 'CANARY' },
      confidential: ['Subject'],
      mismatched: [],
      isFromMismatched: false,
    })
  })
})

async function signedBy(who: 'practice', content: Uint8Array, args: readonly string[] = []): Promise<Buffer> {
  const identity = ['-signer', `${who}.pem`, '-inkey', `${who}.key`, '-certfile', 'authority.pem']
  return openssl.must(['cms', '-sign', '-md', 'sha256', ...args, ...identity], content)
}

async function encryptedTo(
  who: (typeof recipients)[number],
  cipher: (typeof ciphers)[number],
  content: Uint8Array,
  args: readonly string[] = [],
): Promise<Buffer> {
  const way = cipher === 'gcm' ? '-aes-256-gcm' : '-aes256'
  return openssl.must(['cms', '-encrypt', way, '-binary', ...args, `${who}.pem`], content)
}

function decryptedBy(who: string, mail: Uint8Array): Promise<Buffer> {
  return openssl.must(['cms', '-decrypt', '-binary', '-recip', `${who}.pem`, '-inkey', `${who}.key`], mail)
}

async function verifiedAs(way: string, signed: Uint8Array): Promise<number> {
  return (await openssl.run(['cms', '-verify', way, '-attime', at, '-CAfile', 'root.pem'], signed)).code
}

async function attempt(who: keyof typeof world, mail: Uint8Array) {
  const tree = parseMessage(mail)
  if (!tree.ok) throw new Error(tree.error.code)
  const identity: MadeCertificate = world[who]
  return openSmime(tree.value, { identities: [identity], trust, sender: 'rivera@practice.example' })
}

async function openedBy(who: keyof typeof world, mail: Uint8Array) {
  const result = await attempt(who, mail)
  if (result?.ok !== true) throw new Error(result === null ? 'no S/MIME' : JSON.stringify(result.error))
  return result.value
}

/** openssl writes text with the line ends of its system. */
function lineEnds(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
}

function entity(contentType: string, body: string): Buffer {
  return Buffer.from(`Content-Type: ${contentType}\r\n\r\n${body}`, 'utf8')
}

function encoded(contentType: string, body: string): Buffer {
  const base64 = Buffer.from(body, 'utf8').toString('base64')
  return Buffer.from(`Content-Type: ${contentType}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}\r\n`)
}

function multipart(boundary: string, base64: string): Buffer {
  return Buffer.from(
    [
      `Content-Type: multipart/mixed; boundary=${boundary}\r\n`,
      `--${boundary}\r\nContent-Type: text/plain\r\n\r\nsee attached`,
      `--${boundary}\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}`,
      `--${boundary}--\r\n`,
    ].join('\r\n'),
  )
}

function nested(): Buffer {
  return entity('multipart/mixed; boundary=o', `--o\r\n${multipart('b', 'QQ==').toString()}\r\n--o--\r\n`)
}
