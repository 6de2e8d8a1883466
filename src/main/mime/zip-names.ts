import { limits } from './limits.ts'

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const endLength = 22
const entryLength = 46
const longestComment = 0xffff

/**
 * Names of the files in a zip, from its directory (APPNOTE 4.3.12 and 4.3.16), which a password doesn't hide. Nothing
 * is unpacked. Empty for what isn't a zip; a directory that breaks off gives what came before.
 */
export function readZipNames(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === null) return []
  const names: string[] = []
  let at = view.getUint32(end + 16, true)
  while (names.length < limits.maxZipNames && at + entryLength <= end) {
    if (view.getUint32(at, true) !== directoryEntry) break
    const nameEnd = at + entryLength + view.getUint16(at + 28, true)
    if (nameEnd > end) break
    names.push(new TextDecoder().decode(bytes.subarray(at + entryLength, nameEnd)))
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return names
}

/** The record stands last, before a comment of its own length. */
function findEnd(view: DataView): number | null {
  const last = view.byteLength - endLength
  for (let at = last; at >= Math.max(0, last - longestComment); at -= 1) {
    if (view.getUint32(at, true) === endOfDirectory) return at
  }
  return null
}
