import { createMessage, encrypt, readPrivateKey, type PublicKey } from 'openpgp'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { parseCertificate, readCertificate } from './certificate.ts'
import { strictConfig } from './config.ts'

export type EncryptOptions = {
  /** Armored certificates; each is checked again at `now`, since a queue may hold a message for days. */
  readonly recipientCertificates: readonly string[]
  /** The practice's armored secret key: mail encrypted to a certificate is always signed. */
  readonly signWith: string
  readonly now: Date
  /** Writes key ids of zero (RFC 9580, section 5.1), for copies whose reader must not be told who else reads. */
  readonly hideRecipients?: boolean
}

/**
 * Signs, then encrypts. SEIPD version 2 (AEAD) when every certificate announces it, version 1 otherwise; never
 * compressed, since compression lets the length speak of the content.
 *
 * @param innerEntity the complete MIME entity, CRLF line ends, that becomes the protected part
 * @returns armored text with CRLF line ends, or what `readCertificate` says of the first unusable certificate
 */
export async function encryptAndSign(
  innerEntity: Uint8Array,
  options: EncryptOptions,
): Promise<Result<string>> {
  const encryptionKeys: PublicKey[] = []
  for (const certificate of options.recipientCertificates) {
    const usable = await readCertificate(certificate, options.now)
    if (!usable.ok) return usable
    const key = await parseCertificate(certificate)
    if (!key.ok) return key
    encryptionKeys.push(key.value)
  }
  if (encryptionKeys.length === 0) return fail('seal/no-method')
  const armored = await encrypt({
    message: await createMessage({ binary: innerEntity, date: options.now }),
    encryptionKeys,
    signingKeys: await readPrivateKey({ armoredKey: options.signWith, config: strictConfig }),
    wildcard: options.hideRecipients === true,
    date: options.now,
    format: 'armored',
    config: strictConfig,
  })
  return ok(toCrlf(armored))
}

function toCrlf(text: string): string {
  return text.replace(/\r?\n/g, '\r\n')
}
