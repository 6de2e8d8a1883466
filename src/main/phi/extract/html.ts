/** Visible text of a markup with, for each unit and for the end, the offset in the markup it came from. */
export type HtmlText = { readonly text: string; readonly offsets: Int32Array }

const BLOCK =
  /^\/?(?:address|article|aside|blockquote|br|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|title|tr|ul)$/
const CELL = /^\/?(?:td|th)$/
const HIDDEN = /^(?:script|style|head|template|noscript|svg|math)$/
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}[0-9]{0,2}));?/iy
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hyphen: '-',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  bull: '•',
  middot: '·',
  hellip: '…',
  shy: '\u00ad',
  zwnj: '\u200c',
  zwj: '\u200d',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  aacute: 'á',
  eacute: 'é',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  ntilde: 'ñ',
  uuml: 'ü',
  ouml: 'ö',
  auml: 'ä',
  ccedil: 'ç',
  egrave: 'è',
  agrave: 'à',
  commat: '@',
  period: '.',
  colon: ':',
  num: '#',
  lpar: '(',
  rpar: ')',
  sol: '/',
  lowbar: '_',
  plus: '+',
  comma: ',',
}

const LONGEST_TAG = 20_000

/**
 * The text that a reader sees, in one linear pass: tags out, blocks as line ends, table cells as tabs, entities
 * decoded, scripts and styles dropped. Comments are kept out too; hidden elements are kept in, since they leave with
 * the message. Attribute values that leave (link targets, alternative texts) are appended after the text.
 */
export function htmlToScanText(html: string): HtmlText {
  const pieces: string[] = []
  const offsets = new Int32Array(html.length * 2 + 2)
  const attributes: { value: string; at: number }[] = []
  let length = 0
  let lastIsSpace = true
  const put = (text: string, at: number): void => {
    if (length + text.length >= offsets.length) return
    pieces.push(text)
    offsets.fill(at, length, length + text.length)
    length += text.length
  }
  let quoteDepth = 0
  // Sought once for each name, or a thousand of them would each search to the end.
  const unclosed = new Set<string>()
  const breakLine = (at: number): void => {
    put('\n', at)
    if (quoteDepth > 0) put('> ', at)
    lastIsSpace = true
  }
  let i = 0
  while (i < html.length) {
    const character = html.charAt(i)
    if (character === '<') {
      const end = tagEnd(html, i)
      if (end < 0) {
        put('<', i++)
        continue
      }
      if (html.startsWith('<!--', i)) {
        i = end
        continue
      }
      const name = /^<(\/?[a-z][a-z0-9]{0,15})/i.exec(html.slice(i, i + 20))?.[1]?.toLowerCase()
      if (name === undefined) {
        if (/^<[!?/]/.test(html.slice(i, i + 2))) i = end
        else put('<', i++)
        continue
      }
      if (name === 'blockquote') quoteDepth++
      if (name === '/blockquote') quoteDepth = Math.max(0, quoteDepth - 1)
      if (BLOCK.test(name)) breakLine(i)
      else if (CELL.test(name)) put('\t', i)
      collectAttributes(html, i, end, attributes)
      i = HIDDEN.test(name) ? hiddenEnd(html, end, name, unclosed) : end
      continue
    }
    if (character === '&') {
      ENTITY.lastIndex = i
      const entity = ENTITY.exec(html)
      const decoded = entity === null ? undefined : decodeEntity(entity)
      if (entity !== null && decoded !== undefined) {
        put(decoded, i)
        lastIsSpace = false
        i += entity[0].length
        continue
      }
    }
    if (/\s/.test(character)) {
      if (!lastIsSpace) put(' ', i)
      lastIsSpace = true
    } else {
      put(character, i)
      lastIsSpace = false
    }
    i++
  }
  for (const { value, at } of attributes) {
    put('\n\n', at)
    for (let k = 0; k < value.length; k++) put(value.charAt(k), at + k)
  }
  offsets[length] = html.length
  return { text: pieces.join(''), offsets: offsets.slice(0, length + 1) }
}

function tagEnd(html: string, from: number): number {
  if (html.startsWith('<!--', from)) {
    const end = html.indexOf('-->', from + 4)
    return end < 0 ? html.length : end + 3
  }
  let quote = ''
  for (let i = from + 1; i < html.length && i - from < LONGEST_TAG; i++) {
    const character = html.charAt(i)
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '>') return i + 1
    else if (character === '<') return -1
  }
  return -1
}

/** Where the element that a hidden tag begins is over; `unclosed` remembers the names that have no end. */
function hiddenEnd(html: string, tagEnds: number, name: string, unclosed: Set<string>): number {
  if (html.charAt(tagEnds - 2) === '/' || unclosed.has(name)) return tagEnds
  const close = closingTag(html, tagEnds, name)
  if (close >= 0) return close
  unclosed.add(name)
  // Without its end, a head goes over into the body, and anything else hides the rest.
  return name === 'head' ? tagEnds : html.length
}

function closingTag(html: string, from: number, name: string): number {
  const close = new RegExp(`</${name}\\b[^>]{0,100}>`, 'ig')
  close.lastIndex = from
  const match = close.exec(html)
  return match === null ? -1 : match.index + match[0].length
}

function decodeEntity(entity: RegExpExecArray): string | undefined {
  const [, decimal, hexadecimal, name] = entity
  const code =
    decimal !== undefined
      ? Number(decimal)
      : hexadecimal !== undefined
        ? Number.parseInt(hexadecimal, 16)
        : undefined
  if (code !== undefined)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : undefined
  return NAMED[(name ?? '').toLowerCase()]
}

function collectAttributes(
  html: string,
  from: number,
  end: number,
  into: { value: string; at: number }[],
): void {
  if (end - from < 8) return
  const tag = html.slice(from, end)
  for (const match of tag.matchAll(
    /\b(?:href|src|alt|title|value|content|placeholder)\s{0,3}=\s{0,3}(?:"([^"]{1,2000})"|'([^']{1,2000})')/gi,
  )) {
    const value = match[1] ?? match[2] ?? ''
    if (/^(?:data|cid|#)/i.test(value) || value.trim() === '') continue
    into.push({ value, at: from + match.index + match[0].length - 1 - value.length })
  }
}
