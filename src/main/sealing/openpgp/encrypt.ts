import {
  createMessage,
  encrypt,
  encryptSessionKey,
  generateSessionKey,
  readPrivateKey,
  type PrivateKey,
  type PublicKey,
} from 'openpgp'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { ProtectedForm, Protection } from '../protection.ts'
import { armorMessage } from './armor.ts'
import { parseCertificate, readCertificate } from './certificate.ts'
import { strictConfig } from './config.ts'
import { readEncryptedHead, type EncryptedHead } from './encrypted-head.ts'
import { pieceStream } from './pieces.ts'
import { encryptSeipdV1 } from './seipd-v1.ts'
import { signedPackets } from './signed-packets.ts'

export type EncryptOptions = {
  /** Armored certificates; each is checked again at `now`, since a queue may hold a message for days. */
  readonly recipientCertificates: readonly string[]
  /** The practice's armored secret key: mail encrypted to a certificate is always signed. */
  readonly signWith: string
  readonly now: Date
  /** Writes key ids of zero (RFC 9580, section 5.1), for copies whose reader must not be told who else reads. */
  readonly hideRecipients?: boolean
}

export type OpenPgpEncrypted = {
  /** ASCII armor with CRLF line ends, as bytes. */
  readonly armored: Uint8Array
  readonly protection: Protection
}

/**
 * Signs, then encrypts. SEIPD version 2 (AEAD) when every certificate announces it, version 1 otherwise; never
 * compressed, since compression lets the length speak of the content.
 *
 * @param innerEntity the complete MIME entity, CRLF line ends, that becomes the protected part
 * @returns what `readCertificate` says of the first unusable certificate; `seal/no-method` without any
 */
export async function encryptAndSign(
  innerEntity: Uint8Array,
  options: EncryptOptions,
): Promise<Result<OpenPgpEncrypted>> {
  const encryptionKeys: PublicKey[] = []
  const certificates: string[] = []
  for (const certificate of options.recipientCertificates) {
    const usable = await readCertificate(certificate, options.now)
    if (!usable.ok) return usable
    const key = await parseCertificate(certificate)
    if (!key.ok) return key
    encryptionKeys.push(key.value)
    certificates.push(usable.value.fingerprint)
  }
  if (encryptionKeys.length === 0) return fail('seal/no-method')
  const signingKey = await readPrivateKey({ armoredKey: options.signWith, config: strictConfig })
  // Made here and not by `encrypt`: in a version 1 packet nothing but the session key itself names its cipher.
  const sessionKey = await generateSessionKey({ encryptionKeys, date: options.now, config: strictConfig })
  const isVersion1 = sessionKey.aeadAlgorithm === undefined
  const people = { encryptionKeys, signingKey, sessionKey, options }
  const isCommon = isVersion1 && signingKey.keyPacket.version === 4
  const packets = isCommon ? encryptHere(innerEntity, people) : await encryptByLibrary(innerEntity, people)
  const armored = await armorMessage(packets, { contentBytes: innerEntity.length, hasChecksum: isVersion1 })
  return ok({
    armored,
    protection: {
      method: 'openpgp',
      forms: [formOf(readEncryptedHead(armored), sessionKey.algorithm)],
      certificates,
      signedBy: signingKey.getFingerprint().toUpperCase(),
    },
  })
}

/** A version 1 packet (section 5.13.1) hides the cipher in the session key, which is CFB with a SHA-1 check inside. */
function formOf(head: EncryptedHead, sessionCipher: string): ProtectedForm {
  const shape =
    head.version === 1
      ? ({ container: 'seipd-v1', cipher: `${sessionCipher}-cfb`, integrity: 'mdc' } as const)
      : ({ container: 'seipd-v2', cipher: `${head.cipher}-${head.aead}`, integrity: 'aead' } as const)
  return { form: 'openpgp', ...shape, cipher: shape.cipher.replace(/^aes/, 'aes-'), kdf: null }
}

type People = {
  readonly encryptionKeys: PublicKey[]
  readonly signingKey: PrivateKey
  readonly sessionKey: Awaited<ReturnType<typeof generateSessionKey>>
  readonly options: EncryptOptions
}

/** What most mail is until correspondents have newer keys: version 1, signed by a version 4 key (docs/adr/0031). */
async function* encryptHere(
  innerEntity: Uint8Array,
  { encryptionKeys, signingKey, sessionKey, options: { now, hideRecipients } }: People,
): AsyncGenerator<Uint8Array, void> {
  yield await encryptSessionKey({
    ...sessionKey,
    encryptionKeys,
    wildcard: hideRecipients === true,
    date: now,
    format: 'binary',
    config: strictConfig,
  })
  const packets = await signedPackets(innerEntity, { signingKey, now })
  yield* encryptSeipdV1(packets, sessionKey)
}

async function encryptByLibrary(
  innerEntity: Uint8Array,
  { encryptionKeys, signingKey, sessionKey, options: { now, hideRecipients } }: People,
): Promise<AsyncIterable<Uint8Array>> {
  const encrypted = await encrypt({
    message: await createMessage({ binary: pieceStream(innerEntity), date: now }),
    encryptionKeys,
    sessionKey,
    signingKeys: signingKey,
    wildcard: hideRecipients === true,
    date: now,
    format: 'binary',
    config: strictConfig,
  })
  // The library's types know its other kinds of streams only.
  return encrypted as unknown as AsyncIterable<Uint8Array>
}
