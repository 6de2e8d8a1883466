import { describe, expect, it } from 'vitest'
import { holdsCanary } from '../../../bench/faults/canary.ts'
import { seededRandom } from '../../support/random.ts'

const canary = 'canary-ptarmigan-4417'

describe('the search for a canary', () => {
  it.each([
    ['plain', Buffer.from(`some ${canary} text`)],
    ['base64 at offset 0', Buffer.from(Buffer.from(`${canary} and more`).toString('base64'))],
    ['base64 at offset 1', Buffer.from(Buffer.from(`x${canary} and more`).toString('base64'))],
    ['base64 at offset 2', Buffer.from(Buffer.from(`xx${canary} and more`).toString('base64'))],
    ['hexadecimal', Buffer.from(Buffer.from(canary).toString('hex'))],
    ['UTF-16', Buffer.from(`a ${canary}`, 'utf16le')],
  ])('finds it in %s', (_, bytes) => {
    expect(holdsCanary(bytes, canary)).toBe(true)
  })

  it('finds nothing where it is not', () => {
    expect(holdsCanary(Buffer.from('canary-ptarmigan-4418'.repeat(100)), canary)).toBe(false)
  })
})

describe('seeded numbers', () => {
  it('are the same for the same seed, and differ for another', () => {
    const take = (seed: number) => Array.from({ length: 5 }, seededRandom(seed))
    expect(take(7)).toEqual(take(7))
    expect(take(7)).not.toEqual(take(8))
    expect(take(7).every((number) => number >= 0 && number < 1)).toBe(true)
  })
})
