import type { TextPart } from '../document/scanner.ts'
import { limits } from '../limits.ts'
import type { NotScanned, NotScannedReason, ScanPart } from '../types.ts'
import type { Extraction } from './extraction.ts'
import { extractDocx } from './docx.ts'
import { fileTypeOf } from './file-type.ts'
import { htmlToScanText } from './html.ts'
import { extractPdf } from './pdf.ts'
import { decodeText } from './text.ts'
import { extractZip, type Archive } from './zip.ts'

/** What an attachment gives: texts to scan, and what couldn't be read. */
export type Extracted = { readonly texts: readonly TextPart[]; readonly notScanned: readonly NotScanned[] }

const IMAGE = ['P', 'Q'] as const
const SOUND = ['P', 'Q'] as const

/** Reads an attachment given as bytes. Never throws: what can't be read is named with its reason. */
export async function extractAttachment(part: ScanPart, depth = 0): Promise<Extracted> {
  const bytes = part.bytes ?? new Uint8Array()
  if (bytes.length > limits.attachmentBytes) return unread(part.id, 'too-large')
  const type = fileTypeOf(bytes, part.fileName ?? '', part.contentType ?? '')
  try {
    switch (type) {
      case 'empty':
        return { texts: [], notScanned: [] }
      case 'text':
        return { texts: [{ id: part.id, kind: 'attachment', text: decodeText(bytes) }], notScanned: [] }
      case 'html':
        return {
          texts: [{ id: part.id, kind: 'attachment', text: htmlToScanText(decodeText(bytes)).text }],
          notScanned: [],
        }
      case 'docx':
        return asParts(part, await extractDocx(bytes))
      case 'message':
        return await extractParts(part, await readMessage(bytes), depth)
      case 'pdf':
        return asParts(part, await extractPdf(bytes))
      case 'zip':
        return await extractParts(part, extractZip(bytes), depth)
      case 'image':
        return { texts: [], notScanned: [{ part: part.id, reason: 'image', possible: IMAGE }] }
      case 'audio-or-video':
        return { texts: [], notScanned: [{ part: part.id, reason: 'audio-or-video', possible: SOUND }] }
      case 'unknown':
        return unread(part.id, 'unknown-type')
    }
  } catch {
    // A reader that trips over a file hasn't read it; whatever it threw, the file counts as not scanned.
    return unread(part.id, 'damaged')
  }
}

function unread(part: string, reason: NotScannedReason): Extracted {
  return { texts: [], notScanned: [{ part, reason, possible: reason === 'image' ? IMAGE : [] }] }
}

function asParts(part: ScanPart, extraction: Extraction): Extracted {
  if (!extraction.ok) return unread(part.id, extraction.reason)
  return {
    texts: extraction.texts.map(({ name, text }) => ({
      id: name === '' ? part.id : `${part.id}#${name}`,
      kind: 'attachment' as const,
      text,
    })),
    notScanned: [],
  }
}

async function extractParts(part: ScanPart, archive: Archive, depth: number): Promise<Extracted> {
  if (depth >= limits.archiveDepth) return unread(part.id, 'too-deep')
  if (!archive.ok) return unread(part.id, archive.reason)
  const texts: TextPart[] = (archive.texts ?? []).map(({ name, text }) => ({
    id: `${part.id}#${name}`,
    kind: 'attachment',
    text,
  }))
  const notScanned: NotScanned[] = []
  for (const entry of archive.entries) {
    const id = `${part.id}/${entry.name}`
    texts.push({ id: `${id}#name`, kind: 'file-name', text: entry.name })
    if (entry.bytes === undefined) {
      notScanned.push({ part: id, reason: entry.reason ?? 'damaged', possible: [] })
      continue
    }
    const inner = await extractAttachment(
      { id, kind: 'attachment', bytes: entry.bytes, fileName: entry.name },
      depth + 1,
    )
    texts.push(...inner.texts)
    notScanned.push(...inner.notScanned)
  }
  return { texts, notScanned }
}

/** The mail parser is loaded when there is a mail: `sealpost scan` starts twice as fast without it. */
async function readMessage(bytes: Uint8Array): Promise<Archive> {
  const { extractMessage } = await import('./message.ts')
  return extractMessage(bytes)
}
