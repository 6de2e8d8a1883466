import {
  decrypt,
  decryptSessionKeys,
  enums,
  readMessage,
  readPrivateKey,
  type Message,
  type PrivateKey,
} from 'openpgp'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { limits } from '../limits.ts'
import type { RecipientKey } from '../recipient-key.ts'
import { strictConfig } from './config.ts'
import { dearmorMessage } from './dearmor.ts'
import { isPaddedCompression, withLibraryInflate } from './padded-compression.ts'
import { recipientKeysOf } from './recipients.ts'
import { judgeSignatures, parseVerificationKeys, type SignatureState } from './signature.ts'

type EncryptedMessage = Message<string | Uint8Array>

export type DecryptOptions = {
  /** Armored secret keys of the practice, the newest first. */
  readonly secretKeys: readonly string[]
  /** Armored certificates that belong to the sender that is shown; nobody else's signature counts as good. */
  readonly senderCertificates: readonly string[]
  readonly now: Date
}

export type Decrypted = {
  /** What was decrypted and authenticated, and nothing else: the input of the MIME parser. */
  readonly inner: Uint8Array
  readonly signature: SignatureState
  /** Whom the message names as its readers. */
  readonly recipients: readonly RecipientKey[]
  readonly encrypted: true
}

/**
 * Decrypts an armored or binary OpenPGP message and judges its signature. Nothing is returned before the whole
 * message is authenticated (EFAIL, CVE-2017-17688), and only the data that verification returns
 * (CVE-2025-47934).
 *
 * @returns `openpgp/no-secret-key`, `openpgp/not-authenticated` (no integrity protection at all),
 *   `openpgp/limits-exceeded`, or `openpgp/damaged`
 */
export async function decryptAndVerify(
  input: string | Uint8Array,
  options: DecryptOptions,
): Promise<Result<Decrypted>> {
  if (input.length > limits.openpgpMessageBytes) return fail('openpgp/limits-exceeded')
  const packets = packetsOf(input)
  if (packets === null) return fail('openpgp/damaged')
  const parsed = await parseEncrypted(packets)
  if (!parsed.ok) return parsed
  const message = parsed.value
  const decryptionKeys = await readSecretKeys(options.secretKeys)
  if (!isForAnyOf(message, decryptionKeys)) return fail('openpgp/no-secret-key')
  const sessionKeys = await decryptSessionKeys({ message, decryptionKeys, config: strictConfig }).catch(
    () => null,
  )
  if (sessionKeys === null)
    return fail(hasHiddenRecipient(message) ? 'openpgp/no-secret-key' : 'openpgp/damaged')
  try {
    return await decryptContent(message, sessionKeys, options)
  } catch (error) {
    return isPaddedCompression(error) ? decryptPadded(packets, sessionKeys, options) : fail(codeOf(error))
  }
}

/** Whom a message that can't be opened here names as its readers; none where it can't be read. */
export async function openpgpRecipients(input: Uint8Array): Promise<readonly RecipientKey[]> {
  const packets = input.length > limits.openpgpMessageBytes ? null : packetsOf(input)
  const parsed = packets === null ? null : await parseEncrypted(packets)
  return parsed?.ok === true ? recipientKeysOf(parsed.value.getEncryptionKeyIDs()) : []
}

type SessionKeys = Awaited<ReturnType<typeof decryptSessionKeys>>

/** Rejects with the library's error. */
async function decryptContent(
  message: EncryptedMessage,
  sessionKeys: SessionKeys,
  options: DecryptOptions,
): Promise<Result<Decrypted>> {
  const { data, signatures } = await decrypt({
    message,
    sessionKeys: sessionKeys.flatMap(({ data: key, algorithm }) => ({
      data: key,
      // For SEIPD version 2 the algorithm stands in the packet itself; the library's types don't know null.
      algorithm: algorithm as NonNullable<typeof algorithm>,
    })),
    verificationKeys: await parseVerificationKeys(options.senderCertificates),
    format: 'binary',
    date: options.now,
    config: strictConfig,
  })
  if (!(data instanceof Uint8Array)) return fail('openpgp/damaged')
  if (signatures.length > limits.openpgpSignatures) return fail('openpgp/limits-exceeded')
  const signature = await judgeSignatures(signatures, options.senderCertificates)
  const recipients = recipientKeysOf(message.getEncryptionKeyIDs())
  return ok({ inner: data, signature, recipients, encrypted: true })
}

/** Once more from the start, since the first try has used the packets up; as authenticated as the first. */
async function decryptPadded(
  packets: Uint8Array,
  sessionKeys: SessionKeys,
  options: DecryptOptions,
): Promise<Result<Decrypted>> {
  const parsed = await parseEncrypted(packets)
  if (!parsed.ok) return parsed
  try {
    return await withLibraryInflate(() => decryptContent(parsed.value, sessionKeys, options))
  } catch (error) {
    return fail(codeOf(error))
  }
}

/** The body of a PGP/MIME part is armor in bytes; a binary packet starts with a byte above 127. */
function packetsOf(input: string | Uint8Array): Uint8Array | null {
  if (typeof input === 'string') return dearmorMessage(input)
  if ((input[0] ?? 0) > 127) return input
  return dearmorMessage(Buffer.from(input.buffer, input.byteOffset, input.length).toString('latin1'))
}

async function parseEncrypted(packets: Uint8Array): Promise<Result<EncryptedMessage>> {
  let message: EncryptedMessage
  try {
    message = await readMessage({ binaryMessage: packets, config: strictConfig })
  } catch {
    return fail('openpgp/damaged')
  }
  const { packet } = enums
  if (
    message.packets.filterByTag(packet.publicKeyEncryptedSessionKey).length > limits.openpgpSessionKeyPackets
  ) {
    return fail('openpgp/limits-exceeded')
  }
  if (message.packets.filterByTag(packet.symEncryptedIntegrityProtectedData).length === 1) return ok(message)
  return fail('openpgp/not-authenticated')
}

async function readSecretKeys(armored: readonly string[]): Promise<PrivateKey[]> {
  return Promise.all(armored.map((armoredKey) => readPrivateKey({ armoredKey, config: strictConfig })))
}

function isForAnyOf(message: EncryptedMessage, keys: readonly PrivateKey[]): boolean {
  if (hasHiddenRecipient(message)) return keys.length > 0
  return message
    .getEncryptionKeyIDs()
    .some((id) => keys.some((key) => key.getKeyIDs().some((own) => own.equals(id))))
}

function hasHiddenRecipient(message: EncryptedMessage): boolean {
  return message.getEncryptionKeyIDs().some((id) => /^0+$/.test(id.toHex()))
}

/** The library tells its errors apart by their words only. */
function codeOf(error: unknown): 'openpgp/limits-exceeded' | 'openpgp/damaged' {
  const isTooLarge = error instanceof Error && error.message.includes('Maximum decompressed message size')
  return isTooLarge ? 'openpgp/limits-exceeded' : 'openpgp/damaged'
}
