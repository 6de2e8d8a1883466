import { createMessage, readSignature, verify, type PublicKey } from 'openpgp'
import { canonicalLineEnds } from '../canonical-line-ends.ts'
import { limits } from '../limits.ts'
import { parseCertificate } from './certificate.ts'
import { strictConfig } from './config.ts'

/**
 * - `good`: made by a certificate of the sender over exactly these bytes
 * - `unknown-key`: signed by somebody whose certificate wasn't given
 * - `bad`: names a certificate of the sender, and doesn't verify (changed, SHA-1, expired, revoked)
 */
export type SignatureState =
  | {
      readonly state: 'good'
      readonly fingerprint: string
      readonly signedAt: Date | null
      /** Fingerprints of those for whom it was made, where it names any (RFC 9580, section 5.2.3.36). */
      readonly intendedFor?: readonly string[]
    }
  | { readonly state: 'unknown-key'; readonly keyId: string }
  | { readonly state: 'bad'; readonly fingerprint: string }
  | { readonly state: 'none' }

type Verification = Awaited<ReturnType<typeof verify>>['signatures'][number]

/**
 * One answer for all signatures of a message. A good one counts only when none of the sender's other signatures
 * is bad: a message that carries both has been tampered with.
 */
export async function judgeSignatures(
  signatures: readonly Verification[],
  senderCertificates: readonly string[],
): Promise<SignatureState> {
  const keys = await parseVerificationKeys(senderCertificates)
  const states: SignatureState[] = []
  for (const signature of signatures) states.push(await judgeOne(signature, keys))
  const find = (state: SignatureState['state']) => states.find((found) => found.state === state)
  return find('bad') ?? find('good') ?? find('unknown-key') ?? { state: 'none' }
}

async function judgeOne(signature: Verification, keys: readonly PublicKey[]): Promise<SignatureState> {
  const signer = keys.find((key) => key.getKeys(signature.keyID).length > 0)
  // Observed either way, so that no rejection goes unhandled.
  const verified = await signature.verified.then(
    () => true,
    () => false,
  )
  if (!signer) return { state: 'unknown-key', keyId: signature.keyID.toHex().toUpperCase() }
  const fingerprint = signer.getFingerprint().toUpperCase()
  if (!verified) return { state: 'bad', fingerprint }
  const { packets } = await signature.signature
  const [packet] = packets
  const intendedFor = packet === undefined ? [] : intendedRecipients(packet)
  return {
    state: 'good',
    fingerprint,
    signedAt: packet?.created ?? null,
    ...(intendedFor.length > 0 && { intendedFor }),
  }
}

const intendedRecipientType = 35

/** The library keeps what it doesn't read of the hashed part, which alone is signed: a version, then the fingerprint. */
function intendedRecipients(packet: object): string[] {
  const { unknownSubpackets = [] } = packet as {
    readonly unknownSubpackets?: readonly { readonly type: number; readonly body: Uint8Array }[]
  }
  return unknownSubpackets.flatMap(({ type, body }) =>
    type === intendedRecipientType ? [Buffer.from(body.subarray(1)).toString('hex').toUpperCase()] : [],
  )
}

/** The certificates that parse; whoever can't be parsed can't have signed. */
export async function parseVerificationKeys(certificates: readonly string[]): Promise<PublicKey[]> {
  const parsed = await Promise.all(certificates.map((certificate) => parseCertificate(certificate)))
  return parsed.flatMap((result) => (result.ok ? [result.value] : []))
}

/**
 * Verifies a detached signature, as in multipart/signed (RFC 3156, section 5).
 *
 * @param signedBytes the first part exactly as it came, its headers included, without the CRLF before the
 *   boundary; line ends are canonicalised to CRLF here, as the RFC has it
 * @param signature armored or binary signature: the decoded body of the second part
 */
export async function verifyDetached(
  signedBytes: Uint8Array,
  signature: string | Uint8Array,
  options: { readonly senderCertificates: readonly string[]; readonly now: Date },
): Promise<SignatureState> {
  const parsed = await parseSignature(signature)
  if (parsed === null || parsed.packets.length > limits.openpgpSignatures) return { state: 'none' }
  const { signatures } = await verify({
    message: await createMessage({ binary: canonicalLineEnds(signedBytes) }),
    signature: parsed,
    verificationKeys: await parseVerificationKeys(options.senderCertificates),
    format: 'binary',
    date: options.now,
    config: strictConfig,
  })
  return judgeSignatures(signatures, options.senderCertificates)
}

async function parseSignature(signature: string | Uint8Array) {
  const text = typeof signature === 'string' ? signature : new TextDecoder('latin1').decode(signature)
  const reading = text.includes('-----BEGIN PGP SIGNATURE-----')
    ? readSignature({ armoredSignature: text, config: strictConfig })
    : typeof signature === 'string'
      ? null
      : readSignature({ binarySignature: signature, config: strictConfig })
  return reading?.catch(() => null) ?? null
}
