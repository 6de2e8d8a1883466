import type { Protection } from '../../shared/contract/index.ts'
import {
  parseMessage,
  partBytes,
  readContent,
  readEnvelope,
  readProtectedHeaders,
  type Content,
  type Envelope,
  type MessageTree,
} from '../mime/index.ts'
import type { Result } from '../../shared/result.ts'
import type { OpenedMessage, OpeningKnowledge } from './opened-message.ts'
import { openSmimeMessage } from './open-smime.ts'
import {
  answeringEnvelope,
  oneSender,
  shownEnvelope,
  withDifferences,
  withForOthers,
  withSigningTime,
} from './shown-envelope.ts'
import {
  decryptAndVerify,
  findSealedAnswers,
  inlineEntity,
  openAnswer,
  openpgpRecipients,
  readInlineRoot,
  readCertificate,
  readPgpMimeRoot,
  verifyDetached,
  type OpenedAnswer,
  type RecipientKey,
  type SignatureState,
} from '../sealing/index.ts'

/**
 * Decrypts and verifies a received message before anything of it is shown. Only a crypto layer at the root of the
 * message counts (RFC 9787); everything else is an attachment, and nothing decrypted from a part is ever shown as if
 * it were the message. Errors: of parsing (`mime/too-complex`, `mime/too-large`).
 */
export async function openMessage(raw: Uint8Array, known: OpeningKnowledge): Promise<Result<OpenedMessage>> {
  const parsed = parseMessage(raw)
  if (!parsed.ok) {
    return parsed
  }
  const outer = parsed.value
  const smime = await openSmimeMessage(outer, known)
  if (smime !== null) {
    return { ok: true, value: smime }
  }
  const root = readPgpMimeRoot(outer)
  switch (root.kind) {
    case 'encrypted':
      return openEncrypted(outer, root.message, known, (inside) => inside)
    case 'signed':
      return openSigned(outer, { ...root, entity: root.signedBytes }, known)
    case 'none':
      return openPlain(outer, known)
  }
}

async function openEncrypted(
  outer: MessageTree,
  message: Uint8Array,
  known: OpeningKnowledge,
  asEntity: (inside: Uint8Array) => Uint8Array,
): Promise<Result<OpenedMessage>> {
  const outerEnvelope = readEnvelope(outer)
  const sender = oneSender(outerEnvelope)
  const isOwn = sender !== null && known.ownAddresses.includes(sender)
  const senderCertificates = isOwn ? known.ownCertificates : certificatesOf(sender, known)
  const decrypted = await decryptAndVerify(message, {
    secretKeys: known.secretKeys,
    senderCertificates,
    now: known.now,
  })
  if (!decrypted.ok) {
    const protection: Protection = { kind: 'unreadable', code: decrypted.error.code }
    return opened(outer, outer, outerEnvelope, protection, false, await openpgpRecipients(message))
  }
  const { recipients } = decrypted.value
  const inner = parseMessage(asEntity(decrypted.value.inner))
  if (!inner.ok) {
    const protection: Protection = { kind: 'unreadable', code: inner.error.code }
    return opened(outer, outer, outerEnvelope, protection, false, recipients)
  }
  const nested =
    decrypted.value.signature.state === 'none'
      ? await openNestedSignature(inner.value, senderCertificates, known.now)
      : null
  const tree = nested?.tree ?? inner.value
  const signature = nested?.signature ?? decrypted.value.signature
  const headers = readProtectedHeaders(tree, outer) ?? readProtectedHeaders(inner.value, outer)
  const shown = withSigningTime(shownEnvelope(outerEnvelope, headers), signedAt(signature))
  const envelope = (await isForOthers(signature, known)) ? withForOthers(shown) : shown
  const isFromTrue = headers?.isFromMismatched !== true
  if (isOwn && isFromTrue && signature.state === 'good') {
    return opened(outer, tree, envelope, { kind: 'own-copy' }, true, recipients)
  }
  const signer = isFromTrue ? signerOf(signature, sender, known) : null
  const protection: Protection = {
    kind: 'openpgp',
    signature: signature.state === 'good' && signer === null ? 'unknown-key' : signature.state,
    signer: signer?.name ?? null,
    isSignerVerified: signer?.isVerified ?? false,
  }
  return opened(outer, tree, envelope, protection, true, recipients)
}

/** Signed first and then encrypted as a whole (RFC 3156 section 6.1), where the signed part is all that is inside. */
async function openNestedSignature(
  inner: MessageTree,
  senderCertificates: readonly string[],
  now: Date,
): Promise<{ tree: MessageTree; signature: SignatureState } | null> {
  const root = readPgpMimeRoot(inner)
  const tree = root.kind === 'signed' ? parseMessage(root.signedBytes) : null
  if (root.kind !== 'signed' || tree?.ok !== true) {
    return null
  }
  const signature = await verifyDetached(root.signedBytes, root.signature, { senderCertificates, now })
  return { tree: tree.value, signature }
}

async function openSigned(
  outer: MessageTree,
  root: { readonly signedBytes: Uint8Array; readonly signature: Uint8Array; readonly entity: Uint8Array },
  known: OpeningKnowledge,
): Promise<Result<OpenedMessage>> {
  const outerEnvelope = readEnvelope(outer)
  const sender = oneSender(outerEnvelope)
  const signature = await verifyDetached(root.signedBytes, root.signature, {
    senderCertificates: certificatesOf(sender, known),
    now: known.now,
  })
  // Only what was signed is shown: the signature says nothing of parts around it.
  const inner = parseMessage(root.entity)
  if (!inner.ok || signature.state === 'none') {
    return opened(outer, outer, outerEnvelope, { kind: 'none' }, false)
  }
  const inside = readPgpMimeRoot(inner.value)
  if (inside.kind === 'encrypted') {
    // A signature over what is encrypted says nothing of its words: whoever made it needn't have known them.
    return openEncrypted(outer, inside.message, known, (entity) => entity)
  }
  const headers = readProtectedHeaders(inner.value, outer)
  const signer = headers?.isFromMismatched === true ? null : signerOf(signature, sender, known)
  const state = signature.state === 'good' && signer === null ? 'unknown-key' : signature.state
  const protection: Protection = {
    kind: 'signed-only',
    signature: state,
    signer: signer?.name ?? null,
    certificate: null,
  }
  // Anyone can put header fields inside: unless the signature is the sender's, they say no more than those outside.
  const envelope =
    state === 'good'
      ? withSigningTime(shownEnvelope(outerEnvelope, headers), signedAt(signature))
      : withDifferences(outerEnvelope, headers)
  return opened(outer, inner.value, envelope, protection, false)
}

async function openPlain(outer: MessageTree, known: OpeningKnowledge): Promise<Result<OpenedMessage>> {
  const envelope = readEnvelope(outer)
  const content = readContent(outer)
  const answer = await findAnswer(outer, content, envelope, known)
  if (answer !== null) {
    return {
      ok: true,
      value: { outer, tree: outer, content, ...answer, wasEncrypted: true, recipients: [], learned: null },
    }
  }
  const inline = readInlineRoot(outer)
  switch (inline.kind) {
    case 'encrypted':
      return openEncrypted(outer, inline.message, known, (inside) => inlineEntity(outer, inside))
    case 'signed':
      return openSigned(outer, { ...inline, entity: inlineEntity(outer, inline.signedBytes) }, known)
    case 'partial':
      return opened(outer, outer, envelope, { kind: 'partial' }, false)
    case 'none':
      return opened(outer, outer, envelope, { kind: hasCryptoPart(outer) ? 'partial' : 'none' }, false)
  }
}

type PresentedAnswer = Pick<OpenedMessage, 'answer' | 'envelope' | 'protection'>

/** A sealed answer travels as text in an ordinary mail, or as a file. */
async function findAnswer(
  tree: MessageTree,
  content: Content,
  envelope: Envelope,
  known: OpeningKnowledge,
): Promise<PresentedAnswer | null> {
  const files = content.attachments
    .filter(({ fileName }) => fileName.toLowerCase().endsWith('.sealed'))
    .map(({ partPath }) => new TextDecoder('latin1').decode(partBytes(tree, partPath) ?? new Uint8Array()))
  const texts = [content.text, content.unshownText, ...(content.html ?? []), ...files].filter(
    (text) => text !== null,
  )
  for (const armored of texts.flatMap((text) => findSealedAnswers(text))) {
    const answer = await openAnswer(armored, {
      secretKeys: known.secretKeys,
      replyKeyFor: (messageId) => known.replyKeyOf(messageId)?.key ?? null,
      now: known.now,
    })
    if (answer.ok) {
      return presentAnswer(answer.value, envelope, known)
    }
  }
  return null
}

function presentAnswer(answer: OpenedAnswer, envelope: Envelope, known: OpeningKnowledge): PresentedAnswer {
  const { text } = answer
  const attachments = answer.attachments.map(({ name, type, bytes }) => ({
    fileName: name,
    contentType: type,
    bytes,
  }))
  if (answer.source === 'reply-page') {
    const sender = oneSender(envelope)
    const message = sender === null ? null : known.messageReferredTo(answer.reference, sender)
    return {
      envelope: message?.sent ? answeringEnvelope(envelope, message.messageId, message.sent) : envelope,
      answer: { text, attachments, fromPageOf: null },
      protection: { kind: 'reply-page', messageTo: message && (message.patientName ?? sender) },
    }
  }
  const { boundTo, openedWithPassphrase } = answer
  // Anyone can encrypt to a public certificate: only the HMAC shows that the passphrase was known.
  const page = openedWithPassphrase ? known.replyKeyOf(boundTo) : null
  return {
    envelope: page?.sent ? answeringEnvelope(envelope, boundTo, page.sent) : envelope,
    answer: { text, attachments, fromPageOf: page?.contactId ?? null },
    protection: { kind: 'sealed-answer', openedWithPassphraseOf: page?.patientName ?? null },
  }
}

function opened(
  outer: MessageTree,
  tree: MessageTree,
  envelope: Envelope,
  protection: Protection,
  wasEncrypted: boolean,
  recipients: readonly RecipientKey[] = [],
): Result<OpenedMessage> {
  return {
    ok: true,
    value: {
      envelope,
      outer,
      tree,
      content: readContent(tree),
      protection,
      answer: null,
      wasEncrypted,
      recipients,
      learned: null,
    },
  }
}

/** Signed for other keys than ours: somebody who got it may have encrypted it to us, to seem to be its sender. */
async function isForOthers(signature: SignatureState, known: OpeningKnowledge): Promise<boolean> {
  const { intendedFor } = signature.state === 'good' ? signature : {}
  if (intendedFor === undefined) {
    return false
  }
  const own = await Promise.all(known.ownCertificates.map((armored) => readCertificate(armored, known.now)))
  return !own.some((one) => one.ok && intendedFor.includes(one.value.fingerprint.toUpperCase()))
}

function signedAt(signature: SignatureState): Date | null {
  return signature.state === 'good' ? signature.signedAt : null
}

function certificatesOf(sender: string | null, known: OpeningKnowledge): string[] {
  return sender === null ? [] : known.certificatesOf(sender).map(({ armored }) => armored)
}

function signerOf(signature: SignatureState, sender: string | null, known: OpeningKnowledge) {
  if (signature.state !== 'good' || sender === null) {
    return null
  }
  // That another key of theirs was compared says nothing of this one.
  const signing = known
    .certificatesOf(sender)
    .find(({ fingerprint }) => fingerprint === signature.fingerprint)
  return { name: known.nameOf(sender) ?? sender, isVerified: signing?.isVerified === true }
}

/** Encrypted or signed parts that aren't the root: protection of a part is not protection of the message. */
function hasCryptoPart(tree: MessageTree): boolean {
  return tree.parts.some(
    ({ contentType, path }) =>
      path !== tree.root.path &&
      [
        'multipart/encrypted',
        'application/pgp-encrypted',
        'multipart/signed',
        'application/pkcs7-mime',
        'application/x-pkcs7-mime',
      ].includes(contentType.mediaType),
  )
}
