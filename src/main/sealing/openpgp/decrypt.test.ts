import {
  config,
  createMessage,
  decrypt,
  encrypt,
  encryptSessionKey,
  enums,
  LiteralDataPacket,
  Message,
  PacketList,
  readKey,
  readMessage,
  readPrivateKey,
  sign,
  SymmetricallyEncryptedDataPacket,
  type AnyPacket,
} from 'openpgp'
import { beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../random.fixture.ts'
import { strictConfig } from './config.ts'
import { decryptAndVerify } from './decrypt.ts'
import { encryptAndSign } from './encrypt.ts'
import { makeKey, now } from './keys.fixture.ts'
import { verifyDetached } from './signature.ts'

type Pair = Awaited<ReturnType<typeof makeKey>>
let practice: Pair, colleague: Pair, stranger: Pair, modern: Pair
const inner = new TextEncoder().encode('Content-Type: text/plain\r\n\r\nCANARY of the body\r\n')

beforeAll(async () => {
  ;[practice, colleague, stranger, modern] = await Promise.all([
    makeKey(),
    makeKey(),
    makeKey(),
    makeKey({ config: { aeadProtect: true } }),
  ])
})

const open = (input: string | Uint8Array, changes: Partial<Parameters<typeof decryptAndVerify>[1]> = {}) =>
  decryptAndVerify(input, {
    secretKeys: [practice.secret],
    senderCertificates: [colleague.certificate],
    now,
    ...changes,
  })

async function sealed(changes: Partial<Parameters<typeof encryptAndSign>[1]> = {}): Promise<string> {
  const made = await encryptAndSign(inner, {
    recipientCertificates: [practice.certificate],
    signWith: colleague.secret,
    now,
    ...changes,
  })
  if (!made.ok) throw new Error(made.error.code)
  return Buffer.from(made.value.armored).toString('latin1')
}

describe('opening', () => {
  it('gives back the bytes with a good signature (positive control)', async () => {
    const opened = await open(await sealed())
    expect(opened.ok && Buffer.from(opened.value.inner).equals(inner)).toBe(true)
    expect(opened.ok && opened.value.signature).toMatchObject({ state: 'good', signedAt: now })
  })
  it('opens old mail with an older key', async () => {
    const opened = await open(await sealed(), { secretKeys: [stranger.secret, practice.secret] })
    expect(opened.ok).toBe(true)
  })
  it("a stranger's signature is no good signature", async () => {
    const opened = await open(await sealed({ signWith: stranger.secret }))
    expect(opened.ok && opened.value.signature.state).toBe('unknown-key')
  })
  it.each([
    [
      'for somebody else',
      async () => open(await sealed(), { secretKeys: [stranger.secret] }),
      'openpgp/no-secret-key',
    ],
    [
      'for a hidden somebody else',
      async () => open(await sealed({ hideRecipients: true }), { secretKeys: [stranger.secret] }),
      'openpgp/no-secret-key',
    ],
    [
      'without any key of ours',
      async () => open(await sealed(), { secretKeys: [] }),
      'openpgp/no-secret-key',
    ],
    ['that is no OpenPGP at all', () => open('hello'), 'openpgp/damaged'],
    ['that is only signed', async () => open(await signedOnly()), 'openpgp/not-authenticated'],
    ['too large', () => open(new Uint8Array(100 * 1024 * 1024 + 1)), 'openpgp/limits-exceeded'],
  ] as const)('a message %s is refused', async (_name, opening, code) => {
    const opened = await opening()
    expect(opened).toEqual({ ok: false, error: { code } })
  })
})

describe('EFAIL: no output before authentication', () => {
  it('a packet without integrity protection (tag 9) is refused though the key fits', async () => {
    const message = await unprotectedMessage()
    const loose = await decrypt({
      message: await readMessage({ binaryMessage: message }),
      decryptionKeys: await readPrivateKey({ armoredKey: practice.secret }),
      format: 'binary',
      config: { ...strictConfig, allowUnauthenticatedMessages: true },
    })
    expect(loose.data).toEqual(inner) // negative control: with the defence off the text comes out
    expect(await open(message)).toEqual({ ok: false, error: { code: 'openpgp/not-authenticated' } })
  })

  it.each([
    ['version 1', 1],
    ['version 2 (AEAD)', 2],
  ])('flipped bits release nothing: %s', { timeout: 600_000 }, async (_what, version) => {
    const recipient = version === 1 ? practice : modern
    const armored = await sealed({ recipientCertificates: [recipient.certificate] })
    expect(await versionOf(armored)).toBe(version)
    const binary = dearmor(armored)
    const random = seededRandom(4880)
    const flips = 300
    let refused = 0
    for (let round = 0; round < flips; round++) {
      const flipped = binary.slice()
      const at = random(flipped.length)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random(8))
      const opened = await open(flipped, { secretKeys: [recipient.secret] })
      if (!opened.ok) refused++
      // A flip in the bit count of a number changes no value, nor does one in the part of a version 6 packet's
      // fingerprint by which nobody looks the key up: then all of it is the authentic message.
      else expect({ at, inner: opened.value.inner }).toEqual({ at, inner })
    }
    expect(refused).toBeGreaterThan(flips * (version === 1 ? 0.97 : 0.9))
  })

  it('a truncated message releases nothing', async () => {
    const binary = dearmor(await sealed())
    for (const length of [0, 1, 50, 200, binary.length - 20, binary.length - 1]) {
      expect((await open(binary.subarray(0, length))).ok).toBe(false)
    }
  })
})

describe('bombs', () => {
  it('compression: 200 MB of zeros in a small message', async () => {
    const bomb = await encrypt({
      message: await createMessage({ binary: new Uint8Array(200 * 1024 * 1024) }),
      encryptionKeys: await readKey({ armoredKey: practice.certificate }),
      format: 'binary',
      config: { preferredCompressionAlgorithm: enums.compression.zlib },
    })
    expect(bomb.length).toBeLessThan(2 * 1024 * 1024)
    expect(await open(bomb)).toEqual({ ok: false, error: { code: 'openpgp/limits-exceeded' } })
  })
  it('session key packets: 101', async () => {
    const message = dearmor(await sealed())
    const sessionKeyPacket = message.subarray(0, 2 + (message[1] ?? 0))
    const many = Buffer.concat([...Array<Uint8Array>(100).fill(sessionKeyPacket), message])
    expect(await open(many)).toEqual({
      ok: false,
      error: { code: 'openpgp/limits-exceeded' },
    })
  })
})

describe('encrypting', () => {
  it('refuses when one of the certificates has expired, and names why', async () => {
    const expired = await makeKey({ keyExpirationTime: 86_400 })
    const made = await encryptAndSign(inner, {
      recipientCertificates: [practice.certificate, expired.certificate],
      signWith: colleague.secret,
      now,
    })
    expect(made.ok || made.error.code).toBe('openpgp/certificate-expired')
  })
  it('refuses to encrypt to nobody', async () => {
    const made = await encryptAndSign(inner, { recipientCertificates: [], signWith: colleague.secret, now })
    expect(made.ok || made.error.code).toBe('seal/no-method')
  })
  describe('uses SEIPD version 2 only when every certificate announces it', () => {
    const kinds = ['v4', 'v4 with AEAD', 'v6', 'v6 without AEAD'] as const
    type Kind = (typeof kinds)[number]
    let keys: Record<Kind, Pair>
    beforeAll(async () => {
      const make = (isNew: boolean, announces: boolean) =>
        makeKey({
          ...(isNew ? { type: 'curve25519' } : {}),
          config: { v6Keys: isNew, aeadProtect: announces },
        })
      const [plain, v4, v6, quiet] = await Promise.all([
        make(false, false),
        make(false, true),
        make(true, true),
        make(true, false),
      ])
      keys = { v4: plain, 'v4 with AEAD': v4, v6, 'v6 without AEAD': quiet }
    })
    const announces = (kind: Kind) => kind === 'v4 with AEAD' || kind === 'v6'
    const combinations = kinds.flatMap((one, at) => kinds.slice(at).map((other) => [one, other] as const))

    it.each(combinations)('%s and %s: each of them opens it, signature good', async (...group) => {
      const armored = await sealed({ recipientCertificates: group.map((kind) => keys[kind].certificate) })
      expect(await versionOf(armored)).toBe(group.every(announces) ? 2 : 1)
      for (const kind of group) {
        const opened = await open(armored, { secretKeys: [keys[kind].secret] })
        expect(opened.ok && Buffer.from(opened.value.inner).equals(inner)).toBe(true)
        expect(opened.ok && opened.value.signature.state).toBe('good')
      }
    })

    it('mail signed by a version 6 key is verified, and one of version 6 has a longer fingerprint', async () => {
      const signed = await sealed({ signWith: keys.v6.secret })
      const opened = await open(signed, { senderCertificates: [keys.v6.certificate] })
      expect(opened.ok && opened.value.signature).toMatchObject({
        state: 'good',
        fingerprint: expect.stringMatching(/^[0-9A-F]{64}$/) as string,
      })
    })
  })
  it('puts no version, comment or name outside', async () => {
    expect(await sealed()).not.toMatch(/Version:|Comment:|Lee/)
  })
})

describe('a detached signature (multipart/signed)', () => {
  const body = 'Content-Type: text/plain\r\n\r\nhello\r\n'
  const judge = async (signed: string) => {
    const signature = await sign({
      message: await createMessage({ binary: new TextEncoder().encode(body) }),
      signingKeys: await readPrivateKey({ armoredKey: colleague.secret }),
      detached: true,
      date: now,
    })
    const options = { senderCertificates: [colleague.certificate], now }
    return (await verifyDetached(new TextEncoder().encode(signed), signature, options)).state
  }
  it.each([
    ['the same bytes', 'good', body],
    ['the same with bare LF (a relay changed it)', 'good', body.replaceAll('\r\n', '\n')],
    ['a changed word', 'bad', body.replace('hello', 'hallo')],
    ['a header added', 'bad', `X-Evil: 1\r\n${body}`],
    ['a line added', 'bad', `${body}\r\n`],
  ])('%s: %s', async (_name, state, signed) => {
    expect(await judge(signed)).toBe(state)
  })
  it('garbage in place of a signature is none', async () => {
    const options = { senderCertificates: [colleague.certificate], now }
    expect(await verifyDetached(new Uint8Array(3), 'nonsense', options)).toEqual({ state: 'none' })
    expect(await verifyDetached(new Uint8Array(3), new Uint8Array(9), options)).toEqual({ state: 'none' })
  })
})

async function signedOnly(): Promise<string> {
  const message = await createMessage({ binary: inner })
  const signingKeys = await readPrivateKey({ armoredKey: colleague.secret })
  return sign({ message, signingKeys, date: now })
}

/** A valid message of the kind that RFC 9580, section 5.7 forbids to make: encrypted, not protected. */
async function versionOf(armored: string): Promise<number> {
  const message = await readMessage({ armoredMessage: armored })
  const [packet] = message.packets.filterByTag(enums.packet.symEncryptedIntegrityProtectedData)
  return (packet as unknown as { version: number }).version
}

async function unprotectedMessage(): Promise<Uint8Array> {
  const literal = new LiteralDataPacket()
  ;(literal as unknown as { setBytes(bytes: Uint8Array, format: number): void }).setBytes(
    inner,
    enums.literal.binary,
  )
  const content = new PacketList<AnyPacket>()
  content.push(literal)
  const sessionKey = new Uint8Array(32).fill(5)
  const packet = new SymmetricallyEncryptedDataPacket() as unknown as {
    packets: PacketList<AnyPacket>
    encrypt(algorithm: number, key: Uint8Array, settings: typeof config): Promise<void>
  }
  packet.packets = content
  await packet.encrypt(enums.symmetric.aes256, sessionKey, config)
  const keyPackets = await encryptSessionKey({
    data: sessionKey,
    algorithm: 'aes256',
    encryptionKeys: await readKey({ armoredKey: practice.certificate }),
    format: 'object',
  })
  const all = new PacketList<AnyPacket>()
  all.push(...(keyPackets as unknown as Message<Uint8Array>).packets, packet as unknown as AnyPacket)
  return binaryOf(all)
}

/** The packets inside the armor. */
function dearmor(armored: string): Uint8Array {
  const base64 =
    armored.split(/\r?\n\r?\n/)[1]?.replace(/\r?\n=.{4}\r?\n-----END[^]*$|-----END[^]*$/, '') ?? ''
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

async function binaryOf(packets: PacketList<AnyPacket>): Promise<Uint8Array> {
  const written = new Message(packets).write() as Uint8Array | ReadableStream<Uint8Array>
  if (written instanceof Uint8Array) return written
  const chunks: Uint8Array[] = []
  for await (const chunk of written) chunks.push(chunk)
  return Buffer.concat(chunks)
}
