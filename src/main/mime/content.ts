import { chooseBodyParts } from './body-parts.ts'
import { readBody, textBeside } from './body-text.ts'
import { type FileNameFlag, sanitizeFileName } from './file-name.ts'
import { displayField } from './header-fields.ts'
import { limits } from './limits.ts'
import { readTnef, type Tnef } from './tnef/read-tnef.ts'
import { asBuffer, decodeTransferEncoding } from './transfer-encoding.ts'
import { isNestedMessageType, type MessagePart, type MessageTree, partAt } from './tree.ts'

export type Attachment = {
  /** Of its part; with `#N` the N-th file inside a TNEF part. */
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
  /** The body as text: the sender's own plain text, or made from HTML where there is none or where it says something else. */
  readonly text: string | null
  /** Plain text beside HTML that says something else: never shown, found or quoted, but it came along. */
  readonly unshownText: string | null
  /** The body as the sender's HTML, piece by piece, NOT sanitised: only ever passed to `sanitizeHtml`. */
  readonly html: readonly string[] | null
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
  const tnefs = new Map(files.map((part) => [part, openTnef(tree, part)]))
  const body = pieces.length === 0 ? tnefBody([...tnefs.values()]) : readBody(tree, pieces)
  const found = files.flatMap((part) => {
    const tnef = tnefs.get(part) ?? null
    const inside = tnef === null ? [] : filesOfTnef(part, tnef)
    return tnef?.isWhole === true ? inside : [describeFile(tree, part), ...inside]
  })
  const inlineImages = new Map<string, InlineImage>()
  for (const { contentId, contentType, partPath } of found) {
    if (contentId === null || !rasterTypes.has(contentType) || inlineImages.has(contentId)) continue
    inlineImages.set(contentId, { partPath, contentType })
  }
  const shownIds = body.html === null ? new Set<string>() : referencedContentIds(body.html)
  const isInline = ({ contentId }: FoundFile): boolean => contentId !== null && shownIds.has(contentId)
  return {
    ...body,
    inlineImages,
    attachments: found.map((file) => ({ ...file, isInline: isInline(file) })),
  }
}

/** The decoded body of the part at `partPath`, or of a file inside a TNEF part; null where there is none. */
export function partBytes(tree: MessageTree, partPath: string): Uint8Array | null {
  const [path = '', index] = partPath.split('#')
  const part = partAt(tree, path)
  if (part === undefined) return null
  const tnef = index === undefined ? null : openTnef(tree, part)
  return index === undefined ? decodedBody(tree, part) : (tnef?.files[Number(index)]?.bytes ?? null)
}

/** The beginning of what `partBytes` gives: no more of an encoded part is decoded than may be needed for it. */
export function partBeginning(tree: MessageTree, partPath: string, mostBytes: number): Uint8Array | null {
  const part = partAt(tree, partPath)
  if (part === undefined) return partBytes(tree, partPath)?.subarray(0, mostBytes) ?? null
  // Quoted-printable takes three bytes for one, and soft line breaks.
  const end = Math.min(part.end, part.bodyStart + mostBytes * 4)
  const raw = tree.raw.subarray(part.bodyStart, end)
  return decodeTransferEncoding(raw, part.transferEncoding).subarray(0, mostBytes)
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

function referencedContentIds(html: readonly string[]): Set<string> {
  const ids = new Set<string>()
  for (const match of html.join('\n').matchAll(/cid:([^"'\s>)]{1,500})/gi))
    ids.add(decodeContentId(match[1] ?? ''))
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

type FoundFile = Omit<Attachment, 'isInline'>

function describeFile(tree: MessageTree, part: MessagePart): FoundFile {
  const given = part.disposition.params.get('filename') ?? part.contentType.params.get('name') ?? null
  const suggested = isNestedMessageType(part.contentType.mediaType) ? nameOfMessage(tree, part, given) : given
  const { fileName, flags } = sanitizeFileName(suggested, fallbackName(part))
  return {
    partPath: part.path,
    fileName,
    fileNameFlags: flags,
    contentType: part.contentType.mediaType,
    sizeBytes: decodedSize(tree, part),
    contentId: part.contentId,
  }
}

/** Mail programs often give a nested message no name, or its bare subject: saved, it is to open as mail again. */
function nameOfMessage(tree: MessageTree, part: MessagePart, given: string | null): string | null {
  const [inside] = part.children
  const subject = inside === undefined ? '' : (displayField(tree, inside, 'subject') ?? '')
  const name = given ?? subject.replace(/[/\\:]/g, '-')
  return name === '' || /\.eml$/i.test(name) ? name : `${name.slice(0, limits.maxFileNameLength - 4)}.eml`
}

/** Of parts that are in use, so that not each file in one costs as much as all of it. */
const openedTnefs = new WeakMap<MessagePart, Tnef | null>()

/** What Outlook packed into a part; null for any other part, and for what only bears the name. */
function openTnef(tree: MessageTree, part: MessagePart): Tnef | null {
  const known = openedTnefs.get(part)
  if (known !== undefined) return known
  const { mediaType, params } = part.contentType
  const name = part.disposition.params.get('filename') ?? params.get('name') ?? ''
  const isTnef = /^application\/(vnd\.)?ms-tnef$/.test(mediaType) || /^winmail\.dat$/i.test(name)
  if (!isTnef || part.end - part.bodyStart > limits.maxTnefBytes) return null
  const tnef = readTnef(decodedBody(tree, part))
  openedTnefs.set(part, tnef)
  return tnef
}

function filesOfTnef(part: MessagePart, { files }: Tnef): FoundFile[] {
  return files.map(({ name, contentType, contentId, bytes }, index) => {
    const { fileName, flags } = sanitizeFileName(
      name,
      `attachment-${part.path.replaceAll('.', '-')}-${index + 1}.bin`,
    )
    const partPath = `${part.path}#${index}`
    return { partPath, fileName, fileNameFlags: flags, contentType, sizeBytes: bytes.length, contentId }
  })
}

/** Mail of Exchange may hold its text in a TNEF part alone. */
function tnefBody(
  tnefs: readonly (Tnef | null)[],
): Pick<Content, 'text' | 'unshownText' | 'html' | 'isTruncated'> {
  const tnef = tnefs.find((one) => one !== null && (one.text ?? one.html) !== null)
  if (tnef == null) return { text: null, unshownText: null, html: null, isTruncated: false }
  const html = tnef.html?.slice(0, limits.maxBodyBytes) ?? null
  const plain = tnef.text?.slice(0, limits.maxBodyBytes) ?? ''
  const { text, unshown } = html === null ? { text: plain, unshown: '' } : textBeside(html, plain)
  return {
    text,
    unshownText: unshown === '' ? null : unshown,
    html: html === null ? null : [html],
    isTruncated: [plain, html].some((form) => form?.length === limits.maxBodyBytes),
  }
}

function decodedSize(tree: MessageTree, part: MessagePart): number {
  return decodeTransferEncoding(tree.raw.subarray(part.bodyStart, part.end), part.transferEncoding).length
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
