import { fail, ok, type Result } from '../../../../shared/result.ts'
import { logoLimits } from './limits.ts'
import { checkPixels, damaged, type CleanPicture } from './picture.ts'

/** Markers (ITU-T T.81, table B.1). */
const marker = {
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  jfif: 0xe0,
  adobe: 0xee,
} as const

/** Quantisation and Huffman tables, and the restart interval: what every decoder needs. */
const tables = new Set([0xdb, 0xc4, 0xdd])
/** Baseline, extended and progressive Huffman frames: what browsers show. */
const frames = new Set([0xc0, 0xc1, 0xc2])
/** Every other frame (lossless, hierarchical, arithmetic), and what belongs to it. */
const unusual = new Set([
  0xc3, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xdc, 0xde, 0xdf,
])

/** Version 1.01, no density, no thumbnail. */
const plainJfif = Buffer.from([
  0xff,
  marker.jfif,
  0,
  16,
  0x4a,
  0x46,
  0x49,
  0x46,
  0,
  1,
  1,
  0,
  0,
  1,
  0,
  1,
  0,
  0,
])

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === marker.startOfImage && bytes[2] === 0xff
}

/**
 * Writes a JPEG anew: its tables, its frame and its scans. Exif with place and device, thumbnails, comments and every
 * other segment of an application are left behind, but for how the colours are meant.
 *
 * Errors: `logo/too-many-pixels`, `logo/damaged` (also for kinds that no browser shows, and for too many scans),
 * `logo/more-than-a-picture` (bytes after its end).
 */
export function cleanJpeg(bytes: Uint8Array): Result<CleanPicture> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Buffer[] = [file.subarray(0, 2)]
  let frameCount = 0
  let scanCount = 0
  let at = 2
  while (at + 4 <= file.length || file[at + 1] === marker.endOfImage) {
    const code = file[at + 1] ?? 0
    if (file[at] !== 0xff || unusual.has(code)) {
      return damaged()
    }
    if (code === 0xff) {
      // Fill before a marker.
      at += 1
      continue
    }
    if (code === marker.endOfImage) {
      return finish(file, at + 2, kept, frameCount, scanCount)
    }
    const end = at + 2 + file.readUInt16BE(at + 2)
    if (end < at + 4 || end > file.length) {
      return damaged()
    }
    const segment = file.subarray(at, end)
    at = end
    if (tables.has(code)) {
      kept.push(segment)
    } else if (frames.has(code)) {
      const refused = checkFrame(segment)
      if (refused !== null) {
        return refused
      }
      frameCount += 1
      kept.push(segment)
    } else if (code === marker.startOfScan) {
      const scanEnd = endOfScan(file, end)
      scanCount += 1
      if (frameCount !== 1 || scanCount > logoLimits.scans || scanEnd === null) {
        return damaged()
      }
      kept.push(segment, file.subarray(end, scanEnd))
      at = scanEnd
    } else {
      const colours = coloursOf(code, segment)
      if (colours === 'unknown') {
        return damaged()
      }
      if (colours !== null) {
        kept.push(colours)
      }
    }
  }
  return damaged()
}

function finish(
  file: Buffer,
  end: number,
  kept: readonly Buffer[],
  frameCount: number,
  scanCount: number,
): Result<CleanPicture> {
  if (end !== file.length) {
    return fail('logo/more-than-a-picture')
  }
  if (frameCount !== 1 || scanCount === 0) {
    return damaged()
  }
  const endOfImage = Buffer.from([0xff, marker.endOfImage])
  return ok({ type: 'image/jpeg', bytes: Buffer.concat([...kept, endOfImage]) })
}

/** Precision, height, width, components (T.81, B.2.2). A height of zero is told only after the first scan. */
function checkFrame(segment: Buffer): Result<never> | null {
  const components = segment[9] ?? 0
  const hasFit = segment.length === 10 + 3 * components && segment[4] === 8 && [1, 3, 4].includes(components)
  if (!hasFit) {
    return damaged()
  }
  const [height, width] = [segment.readUInt16BE(5), segment.readUInt16BE(7)]
  return width === 0 || height === 0 ? damaged() : checkPixels(width, height)
}

/** Where the entropy-coded data ends: at the next marker that is no stuffed byte and no restart. Null: nowhere. */
function endOfScan(file: Buffer, from: number): number | null {
  let at = file.indexOf(0xff, from)
  while (at !== -1 && at + 1 < file.length) {
    const next = file[at + 1] ?? 0
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) {
      return at
    }
    at = file.indexOf(0xff, at + 2)
  }
  return null
}

/**
 * Of the segments of applications, what tells how the colours are meant, written anew; null for all others, which
 * are left out; `unknown` for what is no segment at all.
 */
function coloursOf(code: number, segment: Buffer): Buffer | null | 'unknown' {
  const isApplication = code >= 0xe0 && code <= 0xef
  if (!isApplication && code !== 0xfe) {
    return 'unknown'
  }
  if (code === marker.jfif && segment.toString('latin1', 4, 9) === 'JFIF\0') {
    return plainJfif
  }
  if (code === marker.adobe && segment.toString('latin1', 4, 9) === 'Adobe' && segment.length === 16) {
    const transform = Math.min(segment[15] ?? 0, 2)
    return Buffer.from([
      0xff,
      marker.adobe,
      0,
      14,
      0x41,
      0x64,
      0x6f,
      0x62,
      0x65,
      0,
      100,
      0,
      0,
      0,
      0,
      transform,
    ])
  }
  return null
}
