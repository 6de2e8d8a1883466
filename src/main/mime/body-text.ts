import type { BodyPiece } from './body-parts.ts'
import { decodeHtml, decodeText } from './charset.ts'
import { unflow } from './flowed.ts'
import { escapeHtml } from './html-escape.ts'
import { htmlToText } from './html-to-text.ts'
import { withoutLegacyDisplay } from './legacy-display.ts'
import { limits } from './limits.ts'
import { readHtmlWords, type HtmlWords } from './same-words.ts'
import { decodeTransferEncoding } from './transfer-encoding.ts'
import type { MessagePart, MessageTree } from './tree.ts'

export type BodyForms = {
  readonly text: string
  /** Plain text beside HTML that says something else. */
  readonly unshownText: string | null
  /** Each a document of its own: what one leaves open, or styles, is nothing to the next. */
  readonly html: readonly string[] | null
  readonly isTruncated: boolean
}

/**
 * The body's pieces, decoded, as text and (where any of them is HTML) as HTML; not sanitised. Where the sender gave both
 * forms of a piece, the HTML is what is shown: where its words are others, the text is made of them.
 */
export function readBody(tree: MessageTree, pieces: readonly BodyPiece[]): BodyForms {
  const asText = new PieceReader(tree)
  const asHtml = new PieceReader(tree)
  const read = pieces.map((piece) => formsOf(asText.read(piece.text), asHtml.read(piece.html)))
  return {
    text: read.map(({ text }) => text).join('\n\n'),
    html: read.every(({ html }) => html === null)
      ? null
      : read.map(({ text, html }) => html ?? asHtmlText(text)),
    unshownText:
      read
        .map(({ unshown }) => unshown)
        .join('\n\n')
        .trim() || null,
    isTruncated: asText.isTruncated || asHtml.isTruncated,
  }
}

type Forms = { readonly text: string; readonly html: string | null; readonly unshown: string }

function formsOf(plain: string, html: string): Forms {
  const text = plain.trimEnd()
  const hasText = text.trim() !== ''
  if (html === '') return { text, html: null, unshown: '' }
  const words = readHtmlWords(html)
  if (hasText && words.isBlank()) return { text, html: null, unshown: '' }
  return { ...textBeside(html, text, words), html }
}

/** What HTML says as text: in the sender's own plain text where that says the same, which is `unshown` otherwise. */
export function textBeside(
  html: string,
  plain: string,
  words: HtmlWords = readHtmlWords(html),
): { readonly text: string; readonly unshown: string } {
  const isShown = plain.trim() !== '' && words.areThoseOf(plain)
  return isShown ? { text: plain, unshown: '' } : { text: htmlToText(html), unshown: plain }
}

function asHtmlText(text: string): string {
  return `<div style="white-space: pre-wrap">${escapeHtml(text)}</div>`
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
    const charset = params.get('charset') ?? null
    const isUnlabelledHtml = charset === null && mediaType === 'text/html'
    const text = (isUnlabelledHtml ? decodeHtml(bytes) : decodeText(bytes, charset))
      .replace(/\r\n/g, '\n')
      .replaceAll('\0', '')
    const own = withoutLegacyDisplay(text, part, this.#tree.root)
    const isFlowed = mediaType === 'text/plain' && params.get('format')?.toLowerCase() === 'flowed'
    return isFlowed ? unflow(own, params.get('delsp')?.toLowerCase() === 'yes') : own
  }
}
