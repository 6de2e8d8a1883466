import { setImmediate as nextTurn } from 'node:timers/promises'
import { createMessage, encrypt, generateSessionKey, readPrivateKey, type PublicKey } from 'openpgp'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { ProtectedForm, Protection } from '../protection.ts'
import { armorMessage } from './armor.ts'
import { parseCertificate, readCertificate } from './certificate.ts'
import { strictConfig } from './config.ts'
import { readEncryptedHead, type EncryptedHead } from './encrypted-head.ts'

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
  /** ASCII armor with CRLF line ends. */
  readonly armored: string
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
  const signingKeys = await readPrivateKey({ armoredKey: options.signWith, config: strictConfig })
  // Made here and not by `encrypt`: in a version 1 packet nothing but the session key itself names its cipher.
  const sessionKey = await generateSessionKey({ encryptionKeys, date: options.now, config: strictConfig })
  const encrypted = await encrypt({
    message: await createMessage({ binary: inPieces(innerEntity), date: options.now }),
    encryptionKeys,
    sessionKey,
    signingKeys,
    wildcard: options.hideRecipients === true,
    date: options.now,
    format: 'binary',
    config: strictConfig,
  })
  // The library's types know its other kinds of streams only.
  const pieces = encrypted as unknown as AsyncIterable<Uint8Array>
  const armored = await armorMessage(pieces, sessionKey.aeadAlgorithm === undefined)
  return ok({
    armored,
    protection: {
      method: 'openpgp',
      forms: [formOf(readEncryptedHead(armored), sessionKey.algorithm)],
      certificates,
      signedBy: signingKeys.getFingerprint().toUpperCase(),
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

/** Of a large mail, one piece is hashed and encrypted in about two milliseconds. */
const pieceBytes = 256 * 1024

/**
 * In pieces, each in a turn of its own: other work of the thread goes on meanwhile, and the copies that the library
 * makes of what it encrypts stay small, which makes it twice as fast.
 */
function inPieces(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    pull: async (controller) => {
      if (at > 0) await nextTurn()
      if (at < bytes.length || at === 0) controller.enqueue(bytes.subarray(at, at + pieceBytes))
      at += pieceBytes
      if (at >= bytes.length) controller.close()
    },
  })
}
