import { limits } from '../limits.ts'
import type { NotScannedReason, ScanPart } from '../types.ts'
import { fileTypeOf, type ReadableType, type UnreadableType } from './file-type.ts'
import { readPlainText } from './text.ts'
import {
  CannotRead,
  Reading,
  type Extracted,
  type FileReader,
  type FileToRead,
  type ReadingOptions,
} from './reading.ts'

/** A reader is loaded when there is a file for it, so that a scan of plain text starts at once. */
const readers: Readonly<Record<ReadableType, () => Promise<FileReader> | FileReader>> = {
  text: () => readPlainText,
  html: async () => (await import('./html-file.ts')).readHtmlFile,
  calendar: async () => (await import('./calendar.ts')).readCalendar,
  rtf: async () => (await import('./rtf.ts')).readRtf,
  message: async () => (await import('./message.ts')).readMessage,
  pdf: async () => (await import('./pdf.ts')).readPdf,
  zip: async () => (await import('./zip-file.ts')).readZipFile,
  image: async () => (await import('./image.ts')).readImage,
  'old-office': async () => (await import('./strings.ts')).readOldOffice,
  dicom: async () => (await import('./strings.ts')).readDicom,
}

const reasonOf: Readonly<Record<UnreadableType, NotScannedReason>> = {
  'audio-or-video': 'audio-or-video',
  encrypted: 'encrypted',
  unknown: 'unknown-type',
}

function isUnreadable(type: ReadableType | UnreadableType): type is UnreadableType {
  return Object.hasOwn(reasonOf, type)
}

/**
 * Reads an attachment given as bytes, and the files inside it. Never throws: what can't be read is named with its
 * reason, and what was read before it stays.
 */
export async function extractAttachment(part: ScanPart, options: ReadingOptions = {}): Promise<Extracted> {
  const reading = new Reading(options)
  const { id, bytes = new Uint8Array(), fileName = '', contentType = '' } = part
  await readInto(reading, { id, bytes, name: fileName, contentType, depth: 0 })
  const { texts, findings, notScanned } = reading
  return { texts, findings, notScanned }
}

async function readInto(reading: Reading, file: FileToRead): Promise<void> {
  try {
    reading.begin(file.id)
    if (file.bytes.length > limits.attachmentBytes) throw new CannotRead('too-large')
    if (file.depth > limits.archiveDepth) throw new CannotRead('too-deep')
    const { type, isAsNamed } = fileTypeOf(file.bytes, file.name, file.contentType)
    if (type === 'empty') return
    if (isUnreadable(type)) throw new CannotRead(isAsNamed ? reasonOf[type] : 'damaged')
    const read = await readers[type]()
    await read(file, reading, (inner) => readInto(reading, inner))
    // A "document" that is none was read as what it is; what its own program shows of it is anyone's guess.
    if (!isAsNamed) throw new CannotRead('damaged')
  } catch (error) {
    // A reader that trips over a file hasn't read it; whatever it threw, the file counts as not scanned.
    reading.unread(file.id, error instanceof CannotRead ? error.reason : 'damaged')
  }
}
