export type ImageSize = { readonly kind: 'png' | 'jpeg'; readonly width: number; readonly height: number }

/** Kind and size of a picture from its first bytes, before anything is decoded; null for other files. */
export function imageSize(bytes: Uint8Array): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length >= 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(12) === 0x49484452) {
    return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) }
  }
  for (const { marker, start, end } of jpegSegments(bytes)) {
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame && end - start >= 5) {
      return { kind: 'jpeg', height: view.getUint16(start + 1), width: view.getUint16(start + 3) }
    }
  }
  return null
}

const turns = new Map<number, 90 | 180 | 270>([
  [3, 180],
  [6, 90],
  [8, 270],
])

/** How far a camera's picture must be turned clockwise (Exif 2.32, tag 0x0112). Mirrored ones stay. */
export function jpegRotation(bytes: Uint8Array): 0 | 90 | 180 | 270 {
  for (const { marker, start, end } of jpegSegments(bytes)) {
    if (marker !== 0xe1) continue
    const orientation = exifOrientation(bytes.subarray(start, end))
    if (orientation !== null) return turns.get(orientation) ?? 0
  }
  return 0
}

function* jpegSegments(bytes: Uint8Array): Generator<{ marker: number; start: number; end: number }> {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    const end = at + 2 + length
    // 0xda: the picture itself follows.
    if (length < 2 || end > bytes.length || marker === 0xda) return
    yield { marker, start: at + 4, end }
    at = end
  }
}

function exifOrientation(segment: Uint8Array): number | null {
  if (segment.length < 14 || new TextDecoder('latin1').decode(segment.subarray(0, 6)) !== 'Exif\0\0')
    return null
  const view = new DataView(segment.buffer, segment.byteOffset + 6, segment.length - 6)
  const little = view.getUint16(0) === 0x4949
  const directory = view.getUint32(4, little)
  if (directory + 2 > view.byteLength) return null
  const entries = view.getUint16(directory, little)
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > view.byteLength) return null
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little)
  }
  return null
}
