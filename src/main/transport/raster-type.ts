/** Decoded, four bytes each, this is 100 MB: more is no picture in a mail. */
const mostPixels = 25_000_000

type Size = { readonly width: number; readonly height: number }

/** The type of a picture by its bytes, never by what somebody calls it; null for others and for those of endless size. */
export function rasterTypeOf(bytes: Buffer): string | null {
  const found = readers.find(({ isIt }) => isIt(bytes))
  const size = found === undefined ? null : found.sizeOf(bytes)
  const isShown = size !== null && size.width * size.height <= mostPixels
  return found !== undefined && isShown ? found.type : null
}

const readers: readonly {
  readonly type: string
  readonly isIt: (bytes: Buffer) => boolean
  readonly sizeOf: (bytes: Buffer) => Size | null
}[] = [
  {
    type: 'image/png',
    isIt: (bytes) => bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n',
    // Its first chunk is IHDR (PNG third edition, 11.2.1).
    sizeOf: (bytes) =>
      bytes.length < 24 ? null : { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) },
  },
  {
    type: 'image/gif',
    isIt: (bytes) => /^GIF8[79]a$/.test(bytes.subarray(0, 6).toString('latin1')),
    sizeOf: (bytes) =>
      bytes.length < 10 ? null : { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) },
  },
  {
    type: 'image/jpeg',
    isIt: (bytes) => bytes.subarray(0, 3).toString('latin1') === '\xff\xd8\xff',
    sizeOf: jpegSize,
  },
  {
    type: 'image/webp',
    isIt: (bytes) => /^RIFF[^]{4}WEBPVP8[ LX]$/.test(bytes.subarray(0, 16).toString('latin1')),
    sizeOf: webpSize,
  },
]

/** In the first frame header, SOF0 to SOF15 without DHT, JPG and DAC (ITU-T T.81, table B.1). */
function jpegSize(bytes: Buffer): Size | null {
  let at = 2
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    }
    // Fill bytes may stand before a marker.
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

/** Of the three forms: VP8 (RFC 6386, 9.1), VP8L (RFC 9649, 3.4), VP8X (RFC 9649, 2.7). */
function webpSize(bytes: Buffer): Size | null {
  if (bytes.length < 30) {
    return null
  }
  switch (bytes.subarray(12, 16).toString('latin1')) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    default:
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  }
}
