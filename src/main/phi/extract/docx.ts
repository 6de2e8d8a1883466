import { Buffer } from 'node:buffer'
import type { Extraction } from './extraction.ts'
import { htmlToScanText } from './html.ts'
import { decodeText } from './text.ts'
import { extractZip } from './zip.ts'

/** Parts of a document beside its body: headers, footers, notes, comments, and the properties (author, title). */
const OTHER_PARTS =
  /^(?:word\/(?:header\d*|footer\d*|footnotes|endnotes|comments)\.xml|docProps\/(?:core|app|custom)\.xml)$/

/**
 * The text of a Word document. The body goes through mammoth; headers, footers, comments and properties, which it
 * leaves out, are read from their XML.
 */
export async function extractDocx(bytes: Uint8Array): Promise<Extraction> {
  const archive = extractZip(bytes)
  if (!archive.ok) return archive
  const { default: mammoth } = await import('mammoth')
  const body = await mammoth.extractRawText({ buffer: Buffer.from(bytes) })
  const texts = [{ name: '', text: body.value }]
  for (const { name, bytes: content } of archive.entries) {
    if (content === undefined || !OTHER_PARTS.test(name)) continue
    const text = htmlToScanText(
      decodeText(content).replace(/<\/(?:w:p|dc:[a-z]+|cp:[a-zA-Z]+|dcterms:[a-z]+)>/g, '<br>'),
    ).text.trim()
    if (text !== '') texts.push({ name, text })
  }
  return { ok: true, texts }
}
