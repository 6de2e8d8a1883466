import type { MessagePart } from './tree.ts'

/** Fields that a sender copies into the body for readers that don't know protected headers. */
const copiedField = /^(subject|from|to|cc|date|reply-to|followup-to):\s/i

/**
 * Takes out the copy of protected fields at the top of a body (RFC 9788 section 5.2: the part says
 * `hp-legacy-display=1`). Only lines that are such fields are ever removed, so the parameter can hide nothing.
 */
export function withoutLegacyDisplay(text: string, part: MessagePart, root: MessagePart): string {
  const isMarked = part.contentType.params.get('hp-legacy-display') === '1'
  if (!isMarked || !root.contentType.params.has('hp')) return text
  return part.contentType.mediaType === 'text/html' ? withoutHtmlCopy(text) : withoutPlainCopy(text)
}

function withoutPlainCopy(text: string): string {
  const end = text.indexOf('\n\n')
  if (end < 0 || end > 5_000) return text
  return text.slice(0, end).split('\n').every(isCopiedLine) ? text.slice(end + 2) : text
}

function withoutHtmlCopy(html: string): string {
  const match =
    /<div class="?header-protection-legacy-display"?>\s*<pre>([^<]{0,5000})<\/pre>\s*<\/div>/i.exec(html)
  if (match === null) return html
  const lines = (match[1] ?? '').trim().split('\n')
  if (!lines.every(isCopiedLine)) return html
  return html.slice(0, match.index) + html.slice(match.index + match[0].length)
}

function isCopiedLine(line: string): boolean {
  return copiedField.test(line) || /^[ \t]\S/.test(line)
}
