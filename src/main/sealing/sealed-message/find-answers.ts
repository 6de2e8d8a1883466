const maxAnswers = 10
const maxTextCharacters = 60_000_000

/**
 * Mail programs join hyphens into dashes, and break and quote the line in the middle. Every repetition is bounded,
 * so that no text makes the search slow.
 */
const mark = /[-–—]{2,10}[\s>]{0,6}(BEGIN|END)[\s>]{1,6}PGP[\s>]{1,6}MESSAGE[\s>]{0,6}[-–—]{2,10}/g

/**
 * Sealed answers in the text or HTML of a mail, or in a `.sealed` file: armored OpenPGP messages, found although
 * they are quoted, wrapped, indented or cut up by HTML, and made clean again.
 *
 * @returns clean armor for each, in order, without doubles; at most ten
 */
export function findSealedAnswers(text: string): string[] {
  if (text.length > maxTextCharacters) return []
  const found = new Set<string>()
  for (const body of blocksIn(asPlainText(text))) {
    const base64 = collectBase64(body)
    if (base64 !== null) found.add(armor(base64))
    if (found.size === maxAnswers) break
  }
  return [...found]
}

/** Whether a sealed answer (or another armored message) begins in the text, which may be cut off anywhere after that. */
export function beginsSealedAnswer(text: string): boolean {
  return [...asPlainText(text).matchAll(mark)].some(([, kind]) => kind === 'BEGIN')
}

/** What stands between an end mark and the last beginning before it. */
function* blocksIn(text: string): Generator<string> {
  let start: number | null = null
  for (const match of text.matchAll(mark)) {
    if (match[1] === 'BEGIN') start = match.index + match[0].length
    else if (start !== null) {
      yield text.slice(start, match.index)
      start = null
    }
  }
}

/** Tags and entities out, when there are any inside or around a block. Only ever searched, never shown. */
function asPlainText(text: string): string {
  if (!/<[a-z/!]|&[a-z#]/i.test(text)) return text
  return text
    .replace(/<(?:br|\/?(?:p|div|li|tr|blockquote|pre))\b[^<>]{0,5000}>/gi, '\n')
    .replace(/<[a-z/!][^<>]{0,5000}>/gi, '')
    .replace(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, hex === '' ? 10 : 16)),
    )
    .replace(/&nbsp;/gi, ' ')
    .replace(/&gt;/gi, '>')
    .replace(/&lt;/gi, '<')
    .replace(/&amp;/gi, '&')
}

/** The base64 between the marks, without quote marks, armor headers and checksum; null when it isn't whole. */
function collectBase64(body: string): string | null {
  const lines = body
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^[\s>|]+/, ''))
    .filter((line) => !/^(Version|Comment|MessageID|Hash|Charset): /i.test(line))
  const joined = lines.join('').replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
  const data = /^([A-Za-z0-9+/]+={0,2})(=[A-Za-z0-9+/]{4})?$/.exec(joined)?.[1]
  return data !== undefined && data.length % 4 === 0 ? data : null
}

function armor(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? []
  return ['-----BEGIN PGP MESSAGE-----', '', ...lines, '-----END PGP MESSAGE-----', ''].join('\n')
}
