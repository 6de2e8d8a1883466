import { parseMessage, partBytes, readContent, readEnvelope, type Address } from '../../mime/index.ts'
import type { ArchiveEntry } from './archive.ts'
import { htmlToScanText } from './html.ts'
import { CannotRead, type FileToRead, type Reading, type ReadFile } from './reading.ts'
import { readEntry } from './zip-file.ts'

/** A message as a file (RFC 5322): people, subject and bodies, and its attachments as further files. */
export async function readMessage(file: FileToRead, reading: Reading, readFile: ReadFile): Promise<void> {
  const parsed = parseMessage(file.bytes)
  if (!parsed.ok) throw new CannotRead(parsed.error.code === 'mime/too-large' ? 'too-large' : 'damaged')
  const tree = parsed.value
  const { subject, from, to, cc } = readEnvelope(tree)
  const content = readContent(tree)
  const { id } = file
  reading.text(`${id}#subject`, subject)
  reading.properties(`${id}#people`, [
    ['From', people(from)],
    ['To', people(to)],
    ['Cc', people(cc)],
  ])
  reading.text(`${id}#text`, content.text ?? '')
  reading.text(`${id}#unshown`, content.unshownText ?? '')
  reading.text(`${id}#html`, (content.html ?? []).map((html) => htmlToScanText(html).text).join('\n'))
  for (const { partPath, fileName, contentType } of content.attachments) {
    reading.countEntry()
    const bytes = partBytes(tree, partPath)
    if (bytes !== null) reading.countUnpacked(bytes.length)
    const entry: ArchiveEntry =
      bytes === null ? { name: fileName, reason: 'damaged' } : { name: fileName, bytes }
    await readEntry(file, entry, reading, readFile, contentType)
  }
  if (content.isTruncated) reading.unread(`${id}#text`, 'too-large')
}

function people(addresses: readonly Address[]): string {
  return addresses.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join(', ')
}
