import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  decryptAndVerify,
  encryptAndSign,
  generateOwnKey,
  makeRevocationCertificate,
  readCertificate,
  verifyDetached,
} from '../../../src/main/sealing/index.ts'
import { Gpg } from './gpg.ts'

const address = 'rivera@practice.example'
const colleague = 'lee@clinic.example'
const now = () => new Date()

const entities: readonly [string, Buffer][] = [
  ['plain text', entity('text/plain; charset=us-ascii', 'Dear Dr. Lee,\r\n\r\nsee you on Friday.\r\n')],
  ['non-ASCII text', entity('text/plain; charset=utf-8', 'Łukasz: Übung, 日本語, 👩‍⚕️, مرحبا\r\n')],
  ['HTML', entity('text/html; charset=utf-8', '<p>“Good” <b>morning</b></p>\r\n')],
  ['an attachment', multipart(Buffer.from('%PDF-1.7\nnot really').toString('base64'))],
  [
    'a nested multipart',
    entity('multipart/mixed; boundary=o', `--o\r\n${multipart('QQ==').toString()}\r\n--o--\r\n`),
  ],
  ['nothing', Buffer.alloc(0)],
  ['bytes that are no text', Buffer.from(Array.from({ length: 1024 }, (_, at) => at % 256))],
  ['10 MB', entity('text/plain', `${'x'.repeat(78)}\r\n`.repeat(131_072))],
]

let gpg: Gpg
let own: Awaited<ReturnType<typeof generateOwnKey>>
let certificates: Record<string, string>

beforeAll(async () => {
  gpg = await Gpg.create()
  // One second back: gpg refuses signatures from its future.
  own = await generateOwnKey({ address, now: new Date(Date.now() - 1000) })
  certificates = {
    'Curve25519 of GnuPG': await gpg.makeKey(`Dr. Lee <${colleague}>`),
    'RSA 3072 of GnuPG': await gpg.makeKey('Dr. Old <old@clinic.example>', 'rsa3072'),
  }
  const rsaSubkey = /^fpr:*([0-9A-F]{40})/m.exec(
    (await gpg.run(['--with-colons', '--list-keys', 'old@clinic.example'])).stdout.toString(),
  )
  await gpg.run(['--passphrase', '', '--quick-add-key', rsaSubkey?.[1] ?? '', 'rsa3072', 'encr', '1y'])
  certificates['RSA 3072 of GnuPG'] = await gpg.export('old@clinic.example')
  await gpg.import(own.certificateArmored)
})
afterAll(() => gpg.dispose())

describe('from us to GnuPG', () => {
  const table = ['Curve25519 of GnuPG', 'RSA 3072 of GnuPG'].flatMap((name) =>
    entities.map(([what, bytes]) => [what, name, bytes] as const),
  )
  it.each(table)('%s to %s decrypts and its signature is good', async (_what, name, bytes) => {
    const sealed = await encryptAndSign(bytes, {
      recipientCertificates: [certificates[name] ?? ''],
      signWith: own.secretKeyArmored,
      now: now(),
    })
    expect(sealed.ok).toBe(true)
    if (!sealed.ok) return
    const opened = await gpg.run(['--decrypt'], sealed.value.armored)
    expect(opened.status).toContain('[GNUPG:] DECRYPTION_OKAY')
    expect(opened.status).toContain(`[GNUPG:] VALIDSIG ${own.fingerprint}`)
    expect(opened.stdout.equals(bytes)).toBe(true)
  })

  it('GnuPG finds no recipient named when they are hidden, and decrypts', async () => {
    const certificate = certificates['Curve25519 of GnuPG'] ?? ''
    const info = await readCertificate(certificate, now())
    const options = { recipientCertificates: [certificate], signWith: own.secretKeyArmored, now: now() }
    const hidden = await encryptAndSign(Buffer.from('hello'), { ...options, hideRecipients: true })
    const named = await encryptAndSign(Buffer.from('hello'), options)
    if (!hidden.ok || !named.ok || !info.ok) throw new Error('not sealed')
    const encTo = async (armored: Uint8Array) =>
      /ENC_TO ([0-9A-F]{16})/.exec((await gpg.run(['--decrypt'], armored)).status)?.[1]
    expect(await encTo(hidden.value.armored)).toBe('0000000000000000')
    expect(await encTo(named.value.armored)).not.toBe('0000000000000000')
    expect((await gpg.run(['--decrypt'], hidden.value.armored)).stdout.toString()).toBe('hello')
  })
})

describe('a key of ours that was given up', () => {
  it('by the revocation certificate kept aside: GnuPG encrypts to it no more', async () => {
    const another = await generateOwnKey({
      address: 'gone@practice.example',
      now: new Date(Date.now() - 1000),
    })
    await gpg.import(another.certificateArmored)
    const encrypt = () => gpg.run(['--armor', '--encrypt', '--recipient', 'gone@practice.example'], 'hello')
    expect((await encrypt()).code).toBe(0)
    await gpg.import(await makeRevocationCertificate(another.secretKeyArmored, now()))
    expect((await encrypt()).status).toContain('INV_RECP')
  })
})

describe('from GnuPG to us', () => {
  const ways: readonly [string, readonly string[]][] = [
    ['by default', []],
    ['uncompressed', ['--compress-algo', 'none']],
    ['compressed with bzip2', ['--compress-algo', 'bzip2']],
    ['with AES-128 and SHA-256', ['--cipher-algo', 'AES128', '--digest-algo', 'SHA256']],
    ['with hidden recipient', ['--throw-keyids']],
    ['in text mode', ['--textmode']],
  ]
  const table = ways.flatMap(([way, args]) =>
    entities.map(([what, bytes]) => [what, way, bytes, args] as const),
  )
  it.each(table)('%s %s opens, signature good', async (_what, way, bytes, args) => {
    const sign = ['--armor', '--encrypt', '--sign', '--local-user', colleague, '--recipient', address]
    const made = await gpg.run([...args, ...sign], bytes)
    expect(made.code).toBe(0)
    const opened = await decryptAndVerify(made.stdout.toString('latin1'), {
      secretKeys: [own.secretKeyArmored],
      senderCertificates: [certificates['Curve25519 of GnuPG'] ?? ''],
      now: now(),
    })
    expect(opened.ok && opened.value.signature.state).toBe('good')
    // Text mode canonicalises line ends, so bytes are compared for the others only.
    if (opened.ok && way !== 'in text mode') expect(Buffer.from(opened.value.inner).equals(bytes)).toBe(true)
  })

  it('unsigned and signed by a stranger are told apart', async () => {
    const unsigned = await gpg.run(['--armor', '--encrypt', '--recipient', address], 'hello')
    const signed = await gpg.run(
      ['--armor', '--encrypt', '--sign', '--local-user', colleague, '--recipient', address],
      'hello',
    )
    const options = { secretKeys: [own.secretKeyArmored], senderCertificates: [], now: now() }
    const open = async (armored: string) => {
      const opened = await decryptAndVerify(armored, options)
      return opened.ok && opened.value.signature.state
    }
    expect(await open(unsigned.stdout.toString())).toBe('none')
    expect(await open(signed.stdout.toString())).toBe('unknown-key')
  })

  it('a SHA-1 signature is not good; the same with SHA-256 is (positive control)', async () => {
    const sign = (digest: string) =>
      gpg.run(
        [
          '--armor',
          '--detach-sign',
          '--local-user',
          'old@clinic.example',
          '--digest-algo',
          digest,
          '--allow-weak-digest-algos',
        ],
        'body\r\n',
      )
    const options = { senderCertificates: [certificates['RSA 3072 of GnuPG'] ?? ''], now: now() }
    const judge = async (digest: string) =>
      (await verifyDetached(Buffer.from('body\r\n'), (await sign(digest)).stdout.toString(), options)).state
    expect(await judge('SHA256')).toBe('good')
    expect(await judge('SHA1')).toBe('bad')
  })

  it('a message without integrity protection is refused, released in no part', async () => {
    const made = await gpg.run(
      [
        '--armor',
        '--disable-mdc',
        '--rfc2440',
        '--cipher-algo',
        '3DES',
        '--compress-algo',
        'none',
        '--encrypt',
        '--recipient',
        address,
      ],
      'secret text',
    )
    expect(made.code).toBe(0)
    const opened = await decryptAndVerify(made.stdout.toString(), {
      secretKeys: [own.secretKeyArmored],
      senderCertificates: [],
      now: now(),
    })
    // GnuPG 2.2 may insist on the MDC for our key; then it opens, and the unit test covers the bare packet.
    if (opened.ok) expect(made.status).not.toContain('no_mdc')
    else expect(opened.error.code).toBe('openpgp/not-authenticated')
  })
})

function entity(contentType: string, body: string): Buffer {
  return Buffer.from(`Content-Type: ${contentType}\r\n\r\n${body}`, 'utf8')
}

function multipart(base64: string): Buffer {
  return Buffer.from(
    [
      'Content-Type: multipart/mixed; boundary=b\r\n',
      '--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nsee attached: é',
      `--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}`,
      '--b--\r\n',
    ].join('\r\n'),
    'utf8',
  )
}
