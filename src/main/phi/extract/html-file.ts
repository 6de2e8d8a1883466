import { htmlToScanText } from './html.ts'
import { attributeIn, between } from './markup.ts'
import type { FileToRead, Reading } from './reading.ts'
import { charsetOf, decodeText } from './text.ts'

const LONGEST_TITLE = 2_000
const LONGEST_META = 4_000

/** A page: what a reader sees, and apart from it the title, the `meta` values, comments and
 * scripts, which leave with it. */
export function readHtmlFile({ id, bytes, contentType }: FileToRead, reading: Reading): void {
  const claimed = charsetOf(contentType) || charsetIn(bytes)
  const html = decodeText(bytes, claimed)
  reading.text(id, htmlToScanText(html).text)
  const properties: [string, string][] = []
  for (const title of between(html, '<title', '</title', LONGEST_TITLE))
    properties.push(['Title', plain(title.slice(title.indexOf('>') + 1))])
  for (const tag of between(html, '<meta', '>', LONGEST_META)) {
    const name = attributeIn(tag, 'name')
    if (name !== '' && !/^(?:viewport|generator|robots|color-scheme)$/i.test(name))
      properties.push([name, plain(attributeIn(tag, 'content'))])
  }
  reading.properties(`${id}#properties`, properties)
  const comments = [...between(html, '<!--', '-->', html.length)].map(plain)
  reading.text(`${id}#comments`, comments.join('\n'))
  reading.text(`${id}#scripts`, [...between(html, '<script', '</script', html.length)].join('\n'))
}

/** HTML 13.2.3.2: the character set stands in the first 1024 bytes. */
function charsetIn(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  return /<meta[^>]{0,200}charset\s{0,3}=\s{0,3}["']?([\w.:-]{1,40})/i.exec(head)?.[1] ?? ''
}

function plain(markup: string): string {
  return htmlToScanText(markup).text
}
