import { crc32, deflateSync } from 'node:zlib'

/** A JPEG of 24 by 10 pixels, baseline, as ImageMagick writes it. */
export const baselineJpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdB' +
    'RkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P' +
    'T09PT09PT09PT09PT0//wAARCAAKABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAYF/8QAHBAAAQMFAAAAAAAA' +
    'AAAAAAAAAAECEhZSYpGh/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAME/8QAGBEAAgMAAAAAAAAAAAAAAAAAAAECExT/2gAMAwEA' +
    'AhEDEQA/ANCnsOCnsOF7FtqaEW2popYzHkgQVPYcBexbamgLGMkD/9k=',
  'base64',
)

/** The same, progressive: several scans. */
export const progressiveJpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdB' +
    'RkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P' +
    'T09PT09PT09PT09PT0//wgARCAAKABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAUE/8QAFgEBAQEAAAAAAAAA' +
    'AAAAAAAAAAID/9oADAMBAAIQAxAAAAHQvKwgrw//xAAWEAEBAQAAAAAAAAAAAAAAAAAUACD/2gAIAQEAAQUCPHj4/8QAFhEA' +
    'AwAAAAAAAAAAAAAAAAAAAAET/9oACAEDAQE/AZIkj//EABURAQEAAAAAAAAAAAAAAAAAAAAS/9oACAECAQE/AaU//8QAFBAB' +
    'AAAAAAAAAAAAAAAAAAAAIP/aAAgBAQAGPwJf/8QAFxABAAMAAAAAAAAAAAAAAAAAAAERcf/aAAgBAQABPyHDDCoVCof/2gAM' +
    'AwEAAgADAAAAEAQf/8QAFBEBAAAAAAAAAAAAAAAAAAAAEP/aAAgBAwEBPxAX/8QAFREBAQAAAAAAAAAAAAAAAAAAABH/2gAI' +
    'AQIBAT8QpT//xAAZEAABBQAAAAAAAAAAAAAAAAAAARFhkfD/2gAIAQEAAT8Q2xtjbECUQJRAlH//2Q==',
  'base64',
)

/** A chunk of a PNG: length, type, data, checksum. */
export function pngChunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

export type PngShape = {
  readonly width: number
  readonly height: number
  readonly depth?: number
  readonly colourType?: number
  readonly isInterlaced?: boolean
  /** Instead of lines that fit. */
  readonly lines?: Uint8Array
  /** Instead of the lines packed. */
  readonly packed?: Uint8Array
  /** Chunks between the head and the lines. */
  readonly more?: readonly Buffer[]
  /** After the end. */
  readonly after?: Uint8Array
}

/** A PNG, one colour unless told; what it says of itself need not be true. */
export function makePng(shape: PngShape): Buffer {
  const { width, height, depth = 8, colourType = 2, isInterlaced = false, more = [], after } = shape
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([depth, colourType, 0, 0, isInterlaced ? 1 : 0], 8)
  const samples = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[colourType] ?? 1
  const line = Buffer.alloc(1 + Math.ceil((width * samples * depth) / 8), 0x7e).fill(0, 0, 1)
  const lines = shape.lines ?? Buffer.concat(Array.from({ length: height }, () => line))
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    pngChunk('IHDR', head),
    ...more,
    pngChunk('IDAT', shape.packed ?? deflateSync(lines)),
    pngChunk('IEND'),
    ...(after === undefined ? [] : [after]),
  ])
}
