import { crc32, deflateSync } from 'node:zlib'

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

/** A PNG file of 320 by 200 pixels that looks like an insurance card held against the light. */
export function smallPhoto(): Buffer {
  const width = 320
  const height = 200
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (width * 3 + 1) + 1 + x * 3
      const isBand = y > 28 && y < 60
      const isLine = x > 24 && x < 200 && y > 84 && y % 24 < 6
      rows[at] = isBand ? 31 : isLine ? 90 : 228 + Math.floor(x / 20)
      rows[at + 1] = isBand ? 111 : isLine ? 100 : 236
      rows[at + 2] = isBand ? 107 : isLine ? 106 : 240 - Math.floor(y / 20)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
