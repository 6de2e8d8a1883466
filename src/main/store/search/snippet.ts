const lengthMax = 160
const lead = 40
/** A match further inside isn't looked for: the row's own snippet will do. */
const scannedMax = 20_000

/** The text around the first match, on one line; null when no term is in it. Case and accents make no difference. */
export function snippetOf(body: string, terms: readonly string[]): string | null {
  const text = body.slice(0, scannedMax).replace(/\s+/g, ' ').trim()
  const folded = fold(text)
  const positions = terms
    .flatMap((term) => fold(term).match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [])
    .map((word) => folded.search(new RegExp(`(?<![\\p{L}\\p{N}\\p{Co}])${word}`, 'u')))
    .filter((position) => position >= 0)
  if (positions.length === 0) return null
  const start = wordStart(text, Math.max(0, Math.min(...positions) - lead))
  const end = Math.min(text.length, start + lengthMax)
  return `${start > 0 ? '…' : ''}${text.slice(start, end).toWellFormed()}${end < text.length ? '…' : ''}`
}

/** Without case and accents, one code unit for one: positions stay those of the text. */
function fold(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length && !/[\u0080-\uffff]/.test(lower)) return lower
  return text.replace(/[A-Z\u0080-\uffff]/g, (unit) => {
    const base = unit.normalize('NFD').charAt(0).toLowerCase()
    return base.length === 1 ? base : unit
  })
}

function wordStart(text: string, position: number): number {
  if (position === 0) return 0
  const space = text.indexOf(' ', position)
  return space < 0 || space > position + lead ? position : space + 1
}
