import { chooseBodyParts } from './body-parts.ts'
import { readBody } from './body-text.ts'
import { type FileNameFlag, sanitizeFileName } from './file-name.ts'
import { limits } from './limits.ts'
import { asBuffer, decodedLength, decodeTransferEncoding } from './transfer-encoding.ts'
import { type MessagePart, type MessageTree, partAt } from './tree.ts'

export type Attachment = {
  readonly partPath: string
  /** Safe to show and to save under. */
  readonly fileName: string
  readonly fileNameFlags: readonly FileNameFlag[]
  /** As the sender claims; never decides what is executed or how a file is opened. */
  readonly contentType: string
  /** After decoding. */
  readonly sizeBytes: number
  /** Shown inside the HTML body by its Content-ID. */
  readonly isInline: boolean
  /** Without angle brackets. */
  readonly contentId: string | null
}

export type InlineImage = { readonly partPath: string; readonly contentType: string }

export type Content = {
  /** The body as text: the sender's own plain text, or made from HTML where there is none. */
  readonly text: string | null
  /** The body as the sender's HTML, NOT sanitised: only ever passed to `sanitizeHtml`. */
  readonly html: string | null
  /** The body was cut at `limits.maxBodyBytes`. */
  readonly isTruncated: boolean
  /** Content-ID without angle brackets → raster image part. */
  readonly inlineImages: ReadonlyMap<string, InlineImage>
  readonly attachments: readonly Attachment[]
}

/** The raster formats that browsers decode without running or fetching anything. */
const rasterTypes: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/bmp',
])

/**
 * Reads body and files of a message, or of the part `root` of it (a decrypted or verified entity). Total.
 * Nested messages, encrypted parts and crypto payloads are listed as files and never decoded into the body.
 */
export function readContent(tree: MessageTree, root: MessagePart = tree.root): Content {
  const { pieces, files } = chooseBodyParts(root)
  const { text, html, isTruncated } = readBody(tree, pieces)
  const inlineImages = new Map<string, InlineImage>()
  for (const part of files) {
    const { mediaType } = part.contentType
    if (part.contentId === null || !rasterTypes.has(mediaType) || inlineImages.has(part.contentId)) continue
    inlineImages.set(part.contentId, { partPath: part.path, contentType: mediaType })
  }
  const shownIds = html === null ? new Set<string>() : referencedContentIds(html)
  return {
    text: pieces.length === 0 ? null : text,
    html,
    isTruncated,
    inlineImages,
    attachments: files.map((part) => describeFile(tree, part, shownIds)),
  }
}

/** The decoded body of the part at `partPath`, or null where there is no such part. */
export function partBytes(tree: MessageTree, partPath: string): Uint8Array | null {
  const part = partAt(tree, partPath)
  return part === undefined ? null : decodedBody(tree, part)
}

/** The raw bytes of a whole part, header and body: what a multipart/signed signature covers, before CRLF canon. */
export function rawPart(tree: MessageTree, part: MessagePart): Uint8Array {
  return tree.raw.subarray(part.start, part.end)
}

/** An inline image as a `data:` URI for `sanitizeHtml`, or null (no such image, or over the limit). */
export function inlineImageUri(tree: MessageTree, content: Content, contentId: string): string | null {
  const image = content.inlineImages.get(contentId)
  const bytes = image === undefined ? null : partBytes(tree, image.partPath)
  if (image === undefined || bytes === null || bytes.length > limits.maxInlineImageBytes) return null
  return `data:${image.contentType};base64,${asBuffer(bytes).toString('base64')}`
}

/**
 * The first words of a text on one line, for a list row: new text before quoted, cut at a word.
 * @param maxLength UTF-16 units, ellipsis included
 */
export function snippetOf(text: string, maxLength = 140): string {
  const head = text.slice(0, maxLength * 20)
  const unquoted = head.replace(/^(>.*|on .{4,200} wrote:|-{2,}.*|_{5,})$/gim, ' ')
  const line = (/\S/.test(unquoted) ? unquoted : head)
    .replace(/[\s\p{Default_Ignorable_Code_Point}]*\s[\s\p{Default_Ignorable_Code_Point}]*/gu, ' ')
    .trim()
  if (line.length <= maxLength) return line
  const cut = line.slice(0, maxLength - 1)
  const lastSpace = cut.lastIndexOf(' ')
  const words = lastSpace > maxLength * 0.6 ? cut.slice(0, lastSpace) : cut.replace(/[\ud800-\udbff]$/, '')
  return `${words.replace(/[\s,;:.–-]+$/, '')}…`
}

function decodedBody(tree: MessageTree, part: MessagePart): Uint8Array {
  return decodeTransferEncoding(tree.raw.subarray(part.bodyStart, part.end), part.transferEncoding)
}

function referencedContentIds(html: string): Set<string> {
  const ids = new Set<string>()
  for (const match of html.matchAll(/cid:([^"'\s>)]{1,500})/gi)) ids.add(decodeContentId(match[1] ?? ''))
  return ids
}

/** The Content-ID that a `cid:` URL names (RFC 2392: percent-encoded). */
export function decodeContentId(reference: string): string {
  try {
    return decodeURIComponent(reference)
  } catch {
    return reference
  }
}

function describeFile(tree: MessageTree, part: MessagePart, shownIds: ReadonlySet<string>): Attachment {
  const suggested = part.disposition.params.get('filename') ?? part.contentType.params.get('name') ?? null
  const { fileName, flags } = sanitizeFileName(suggested, fallbackName(part))
  return {
    partPath: part.path,
    fileName,
    fileNameFlags: flags,
    contentType: part.contentType.mediaType,
    sizeBytes: decodedSize(tree, part),
    isInline: part.contentId !== null && shownIds.has(part.contentId),
    contentId: part.contentId,
  }
}

function decodedSize(tree: MessageTree, part: MessagePart): number {
  return decodedLength(tree.raw.subarray(part.bodyStart, part.end), part.transferEncoding)
}

const extensions: ReadonlyMap<string, string> = new Map([
  ['message/rfc822', 'eml'],
  ['message/global', 'eml'],
  ['text/plain', 'txt'],
  ['text/html', 'html'],
  ['text/calendar', 'ics'],
  ['text/vcard', 'vcf'],
  ['text/csv', 'csv'],
  ['application/pdf', 'pdf'],
  ['application/pgp-signature', 'asc'],
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
])

function fallbackName(part: MessagePart): string {
  return `attachment-${part.path.replaceAll('.', '-')}.${extensions.get(part.contentType.mediaType) ?? 'bin'}`
}
