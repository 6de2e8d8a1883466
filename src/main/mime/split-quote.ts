/** A plain-text body in its three parts; joined by line breaks they are the whole text. */
export type QuoteSplit = {
  /** What the sender wrote for this message. */
  readonly newText: string
  /** The quoted earlier message with its attribution line, or null. */
  readonly quoted: string | null
  /** From the `-- ` line on (RFC 3676 4.3), without that line, or null. */
  readonly signature: string | null
}

/** Lines that introduce a quoted message in the mail programs seen most, English, German, French, Spanish. */
const attributions: readonly RegExp[] = [
  /^(>\s*)?on\b.{4,300}\bwrote:$/i,
  /^am\b.{4,300}\bschrieb\b.{0,300}:$/i,
  /^le\b.{4,300}\ba écrit\s?:$/i,
  /^el\b.{4,300}\bescribió:$/i,
  /^-{2,}\s?(original message|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original)\s?-{2,}$/i,
  /^begin forwarded message:$/i,
]

/** Outlook writes no attribution but a block of header lines. */
const outlookHeader = /^(from|von|de):\s.+/i
const outlookFollowing = /^(sent|date|to|gesendet|an|envoyé|à|enviado|para):\s/i

/**
 * Splits a plain-text mail into new text, quoted message and signature. Used by the reader (folding) and by
 * the PHI scan (what the sender wrote now). The quote counts only where it reaches the end of the text:
 * an answer between quoted lines stays new text as a whole.
 * @param text decoded text with LF or CRLF line ends
 */
export function splitQuote(text: string): QuoteSplit {
  const lines = text.replace(/\r\n/g, '\n').split('\n')
  const quoteStart = findQuoteStart(lines)
  const own = lines.slice(0, quoteStart)
  const signatureLine = own.findLastIndex((line) => line === '-- ' || line === '--')
  const hasSignature = signatureLine >= 0 && own.length - signatureLine <= 30
  return {
    newText: joined(hasSignature ? own.slice(0, signatureLine) : own),
    quoted: quoteStart < lines.length ? joined(lines.slice(quoteStart)) : null,
    signature: hasSignature ? joined(own.slice(signatureLine + 1)) : null,
  }
}

function findQuoteStart(lines: readonly string[]): number {
  const marked = trailingMarkedBlock(lines)
  for (let index = 0; index < Math.min(marked + 1, lines.length); index += 1) {
    if (
      isAttribution(lines, index) &&
      (startsWholeQuote(lines, index) || reachesMarked(lines, index, marked))
    ) {
      return index
    }
  }
  return marked
}

/** Index where the block of `>` lines at the end begins (blank lines between them included), or the length. */
function trailingMarkedBlock(lines: readonly string[]): number {
  let start = lines.length
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index] ?? ''
    if (line.startsWith('>')) start = index
    else if (line.trim() !== '') break
  }
  return start
}

function isAttribution(lines: readonly string[], index: number): boolean {
  const line = (lines[index] ?? '').trim().slice(0, 700)
  if (line === '') return false
  if (attributions.some((pattern) => pattern.test(line))) return true
  // Long attributions are wrapped after 76 characters by many programs.
  const wrapped = `${line} ${(lines[index + 1] ?? '').trim()}`.slice(0, 700)
  if (/^(on|am|le|el)\b/i.test(line) && attributions.some((pattern) => pattern.test(wrapped))) return true
  return outlookHeader.test(line) && isOutlookBlock(lines, index)
}

function isOutlookBlock(lines: readonly string[], index: number): boolean {
  const following = lines.slice(index + 1, index + 5)
  return following.filter((line) => outlookFollowing.test(line.trim())).length >= 2
}

/** Separators and Outlook's header block quote all that follows, without marks. */
function startsWholeQuote(lines: readonly string[], index: number): boolean {
  const line = (lines[index] ?? '').trim()
  return /^-{2,}|^begin forwarded/i.test(line) || (outlookHeader.test(line) && isOutlookBlock(lines, index))
}

/** `On … wrote:` counts only where the marked block at the end follows it at once. */
function reachesMarked(lines: readonly string[], index: number, marked: number): boolean {
  if (marked >= lines.length || marked - index > 4) return false
  return lines.slice(index + 1, marked).filter((line) => line.trim() !== '').length <= 1
}

function joined(lines: readonly string[]): string {
  return lines.join('\n').replace(/^\n+/, '').trimEnd()
}
