import { parseMessage, type MessageTree } from '../../mime/index.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { canonicalLineEnds } from '../canonical-line-ends.ts'
import { limits } from '../limits.ts'
import type { RecipientKey } from '../recipient-key.ts'
import type { ContentAlgorithm } from './content-cipher.ts'
import { decryptEnveloped } from './decrypt.ts'
import type { SmimeIdentity } from './identity.ts'
import { readSmimeRoot } from './smime-root.ts'
import {
  verifySigned,
  type LearnedCertificate,
  type SmimeSignature,
  type Verified,
  type VerifyOptions,
} from './verify.ts'

export type OpenSmimeOptions = VerifyOptions & {
  /** The practice's, the newest first. */
  readonly identities: readonly SmimeIdentity[]
}

export type SmimeEncryption = {
  readonly algorithm: ContentAlgorithm
  /**
   * What shows that the content wasn't changed: the encryption itself, a good signature inside it, or nothing.
   * With `none` it may only be shown as plain text with a warning, never as HTML, and never be quoted (EFAIL).
   */
  readonly integrity: 'aead' | 'signature' | 'none'
  /** Whom the message names as its readers. */
  readonly recipients: readonly RecipientKey[]
}

/** The cryptographic summary of a message: computed once, shown in the app's own chrome. */
export type SmimeOpened = {
  /** What was protected, and nothing else. */
  readonly inner: Uint8Array
  readonly tree: MessageTree
  /** The innermost encryption, or null for a message that was only signed. */
  readonly encryption: SmimeEncryption | null
  /** Over the content itself: inside the encryption, where there is one. */
  readonly signature: SmimeSignature
  /** Over the encrypted message (triple wrapping, RFC 2634): says who sent it on, nothing about the content. */
  readonly outerSignature: SmimeSignature
  /** From a good signature over the content: to be offered as seen. */
  readonly learned: LearnedCertificate | null
}

const unsigned: SmimeSignature = { state: 'none' }

/**
 * Decrypts and verifies a message that is S/MIME at its root, layer by layer: signed, encrypted, or signed,
 * encrypted and signed again. Parts below the root are never decrypted.
 *
 * @returns null when the root isn't S/MIME; the failures of `decryptEnveloped` and `verifySigned`;
 *   `smime/limits-exceeded` for more layers than mail has; `mime/…` when what is inside can't be parsed
 */
export async function openSmime(
  outer: MessageTree,
  options: OpenSmimeOptions,
): Promise<Result<SmimeOpened> | null> {
  if (readSmimeRoot(outer).kind === 'none') return null
  let opened: SmimeOpened = {
    inner: outer.raw,
    tree: outer,
    encryption: null,
    signature: unsigned,
    outerSignature: unsigned,
    learned: null,
  }
  for (let layer = 0; layer < limits.smimeLayers; layer++) {
    const next = await openLayer(opened, options)
    if (next === null) return settle(opened)
    if (!next.ok) return next
    opened = next.value
  }
  return isWrapped(opened) ? fail('smime/limits-exceeded') : settle(opened)
}

/** One layer further in, or null where the content begins. */
async function openLayer(
  opened: SmimeOpened,
  options: OpenSmimeOptions,
): Promise<Result<SmimeOpened> | null> {
  const root = readSmimeRoot(opened.tree)
  if (root.kind === 'none') return null
  if (root.kind === 'encrypted') return openEncrypted(opened, root.der, options)
  // A second signature directly under the first speaks of a part of what was signed: an attachment to it.
  if (opened.signature.state !== 'none') return null
  if (root.kind === 'opaque') {
    const verified = verifySigned(root.der, null, options)
    return verified.ok ? enterSigned(opened, verified.value) : verified
  }
  const content = canonicalLineEnds(root.signedBytes)
  const verified = verifySigned(root.signature, content, options)
  // A part that claims to be a signature and isn't one is a broken signature over readable text.
  return enterSigned(opened, verified.ok ? verified.value : { content, signature: broken, learned: null })
}

function enterSigned(opened: SmimeOpened, { content, signature, learned }: Verified): Result<SmimeOpened> {
  return enter(opened, content, { signature: signature.state === 'none' ? broken : signature, learned })
}

async function openEncrypted(
  opened: SmimeOpened,
  der: Uint8Array,
  { identities }: OpenSmimeOptions,
): Promise<Result<SmimeOpened>> {
  const decrypted = await decryptEnveloped(der, identities)
  if (!decrypted.ok) return decrypted
  const { content, algorithm, isAuthenticated, recipients } = decrypted.value
  return enter(opened, content, {
    encryption: { algorithm, integrity: isAuthenticated ? 'aead' : 'none', recipients },
    signature: unsigned,
    // What stood around the encryption says nothing of the content.
    outerSignature: opened.signature.state === 'none' ? opened.outerSignature : opened.signature,
    learned: null,
  })
}

const broken: SmimeSignature = { state: 'bad', fingerprint: null, problem: 'broken' }

function enter(opened: SmimeOpened, inner: Uint8Array, changes: Partial<SmimeOpened>): Result<SmimeOpened> {
  const tree = parseMessage(inner)
  return tree.ok ? ok({ ...opened, ...changes, inner, tree: tree.value }) : tree
}

function isWrapped({ tree, signature }: SmimeOpened): boolean {
  const { kind } = readSmimeRoot(tree)
  return kind === 'encrypted' || (kind !== 'none' && signature.state === 'none')
}

/**
 * The sender's own signature stands in for what CBC lacks: whoever changed the content can't have made it. One that
 * broke inside CBC is what EFAIL leaves behind, and nothing of such a message is shown.
 */
function settle(opened: SmimeOpened): Result<SmimeOpened> {
  const { encryption, signature } = opened
  if (encryption?.integrity !== 'none') return ok(opened)
  if (signature.state === 'bad' && signature.problem === 'broken') return fail('smime/damaged')
  if (signature.state !== 'good') return ok(opened)
  return ok({ ...opened, encryption: { ...encryption, integrity: 'signature' } })
}
