import { isMultipart, type MessagePart } from './tree.ts'

/** A text part that is shown as (a piece of) the body, in both forms where the sender gave both. */
export type BodyPiece = { readonly text: MessagePart | null; readonly html: MessagePart | null }

export type BodyParts = {
  readonly pieces: readonly BodyPiece[]
  /** Everything that is not body, in message order: files, inline images, nested messages, inert crypto. */
  readonly files: readonly MessagePart[]
}

/** Containers whose content is opened by `inbound`, and only at the root. Here they are inert files. */
const cryptoControl: ReadonlySet<string> = new Set(['application/pgp-encrypted'])
const signatureTypes = /^application\/(pgp-signature|(x-)?pkcs7-signature|pgp-keys)$/

/** Chooses what is body and what is a file (RFC 2046 5.1.3, 5.1.4, 2387), without decoding anything. */
export function chooseBodyParts(root: MessagePart): BodyParts {
  const pieces: BodyPiece[] = []
  const files: MessagePart[] = []
  collect(root, pieces, files)
  return { pieces, files }
}

function collect(part: MessagePart, pieces: BodyPiece[], files: MessagePart[]): void {
  const { mediaType } = part.contentType
  if (!isMultipart(part) || part.children.length === 0) {
    if (isBodyLeaf(part, pieces.length === 0)) pieces.push(asPiece(part))
    else files.push(part)
    return
  }
  switch (mediaType) {
    case 'multipart/alternative':
      collectAlternative(part, pieces, files)
      return
    case 'multipart/related':
      collectRelated(part, pieces, files)
      return
    case 'multipart/signed':
      for (const [index, child] of part.children.entries()) {
        const isSignature = index > 0 && signatureTypes.test(child.contentType.mediaType)
        if (!isSignature) collect(child, pieces, files)
      }
      return
    case 'multipart/encrypted':
      files.push(...part.children.filter((child) => !cryptoControl.has(child.contentType.mediaType)))
      return
    default:
      for (const child of part.children) collect(child, pieces, files)
  }
}

/** The last form of each kind counts (RFC 2046 5.1.4); forms that aren't text stay reachable as files. */
function collectAlternative(part: MessagePart, pieces: BodyPiece[], files: MessagePart[]): void {
  let plain: readonly BodyPiece[] = []
  let rich: readonly BodyPiece[] = []
  for (const child of part.children) {
    const own: BodyPiece[] = []
    collect(child, own, files)
    if (own.some((piece) => piece.html !== null)) rich = own
    else if (own.length > 0) plain = own
  }
  const [onlyRich] = rich
  if (rich.length === 0) pieces.push(...plain)
  else if (rich.length === 1 && onlyRich !== undefined) {
    pieces.push({ text: plain[0]?.text ?? onlyRich.text, html: onlyRich.html })
  } else pieces.push(...rich)
}

/** The root of multipart/related is the part named by `start`, else the first (RFC 2387 3.2). */
function collectRelated(part: MessagePart, pieces: BodyPiece[], files: MessagePart[]): void {
  const start = part.contentType.params.get('start')?.replace(/^<|>$/g, '')
  const named = start === undefined ? undefined : part.children.find((child) => child.contentId === start)
  const main = named ?? part.children[0]
  for (const child of part.children) {
    if (child === main) collect(child, pieces, files)
    else collectFilesOnly(child, files)
  }
}

function collectFilesOnly(part: MessagePart, files: MessagePart[]): void {
  if (!isMultipart(part)) files.push(part)
  else for (const child of part.children) collectFilesOnly(child, files)
}

function isBodyLeaf(part: MessagePart, isFirst: boolean): boolean {
  const { mediaType, params } = part.contentType
  const isText = mediaType === 'text/plain' || mediaType === 'text/html'
  // A multipart whose boundary is missing or never met has a body that can only be read as text.
  if (!isText && !isMultipart(part)) return false
  if (part.disposition.kind === 'attachment') return false
  const hasName = part.disposition.params.has('filename') || params.has('name')
  return isFirst || !hasName
}

function asPiece(part: MessagePart): BodyPiece {
  return part.contentType.mediaType === 'text/html' ? { text: null, html: part } : { text: part, html: null }
}
