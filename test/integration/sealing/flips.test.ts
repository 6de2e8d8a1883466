import { createDecipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { runFlips, flipFormats } from '../../../bench/flips/campaign.ts'
import { flipBits, flipCanary } from '../../../bench/flips/flip.ts'
import { containerTarget } from '../../../bench/flips/html.ts'
import { seededRandom } from '../../../src/main/sealing/random.fixture.ts'
import { sealContainer } from '../../../src/main/sealing/index.ts'
import { nobleAead, type Aead } from '../../../src/main/sealing/sealed-message/format/aead.ts'
import { readVector } from '../../../src/main/sealing/sealed-message/format/vectors.fixture.ts'

/** What AES-256-GCM would be without its tag: counter mode from block 2 (NIST SP 800-38D, section 7.2). */
const withoutTag: Aead = {
  ...nobleAead,
  open: (key, nonce, data) => {
    const counter = Buffer.concat([nonce, Buffer.from([0, 0, 0, 2])])
    const decipher = createDecipheriv('aes-256-ctr', key, counter)
    return Promise.resolve(new Uint8Array(decipher.update(data.subarray(0, -16))))
  },
}

describe('C3: a flipped bit in what we sealed', () => {
  it.each(Object.keys(flipFormats))('releases nothing: %s', async (format) => {
    const tallies = await runFlips([format], 150, 2026)
    for (const tally of tallies) expect(tally).toMatchObject({ releasedBytes: 0 })
    // Unused bits may be flipped without effect; if most were, the flips would miss what matters.
    for (const { refused, flips } of tallies) expect(refused).toBeGreaterThan(flips * 0.8)
  })

  it('would be counted if the cipher gave out what it has not authenticated', async () => {
    const { passphraseKey: key, salt, content } = readVector('minimal')
    const cost = { memoryKib: 19 * 1024, passes: 2, lanes: 1 }
    const text = `The ${flipCanary} sleeps badly. `.repeat(400)
    const sealed = await sealContainer({ ...content, text }, { key, salt, cost })
    if (!sealed.ok) throw new Error(sealed.error.code)
    const flips = (aead: Aead) =>
      flipBits(containerTarget('container', sealed.value, key, aead), 60, seededRandom(1))
    expect(await flips(nobleAead)).toMatchObject({ releasedBytes: 0, refused: 60 })
    expect((await flips(withoutTag)).releasedBytes).toBeGreaterThan(100_000)
  })
})
