import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fingerprintWords } from '../openpgp/fingerprint-words.ts'
import { normalisePassphrase } from './format/passphrase-key.ts'
import { generatePassphrase, leastBits, parseWordList, strengthBits } from './passphrase.ts'

const list = readFileSync(
  resolve(import.meta.dirname, '../../../../resources/words/passphrase-words.txt'),
  'utf8',
)
const words = parseWordList(list)
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

describe('the word list', () => {
  it('gives six words at least 62 bits', () => {
    expect(words.length).toBeGreaterThanOrEqual(1300)
    expect(strengthBits(words)).toBeGreaterThanOrEqual(leastBits)
  })
  it('is refused when somebody shortens, doubles or spoils it', () => {
    expect(() => parseWordList(words.slice(0, 1000).join('\n'))).toThrow(RangeError)
    expect(() => parseWordList([...words, words[0]].join('\n'))).toThrow(RangeError)
    expect(() => parseWordList([...words, 'Upper'].join('\n'))).toThrow(RangeError)
    expect(() => parseWordList([...words, 'sixsix'].join('\n'))).toThrow(RangeError)
  })
})

describe('a generated passphrase', () => {
  it('is six words of at most five lower-case letters, and is its own normal form', () => {
    for (let round = 0; round < 200; round++) {
      const passphrase = generatePassphrase(random, words)
      expect(passphrase).toMatch(/^[a-z]{3,5}(-[a-z]{3,5}){5}$/)
      expect(normalisePassphrase(passphrase)).toBe(passphrase)
    }
  })
  it('has at most 32 characters, more than which some PDF viewers cut off', () => {
    const lengths = Array.from({ length: 500 }, () => generatePassphrase(random, words).length)
    expect(Math.max(...lengths)).toBe(32)
  })
  it('draws each word of one length about equally often, the last ones too', () => {
    const draws = 20_000
    const counts = new Map<string, number>()
    for (let round = 0; round < draws; round++) {
      for (const word of generatePassphrase(random, words).split('-'))
        counts.set(word, (counts.get(word) ?? 0) + 1)
    }
    for (const length of [3, 4, 5]) {
      const alike = words.filter((word) => word.length === length)
      const expected = alike.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0) / alike.length
      const chiSquare = alike.reduce(
        (sum, word) => sum + ((counts.get(word) ?? 0) - expected) ** 2 / expected,
        0,
      )
      // Mean about the number of words, deviation √(2·words): six deviations are passed once in 10⁹ runs.
      expect(Math.abs(chiSquare - alike.length)).toBeLessThan(6 * Math.sqrt(2 * alike.length))
    }
  })
  it('draws again above the last whole range', () => {
    const drawn = [Uint8Array.of(255, 255, 255, 255), ...Array.from({ length: 6 }, () => new Uint8Array(4))]
    expect(generatePassphrase(() => drawn.shift() ?? new Uint8Array(4), words)).toBe(
      Array(6).fill(words[0]).join('-'),
    )
    expect(drawn).toEqual([])
  })
})

describe('a fingerprint in words', () => {
  it('has 16 words, and another word for another digit', () => {
    const one = fingerprintWords('0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567', words)
    const other = fingerprintWords('0123456789abcdef0123456789abcdef01234566', words)
    expect(one).toHaveLength(16)
    expect(one.filter((word, at) => word !== other[at])).toHaveLength(1)
  })
  it('refuses what is no fingerprint', () => {
    expect(() => fingerprintWords('0123', words)).toThrow(RangeError)
  })
})
