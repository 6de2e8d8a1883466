import { unzipSync } from 'fflate'
import { limits } from '../limits.ts'
import type { NotScannedReason } from '../types.ts'

export type ArchiveEntry = {
  readonly name: string
  readonly bytes?: Uint8Array
  readonly reason?: NotScannedReason
}

/** A file that holds others: an archive, or a message with attachments and `texts` of its own. */
export type Archive =
  | {
      readonly ok: true
      readonly entries: readonly ArchiveEntry[]
      readonly texts?: readonly { readonly name: string; readonly text: string }[]
    }
  | { readonly ok: false; readonly reason: NotScannedReason }

const ENCRYPTED_FLAG = 1

/** Whether any entry of the central directory is encrypted (APPNOTE 4.4.4, bit 0 of the general purpose flag). */
function hasEncryptedEntry(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 46 <= bytes.length;) {
    const isHeader = view.getUint32(at, true) === 0x02014b50
    if (!isHeader) {
      at++
      continue
    }
    if ((view.getUint16(at + 8, true) & ENCRYPTED_FLAG) !== 0) return true
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return false
}

/**
 * Unpacks an archive within limits. The sizes come from the directory, so a bomb is refused before it is inflated;
 * fflate allocates what the directory says and stops there, so a directory that lies gives a damaged entry.
 */
export function extractZip(bytes: Uint8Array): Archive {
  if (hasEncryptedEntry(bytes)) return { ok: false, reason: 'encrypted' }
  const sum = { entries: 0, bytes: 0 }
  const isTooLarge = (): boolean =>
    sum.entries > limits.archiveEntries || sum.bytes > limits.archiveUnpackedBytes
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith('/')) return false
        sum.entries++
        sum.bytes += originalSize
        return !isTooLarge()
      },
    })
    if (isTooLarge()) return { ok: false, reason: 'too-large' }
    return { ok: true, entries: Object.entries(files).map(([name, content]) => ({ name, bytes: content })) }
  } catch {
    return { ok: false, reason: 'damaged' }
  }
}
