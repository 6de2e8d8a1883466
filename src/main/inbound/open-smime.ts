import type { Protection, SignerCertificate } from '../../shared/contract/index.ts'
import { readContent, readEnvelope, readProtectedHeaders, type MessageTree } from '../mime/index.ts'
import { openSmime, smimeRecipients, type SmimeOpened, type SmimeSignature } from '../sealing/index.ts'
import type { OpenedMessage, OpeningKnowledge } from './opened-message.ts'
import { oneSender, shownEnvelope, withDifferences, withSigningTime } from './shown-envelope.ts'

type Known = Pick<OpeningKnowledge, 'ownAddresses' | 'nameOf' | 'smime'>

/** A message that is S/MIME at its root, decrypted and verified; null for any other. */
export async function openSmimeMessage(outer: MessageTree, known: Known): Promise<OpenedMessage | null> {
  const envelope = readEnvelope(outer)
  const sender = oneSender(envelope)
  const { identities, trust } = known.smime
  const accepted = sender === null ? [] : known.smime.acceptedOf(sender)
  const opened = await openSmime(outer, {
    identities,
    trust,
    sender,
    senderCertificates: accepted.map(({ pem }) => pem),
  })
  if (opened === null) {
    return null
  }
  if (!opened.ok) {
    const protection: Protection = { kind: 'unreadable', code: opened.error.code }
    const content = readContent(outer)
    const recipients = smimeRecipients(outer)
    return {
      envelope,
      outer,
      tree: outer,
      content,
      protection,
      recipients,
      ...nothingElse,
      wasEncrypted: false,
    }
  }
  const { tree, encryption, learned, signature } = opened.value
  const headers = readProtectedHeaders(tree, outer)
  const isFromTrue = headers?.isFromMismatched !== true
  const isOwn = sender !== null && known.ownAddresses.includes(sender)
  const protection = protectionOf(opened.value, isFromTrue ? sender : null, isOwn, accepted, known)
  // Anyone can put header fields inside: they count where the content is the sender's, or came as it was encrypted.
  const areHeadersSound = signature.state === 'good' || encryption?.integrity === 'aead'
  const shown = areHeadersSound ? shownEnvelope(envelope, headers) : withDifferences(envelope, headers)
  return {
    envelope: withSigningTime(shown, signature.state === 'good' ? signature.signedAt : null),
    outer,
    tree,
    content: readContent(tree),
    protection,
    answer: null,
    wasEncrypted: encryption !== null,
    recipients: encryption?.recipients ?? [],
    learned:
      learned === null || sender === null || isOwn || !isFromTrue || signature.state !== 'good'
        ? null
        : { learned, sender, signedAt: signature.signedAt ?? trust.now },
  }
}

const nothingElse = { answer: null, learned: null } as const

function protectionOf(
  { encryption, signature }: SmimeOpened,
  sender: string | null,
  isOwn: boolean,
  accepted: readonly { readonly fingerprint: string }[],
  { nameOf, smime }: Known,
): Protection {
  const isGood = signature.state === 'good' && sender !== null
  const isOurs = isGood && smime.identities.some(({ fingerprint }) => fingerprint === signature.fingerprint)
  if (encryption !== null && isOwn && isOurs) {
    return { kind: 'own-copy' }
  }
  const signer = isGood ? (nameOf(sender) ?? sender) : null
  // A good signature under a From that differs inside speaks for nobody who is shown.
  const state = signature.state === 'good' && !isGood ? 'unknown-key' : signature.state
  const certificate = signerCertificate(signature, accepted)
  if (encryption !== null) {
    return { kind: 'smime', signature: state, signer, certificate, integrity: encryption.integrity }
  }
  return { kind: 'signed-only', signature: state === 'none' ? 'bad' : state, signer, certificate }
}

function signerCertificate(
  signature: SmimeSignature,
  accepted: readonly { readonly fingerprint: string }[],
): SignerCertificate | null {
  switch (signature.state) {
    case 'good':
      return {
        issuer: signature.issuer,
        hasExpired: signature.hasExpired,
        isChanged:
          accepted.length > 0 && !accepted.some(({ fingerprint }) => fingerprint === signature.fingerprint),
        problem: null,
      }
    case 'unknown-key':
      return { issuer: null, hasExpired: false, isChanged: false, problem: signature.problem?.code ?? null }
    case 'bad':
    case 'none':
      return null
  }
}
