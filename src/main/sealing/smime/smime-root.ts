import { partBytes, rawPart, type MessageTree } from '../../mime/index.ts'

/** How the root of a message is protected by S/MIME; protection of an inner part isn't protection. */
export type SmimeRoot =
  | { readonly kind: 'encrypted'; readonly der: Uint8Array }
  /** Signed, with the content inside. */
  | { readonly kind: 'opaque'; readonly der: Uint8Array }
  | { readonly kind: 'signed'; readonly signedBytes: Uint8Array; readonly signature: Uint8Array }
  | { readonly kind: 'none' }

const cmsTypes: ReadonlySet<string> = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime'])
const signatureTypes: ReadonlySet<string> = new Set([
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
])

/**
 * Looks at the root alone (RFC 8551, sections 3.2 to 3.5): a protected part beside others proves nothing about
 * them, and is an attachment. A structure that isn't exactly the RFC's counts as none.
 */
export function readSmimeRoot(tree: MessageTree): SmimeRoot {
  const { root } = tree
  if (root.defects.length > 0) return { kind: 'none' }
  const { mediaType, params } = root.contentType
  if (cmsTypes.has(mediaType)) {
    if (params.get('smime-type')?.toLowerCase() === 'certs-only') return { kind: 'none' }
    const der = bytesAt(tree, root.path)
    return { kind: isSignedData(der) ? 'opaque' : 'encrypted', der }
  }
  if (mediaType !== 'multipart/signed') return { kind: 'none' }
  const [first, second, ...others] = root.children
  const isSmime =
    signatureTypes.has(params.get('protocol')?.toLowerCase() ?? '') &&
    signatureTypes.has(second?.contentType.mediaType ?? '')
  if (!isSmime || !first || !second || others.length > 0) return { kind: 'none' }
  return { kind: 'signed', signedBytes: rawPart(tree, first), signature: bytesAt(tree, second.path) }
}

/** By the content type at the start of the bytes, since the media type's parameter may be absent or lie. */
function isSignedData(der: Uint8Array): boolean {
  const start = Buffer.from(der.subarray(0, 17)).toString('hex')
  return /^30(80|[0-7].|8[1-4](..){1,4}?)06092a864886f70d010702/.test(start)
}

function bytesAt(tree: MessageTree, path: string): Uint8Array {
  return partBytes(tree, path) ?? new Uint8Array()
}
