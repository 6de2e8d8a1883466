import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { ahead } from './ahead.ts'

/** Batches of ten bytes each, and what became of who makes them. */
function making(count: number) {
  const made = { batches: 0, hasEnded: false }
  async function* batches(): AsyncGenerator<number, void, void> {
    try {
      for (let index = 0; index < count; index += 1) {
        made.batches += 1
        yield await Promise.resolve(index)
      }
    } finally {
      made.hasEnded = true
    }
  }
  return { made, batches: batches() }
}

const tenBytes = (): number => 10
const settled = async () => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}

describe('what is made ahead', () => {
  it.each([1, 10, 25, 1_000])('comes whole and in order with %i bytes', async (upToBytes) => {
    const taken: number[] = []
    for await (const batch of ahead(making(20).batches, { bytesOf: tenBytes, upToBytes })) taken.push(batch)
    expect(taken).toEqual(Array.from({ length: 20 }, (_, index) => index))
  })

  it.each([
    [10, 2],
    [25, 4],
    [30, 4],
  ])('is no more than %i bytes and a batch', async (upToBytes, expected) => {
    const { made, batches } = making(20)
    const coming = ahead(batches, { bytesOf: tenBytes, upToBytes })
    await coming.next()
    await settled()
    expect(made.batches).toBe(expected)
    await coming.return()
  })

  it('is joined where it waits, as far as it may be', async () => {
    async function* numbers(): AsyncGenerator<readonly number[], void, void> {
      for (let index = 0; index < 7; index += 1) yield await Promise.resolve([index])
    }
    const coming = ahead(numbers(), {
      bytesOf: ({ length }) => length,
      upToBytes: 100,
      join: (batch, next) => (batch.length < 3 ? [...batch, ...next] : null),
    })
    const taken = [await coming.next()]
    await settled()
    for await (const batch of coming) taken.push({ done: false, value: batch })
    expect(taken.map(({ value }) => value)).toEqual([[0], [1, 2, 3], [4, 5, 6]])
  })

  it('ends with who takes it, and after what was under way', async () => {
    const { made, batches } = making(20)
    for await (const batch of ahead(batches, { bytesOf: tenBytes, upToBytes: 30 })) if (batch === 1) break
    expect(made.hasEnded).toBe(true)
    expect(made.batches).toBeLessThan(20)
  })

  it('hands on what failed, after what came before it', async () => {
    async function* failing(): AsyncGenerator<number, void, void> {
      yield await Promise.resolve(0)
      throw new Error('no more')
    }
    const taken: number[] = []
    const all = async () => {
      for await (const batch of ahead(failing(), { bytesOf: tenBytes, upToBytes: 100 })) {
        taken.push(batch)
        await nextTurn()
      }
    }
    await expect(all()).rejects.toThrow('no more')
    expect(taken).toEqual([0])
  })
})
