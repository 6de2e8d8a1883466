import * as openpgp from 'openpgp'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ContactId } from '../../shared/ids.ts'
import { encodePageAnswer } from '../sealing/sealed-message/format/page-answer.ts'
import { encodeAnswer } from '../sealing/sealed-message/format/answer-payload.ts'
import { buildInner, type InnerMessage } from '../mime/index.ts'
import { encryptAndSign, generateOwnKey, readTrustAnchors, referenceOf } from '../sealing/index.ts'
import { openMessage } from './open-message.ts'
import type { OpenedMessage, OpeningKnowledge } from './opened-message.ts'

const now = new Date('2026-11-22T12:00:00Z')
const own = 'rivera@hope.test'
const lee = 'lee@lakeside.test'
const signedOnly = { kind: 'signed-only', certificate: null } as const
const boundTo = '<sealed-1@hope.test>'
const maria = 7 as ContactId
const replyKey = new Uint8Array(32).fill(5)
const sent = { subject: 'Our plan', ownCopyId: '<own-copy@hope.test>' }

type Key = Awaited<ReturnType<typeof generateOwnKey>>
let keys: Record<'own' | 'lee' | 'eve', Key>
let known: OpeningKnowledge

beforeAll(async () => {
  const make = (address: string) => generateOwnKey({ address, now: new Date('2026-01-01') })
  const [mine, lees, eves] = await Promise.all([make(own), make(lee), make(lee)])
  keys = { own: mine, lee: lees, eve: eves }
  known = {
    secretKeys: [mine.secretKeyArmored],
    ownCertificates: [mine.certificateArmored],
    ownAddresses: [own],
    certificatesOf: (address) =>
      address === lee ? [{ armored: lees.certificateArmored, isVerified: true }] : [],
    nameOf: (address) => (address === lee ? 'Samuel Lee' : null),
    replyKeyOf: (id) =>
      id === boundTo ? { key: replyKey, patientName: 'Maria Alvarez', contactId: maria, sent } : null,
    messageReferredTo: (reference, sender) =>
      reference === referenceOf(replyKey) && sender === 'maria@mail.test'
        ? { messageId: boundTo, patientName: 'Maria Alvarez', sent }
        : null,
    now,
    smime: { identities: [], trust: { anchors: readTrustAnchors([]), now }, acceptedOf: () => [] },
  }
})

const bytes = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\r\n'))
const text = (data: Uint8Array | string) =>
  typeof data === 'string' ? data : new TextDecoder('latin1').decode(data)
const opened = async (raw: Uint8Array, knowledge = known): Promise<OpenedMessage> => {
  const result = await openMessage(raw, knowledge)
  if (!result.ok) {
    throw new Error(result.error.code)
  }
  return result.value
}

type Outer = { from?: string[]; subject?: string; extra?: string[] }
const header = ({ from = [`From: Dr. Lee <${lee}>`], subject = '[...]', extra = [] }: Outer) => [
  ...from,
  `To: ${own}`,
  `Subject: ${subject}`,
  'Date: Fri, 20 Nov 2026 09:00:00 +0000',
  'Message-ID: <one@lakeside.test>',
  'MIME-Version: 1.0',
  ...extra,
]

function encryptedPart(armored: string, boundary = 'enc_1'): string[] {
  return [
    `Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: application/pgp-encrypted',
    '',
    'Version: 1',
    '',
    `--${boundary}`,
    'Content-Type: application/octet-stream',
    '',
    armored.trimEnd(),
    `--${boundary}--`,
    '',
  ]
}
const pgpMime = (armored: string, outer: Outer = {}) => bytes([...header(outer), ...encryptedPart(armored)])

async function innerEntity(change: Partial<InnerMessage> = {}): Promise<Uint8Array> {
  const built = await buildInner({
    from: { name: 'Dr. Lee', address: lee },
    to: [{ name: '', address: own }],
    cc: [],
    subject: 'The true subject',
    date: now.toISOString(),
    messageId: '<one@lakeside.test>',
    inReplyTo: null,
    references: [],
    text: 'The secret text',
    html: null,
    attachments: [],
    ...change,
  })
  if (!built.ok) {
    throw new Error(built.error.code)
  }
  return built.value
}

async function encrypt(inner: Uint8Array, signer: Key | null, to = keys.own): Promise<string> {
  if (signer === null) {
    const message = await openpgp.createMessage({ binary: inner })
    const encryptionKeys = await openpgp.readKey({ armoredKey: to.certificateArmored })
    return openpgp.encrypt({ message, encryptionKeys, date: now })
  }
  const made = await encryptAndSign(inner, {
    recipientCertificates: [to.certificateArmored],
    signWith: signer.secretKeyArmored,
    now,
    hideRecipients: false,
  })
  if (!made.ok) {
    throw new Error(made.error.code)
  }
  return Buffer.from(made.value.armored).toString('latin1')
}

/** As GnuPG-based programs sign: a text part, its detached signature beside it. */
async function signedPart(
  part: readonly string[],
  signer: Key,
  { tamper = (signed: string) => signed, boundary = 'sig_1' } = {},
): Promise<string[]> {
  const signed = part.join('\r\n')
  const signature = await openpgp.sign({
    message: await openpgp.createMessage({ binary: new TextEncoder().encode(signed) }),
    signingKeys: await openpgp.readPrivateKey({ armoredKey: signer.secretKeyArmored }),
    detached: true,
    date: now,
  })
  return [
    `Content-Type: multipart/signed; micalg=pgp-sha512; protocol="application/pgp-signature"; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    tamper(signed),
    `--${boundary}`,
    'Content-Type: application/pgp-signature; name="signature.asc"',
    '',
    text(signature).trimEnd(),
    `--${boundary}--`,
    '',
  ]
}

const textPart = ['Content-Type: text/plain; charset=utf-8', '', 'The signed text', '']

describe('an encrypted message', () => {
  it('shows subject and text from inside, and who signed', async () => {
    const message = await opened(pgpMime(await encrypt(await innerEntity(), keys.lee)))
    expect(message.protection).toEqual({
      kind: 'openpgp',
      signature: 'good',
      signer: 'Samuel Lee',
      isSignerVerified: true,
    })
    expect(message.envelope.subject).toBe('The true subject')
    expect(message.content.text?.trim()).toBe('The secret text')
    expect(message.wasEncrypted).toBe(true)
  })

  it('without signature names nobody', async () => {
    const message = await opened(pgpMime(await encrypt(await innerEntity(), null)))
    expect(message.protection).toMatchObject({ signature: 'none', signer: null })
  })

  it('signed by a key that nobody accepted names nobody', async () => {
    const message = await opened(pgpMime(await encrypt(await innerEntity(), keys.eve)))
    expect(message.protection).toMatchObject({ kind: 'openpgp', signature: 'unknown-key', signer: null })
  })

  it('C1: signed by the sender, sent by another: nobody is named', async () => {
    const armored = await encrypt(await innerEntity(), keys.lee)
    const message = await opened(pgpMime(armored, { from: ['From: Eve <eve@evil.test>'] }))
    expect(message.protection).toMatchObject({ signer: null })
    expect(message.protection).not.toMatchObject({ signature: 'good' })
  })

  it.each([
    ['two From fields', [`From: ${lee}`, 'From: eve@evil.test']],
    ['two addresses in From', [`From: ${lee}, eve@evil.test`]],
  ])('C1: %s: nobody is named', async (_name, from) => {
    const message = await opened(pgpMime(await encrypt(await innerEntity(), keys.lee), { from }))
    expect(message.protection).toMatchObject({ signer: null })
    expect(message.protection).not.toMatchObject({ signature: 'good' })
  })

  it('C1: a From inside that differs from the one outside is not shown, and nobody is named', async () => {
    const eve = { name: 'Dr. Lee', address: lee }
    const armored = await encrypt(await innerEntity({ from: eve }), keys.eve)
    const message = await opened(pgpMime(armored, { from: ['From: Eve <eve@evil.test>'] }))
    expect(message.envelope.from).toEqual([{ name: 'Eve', address: 'eve@evil.test' }])
    expect(message.envelope.subject).toBe('The true subject')
    expect(message.protection).toMatchObject({ signer: null })
  })

  it('C1: the sender’s certificate over another’s From inside names nobody', async () => {
    const inner = await innerEntity({ from: { name: 'Maria', address: 'maria@mail.test' } })
    const message = await opened(pgpMime(await encrypt(inner, keys.lee)))
    expect(message.protection).toMatchObject({ signature: 'unknown-key', signer: null })
    expect(message.envelope.from).toMatchObject([{ address: lee }])
  })

  it('that was damaged on the way shows nothing of it', async () => {
    const armored = await encrypt(await innerEntity(), keys.lee)
    const lines = armored.split('\n')
    const middle = Math.floor(lines.length / 2)
    lines[middle] = [...(lines[middle] ?? '')].reverse().join('')
    const message = await opened(pgpMime(lines.join('\n')))
    expect(message.protection).toMatchObject({ kind: 'unreadable', code: 'openpgp/damaged' })
    expect(JSON.stringify(message.content)).not.toContain('secret')
  })

  it('for somebody else says which key is missing', async () => {
    const message = await opened(pgpMime(await encrypt(await innerEntity(), keys.lee, keys.eve)))
    expect(message.protection).toMatchObject({ kind: 'unreadable', code: 'openpgp/no-secret-key' })
  })

  it('signed inside as multipart/signed counts as signed (RFC 3156, 6.1)', async () => {
    const inner = bytes(await signedPart(textPart, keys.lee))
    const message = await opened(pgpMime(await encrypt(inner, null)))
    expect(message.protection).toMatchObject({ kind: 'openpgp', signature: 'good', signer: 'Samuel Lee' })
    expect(message.content.text?.trim()).toBe('The signed text')
  })

  it('C1: an inner signature over a part only counts for nothing', async () => {
    const signed = await signedPart(textPart, keys.lee)
    const inner = bytes([
      'Content-Type: multipart/mixed; boundary="mix_1"',
      '',
      '--mix_1',
      ...signed,
      '--mix_1',
      'Content-Type: text/plain',
      '',
      'Pay to my account',
      '--mix_1--',
      '',
    ])
    const message = await opened(pgpMime(await encrypt(inner, null)))
    expect(message.protection).toMatchObject({ signature: 'none', signer: null })
  })
})

describe('our own copy', () => {
  it('is known by our signature', async () => {
    const inner = await innerEntity({ from: { name: 'Dr. Rivera', address: own } })
    const raw = pgpMime(await encrypt(inner, keys.own), { from: [`From: Dr. Rivera <${own}>`] })
    expect((await opened(raw)).protection).toEqual({ kind: 'own-copy' })
  })

  it('C1: is not what somebody else sends in our name', async () => {
    const inner = await innerEntity({ from: { name: 'Dr. Rivera', address: own } })
    const raw = pgpMime(await encrypt(inner, keys.lee), { from: [`From: Dr. Rivera <${own}>`] })
    expect((await opened(raw)).protection).toMatchObject({ kind: 'openpgp', signer: null })
  })
})

describe('a signed message', () => {
  const signedMail = async (part: string[], signer: Key, options = {}, outer: Outer = { subject: 'Hello' }) =>
    bytes([...header(outer), ...(await signedPart(part, signer, options))])

  it('names the signer and shows what was signed', async () => {
    const message = await opened(await signedMail(textPart, keys.lee))
    expect(message.protection).toEqual({ ...signedOnly, signature: 'good', signer: 'Samuel Lee' })
    expect(message.content.text?.trim()).toBe('The signed text')
    expect(message.envelope.subject).toBe('Hello')
  })

  it('that was changed is bad', async () => {
    const tamper = (signed: string) => signed.replace('signed', 'forged')
    const message = await opened(await signedMail(textPart, keys.lee, { tamper }))
    expect(message.protection).toEqual({ ...signedOnly, signature: 'bad', signer: null })
  })

  it('by a stranger names nobody', async () => {
    const message = await opened(await signedMail(textPart, keys.eve))
    expect(message.protection).toEqual({ ...signedOnly, signature: 'unknown-key', signer: null })
  })

  it('C1: from another address names nobody', async () => {
    const outer = { from: ['From: Eve <eve@evil.test>'], subject: 'Hello' }
    const message = await opened(await signedMail(textPart, keys.lee, {}, outer))
    expect(message.protection).toEqual({ ...signedOnly, signature: 'unknown-key', signer: null })
  })

  it('shows protected fields only when the signature is the sender’s', async () => {
    const part = [
      'Content-Type: text/plain; charset=utf-8; hp="clear"',
      `From: Dr. Lee <${lee}>`,
      `To: ${own}`,
      'Subject: Signed subject',
      '',
      'The signed text',
      '',
    ]
    expect((await opened(await signedMail(part, keys.lee))).envelope.subject).toBe('Signed subject')
    expect((await opened(await signedMail(part, keys.eve))).envelope.subject).toBe('Hello')
  })

  it('C1: beside other parts protects nothing', async () => {
    const raw = bytes([
      ...header({ subject: 'Hello' }),
      'Content-Type: multipart/mixed; boundary="mix_1"',
      '',
      '--mix_1',
      'Content-Type: text/plain',
      '',
      'Pay to my account',
      '--mix_1',
      ...(await signedPart(textPart, keys.lee)),
      '--mix_1--',
      '',
    ])
    expect((await opened(raw)).protection).toEqual({ kind: 'partial' })
  })
})

describe('a part that is encrypted', () => {
  it('C1: beside plain text is never decrypted, and the message is not called encrypted', async () => {
    const armored = await encrypt(await innerEntity(), keys.lee)
    const raw = bytes([
      ...header({ subject: 'Hello' }),
      'Content-Type: multipart/mixed; boundary="mix_1"',
      '',
      '--mix_1',
      'Content-Type: text/html',
      '',
      '<img src="https://evil.test/?',
      '--mix_1',
      ...encryptedPart(armored),
      '--mix_1--',
      '',
    ])
    const message = await opened(raw)
    expect(message.protection).toEqual({ kind: 'partial' })
    expect(message.wasEncrypted).toBe(false)
    expect(JSON.stringify(message.content)).not.toContain('secret')
  })

  it('C1: below a wrapper of one part alone is not the root', async () => {
    const armored = await encrypt(await innerEntity(), keys.lee)
    const raw = bytes([
      ...header({ subject: 'Hello' }),
      'Content-Type: multipart/mixed; boundary="mix_1"',
      '',
      '--mix_1',
      ...encryptedPart(armored),
      '--mix_1--',
      '',
    ])
    expect((await opened(raw)).protection).toEqual({ kind: 'partial' })
  })
})

describe('a sealed answer', () => {
  async function answerArmor(key = replyKey, messageId = boundTo): Promise<string> {
    const payload = encodeAnswer(
      {
        messageId,
        containerId: new Uint8Array(16),
        text: 'Tuesday is fine',
        attachments: [
          { name: 'diary.txt', type: 'text/plain', bytes: new TextEncoder().encode('four hours') },
        ],
      },
      key,
    )
    return encrypt(payload, null)
  }
  const mailWith = (body: string, subject = 'Re: Message from Dr. Rivera', extra: string[] = []) =>
    bytes([
      ...header({ from: ['From: Maria <maria@mail.test>'], subject, extra }),
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Here is my answer:',
      '',
      body,
      '',
    ])

  it('opens in the place of the mail, with whose passphrase', async () => {
    const message = await opened(mailWith(await answerArmor()))
    expect(message.protection).toEqual({ kind: 'sealed-answer', openedWithPassphraseOf: 'Maria Alvarez' })
    expect(message.answer).toMatchObject({ text: 'Tuesday is fine', fromPageOf: maria })
    expect(message.answer?.attachments.map(({ fileName }) => fileName)).toEqual(['diary.txt'])
  })

  it('opens when the mail program quoted it', async () => {
    const quoted = (await answerArmor())
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => `> ${line}`)
      .join('\r\n')
    expect((await opened(mailWith(quoted))).protection).toMatchObject({ kind: 'sealed-answer' })
  })

  it.each([
    ['made without the key of the message', new Uint8Array(32).fill(6), boundTo],
    ['to a message that we never sent', replyKey, '<other@hope.test>'],
  ])('C1: %s names nobody', async (_name, key, messageId) => {
    const message = await opened(mailWith(await answerArmor(key, messageId)))
    expect(message.protection).toEqual({ kind: 'sealed-answer', openedWithPassphraseOf: null })
    expect(message.answer?.fromPageOf).toBeNull()
    expect(message.envelope).toMatchObject({ subject: 'Re: Message from Dr. Rivera', inReplyTo: null })
  })

  it.each([
    ['the neutral subject of an answer', 'Re: Message from Dr. Rivera', 'Re: Our plan'],
    ['an answer in another tongue', 'AW: Message from Dr. Rivera', 'Re: Our plan'],
    ['none, from a mail written anew', '', 'Re: Our plan'],
    ['one that the patient wrote', 'Please call me', 'Please call me'],
  ])('under %s stands in the thread of what it answers', async (_name, outside, shown) => {
    const { envelope } = await opened(mailWith(await answerArmor(), outside))
    expect(envelope).toMatchObject({
      subject: shown,
      inReplyTo: boundTo,
      references: [boundTo, sent.ownCopyId],
    })
  })

  it('keeps what its mail program says that it answers', async () => {
    const { envelope } = await opened(
      mailWith(await answerArmor(), 'Re: x', ['In-Reply-To: <earlier@hope.test>']),
    )
    expect(envelope.inReplyTo).toBe('<earlier@hope.test>')
  })

  it('comes as a file too', async () => {
    const raw = bytes([
      ...header({ from: ['From: Maria <maria@mail.test>'], subject: 'Re' }),
      'Content-Type: multipart/mixed; boundary="mix_1"',
      '',
      '--mix_1',
      'Content-Type: text/plain',
      '',
      'See the file.',
      '--mix_1',
      'Content-Type: application/octet-stream; name="Answer.sealed"',
      'Content-Disposition: attachment; filename="Answer.sealed"',
      '',
      (await answerArmor()).trimEnd(),
      '--mix_1--',
      '',
    ])
    expect((await opened(raw)).answer?.text).toBe('Tuesday is fine')
  })

  it('that is not for our key stays an ordinary mail', async () => {
    const payload = encodeAnswer(
      { messageId: boundTo, containerId: new Uint8Array(16), text: 'x', attachments: [] },
      replyKey,
    )
    const armored = await encrypt(payload, null, keys.eve)
    expect((await opened(mailWith(armored))).answer).toBeNull()
  })
})

describe('an answer from the reply page', () => {
  const reference = referenceOf(replyKey)
  const foreign = referenceOf(new Uint8Array(32).fill(6))
  const letter = { text: 'Tuesday is fine', attachments: [] }
  const mail = async (typed: string, from = 'maria@mail.test', key?: Key) =>
    bytes([
      ...header({ from: [`From: <${from}>`], subject: 'Re: Message from Dr. Rivera' }),
      'Content-Type: text/plain; charset=utf-8',
      '',
      await encrypt(encodePageAnswer({ ...letter, reference: typed }), null, key),
    ])

  it('is named for what it is, in the thread of the message whose number it bears', async () => {
    const message = await opened(await mail(reference))
    expect(message.protection).toEqual({ kind: 'reply-page', messageTo: 'Maria Alvarez' })
    expect(message.answer).toEqual({ ...letter, fromPageOf: null })
    expect(message.envelope).toMatchObject({ subject: 'Re: Our plan', inReplyTo: boundTo })
  })

  it.each([
    ["another message's number", foreign, 'maria@mail.test'],
    ['the number of a message that went to somebody else', reference, 'eve@mail.test'],
  ])('with %s opens, and stands in no thread', async (_name, typed, from) => {
    const message = await opened(await mail(typed, from))
    expect(message.protection).toEqual({ kind: 'reply-page', messageTo: null })
    expect(message.answer?.text).toBe('Tuesday is fine')
    expect(message.envelope).toMatchObject({ subject: 'Re: Message from Dr. Rivera', inReplyTo: null })
  })

  it('C1: counts for nobody whom several senders could be', async () => {
    const raw = bytes([
      ...header({ from: ['From: <maria@mail.test>, <eve@mail.test>'], subject: 'Re: x' }),
      'Content-Type: text/plain',
      '',
      await encrypt(encodePageAnswer({ ...letter, reference }), null),
    ])
    expect((await opened(raw)).protection).toEqual({ kind: 'reply-page', messageTo: null })
  })

  it('sealed to a key that is not ours stays an ordinary mail', async () => {
    const message = await opened(await mail(reference, 'maria@mail.test', keys.eve))
    expect(message.answer).toBeNull()
    expect(message.protection.kind).toBe('none')
  })

  it('C1: can not be made to look as if the passphrase was known', async () => {
    // The payload of one kind under the mark of the other, by somebody who has the number alone.
    const payload = encodePageAnswer({ ...letter, reference })
    payload.set(new TextEncoder().encode('SPANSWER'))
    const raw = bytes([
      ...header({ from: ['From: <maria@mail.test>'] }),
      'Content-Type: text/plain',
      '',
      await encrypt(payload, null),
    ])
    expect((await opened(raw)).protection.kind).toBe('none')
  })
})

describe('ordinary mail', () => {
  it('is called what it is', async () => {
    const raw = bytes([...header({ subject: 'Hello' }), 'Content-Type: text/plain', '', 'Plain', ''])
    const message = await opened(raw)
    expect(message.protection).toEqual({ kind: 'none' })
    expect(message.wasEncrypted).toBe(false)
  })

  it('says when it is too complex', async () => {
    const parts = Array.from({ length: 20_000 }, () => ['--b', '', '']).flat()
    const raw = bytes([
      ...header({ subject: 'Bomb' }),
      'Content-Type: multipart/mixed; boundary=b',
      '',
      ...parts,
    ])
    expect(await openMessage(raw, known)).toMatchObject({ error: { code: 'mime/too-complex' } })
  })
})
