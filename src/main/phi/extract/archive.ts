import { Buffer } from 'node:buffer'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { limits } from '../limits.ts'
import type { NotScannedReason } from '../types.ts'
import { CannotRead, type Reading } from './reading.ts'

/** One file in a zip: its bytes, or why there are none. */
export type ArchiveEntry =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly reason: NotScannedReason }

/** APPNOTE 4.4.4: the compression methods that can be read, stored and deflate. */
const READABLE_METHODS: ReadonlySet<number> = new Set([0, 8])

/**
 * Unpacks a zip, one entry after the other, within the budget of `reading`. The sizes of the directory refuse a bomb
 * before it is inflated; a directory that lies is stopped at the size that it gave.
 * @throws CannotRead for a zip that can't be opened or is over the budget
 */
export async function unpack(bytes: Uint8Array, reading: Reading): Promise<ArchiveEntry[]> {
  const zip = await open(bytes)
  const entries: ArchiveEntry[] = []
  try {
    // Names are only shown and scanned, never written to: `..` and `\` in them do nothing.
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName
      if (name.endsWith('/')) continue
      reading.countEntry()
      entries.push(await unpackEntry(zip, entry, reading))
    }
  } catch (error) {
    if (error instanceof CannotRead || entries.length === 0) throw error
    // The directory breaks off: what came before stays.
    entries.push({ name: 'rest of the archive', reason: 'damaged' })
  }
  return entries
}

async function open(bytes: Uint8Array): Promise<ZipFile> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return await yauzl.fromBufferPromise(buffer, { lazyEntries: true, strictFileNames: false })
  } catch {
    throw new CannotRead('damaged')
  }
}

async function unpackEntry(zip: ZipFile, entry: Entry, reading: Reading): Promise<ArchiveEntry> {
  const { fileName: name, uncompressedSize, compressedSize } = entry
  if (entry.isEncrypted()) return { name, reason: 'encrypted' }
  if (!READABLE_METHODS.has(entry.compressionMethod)) return { name, reason: 'unknown-type' }
  const isBomb =
    uncompressedSize > limits.archiveRatioFreeBytes && uncompressedSize > compressedSize * limits.archiveRatio
  if (isBomb || uncompressedSize > limits.attachmentBytes) return { name, reason: 'too-large' }
  reading.countUnpacked(uncompressedSize)
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Uint8Array)
    return { name, bytes: Buffer.concat(chunks) }
  } catch {
    return { name, reason: 'damaged' }
  }
}
