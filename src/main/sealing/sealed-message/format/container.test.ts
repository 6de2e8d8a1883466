import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../random.fixture.ts'
import { nobleAead } from './aead.ts'
import { armorContainer, dearmorContainer } from './armor.ts'
import { openContainer, openContainerWithKey, sealContainer } from './container.ts'
import { paddedLength } from './padding.ts'
import { derivePassphraseKey, normalisePassphrase } from './passphrase-key.ts'
import { readVector, vectorNames } from './vectors.fixture.ts'

describe.each(vectorNames)('test vector %s', (name) => {
  const vector = readVector(name)
  const { salt, passphraseKey: key, container, content } = vector

  it('derives the key from every way of typing the passphrase', async () => {
    expect(vector.typedAs.map(normalisePassphrase)).toEqual(
      vector.typedAs.map(() => normalisePassphrase(vector.passphrase)),
    )
    expect((await derivePassphraseKey(vector.passphrase, salt)).key).toEqual(key)
  })

  it('seals to exactly these bytes', async () => {
    const drawn = [...vector.drawn]
    const cost = { memoryKib: 19 * 1024, passes: 2, lanes: 1 }
    const sealed = await sealContainer(
      content,
      { key, salt, cost },
      { random: () => drawn.shift() ?? new Uint8Array() },
    )
    expect(sealed.ok && Buffer.from(sealed.value).equals(container)).toBe(true)
  })

  it('opens with the passphrase, by the platform and in plain JavaScript', async () => {
    expect(await openContainer(container, vector.passphrase)).toEqual({ ok: true, value: content })
    expect(await openContainer(container, vector.passphrase, { aead: nobleAead })).toEqual({
      ok: true,
      value: content,
    })
  })

  it('refuses a wrong passphrase', async () => {
    const opened = await openContainer(container, `${vector.passphrase}-x`)
    expect(opened).toEqual({ ok: false, error: { code: 'sealed/wrong-passphrase' } })
  })

  it('survives the text form, in lines that travel as 7bit', () => {
    const text = armorContainer(container)
    expect(text.split('\n').every((line) => line.length <= 76 && /^[ -~]*$/.test(line))).toBe(true)
    const back = dearmorContainer(`<html>\r\n${text.replaceAll('\n', '\r\n')}\r\n</html>`)
    expect(back.ok && Buffer.from(back.value).equals(container)).toBe(true)
  })
})

describe('flipped bits', () => {
  const { container, passphraseKey: key, passphrase } = readVector('full')
  const random = seededRandom(9106)
  const flip = () => {
    const flipped = container.slice()
    const at = random(flipped.length)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random(8))
    return flipped
  }

  it('release nothing: with a derived key, spread over the container', { timeout: 600_000 }, async () => {
    const rounds = 500
    let released = 0
    for (let round = 0; round < rounds; round++) {
      if ((await openContainerWithKey(flip(), { key })).ok) released++
    }
    expect(released).toBe(0)
  })

  it('release nothing: every bit of the header', async () => {
    const codes = new Set<string>()
    for (let bit = 0; bit < 160 * 8; bit++) {
      const flipped = container.slice()
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const opened = await openContainerWithKey(flipped, { key })
      codes.add(opened.ok ? 'released' : opened.error.code)
    }
    expect([...codes].sort()).toEqual(['sealed/damaged', 'sealed/not-a-container', 'sealed/version-newer'])
  })

  it('release nothing: through the key derivation', async () => {
    for (let round = 0; round < 5; round++) expect((await openContainer(flip(), passphrase)).ok).toBe(false)
  })

  it('none flipped opens (positive control)', async () => {
    expect((await openContainerWithKey(container, { key })).ok).toBe(true)
  })
})

describe('what an observer learns', () => {
  const key = {
    key: new Uint8Array(32),
    salt: new Uint8Array(16),
    cost: { memoryKib: 19456, passes: 2, lanes: 1 },
  }
  const { content } = readVector('minimal')
  const sealText = async (text: string) => {
    const sealed = await sealContainer({ ...content, text }, key)
    return sealed.ok ? sealed.value : new Uint8Array()
  }

  it('is the same length for every short message', async () => {
    const lengths = await Promise.all(
      ['', 'Yes.', 'x'.repeat(15_000)].map(async (text) => (await sealText(text)).length),
    )
    expect(new Set(lengths).size).toBe(1)
  })
  it('is nothing from two messages alike', async () => {
    const [one, two] = await Promise.all([sealText('same'), sealText('same')])
    const tail = (bytes: Uint8Array | undefined) => Buffer.from(bytes?.subarray(40) ?? []).toString('hex')
    expect(tail(one)).not.toBe(tail(two))
  })
  it.each([
    [0, 16_384],
    [16_384, 16_384],
    [16_385, 17_408],
    [100_000, 100_352],
    [10_000_000, 10_223_616],
  ])('padding of %i bytes: %i', (length, padded) => {
    expect(paddedLength(length)).toBe(padded)
    expect(paddedLength(padded)).toBe(padded)
  })
  it('costs at most 12 %', () => {
    for (let length = 16_385; length < 5_000_000; length = Math.ceil(length * 1.0173)) {
      expect(paddedLength(length) / length).toBeLessThan(1.12)
    }
  })
})

describe('sealing too much', () => {
  const key = {
    key: new Uint8Array(32),
    salt: new Uint8Array(16),
    cost: { memoryKib: 19456, passes: 2, lanes: 1 },
  }
  const { content } = readVector('minimal')
  const file = (length: number) => ({ name: 'a', type: 'a/b', bytes: new Uint8Array(length) })
  it.each([
    ['49 MB of files', { attachments: [file(49 * 1024 * 1024)] }],
    ['101 files', { attachments: Array.from({ length: 101 }, () => file(1)) }],
    ['5 MB of text', { text: 'x'.repeat(5 * 1024 * 1024) }],
  ])('%s: seal/too-large', async (_name, extra) => {
    const sealed = await sealContainer({ ...content, ...extra }, key)
    expect(sealed.ok || sealed.error.code).toBe('seal/too-large')
  })
})
