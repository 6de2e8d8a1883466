import { beforeAll, describe, expect, it } from 'vitest'
import { smimeSignAndEncrypt } from '../index.ts'
import { seededRandom } from '../random.fixture.ts'
import { readTrustAnchors } from './anchors.ts'
import { day, makeCertificate, now, rsaKey, usages, withChain } from './certificates.fixture.ts'
import {
  cmsOf,
  encrypted,
  entityOf,
  inner as innerBytes,
  makeMailWorld,
  opened,
  type World,
} from './messages.fixture.ts'
import { signEntity } from './sign.ts'
import { unsignedCbc } from './unsigned.fixture.ts'

const inner = innerBytes.toString()
let world: World
beforeAll(() => {
  world = makeMailWorld()
})

const open = async (entity: Uint8Array, changes: Parameters<typeof opened>[2] = {}) => {
  const result = await opened(entity, world, changes)
  if (result === null) return 'not S/MIME'
  return result.ok
    ? { ...result.value, inner: Buffer.from(result.value.inner).toString() }
    : result.error.code
}
const reader = (
  who: 'lee' | 'kim' | 'ada',
  ...capabilities: ('aes-256-gcm' | 'rsa-oaep-sha256' | 'rsa-oaep-sha1')[]
) => ({
  pem: world[who].pem,
  capabilities,
})

describe('sealing and opening', () => {
  it.each([
    ['RSA, older padding', 'lee', [], 'rsa-pkcs1'],
    ['RSA, OAEP with SHA-1', 'lee', ['rsa-oaep-sha1'], 'rsa-oaep-sha1'],
    ['RSA, OAEP with SHA-256', 'lee', ['rsa-oaep-sha256', 'rsa-oaep-sha1'], 'rsa-oaep-sha256'],
    ['P-256', 'kim', [], 'ecdh'],
    ['P-384', 'ada', [], 'ecdh'],
  ] as const)('to %s', async (_name, who, capabilities, key) => {
    for (const gcm of [true, false]) {
      const announced = gcm ? (['aes-256-gcm', ...capabilities] as const) : capabilities
      const made = await encrypted(world, { recipients: [reader(who, ...announced)] })
      expect(made.recipients.map((recipient) => recipient.key)).toEqual([key])
      expect(await open(made.entity, { identities: [world[who]] })).toMatchObject({
        inner,
        encryption: gcm
          ? { algorithm: 'aes-256-gcm', integrity: 'aead' }
          : { algorithm: 'aes-256-cbc', integrity: 'signature' },
        signature: { state: 'good', subject: 'Dr. Rivera', signedAt: now, hasExpired: false },
        outerSignature: { state: 'none' },
        learned: { info: { addresses: ['rivera@practice.example'] } },
      })
    }
  })

  it('says why the content is not authenticated, and for whom', async () => {
    const made = await encrypted(world, { recipients: [reader('lee', 'aes-256-gcm'), reader('kim')] })
    const kim = made.recipients.find(({ key }) => key === 'ecdh')?.fingerprint
    expect(made).toMatchObject({
      algorithm: 'aes-256-cbc',
      reason: { code: 'gcm-not-announced', fingerprints: [kim] },
    })
    expect(Buffer.from(made.entity).toString()).toContain('smime-type=enveloped-data')
  })
  it('is readable by all and by ourselves where asked, and by nobody else', async () => {
    const recipients = [reader('lee', 'aes-256-gcm'), reader('ada', 'aes-256-gcm')]
    const made = await encrypted(world, { recipients, encryptToSelf: true })
    expect(made.algorithm).toBe('aes-256-gcm')
    for (const who of ['lee', 'ada', 'practice'] as const)
      expect(await open(made.entity, { identities: [world[who]] })).toMatchObject({ inner })
    expect(await open(made.entity, { identities: [world.kim] })).toBe('smime/no-secret-key')
    expect(await open(made.entity, { identities: [] })).toBe('smime/no-secret-key')
  })
  it('leaves no trace of the order of recipients', async () => {
    const all = [reader('lee', 'aes-256-gcm'), reader('kim', 'aes-256-gcm'), reader('ada', 'aes-256-gcm')]
    const one = await encrypted(world, { recipients: all, encryptToSelf: true })
    const other = await encrypted(world, { recipients: all.toReversed(), encryptToSelf: true })
    expect(one.recipients).toEqual(other.recipients)
  })
  it('tells what the sender reads, so that an answer can be AES-256-GCM', async () => {
    const result = await open((await encrypted(world)).entity)
    expect(result).toMatchObject({
      learned: { capabilities: expect.arrayContaining(['aes-256-gcm', 'rsa-oaep-sha256']) as unknown },
    })
  })
  it('says nothing outside', async () => {
    const { entity } = await encrypted(world)
    expect(Buffer.from(entity).includes('CANARY')).toBe(false)
    expect(cmsOf(entity).includes('CANARY')).toBe(false)
    expect(
      Buffer.from(entity)
        .toString()
        .split('\r\n')
        .every((line) => line.length <= 78),
    ).toBe(true)
  })
  it.each([
    ['an expired recipient', 'smime/certificate-expired', { trust: 500 * day }],
    ['nobody', 'seal/no-method', { recipients: [] }],
    ['a certificate of another address', 'smime/address-mismatch', { address: 'kim@clinic.example' }],
  ] as const)('to %s is refused', async (_name, code, change) => {
    const address = 'address' in change ? { address: change.address } : {}
    const recipients = 'recipients' in change ? [] : [{ ...reader('lee'), ...address }]
    const trust =
      'trust' in change ? { ...world.trust, now: new Date(now.getTime() + change.trust) } : world.trust
    const made = await smimeSignAndEncrypt(innerBytes, {
      recipients,
      signWith: world.practice,
      trust,
      boundary: 'a_b',
    })
    expect(made).toMatchObject({ ok: false, error: { code } })
  })
})

describe('signatures', () => {
  const signed = (who: 'practice' | 'kim' = 'practice', at = now) => {
    const made = signEntity(innerBytes, { signWith: world[who], now: at, boundary: 'sig_b' })
    if (!made.ok) throw new Error(made.error.code)
    return Buffer.from(made.value)
  }
  const signatureOf = async (entity: Uint8Array, changes: Parameters<typeof opened>[2] = {}) => {
    const result = await open(entity, changes)
    return typeof result === 'string' ? result : result.signature
  }
  it('of RSA and of P-256 are good over the whole message', async () => {
    expect(await open(signed())).toMatchObject({ inner, encryption: null, signature: { state: 'good' } })
    expect(await signatureOf(signed('kim'), { sender: 'kim@clinic.example' })).toMatchObject({
      state: 'good',
    })
  })
  it('survive line ends that a store changed', async () => {
    const stored = Buffer.from(signed().toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
    expect(await signatureOf(stored)).toMatchObject({ state: 'good' })
  })
  it.each([
    [
      'another sender',
      { sender: 'lee@clinic.example' },
      { state: 'unknown-key', problem: { code: 'smime/address-mismatch' } },
    ],
    [
      'several senders',
      { sender: null },
      { state: 'unknown-key', problem: { code: 'smime/address-mismatch' } },
    ],
  ])('do not speak for %s', async (_name, changes, expected) => {
    expect(await signatureOf(signed(), changes)).toMatchObject(expected)
  })
  it('without a trusted root are not good', async () => {
    const anchors = readTrustAnchors([])
    const result = await open(signed(), { trust: { now, anchors } })
    expect(result).toMatchObject({
      signature: { state: 'unknown-key', problem: { code: 'smime/untrusted-issuer' } },
      learned: null,
    })
  })
  it('stay good when the certificate expires later, and say so', async () => {
    const later = { ...world.trust, now: new Date(now.getTime() + 300 * day) }
    expect(await open(signed(), { trust: later })).toMatchObject({
      signature: { state: 'good', hasExpired: true },
      learned: null,
    })
  })
  it('made after the certificate expired are not good', async () => {
    const late = new Date(now.getTime() + 300 * day)
    expect(
      await signatureOf(signed('practice', late), { trust: { ...world.trust, now: late } }),
    ).toMatchObject({
      state: 'unknown-key',
      problem: { code: 'smime/certificate-expired' },
    })
  })
  it('dated in the future are judged now', async () => {
    const future = new Date(now.getTime() + 1000 * day)
    expect(await signatureOf(signed('practice', future))).toMatchObject({ state: 'good' })
  })
  it.each([
    ['the text', (mail: string) => mail.replace('CANARY of the body', 'CANARY of the b0dy')],
    ['the subject inside', (mail: string) => mail.replace('CANARY subject', 'canary subject')],
    [
      'the signature itself',
      (mail: string) => mail.replace(/\r\n\r\nMI.{30}/, '\r\n\r\nMIIIIIIIIIIIIIIIIIIIIIIIIIIIIIIII'),
    ],
  ])('break when %s is changed', async (_what, change) => {
    const mail = signed().toString('latin1')
    expect(change(mail)).not.toBe(mail)
    expect(await signatureOf(Buffer.from(change(mail), 'latin1'))).toMatchObject({
      state: 'bad',
      problem: 'broken',
    })
  })
  it('with a weak key are bad', async () => {
    const weak = withChain(
      makeCertificate({
        name: 'Dr. Old',
        key: rsaKey(1024),
        issuer: world.authority,
        addresses: ['old@clinic.example'],
        usage: usages.both,
      }),
      world.authority,
    )
    const made = signEntity(innerBytes, { signWith: weak, now, boundary: 'a_b' })
    if (!made.ok) throw new Error(made.error.code)
    expect(await signatureOf(made.value, { sender: 'old@clinic.example' })).toMatchObject({
      state: 'bad',
      problem: 'weak',
    })
  })
  it('count at the root only: a signed part beside another is not S/MIME', async () => {
    const mixed = Buffer.concat([
      Buffer.from(
        'Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\nspoof\r\n--m\r\n',
      ),
      signed(),
      Buffer.from('\r\n--m--\r\n'),
    ])
    expect(await open(mixed)).toBe('not S/MIME')
  })
  it('cover only their own part: a third part makes it no signed message', async () => {
    const mail = signed()
      .toString('latin1')
      .replace('--sig_b--', '--sig_b\r\nContent-Type: text/plain\r\n\r\nspoof\r\n--sig_b--')
    expect(await open(Buffer.from(mail, 'latin1'))).toBe('not S/MIME')
  })
})

describe('triple wrapping', () => {
  const wrap = async (entity: Uint8Array, who: 'practice' | 'kim') => {
    const made = signEntity(entity, { signWith: world[who], now, boundary: 'outer_b' })
    if (!made.ok) throw new Error(made.error.code)
    return made.value
  }
  it('opens, and the signature inside counts', async () => {
    const { entity } = await encrypted(world)
    expect(await open(await wrap(entity, 'practice'))).toMatchObject({
      inner,
      signature: { state: 'good' },
      outerSignature: { state: 'good' },
    })
  })
  it('a stranger who signs our ciphertext lends the content nothing', async () => {
    const { entity } = await encrypted(world, { recipients: [reader('lee')] })
    expect(await open(await wrap(entity, 'kim'), { sender: 'kim@clinic.example' })).toMatchObject({
      signature: { state: 'unknown-key' },
      outerSignature: { state: 'good' },
      encryption: { integrity: 'none' },
      learned: null,
    })
  })
  it('has an end', async () => {
    let entity: Uint8Array = innerBytes
    for (let layer = 0; layer < 3; layer++) {
      const made = await smimeSignAndEncrypt(entity, {
        recipients: [reader('lee', 'aes-256-gcm')],
        signWith: world.practice,
        trust: world.trust,
        boundary: `layer_${layer}`,
      })
      if (!made.ok) throw new Error(made.error.code)
      entity = made.value.entity
    }
    expect(await open(entity)).toBe('smime/limits-exceeded')
  })
})

describe('EFAIL: no output before authentication', () => {
  it('flipped bits in AuthEnvelopedData release nothing', { timeout: 300_000 }, async () => {
    const { entity } = await encrypted(world)
    const cms = cmsOf(entity)
    const random = seededRandom(5083)
    let refused = 0
    const flips = 500
    for (let round = 0; round < flips; round++) {
      const flipped = Buffer.from(cms)
      const at = random(flipped.length)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random(8))
      const result = await open(entityOf(flipped))
      if (typeof result === 'string') refused++
      // A flip that changes no meaning (a version, the order of a set) leaves the whole authentic message.
      else
        expect({ at, inner: result.inner, state: result.signature.state }).toEqual({
          at,
          inner,
          state: 'good',
        })
    }
    expect(refused).toBeGreaterThan(flips * 0.97)
  })
  it('flipped bits in a signed message never leave another text as good', { timeout: 300_000 }, async () => {
    const made = signEntity(innerBytes, { signWith: world.practice, now, boundary: 'sig_b' })
    if (!made.ok) throw new Error(made.error.code)
    const random = seededRandom(8551)
    let good = 0
    const flips = 500
    for (let round = 0; round < flips; round++) {
      const flipped = Buffer.from(made.value)
      const at = random(flipped.length)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random(8))
      const result = await open(flipped)
      if (typeof result === 'string' || result.signature.state !== 'good') continue
      good++
      expect({ at, inner: result.inner }).toEqual({ at, inner })
    }
    // The preamble, file names and white space of base64 mean nothing.
    expect(good).toBeLessThan(flips * 0.15)
  })
  it('a truncated message releases nothing', async () => {
    const cms = cmsOf((await encrypted(world)).entity)
    for (const length of [0, 1, 50, 300, cms.length - 17, cms.length - 1])
      expect(await open(entityOf(cms.subarray(0, length)))).toMatch(
        /^smime\/(damaged|unsupported-algorithm)$/,
      )
  })
})

describe('EFAIL: gadgets in unauthenticated CBC', () => {
  /** Turns the known first block of plaintext into another by changing the initialization vector alone. */
  const gadget = async (signWith = world.practice) => {
    const { entity } = await encrypted(world, { recipients: [reader('lee')], signWith })
    const cms = cmsOf(entity)
    const known = Buffer.from('Content-Type: mu')
    const wanted = Buffer.from('Content-Type: te')
    const iv = cms.indexOf(Buffer.from('060960864801650304012a0410', 'hex')) + 13
    for (let at = 0; at < 16; at++) cms[iv + at] = (cms[iv + at] ?? 0) ^ (known[at] ?? 0) ^ (wanted[at] ?? 0)
    return cms
  }
  it('opens unchanged with the signature as its integrity (positive control)', async () => {
    const { entity } = await encrypted(world, { recipients: [reader('lee')] })
    expect(await open(entity)).toMatchObject({ inner, encryption: { integrity: 'signature' } })
  })
  it('a changed first block decrypts, is marked as unauthenticated, and never counts as signed', async () => {
    expect(await open(entityOf(await gadget()))).toMatchObject({
      encryption: { algorithm: 'aes-256-cbc', integrity: 'none' },
      signature: { state: 'none' },
      learned: null,
    })
  })
  it('a change that leaves the signature in place releases nothing', async () => {
    const { entity } = await encrypted(world, { recipients: [reader('lee')] })
    const cms = cmsOf(entity)
    const plain = 'Content-Type: multipart/signed; protocol="application/pkcs7-signature";\r\n'
    const start = cms.indexOf(Buffer.from('060960864801650304012a0410', 'hex')) + 13 + 16 + 4
    // A whole block garbled inside the signed part: what a gadget does to its neighbour.
    const block = Math.ceil((plain.length + 160) / 16)
    cms[start + block * 16] = (cms[start + block * 16] ?? 0) ^ 1
    expect(await open(entityOf(cms))).toBe('smime/damaged')
  })
  it('a message in CBC without a signature is marked as unauthenticated', async () => {
    expect(await open(entityOf(await unsignedCbc(innerBytes, world.lee)))).toMatchObject({
      inner,
      encryption: { integrity: 'none' },
      signature: { state: 'none' },
    })
  })
  it('an encrypted part beside others is never decrypted', async () => {
    const { entity } = await encrypted(world)
    const html = '<img src="http://attacker.example/'
    const mixed = Buffer.concat([
      Buffer.from(
        `Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/html\r\n\r\n${html}\r\n--m\r\n`,
      ),
      Buffer.from(entity),
      Buffer.from('\r\n--m\r\nContent-Type: text/html\r\n\r\n">\r\n--m--\r\n'),
    ])
    expect(await open(mixed)).toBe('not S/MIME')
  })
})
