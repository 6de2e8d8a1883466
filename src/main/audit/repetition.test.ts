import { beforeEach, describe, expect, it } from 'vitest'
import { fail, ok } from '../../shared/result.ts'
import { createRepetition, sameActMs } from './repetition.ts'

let now: number
let records: string[]
let once: (act: string) => void
beforeEach(() => {
  now = 0
  records = []
  const repetition = createRepetition<string>(
    () => now,
    (last, next, afterMs) => (last === next && afterMs < sameActMs ? last : null),
  )
  once = (act) => {
    repetition(act, () => {
      records.push(act)
      return ok(undefined)
    })
  }
})

describe('an act that is asked for again and again', () => {
  it('is recorded once while it goes on, each time for as long', () => {
    once('a')
    for (let times = 0; times < 3; times += 1) {
      now += sameActMs - 1
      once('a')
    }
    expect(records).toEqual(['a'])
    now += sameActMs
    once('a')
    expect(records).toEqual(['a', 'a'])
  })

  it('is recorded beside another, and again after it', () => {
    for (const act of ['a', 'b', 'b', 'a']) once(act)
    expect(records).toEqual(['a', 'b', 'a'])
  })

  it("isn't taken for recorded where that failed", () => {
    const repetition = createRepetition<string>(
      () => now,
      (last) => last,
    )
    expect(repetition('a', () => fail('audit/write-failed'))).toEqual(fail('audit/write-failed'))
    expect(repetition('a', () => fail('audit/write-failed'))).toEqual(fail('audit/write-failed'))
  })
})
