import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { loadTestLexicon, scanText } from '../../../../test/support/phi/scan-text.ts'
import { packModel, unpackModel } from './file.ts'
import { lexicon } from '../lexicon/loaded.ts'
import { Sums, type LearnedModel, type Weights } from './model.ts'
import { Tagger } from './tagger.ts'
import { codeTags, wordTags } from './tags.ts'

const file = new Uint8Array(
  readFileSync(fileURLToPath(new URL('../../../../resources/phi/tagger.bin', import.meta.url))),
)

const small: LearnedModel = {
  words: { tags: wordTags, bits: 3, values: new Float32Array(8 * wordTags).fill(0.5, 5, 10) },
  codes: { tags: codeTags, bits: 3, values: new Float32Array(8 * codeTags).fill(-2, 0, 3) },
}

/** What a row says of a tag beside "no identifier". */
function beside(values: Float32Array, row: number, tag: number): number {
  return (values[row + tag] ?? 0) - (values[row] ?? 0)
}

describe('the file of weights', () => {
  it('stays small', () => {
    expect(file.length).toBeLessThan(2_000_000)
  })

  it('gives back what was packed', () => {
    const { words, codes } = unpackModel(packModel(small, new Uint8Array(32)))
    const weight = (weights: Weights, row: number, tag: number): number => {
      const sums = new Sums(weights)
      sums.add({ hashes: Int32Array.of(row), count: 1 })
      return sums.of(tag) * weights.scale
    }
    for (let row = 0; row < 8; row++) {
      for (let tag = 0; tag < wordTags; tag++)
        expect(weight(words, row, tag)).toBeCloseTo(beside(small.words.values, row * wordTags, tag), 2)
    }
    expect([0, 1, 2, 3].map((tag) => Math.round(weight(codes, 0, tag) * 100) / 100)).toEqual([0, 0, 0, 2])
  })

  it.each([
    ['another file', new TextEncoder().encode('hello, I am no tagger file at all')],
    ['a file that was cut', file.subarray(0, file.length - 1)],
    ['a file with more behind it', Uint8Array.from([...packModel(small, new Uint8Array(32)), 0])],
    ['no bytes', new Uint8Array(0)],
  ])('is not read from %s', (_, bytes) => {
    expect(() => unpackModel(bytes)).toThrow()
  })
})

describe('the sums of weights', () => {
  it('are right for as many features as a unit can have, at the largest weights of either sign', () => {
    const values = Float32Array.from({ length: 8 * codeTags }, (_, at) => (at % 2 === 0 ? 1 : -1))
    const learned = { tags: codeTags, bits: 3, values }
    const { codes } = unpackModel(packModel({ words: small.words, codes: learned }, new Uint8Array(32)))
    const sums = new Sums(codes)
    sums.add({ hashes: Int32Array.from({ length: 160 }, (_, at) => at), count: 160 })
    for (let tag = 0; tag < codeTags; tag++) {
      const plain = Array.from({ length: 160 }, (_, at) => beside(values, (at % 8) * codeTags, tag))
      const expected = plain.reduce((sum, value) => sum + value, 0)
      expect(sums.of(tag) * codes.scale).toBeCloseTo(expected, 3)
    }
  })
})

describe('the tagger', () => {
  beforeAll(loadTestLexicon)

  const hostile: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['lone surrogates', 'Pt \ud800Ngozi\udc00 called \udfff about \ud83d'],
    ['capitals without a space', 'A'.repeat(5_000)],
    ['a code of marks', '-/_@.:'.repeat(2_000)],
    ['digits and hyphens', '1-'.repeat(5_000)],
    ['right to left', 'קראתי לדוד \u202e12345 محمد'],
    ['line ends', '\n'.repeat(3_000)],
    ['handles', '@_ '.repeat(2_000)],
  ]

  it.each(hostile)('gives findings within the text for %s', (_, text) => {
    for (const { start, end } of scanText(text).findings) {
      expect(start).toBeGreaterThanOrEqual(0)
      expect(end).toBeGreaterThan(start)
      expect(end).toBeLessThanOrEqual(text.length)
    }
  })

  it('gives the same findings again, whatever was scanned between', () => {
    const text = 'Overnight: pt Thuy-Linh from Mililani paged us, specimen Q8812-60-77, see 5/19.'
    const before = scanText(text)
    for (const [, other] of hostile) scanText(other)
    expect(scanText(text)).toEqual(before)
  })

  it('says what its findings are in words, never with the value', () => {
    const text = 'Per Okonkwo, meds are held; d/w Vandersloot about Fern Ridge; booth Q8812-60-77 again.'
    const own = scanText(text).findings.filter(({ recognizer }) => recognizer === 'tagger')
    expect(own.length).toBeGreaterThan(0)
    for (const { explanation, score, start, end } of own) {
      expect(explanation).toMatch(/^reads like /)
      expect(explanation).not.toContain(text.slice(start, end))
      expect(score).toBeGreaterThanOrEqual(0.5)
      expect(score).toBeLessThanOrEqual(0.95)
    }
  })
})

describe('the numbers that Send asks about, and record numbers', () => {
  /** Sure of every unit that it is no identifier. */
  const blind = unpackModel(
    packModel(
      {
        words: { tags: wordTags, bits: 3, values: rowsOf(wordTags) },
        codes: { tags: codeTags, bits: 3, values: rowsOf(codeTags) },
      },
      new Uint8Array(32),
    ),
  )
  let learned: Tagger | undefined
  beforeAll(async () => {
    await loadTestLexicon()
    learned = lexicon().tagger
  })
  afterEach(() => {
    lexicon().tagger = learned
  })

  function rowsOf(tags: number): Float32Array {
    return Float32Array.from({ length: 8 * tags }, (_, index) => (index % tags === 0 ? 9 : 0))
  }

  it.each([
    ['SSN', 'We noted 666-12-3456 somewhere.'],
    ['SSN', 'We noted 412 55 8830 somewhere.'],
    ['ACCOUNT', 'We noted 4539 1488 0343 6468 somewhere.'],
    ['MRN', 'MRN 4471902 and 5510233.'],
  ])('are found even where the tagger is sure that there is nothing: %s in "%s"', (label, text) => {
    const labels = () => scanText(text).findings.map((finding) => finding.label)
    lexicon().tagger = undefined
    const byRules = labels().filter((one) => one === label)
    expect(byRules).not.toEqual([])
    lexicon().tagger = new Tagger(blind)
    expect(labels().filter((one) => one === label)).toEqual(byRules)
  })

  it('are an exception: a weak name is dropped by the same tagger (positive control)', () => {
    const names = () => scanText('Yesterday Quibbel said so.').findings
    lexicon().tagger = undefined
    const before = names().length
    lexicon().tagger = new Tagger(blind)
    expect(before).toBeGreaterThan(names().length)
  })
})
