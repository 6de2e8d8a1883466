import { randomBytes } from 'node:crypto'
import { constants, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inOneBuffer, packBytes, pieceBytes, unpackPiece } from './packed-bytes.ts'

const prose = Buffer.from('All about the appointment on Tuesday. '.repeat(50))

function unpacked(packed: ReturnType<typeof packBytes>): Buffer {
  let left = packed.size
  return Buffer.concat(
    packed.pieces.map(({ bytes, isPacked }) => {
      const size = Math.min(left, pieceBytes)
      left -= size
      return (isPacked ? unpackPiece(bytes, size) : bytes) ?? Buffer.alloc(0)
    }),
  )
}

describe('packed bytes', () => {
  it.each([
    ['nothing', Buffer.alloc(0), [false]],
    ['one letter', Buffer.from('a'), [false]],
    ['prose', prose, [true]],
    ['random bytes', randomBytes(10_000), [false]],
    ['a picture in base64', Buffer.from(randomBytes(30_000).toString('base64')), [true]],
    ['exactly one piece', Buffer.alloc(pieceBytes, 'mail'), [true]],
    ['one byte more', Buffer.alloc(pieceBytes + 1, 'mail'), [true, false]],
    [
      'text, and then what can’t be packed',
      Buffer.concat([Buffer.alloc(pieceBytes, 'x'), randomBytes(pieceBytes)]),
      [true, false],
    ],
  ])('are the same again: %s', (_name, bytes, isPacked) => {
    const packed = packBytes(bytes)
    expect(unpacked(packed).equals(bytes)).toBe(true)
    expect(packed.pieces.map((piece) => piece.isPacked)).toEqual(isPacked)
    expect(packed.size).toBe(bytes.length)
  })

  it('are no more than the picture itself where it travels as base64', () => {
    const [piece] = packBytes(Buffer.from(randomBytes(300_000).toString('base64'))).pieces
    expect(piece?.bytes.length).toBeLessThan(305_000)
  })

  const piece = packBytes(prose).pieces[0]!.bytes
  it.each([
    ['of another size', piece, prose.length + 1],
    ['that is larger than was said', piece, prose.length - 1],
    ['cut off', piece.subarray(0, -5), prose.length],
    ['of another kind', Buffer.from('no frame'), 8],
    [
      'a bomb of 256 MB in 8 KB',
      zstdCompressSync(Buffer.alloc(2 ** 28), { params: { [constants.ZSTD_c_windowLog]: 27 } }),
      pieceBytes,
    ],
  ])('a piece %s isn’t taken', (_name, bytes, size) => {
    expect(unpackPiece(bytes, size)).toBeNull()
  })
  it('a piece is taken where its size is the one that was said', () => {
    expect(unpackPiece(piece, prose.length)?.length).toBe(prose.length)
  })
})

it('several byte strings become views of one buffer', () => {
  const parts = [Buffer.from('one'), Buffer.alloc(0), Buffer.from('three')]
  const views = inOneBuffer(parts)
  expect(views.map((view) => Buffer.from(view).toString())).toEqual(['one', '', 'three'])
  expect(new Set(views.map(({ buffer }) => buffer)).size).toBe(1)
})
