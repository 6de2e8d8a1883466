import { describe, expect, it } from 'vitest'
import { rasterTypeOf } from './raster-type.ts'

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  )
const riff = (form: string, ...rest: readonly (readonly number[])[]) =>
  bytes(
    'RIFF\0\0\0\0WEBP',
    form,
    [0, 0, 0, 0],
    ...rest,
    Array.from({ length: 20 }, () => 0),
  )
/** A comment, a fill byte, then the frame header. */
const jpeg = (height: number, width: number) =>
  bytes(
    [0xff, 0xd8, 0xff, 0xfe, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 17, 8],
    [height >> 8, height & 255, width >> 8, width & 255, 0, 0, 0, 0],
  )
const gif = (size: number) => bytes('GIF89a', [size & 255, size >> 8, size & 255, size >> 8])
const png = (size: readonly number[]) => bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', size, size)

describe('the type of a picture by its bytes', () => {
  it.each([
    ['a PNG', png([0, 0, 4, 0]), 'image/png'],
    ['a PNG too large to be decoded', png([0, 1, 0, 0]), null],
    ['a GIF', gif(400), 'image/gif'],
    ['a GIF too large to be decoded', gif(60_000), null],
    ['a JPEG', jpeg(600, 800), 'image/jpeg'],
    ['a JPEG too large to be decoded', jpeg(60_000, 60_000), null],
    ['a JPEG without a frame', bytes([0xff, 0xd8, 0xff, 0xd9]), null],
    ['a WebP, lossy', riff('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 0x20, 3, 0x58, 2]), 'image/webp'],
    ['a WebP, lossless', riff('VP8L', [0x2f, 0x1f, 0xc3, 0x95, 0]), 'image/webp'],
    ['a WebP, lossless, too large to be decoded', riff('VP8L', [0x2f, 0xff, 0xff, 0xff, 0x0f]), null],
    ['a WebP, extended', riff('VP8X', [0, 0, 0, 0, 0x1f, 3, 0, 0x57, 2, 0]), 'image/webp'],
    ['a WebP, extended, too large', riff('VP8X', [0, 0, 0, 0, 255, 255, 0, 255, 255, 0]), null],
    ['a drawing', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), null],
    ['a bitmap', bytes('BM', [0, 0, 0, 0]), null],
    ['nothing', bytes(), null],
    ['a beginning', bytes('\x89PNG\r\n\x1a\n'), null],
  ])('%s', (_name, picture, type) => {
    expect(rasterTypeOf(picture)).toBe(type)
  })

  it('of every cut or changed header ends without a failure', () => {
    for (const picture of [
      png([0, 0, 4, 0]),
      gif(400),
      jpeg(600, 800),
      riff('VP8X', [0, 0, 0, 0, 1, 0, 0, 1, 0, 0]),
    ]) {
      for (let at = 0; at < picture.length; at += 1) {
        const changed = Buffer.from(picture)
        changed[at] = 0xff
        expect(() => [rasterTypeOf(picture.subarray(0, at)), rasterTypeOf(changed)]).not.toThrow()
      }
    }
  })
})
