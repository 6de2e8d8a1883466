import { expect, it } from 'vitest'
import { z } from 'zod'
import { listOf, recordOf } from './first-fault.ts'

const wrong = Array.from({ length: 10_000 }, () => ({}))

it.each([
  ['a list', listOf, wrong],
  ['a record', recordOf, Object.fromEntries(wrong.entries())],
] as const)(
  '%s is read up to the first element that is wrong, however many there are',
  (_what, of, hostile) => {
    let looked = 0
    const element = z.unknown().refine(() => {
      looked += 1
      return looked < 3
    })
    expect(of(element).safeParse(hostile).error?.issues).toHaveLength(1)
    expect(looked).toBe(3)
  },
)

it('reads what is right, and no more of it than is asked for', () => {
  expect(listOf(z.int(), { most: 2 }).safeParse([1, 2])).toMatchObject({ data: [1, 2] })
  expect(listOf(z.int(), { most: 2 }).safeParse([1, 2, 3]).success).toBe(false)
  expect(recordOf(z.int(), { most: 1 }).safeParse({ a: 1 })).toMatchObject({ data: { a: 1 } })
  expect(recordOf(z.int(), { most: 1 }).safeParse({ a: 1, b: 2 }).success).toBe(false)
  for (const none of [null, [], 'x', 1]) expect(recordOf(z.int()).safeParse(none).success).toBe(false)
  expect(listOf(z.int()).safeParse({}).success).toBe(false)
})

it('keeps a member named as what objects come from for what it is', () => {
  const read = recordOf(z.int()).parse(JSON.parse('{"__proto__":1}'))
  expect(Object.entries(read)).toEqual([['__proto__', 1]])
})
