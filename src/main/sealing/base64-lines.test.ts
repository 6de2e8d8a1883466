import { describe, expect, it } from 'vitest'
import { base64Lines, mailLines, type LineShape } from './base64-lines.ts'
import { seededRandom } from './random.fixture.ts'

const random = seededRandom(64)
const bytes = Uint8Array.from({ length: 700 }, () => random(256))
const shapes: readonly LineShape[] = [
  mailLines,
  { characters: 76, end: '\n' },
  { characters: 64, end: '\r\n' },
]

describe('base64 in lines', () => {
  it.each(shapes)('of every length up to 700 is the runtime’s, cut: %j', ({ characters, end }) => {
    for (let length = 0; length <= bytes.length; length++) {
      const piece = bytes.subarray(0, length)
      const lines =
        Buffer.from(piece)
          .toString('base64')
          .match(new RegExp(`.{1,${characters}}`, 'g')) ?? []
      expect(base64Lines(piece, { characters, end })).toBe(lines.join(end))
    }
  })
})
