import { armor, enums } from 'openpgp'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random.fixture.ts'
import { armorMessage } from './armor.ts'
import { dearmorMessage } from './dearmor.ts'

const random = seededRandom(24)
const bytes = Uint8Array.from({ length: 500 }, () => random(256))

/** In pieces of so many bytes, as an encrypted message comes. */
async function* inPieces(length: number, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < length; at += pieceBytes) {
    yield await Promise.resolve(bytes.slice(at, Math.min(at + pieceBytes, length)))
  }
}

async function armored(length: number, how: { pieceBytes: number; hasChecksum: boolean }): Promise<string> {
  const pieces = inPieces(length, how.pieceBytes)
  const made = await armorMessage(pieces, { contentBytes: length, hasChecksum: how.hasChecksum })
  return Buffer.from(made).toString('latin1')
}

/** The library's own, its lines joined: it breaks them elsewhere. */
function libraryArmor(length: number, hasChecksum: boolean): string {
  return armor(enums.armor.message, bytes.slice(0, length), undefined, undefined, undefined, hasChecksum)
}
const joined = (text: string) => text.replaceAll('\r', '').replace(/\n(?!=)/g, '')

describe('armor', () => {
  it.each([1, 2, 3, 47, 48, 49, 96, 100, 500])('of %i bytes is what the library makes', async (length) => {
    for (const pieceBytes of [1, 7, 48, 500]) {
      for (const hasChecksum of [true, false]) {
        const made = await armored(length, { pieceBytes, hasChecksum })
        expect(joined(made)).toBe(joined(libraryArmor(length, hasChecksum)))
      }
    }
  })

  it('is whole when there is far more than was announced', async () => {
    const long = Uint8Array.from({ length: 300_000 }, (_, at) => at % 253)
    const pieces = (async function* () {
      for (let at = 0; at < long.length; at += 1000) yield await Promise.resolve(long.subarray(at, at + 1000))
    })()
    const made = await armorMessage(pieces, { contentBytes: 10, hasChecksum: true })
    expect(dearmorMessage(Buffer.from(made).toString('latin1'))).toEqual(long)
  })

  it('has lines of 64 characters and CRLF, nothing else', async () => {
    const lines = (await armored(500, { pieceBytes: 100, hasChecksum: true })).split('\r\n')
    expect(lines.slice(2, -4).every((line) => line.length === 64)).toBe(true)
    expect(lines.join('')).not.toMatch(/[\r\n]/)
    expect(lines.at(-1)).toBe('')
  })
})
