import { parseMessage, partBytes, readContent, readEnvelope } from '../../mime/index.ts'
import { htmlToScanText } from './html.ts'
import type { Archive, ArchiveEntry } from './zip.ts'

/** A message as a file (RFC 5322): its subject, its bodies, and its attachments as further files. */
export function extractMessage(bytes: Uint8Array): Archive {
  const parsed = parseMessage(bytes)
  if (!parsed.ok)
    return { ok: false, reason: parsed.error.code === 'mime/too-large' ? 'too-large' : 'damaged' }
  const tree = parsed.value
  const { subject } = readEnvelope(tree)
  const content = readContent(tree)
  const texts = [
    { name: 'subject', text: subject },
    { name: 'text', text: content.text ?? '' },
    { name: 'html', text: content.html === null ? '' : htmlToScanText(content.html).text },
  ].filter(({ text }) => text.trim() !== '')
  const entries = content.attachments.map(({ partPath, fileName }): ArchiveEntry => {
    const file = partBytes(tree, partPath)
    return file === null ? { name: fileName, reason: 'damaged' } : { name: fileName, bytes: file }
  })
  if (content.isTruncated) entries.push({ name: 'rest of the body', reason: 'too-large' })
  return { ok: true, entries, texts }
}
