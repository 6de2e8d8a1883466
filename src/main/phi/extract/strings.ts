import type { FileToRead, Reading } from './reading.ts'

const SHORTEST = 4
/** `EncryptedPackage` in UTF-16: the stream that holds a document with a password (MS-OFFCRYPTO 2.3.4.4). */
const ENCRYPTED_PACKAGE = [...'EncryptedPackage'].map((character) => `${character}\0`).join('')

/**
 * Old Office files (.doc, .xls, .ppt, .msg): a program's memory written to disk. Whatever stands in it as readable
 * text is scanned, so that a name in it is found; as more may be there in other forms, it counts as not fully read.
 */
export function readOldOffice({ id, bytes }: FileToRead, reading: Reading): void {
  const raw = new TextDecoder('latin1').decode(bytes)
  if (raw.includes(ENCRYPTED_PACKAGE)) {
    reading.unread(id, 'encrypted')
    return
  }
  reading.text(id, narrowStrings(bytes, reading))
  reading.text(`${id}#wide`, wideStrings(bytes, reading))
  reading.unread(id, 'read-in-part')
}

/** A DICOM picture: the patient's data stand in its header as text, with `^` between the parts of a name (PS3.5, 6.2). */
export function readDicom({ id, bytes }: FileToRead, reading: Reading): void {
  const header = bytes.subarray(0, 64_000)
  reading.text(`${id}#properties`, narrowStrings(header, reading).replaceAll('^', ' '))
  reading.unread(id, 'image')
}

const isLetterOrMark = (byte: number): boolean =>
  (byte >= 32 && byte < 127) ||
  byte === 9 ||
  byte === 10 ||
  byte === 13 ||
  byte >= 0xa0 ||
  (byte >= 0x91 && byte <= 0x97)

/** Runs of Windows-1252 text, a line each. */
function narrowStrings(bytes: Uint8Array, reading: Reading): string {
  const decoder = new TextDecoder('windows-1252')
  const found: string[] = []
  let start = 0
  for (let i = 0; i <= bytes.length; i++) {
    if (i < bytes.length && isLetterOrMark(bytes[i] as number)) continue
    if (i - start >= SHORTEST) found.push(decoder.decode(bytes.subarray(start, i)))
    start = i + 1
  }
  reading.checkTime()
  return found.join('\n')
}

/** Runs of UTF-16 text in the Latin blocks, at even and odd places. */
function wideStrings(bytes: Uint8Array, reading: Reading): string {
  const decoder = new TextDecoder('utf-16le')
  const found: string[] = []
  for (const first of [0, 1]) {
    let start = first
    for (let i = first; i <= bytes.length; i += 2) {
      const high = bytes[i + 1] ?? 0xff
      const isText = (high === 0 && isLetterOrMark(bytes[i] as number)) || high === 1 || high === 0x20
      if (i + 1 < bytes.length && isText) continue
      if (i - start >= SHORTEST * 2) found.push(decoder.decode(bytes.subarray(start, i)))
      start = i + 2
    }
    reading.checkTime()
  }
  return found.join('\n')
}
