import type { BodyPiece } from './body-parts.ts'
import { decodeText } from './charset.ts'
import { unflow } from './flowed.ts'
import { escapeHtml } from './html-escape.ts'
import { htmlToText } from './html-to-text.ts'
import { withoutLegacyDisplay } from './legacy-display.ts'
import { limits } from './limits.ts'
import { decodeTransferEncoding } from './transfer-encoding.ts'
import type { MessagePart, MessageTree } from './tree.ts'

export type BodyForms = {
  readonly text: string
  readonly html: string | null
  readonly isTruncated: boolean
}

/** The body's pieces, decoded and joined, as text and (where any of them is HTML) as HTML; not sanitised. */
export function readBody(tree: MessageTree, pieces: readonly BodyPiece[]): BodyForms {
  const asText = new PieceReader(tree)
  const text = pieces.map((piece) => pieceText(asText, piece)).join('\n\n')
  if (pieces.every((piece) => piece.html === null))
    return { text, html: null, isTruncated: asText.isTruncated }
  const asHtml = new PieceReader(tree)
  const html = pieces.map((piece) => pieceHtml(asHtml, piece)).join('\n<hr>\n')
  return { text, html, isTruncated: asText.isTruncated || asHtml.isTruncated }
}

/** Decodes body parts within one budget for all: 2,000 parts of HTML are a bomb, each small. */
class PieceReader {
  readonly #tree: MessageTree
  #remainingBytes: number = limits.maxBodyBytes
  isTruncated = false

  constructor(tree: MessageTree) {
    this.#tree = tree
  }

  read(part: MessagePart | null): string {
    if (part === null) return ''
    // No encoding takes more than three bytes for one; four leave room for line ends.
    const rawEnd = Math.min(part.end, part.bodyStart + this.#remainingBytes * 4)
    const raw = this.#tree.raw.subarray(part.bodyStart, rawEnd)
    const decoded = decodeTransferEncoding(raw, part.transferEncoding)
    if (rawEnd < part.end || decoded.length > this.#remainingBytes) this.isTruncated = true
    const bytes = decoded.subarray(0, this.#remainingBytes)
    this.#remainingBytes -= bytes.length
    const { mediaType, params } = part.contentType
    const text = decodeText(bytes, params.get('charset') ?? null)
      .replace(/\r\n/g, '\n')
      .replaceAll('\0', '')
    const own = withoutLegacyDisplay(text, part, this.#tree.root)
    const isFlowed = mediaType === 'text/plain' && params.get('format')?.toLowerCase() === 'flowed'
    return isFlowed ? unflow(own, params.get('delsp')?.toLowerCase() === 'yes') : own
  }
}

function pieceText(reader: PieceReader, piece: BodyPiece): string {
  const plain = reader.read(piece.text)
  return piece.html === null || plain.trim() !== '' ? plain.trimEnd() : htmlToText(reader.read(piece.html))
}

function pieceHtml(reader: PieceReader, piece: BodyPiece): string {
  if (piece.html !== null) return reader.read(piece.html)
  return `<div style="white-space: pre-wrap">${escapeHtml(reader.read(piece.text))}</div>`
}
