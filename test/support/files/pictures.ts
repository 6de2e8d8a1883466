import { Buffer } from 'node:buffer'
import { crc32, deflateSync } from 'node:zlib'

/** What a phone or a camera writes into a picture. */
export type PictureTags = {
  readonly description?: string
  readonly owner?: string
  readonly cameraSerial?: string
  readonly lensSerial?: string
  /** Degrees, minutes and seconds north and west. */
  readonly position?: readonly [north: readonly number[], west: readonly number[]]
}

type Field = { readonly tag: number; readonly type: number; readonly count: number; readonly data: Buffer }

const text = (tag: number, value: string): Field => {
  const data = Buffer.from(`${value}\0`, 'latin1')
  return { tag, type: 2, count: data.length, data }
}
const pointer = (tag: number, at: number): Field => {
  const data = Buffer.alloc(4)
  data.writeUInt32LE(at)
  return { tag, type: 4, count: 1, data }
}
const rationals = (tag: number, values: readonly number[]): Field => {
  const data = Buffer.alloc(values.length * 8)
  values.forEach((value, index) => {
    data.writeUInt32LE(Math.round(value * 100), index * 8)
    data.writeUInt32LE(100, index * 8 + 4)
  })
  return { tag, type: 5, count: values.length, data }
}

/** One image file directory (TIFF 6.0, section 2), its long values behind it. */
function directory(fields: readonly Field[], at: number): Buffer {
  const head = Buffer.alloc(2 + fields.length * 12 + 4)
  const behind: Buffer[] = []
  let next = at + head.length
  head.writeUInt16LE(fields.length)
  fields.forEach(({ tag, type, count, data }, index) => {
    const place = 2 + index * 12
    head.writeUInt16LE(tag, place)
    head.writeUInt16LE(type, place + 2)
    head.writeUInt32LE(count, place + 4)
    if (data.length <= 4) data.copy(head, place + 8)
    else {
      head.writeUInt32LE(next, place + 8)
      behind.push(data)
      next += data.length
    }
  })
  return Buffer.concat([head, ...behind])
}

/** A TIFF of nothing but its tags; the same block is what EXIF puts into other formats. */
export function tiffWith({ description, owner, cameraSerial, lensSerial, position }: PictureTags): Buffer {
  const camera = [
    ...(owner === undefined ? [] : [text(0xa430, owner)]),
    ...(cameraSerial === undefined ? [] : [text(0xa431, cameraSerial)]),
    ...(lensSerial === undefined ? [] : [text(0xa435, lensSerial)]),
  ]
  const gps =
    position === undefined
      ? []
      : [text(1, 'N'), rationals(2, position[0]), text(3, 'W'), rationals(4, position[1])]
  const main = (exifAt: number, gpsAt: number): Buffer =>
    directory(
      [
        ...(description === undefined ? [] : [text(0x010e, description)]),
        pointer(0x8769, exifAt),
        ...(gps.length === 0 ? [] : [pointer(0x8825, gpsAt)]),
      ],
      8,
    )
  const exifAt = 8 + main(0, 0).length
  const exif = directory(camera, exifAt)
  const head = Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0])
  return Buffer.concat([head, main(exifAt, exifAt + exif.length), exif, directory(gps, exifAt + exif.length)])
}

/** A JPEG of markers alone: start, EXIF in APP1, XMP in a further APP1, a frame header, end. */
export function jpegWith(tags: PictureTags, xmp = ''): Buffer {
  const segment = (marker: number, content: Buffer): Buffer => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(content.length + 2, 2)
    return Buffer.concat([head, content])
  }
  const frame = Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiffWith(tags)])),
    ...(xmp === '' ? [] : [segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`))]),
    segment(0xc0, frame),
    Buffer.from([0xff, 0xd9]),
  ])
}

/** A PNG of one pixel with an `eXIf` chunk and a `tEXt` chunk. */
export function pngWith(tags: PictureTags, comment: string): Buffer {
  const chunk = (type: string, content: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(content.length)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    chunk('eXIf', tiffWith(tags)),
    chunk('tEXt', Buffer.from(`Comment\0${comment}`, 'latin1')),
    chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
