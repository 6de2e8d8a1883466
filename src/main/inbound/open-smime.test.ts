import { beforeAll, describe, expect, it } from 'vitest'
import { buildInner, parseMessage } from '../mime/index.ts'
import { describeSmimeCertificate, smimeRecipientTest, smimeSignAndEncrypt } from '../sealing/index.ts'
import { makeCertificate, rsaKey, withChain } from '../sealing/smime/certificates.fixture.ts'
import { entityOf, makeMailWorld, type World } from '../sealing/smime/messages.fixture.ts'
import { signEntity } from '../sealing/smime/sign.ts'
import { unsignedCbc } from '../sealing/smime/unsigned.fixture.ts'
import { openMessage } from './open-message.ts'
import type { OpenedMessage, OpeningKnowledge } from './opened-message.ts'

const own = 'rivera@practice.example'
const lee = 'lee@clinic.example'
const fingerprint = 'A'.repeat(64)

let world: World
let known: OpeningKnowledge

beforeAll(() => {
  world = makeMailWorld()
  known = {
    secretKeys: [],
    ownCertificates: [],
    ownAddresses: [own],
    certificatesOf: () => [],
    nameOf: (address) => (address === lee ? 'Samuel Lee' : null),
    replyKeyOf: () => null,
    messageReferredTo: () => null,
    now: world.trust.now,
    smime: {
      identities: [{ ...world.practice, privateKeyPem: world.practice.privateKeyPem, fingerprint }],
      trust: world.trust,
      acceptedOf: () => [],
    },
  }
})

async function innerOf(from: string): Promise<Uint8Array> {
  const people = { from: { name: 'Dr. Lee', address: from }, to: [{ name: '', address: own }], cc: [] }
  const built = await buildInner({
    ...people,
    subject: 'The true subject',
    date: '2026-11-20T09:00:00.000Z',
    messageId: '<one@clinic.example>',
    inReplyTo: null,
    references: [],
    text: 'The text',
    html: '<p style="color:red">The text</p>',
    attachments: [],
    outer: people,
  })
  if (!built.ok) throw new Error(built.error.code)
  return built.value
}

function mailOf(entity: Uint8Array, from = lee): Uint8Array {
  const header = `From: Dr. Lee <${from}>\r\nTo: ${own}\r\nSubject: [...]\r\nMessage-ID: <one@clinic.example>\r\nMIME-Version: 1.0\r\n`
  return Buffer.concat([Buffer.from(header), entity])
}

async function opened(
  raw: Uint8Array,
  changes: Partial<OpeningKnowledge['smime']> = {},
): Promise<OpenedMessage> {
  const result = await openMessage(raw, { ...known, smime: { ...known.smime, ...changes } })
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

async function encryptedBy(who: 'lee' | 'kim' | 'practice', changes: { gcm?: boolean; from?: string } = {}) {
  const made = await smimeSignAndEncrypt(await innerOf(changes.from ?? lee), {
    recipients: [{ pem: world.practice.pem, capabilities: changes.gcm === false ? [] : ['aes-256-gcm'] }],
    signWith: world[who],
    trust: world.trust,
    boundary: 'in_1',
  })
  if (!made.ok) throw new Error(made.error.code)
  return made.value.entity
}

const signed = (who: 'lee' | 'kim', content: Uint8Array) => {
  const made = signEntity(content, { signWith: world[who], now: world.trust.now, boundary: 'in_1' })
  if (!made.ok) throw new Error(made.error.code)
  return made.value
}

describe('mail that is S/MIME at its root', () => {
  it.each([
    [true, 'aead'],
    [false, 'signature'],
  ] as const)(
    'signed and encrypted (GCM: %s): shown with its signer, its true subject and its certificate',
    async (gcm, integrity) => {
      const message = await opened(mailOf(await encryptedBy('lee', { gcm })))
      expect(message.protection).toEqual({
        kind: 'smime',
        signature: 'good',
        signer: 'Samuel Lee',
        integrity,
        certificate: { issuer: 'Test Mail CA', hasExpired: false, isChanged: false, problem: null },
      })
      expect(message.envelope.subject).toBe('The true subject')
      expect(message.content.text?.trim()).toBe('The text')
      expect(message.wasEncrypted).toBe(true)
      expect(message.learned).toMatchObject({ sender: lee, learned: { info: { addresses: [lee] } } })
    },
  )

  it('names its readers, so that a certificate tells whether it is one of them, also where it stays closed', async () => {
    const raw = mailOf(await encryptedBy('lee'))
    const isReader = (message: OpenedMessage, who: 'practice' | 'kim') =>
      message.recipients.some(smimeRecipientTest(world[who].pem))
    const message = await opened(raw)
    expect([isReader(message, 'practice'), isReader(message, 'kim')]).toEqual([true, false])
    const closed = await opened(raw, { identities: [] })
    expect(closed.protection).toEqual({ kind: 'unreadable', code: 'smime/no-secret-key' })
    expect([isReader(closed, 'practice'), isReader(closed, 'kim')]).toEqual([true, false])
  })

  it('an accepted certificate that is another one is pointed out, and the same one is not', async () => {
    const raw = mailOf(await encryptedBy('lee'))
    const first = await opened(raw)
    const same = first.learned?.learned.info.fingerprint ?? ''
    const changedFor = async (accepted: string) => {
      const { protection } = await opened(raw, {
        acceptedOf: () => [{ pem: world.lee.pem, fingerprint: accepted }],
      })
      return protection.kind === 'smime' ? protection.certificate?.isChanged : null
    }
    expect(await changedFor(same)).toBe(false)
    expect(await changedFor('0'.repeat(64))).toBe(true)
  })

  it('encrypted and not signed, without a check of integrity: the outer subject, nothing learned', async () => {
    const message = await opened(
      mailOf(entityOf(await unsignedCbc(await innerOf(lee), world.practice), 'enveloped-data')),
    )
    expect(message.protection).toMatchObject({
      kind: 'smime',
      signature: 'none',
      signer: null,
      integrity: 'none',
    })
    expect(message.envelope.subject).toBe('[...]')
    expect(message.learned).toBeNull()
  })

  it('signed by somebody else than its From: says why, and teaches nothing', async () => {
    const message = await opened(mailOf(await encryptedBy('kim')))
    expect(message.protection).toMatchObject({
      kind: 'smime',
      signature: 'unknown-key',
      signer: null,
      certificate: { issuer: null, problem: 'smime/address-mismatch' },
    })
    expect(message.learned).toBeNull()
  })

  it('a From inside that differs from the one outside lends its signature to nobody', async () => {
    const message = await opened(mailOf(await encryptedBy('lee', { from: 'kim@clinic.example' })))
    expect(message.protection).toMatchObject({ signature: 'unknown-key', signer: null })
    expect(message.envelope.from[0]?.address).toBe(lee)
    expect(message.learned).toBeNull()
  })

  it('signed only: never called encrypted; changed on its way: a bad signature', async () => {
    const entity = signed('lee', await innerOf(lee))
    const good = await opened(mailOf(entity))
    expect(good.protection).toMatchObject({ kind: 'signed-only', signature: 'good', signer: 'Samuel Lee' })
    expect(good.wasEncrypted).toBe(false)
    const changed = Buffer.from(
      Buffer.from(entity).toString('latin1').replace('The text', 'The tent'),
      'latin1',
    )
    const bad = await opened(mailOf(changed))
    expect(bad.protection).toEqual({ kind: 'signed-only', signature: 'bad', signer: null, certificate: null })
    expect(bad.learned).toBeNull()
  })

  it('without the key, or damaged: unreadable with the code, and nothing of it shown', async () => {
    const raw = mailOf(await encryptedBy('lee'))
    const locked = await opened(raw, { identities: [] })
    expect(locked.protection).toEqual({ kind: 'unreadable', code: 'smime/no-secret-key' })
    const at = raw.length - 40
    const flipped = Buffer.from(raw)
    flipped[at] = flipped[at] === 65 ? 66 : 65
    expect((await opened(flipped)).protection).toEqual({ kind: 'unreadable', code: 'smime/damaged' })
  })

  it("signed with the practice's own key from its own address: its own copy, and only then", async () => {
    const raw = mailOf(await encryptedBy('practice', { from: own }), own)
    const fingerprint = describeSmimeCertificate(world.practice.pem)?.fingerprint ?? ''
    const identities = [{ ...world.practice, fingerprint }]
    expect((await opened(raw, { identities })).protection).toEqual({ kind: 'own-copy' })
    const another = [{ ...world.practice, fingerprint: '0'.repeat(64) }]
    const message = await opened(raw, { identities: another })
    expect(message.protection).toMatchObject({ kind: 'smime', signature: 'good' })
    expect(message.learned).toBeNull()
  })

  it('deeper than the root it is an attachment to ordinary mail', async () => {
    const part = Buffer.from(await encryptedBy('lee')).toString('latin1')
    const mixed = `Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nhello\r\n--x\r\n${part}\r\n--x--\r\n`
    const message = await opened(mailOf(Buffer.from(mixed, 'latin1')))
    expect(message.protection).toEqual({ kind: 'partial' })
    expect(message.content.text).not.toContain('The text')
  })

  it('a certificate that expired since it signed still counts, and says so', async () => {
    const past = new Date(world.trust.now.getTime() - 10 * 86_400_000)
    const short = withChain(
      makeCertificate({
        name: 'Dr. Lee',
        key: rsaKey(2048),
        issuer: world.authority,
        addresses: [lee],
        to: new Date(world.trust.now.getTime() - 86_400_000),
      }),
      world.authority,
    )
    const made = signEntity(await innerOf(lee), { signWith: short, now: past, boundary: 'in_1' })
    if (!made.ok) throw new Error(made.error.code)
    expect(parseMessage(made.value).ok).toBe(true)
    const { protection } = await opened(mailOf(made.value))
    expect(protection).toMatchObject({ signature: 'good', certificate: { hasExpired: true } })
  })
})
