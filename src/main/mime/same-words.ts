/** Elements whose content isn't words of the page. */
const wordless = /<(head|style|script|title)\b/iy

/** What HTML says, to be held against the plain text beside it. */
export type HtmlWords = {
  /** It shows neither words nor pictures: some programs send it beside a text. */
  readonly isBlank: () => boolean
  /**
   * Whether a plain text says the same: letters and digits in their order, whatever stands between them, web addresses
   * and the places of pictures apart.
   */
  readonly areThoseOf: (plain: string) => boolean
}

/** Without parsing, since nearly every mail has both forms: where they say something else, the HTML is read. */
export function readHtmlWords(html: string): HtmlWords {
  let known: string | null = null
  // Gathered once, and not at all where no text lies beside it.
  const letters = () => (known ??= lettersOf(wordsOfHtml(html)))
  return {
    isBlank: () => !/<img\b/i.test(html) && letters() === '',
    areThoseOf: (plain) => lettersOf(plain) === letters(),
  }
}

function lettersOf(text: string): string {
  return text
    .replace(/\[cid:[^\]]{0,500}\]/gi, '')
    .replace(/https?:\/\/[^\s<>"')\]]+/gi, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()
}

function wordsOfHtml(html: string): string {
  const pieces: string[] = []
  let at = 0
  while (at < html.length) {
    const tag = html.indexOf('<', at)
    if (tag < 0) break
    pieces.push(html.slice(at, tag))
    at = endOfTag(html, tag)
  }
  pieces.push(html.slice(at))
  return decodeEntities(pieces.join(''))
}

/** Of a comment or an element without words: where it ends; the end of the text where it never does. */
function endOfTag(html: string, tag: number): number {
  if (html.startsWith('<!--', tag)) return after(html.indexOf('-->', tag), 3, html)
  wordless.lastIndex = tag
  const name = wordless.exec(html)?.[1]
  if (name === undefined) return after(html.indexOf('>', tag), 1, html)
  const closing = new RegExp(`</${name}\\b[^>]*>?`, 'gi')
  closing.lastIndex = tag
  return closing.test(html) ? closing.lastIndex : html.length
}

function after(index: number, length: number, html: string): number {
  return index < 0 ? html.length : index + length
}

const named: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

/** The ones that stand for no letter, and numbers; any other stays, and then the texts differ. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return named[name.toLowerCase()] ?? whole
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
