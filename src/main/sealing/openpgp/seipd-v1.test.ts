import { decrypt, readMessage } from 'openpgp'
import { describe, expect, it } from 'vitest'
import { strictConfig } from './config.ts'
import { packetHeader, packetTag } from './packets.ts'
import { encryptSeipdV1 } from './seipd-v1.ts'

const keys = { aes128: 16, aes192: 24, aes256: 32 } as const

/** A literal data packet of so many bytes in two pieces. */
function literalOf(content: Uint8Array): Uint8Array[] {
  const head = Buffer.from('b\0\0\0\0\0', 'latin1')
  return [Buffer.concat([packetHeader(packetTag.literalData, head.length + content.length), head]), content]
}

async function encrypted(packets: readonly Uint8Array[], algorithm: string, data: Uint8Array) {
  const pieces: Uint8Array[] = []
  for await (const piece of encryptSeipdV1(packets, { data, algorithm })) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

const opened = async (binaryMessage: Uint8Array, algorithm: keyof typeof keys, data: Uint8Array) =>
  (
    await decrypt({
      message: await readMessage({ binaryMessage, config: strictConfig }),
      sessionKeys: { data, algorithm },
      format: 'binary',
      config: strictConfig,
    })
  ).data

describe('encrypted and integrity protected data, version 1', () => {
  const piece = 256 * 1024
  const sizes = [0, 1, 15, 16, 17, piece - 1, piece, piece + 1, 3 * piece + 5]
  const table = Object.entries(keys).flatMap(([algorithm, keyBytes]) =>
    sizes.map((size) => [algorithm as keyof typeof keys, size, keyBytes] as const),
  )
  it.each(table)('%s of %i bytes is what the library opens', async (algorithm, size, keyBytes) => {
    const content = Uint8Array.from({ length: size }, (_, at) => (at * 7) % 251)
    const key = new Uint8Array(keyBytes).fill(9)
    const made = await encrypted(literalOf(content), algorithm, key)
    expect(Buffer.from(await opened(made, algorithm, key)).equals(content)).toBe(true)
  })

  it('is different each time, under the same key too', async () => {
    const key = new Uint8Array(32)
    const [one, other] = [
      await encrypted(literalOf(Buffer.from('the same')), 'aes256', key),
      await encrypted(literalOf(Buffer.from('the same')), 'aes256', key),
    ]
    expect(Buffer.from(one.subarray(7)).equals(other.subarray(7))).toBe(false)
    expect(one.subarray(0, 7)).toEqual(other.subarray(0, 7))
  })

  it('with any bit changed isn’t opened', async () => {
    const key = new Uint8Array(32)
    const made = await encrypted(literalOf(Buffer.from('CANARY')), 'aes256', key)
    await expect(opened(made, 'aes256', key)).resolves.toEqual(new Uint8Array(Buffer.from('CANARY')))
    for (let at = 7; at < made.length; at++) {
      const changed = made.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      await expect(opened(changed, 'aes256', key), `octet ${at}`).rejects.toThrow()
    }
  })

  it.each(['camellia256', 'cast5', 'aes512'])('is never made with %s', async (algorithm) => {
    await expect(encrypted([], algorithm, new Uint8Array(32))).rejects.toThrow(RangeError)
  })
})
