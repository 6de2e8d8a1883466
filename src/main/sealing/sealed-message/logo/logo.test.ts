import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { baselineJpeg, makePng, pngChunk, progressiveJpeg } from '../../../../../test/support/pictures.ts'
import { valueOf } from '../../../../../test/support/store.ts'
import { logoLimits } from './limits.ts'
import { readLogo, rereadLogo } from './logo.ts'

const bytesOf = (uri: string) => Buffer.from(uri.slice(uri.indexOf(',') + 1), 'base64')
const segment = (code: number, data: Uint8Array) =>
  Buffer.concat([Buffer.of(0xff, code, (data.length + 2) >> 8, (data.length + 2) & 0xff), data])
/** Right after the start of the picture, where cameras and editors put theirs. */
const withSegments = (jpeg: Buffer, ...segments: Buffer[]) =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)])
const canary = Buffer.from('CANARY <script>alert(1)</script> 44.8378 N')
const small = { width: 24, height: 10 }
const palette = pngChunk('PLTE', Buffer.from([0x25, 0x7e, 0x79, 255, 255, 255]))
const frameAt = (jpeg: Buffer) => jpeg.indexOf(Buffer.of(0xff, 0xc0))
const resized = (width: number, height: number) => {
  const jpeg = Buffer.from(baselineJpeg)
  jpeg.writeUInt16BE(height, frameAt(jpeg) + 5)
  jpeg.writeUInt16BE(width, frameAt(jpeg) + 7)
  return jpeg
}

describe('a logo', () => {
  it.each([
    ['a PNG in colours', makePng(small), 'png'],
    ['with transparency', makePng({ ...small, colourType: 6 }), 'png'],
    ['grey', makePng({ ...small, colourType: 0, depth: 1 }), 'png'],
    ['of a palette', makePng({ ...small, colourType: 3, depth: 2, more: [palette] }), 'png'],
    ['as large as may be', makePng({ width: logoLimits.width, height: logoLimits.height }), 'png'],
    ['a JPEG', baselineJpeg, 'jpeg'],
    ['a progressive JPEG', progressiveJpeg, 'jpeg'],
  ])('is taken: %s', (_what, file, type) => {
    const uri = valueOf(readLogo(file))
    expect(uri).toMatch(new RegExp(`^data:image/${type};base64,[A-Za-z0-9+/]+=*$`))
    expect(rereadLogo(uri)).toEqual({ ok: true, value: uri })
  })

  it('is taken interlaced, where its lines are as many as its passes have', () => {
    // 8 by 8 in grey: passes of 1, 1, 2, 4, 8, 16 and 32 pixels in 1, 1, 1, 2, 2, 4 and 4 lines.
    const lines = Buffer.alloc(64 + 15)
    const shape = { width: 8, height: 8, colourType: 0, isInterlaced: true }
    expect(readLogo(makePng({ ...shape, lines })).ok).toBe(true)
    expect(readLogo(makePng({ ...shape, lines: lines.subarray(1) })).ok).toBe(false)
  })

  it.each([
    ['text in a PNG', makePng({ ...small, more: [pngChunk('tEXt', canary)] })],
    ['Exif in a PNG', makePng({ ...small, more: [pngChunk('eXIf', canary)] })],
    ['a palette that no colour uses', makePng({ ...small, more: [pngChunk('PLTE', canary)] })],
    ['a chunk of nobody', makePng({ ...small, more: [pngChunk('zzZz', canary)] })],
    [
      'bytes after the packed lines',
      makePng({ ...small, packed: Buffer.concat([deflateSync(linesOf(small)), canary]) }),
    ],
    [
      'Exif in a JPEG',
      withSegments(baselineJpeg, segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), canary]))),
    ],
    [
      'a thumbnail',
      withSegments(baselineJpeg, segment(0xe0, Buffer.concat([Buffer.from('JFIF\0'), canary]))),
    ],
    ['a comment', withSegments(progressiveJpeg, segment(0xfe, canary))],
    ['what an editor keeps for itself', withSegments(baselineJpeg, segment(0xed, canary))],
  ])('loses what is not the picture: %s', (_what, file) => {
    const cleaned = bytesOf(valueOf(readLogo(file)))
    expect(file.includes('CANARY')).toBe(true)
    for (const trace of ['CANARY', 'Exif', 'tEXt', 'eXIf', 'zzZz', 'script']) {
      expect(cleaned.includes(trace)).toBe(false)
    }
  })

  it('keeps the picture itself, bit by bit', () => {
    const told = withSegments(baselineJpeg, segment(0xe1, canary))
    expect(valueOf(readLogo(told))).toBe(valueOf(readLogo(baselineJpeg)))
    expect(bytesOf(valueOf(readLogo(baselineJpeg)))).toEqual(baselineJpeg)
    const png = makePng(small)
    expect(bytesOf(valueOf(readLogo(png))).includes(deflateSync(linesOf(small), { level: 9 }))).toBe(true)
  })
})

describe('a hostile picture', () => {
  const png = makePng(small)
  it.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'not-a-picture'],
    ['a page', Buffer.from('<!doctype html><img src=x>'), 'not-a-picture'],
    ['a GIF', Buffer.from('GIF89a\u0001\0\u0001\0'), 'not-a-picture'],
    ['a PDF before a picture', Buffer.concat([Buffer.from('%PDF-1.7\n'), png]), 'not-a-picture'],
    ['nothing', Buffer.of(), 'not-a-picture'],
    ['a polyglot: a page after the PNG', makePng({ ...small, after: canary }), 'more-than-a-picture'],
    [
      'a polyglot: a ZIP after the JPEG',
      Buffer.concat([baselineJpeg, Buffer.from('PK\u0003\u0004')]),
      'more-than-a-picture',
    ],
    [
      'a bomb by its head',
      makePng({ width: 60_000, height: 60_000, lines: Buffer.alloc(10) }),
      'too-many-pixels',
    ],
    ['a bomb by its lines', makePng({ ...small, lines: Buffer.alloc(50_000_000) }), 'damaged'],
    ['a JPEG of 65,535 pixels a side', resized(65_535, 65_535), 'too-many-pixels'],
    ['one pixel too wide', makePng({ width: logoLimits.width + 1, height: 1 }), 'too-many-pixels'],
    ['one pixel too high', resized(24, logoLimits.height + 1), 'too-many-pixels'],
    ['a JPEG whose height comes later', resized(24, 0), 'damaged'],
    ['lines that are too few', makePng({ ...small, lines: Buffer.alloc(10) }), 'damaged'],
    ['a filter that is none', makePng({ ...small, lines: linesOf(small).fill(9) }), 'damaged'],
    ['no colours for its palette', makePng({ ...small, colourType: 3 }), 'damaged'],
    ['a depth that is none', makePng({ ...small, depth: 3 }), 'damaged'],
    ['a wrong checksum', Buffer.from(png).fill(1, 40, 41), 'damaged'],
    [
      'lengths beyond the file',
      Buffer.concat([png.subarray(0, 33), Buffer.from('7fffffff49444154', 'hex')]),
      'damaged',
    ],
    ['a JPEG with two frames', twice(baselineJpeg), 'damaged'],
    [
      'a lossless JPEG',
      Buffer.from(baselineJpeg).fill(0xc3, frameAt(baselineJpeg) + 1, frameAt(baselineJpeg) + 2),
      'damaged',
    ],
    ['a scan bomb', scanBomb(progressiveJpeg), 'damaged'],
    ['a segment of no length', Buffer.from('ffd8ffe00000ffd9', 'hex'), 'damaged'],
    ['too many bytes', makePng({ width: 400, height: 160, lines: noise() }), 'too-large'],
    ['a file without end', Buffer.concat([png, Buffer.alloc(logoLimits.fileBytes)]), 'too-large'],
  ])('is refused by name: %s', (_what, file, reason) => {
    expect(readLogo(file)).toMatchObject({ ok: false, error: { code: `logo/${reason}` } })
  })

  it.each([
    ['PNG', png],
    ['JPEG', baselineJpeg],
    ['progressive JPEG', progressiveJpeg],
  ])('is refused when cut anywhere: %s', (_what, file) => {
    expect(readLogo(file).ok).toBe(true)
    for (let length = 0; length < file.length; length += 1) {
      expect({ length, ok: readLogo(file.subarray(0, length)).ok }).toEqual({ length, ok: false })
    }
  })

  it('never throws, whichever byte is turned', () => {
    for (const file of [png, baselineJpeg, progressiveJpeg]) {
      for (let at = 0; at < file.length; at += 1) {
        const turned = Buffer.from(file)
        turned[at] = (turned[at] ?? 0) ^ 0xff
        expect(() => readLogo(turned)).not.toThrow()
      }
    }
  })

  it.each([
    ['another kind', 'data:image/svg+xml;base64,PHN2Zy8+'],
    ['a page', 'data:text/html;base64,PHNjcmlwdD4='],
    ['an address', 'https://tracker.example/logo.png'],
    ['what breaks out of its place', `${valueOf(readLogo(png))}" onerror="alert(1)`],
    ['a PNG with text beside it', `data:image/png;base64,${png.toString('base64')}AAAA`],
  ])('is refused also where the window hands it in: %s', (_what, uri) => {
    expect(rereadLogo(uri).ok).toBe(false)
  })
})

function linesOf({ width, height }: { readonly width: number; readonly height: number }): Buffer {
  const line = Buffer.concat([Buffer.of(0), Buffer.alloc(3 * width, 0x7e)])
  return Buffer.concat(Array.from({ length: height }, () => line))
}

function twice(jpeg: Buffer): Buffer {
  const at = frameAt(jpeg)
  const frame = jpeg.subarray(at, at + 2 + jpeg.readUInt16BE(at + 2))
  return Buffer.concat([jpeg.subarray(0, at), frame, jpeg.subarray(at)])
}

function scanBomb(jpeg: Buffer): Buffer {
  const at = jpeg.lastIndexOf(Buffer.of(0xff, 0xda))
  const scan = jpeg.subarray(at, -2)
  const scans = Array.from({ length: logoLimits.scans }, () => scan)
  return Buffer.concat([jpeg.subarray(0, at), ...scans, jpeg.subarray(at)])
}

/** Lines that no packing makes smaller. */
function noise(): Buffer {
  const lines = createHash('shake256', { outputLength: 160 * 1201 }).digest()
  for (let row = 0; row < 160; row += 1) lines[row * 1201] = 0
  return lines
}
