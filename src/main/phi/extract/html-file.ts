import { htmlToScanText } from './html.ts'
import type { FileToRead, Reading } from './reading.ts'
import { charsetOf, decodeText } from './text.ts'

const TITLE = /<title[^>]{0,200}>([^<]{1,2000})/gi
const META = /<meta\b[^>]{0,4000}>/gi
const COMMENT = /<!--([\s\S]{1,20000}?)-->/g

/** A page: what a reader sees, and apart from it the title, the `meta` values and the comments, which leave with it. */
export function readHtmlFile({ id, bytes, contentType }: FileToRead, reading: Reading): void {
  const claimed = charsetOf(contentType) || charsetIn(bytes)
  const html = decodeText(bytes, claimed)
  reading.text(id, htmlToScanText(html).text)
  const properties: [string, string][] = []
  for (const [, title = ''] of html.matchAll(TITLE)) properties.push(['Title', plain(title)])
  for (const [tag] of html.matchAll(META)) {
    const name = attribute(tag, 'name')
    if (name !== '' && !/^(?:viewport|generator|robots|color-scheme)$/i.test(name))
      properties.push([name, plain(attribute(tag, 'content'))])
  }
  reading.properties(`${id}#properties`, properties)
  const comments: string[] = []
  for (const [, comment = ''] of html.matchAll(COMMENT)) comments.push(plain(comment))
  reading.text(`${id}#comments`, comments.join('\n'))
}

/** HTML 13.2.3.2: the character set stands in the first 1024 bytes. */
function charsetIn(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  return /<meta[^>]{0,200}charset\s{0,3}=\s{0,3}["']?([\w.:-]{1,40})/i.exec(head)?.[1] ?? ''
}

function attribute(tag: string, name: string): string {
  const match = new RegExp(`\\s${name}\\s{0,3}=\\s{0,3}(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag)
  return match?.[1] ?? match?.[2] ?? ''
}

function plain(markup: string): string {
  return htmlToScanText(markup).text
}
