/** A picture that browsers decode without running or fetching anything. */
export interface Picture {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/bmp'
  /** In pixels, as the head of the file says. */
  readonly width: number
  readonly height: number
}

/** Kind and size of a picture by its first bytes, before anything is decoded; null for every other file. */
export function pictureOf(bytes: Uint8Array): Picture | null {
  if (bytes.length < 30) {
    return null
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // Not by TextDecoder, whose `latin1` is Windows-1252.
  const head = String.fromCharCode(...bytes.subarray(0, 16))
  if (head.startsWith('\x89PNG\r\n\x1a\n')) {
    return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
  }
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) {
    return { mediaType: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
  }
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') {
    return webp(view, head.slice(12, 16))
  }
  if (head.startsWith('BM')) {
    const [width, height] = [view.getInt32(18, true), view.getInt32(22, true)]
    return { mediaType: 'image/bmp', width: Math.abs(width), height: Math.abs(height) }
  }
  return head.startsWith('\xff\xd8') ? jpeg(view) : null
}

/** RFC 9649: lossy, lossless, extended. */
function webp(view: DataView, chunk: string): Picture | null {
  const mediaType = 'image/webp'
  switch (chunk) {
    case 'VP8 ':
      return {
        mediaType,
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { mediaType, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return {
        mediaType,
        width: (view.getUint32(24, true) & 0xffffff) + 1,
        height: (view.getUint32(26, true) >>> 8) + 1,
      }
    default:
      return null
  }
}

/** The first frame header (SOF) of a JPEG. */
function jpeg(view: DataView): Picture | null {
  for (let at = 2; at + 9 < view.byteLength;) {
    if (view.getUint8(at) !== 0xff) {
      return null
    }
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      return { mediaType: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    }
    // A fill byte stands before a marker.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return null
}
