import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestLog, type TestLog } from '../../../test/support/audit-log.ts'
import { valueOf } from '../../../test/support/store.ts'
import { sameActMs } from '../audit/repetition.ts'
import { historyOf } from '../audit/history.ts'
import { createSearching } from './searching.ts'

let test: TestLog
let type: (query: string) => void
let now: number
beforeEach(() => {
  now = 0
  test = makeTestLog()
  const { search } = createSearching(test.store, test.log, () => now)
  type = (query) => {
    valueOf(search({ query, order: 'newest', cursor: null, limit: 10 }))
  }
})
afterEach(() => test.dispose())

const searches = () => [...historyOf(test.store, ['message.searched'])].length

describe('a search', () => {
  it('is in the log once, however many letters are typed and taken back, and without its words', () => {
    for (const query of ['m', 'ma', 'mari', 'maria', 'mar', 'maria ', 'maria l']) type(query)
    expect(searches()).toBe(1)
    expect([...historyOf(test.store, ['message.searched'])][0]?.event).toEqual({ type: 'message.searched' })
  })

  it('goes on where mail comes to its list, and is another when it is typed anew later', () => {
    type('maria')
    now += sameActMs
    type('maria')
    expect(searches()).toBe(1)
    now += sameActMs
    for (const query of ['m', 'ma', 'maria']) type(query)
    expect(searches()).toBe(2)
  })

  it('for something else is another', () => {
    for (const query of ['maria', 'ma', 'max', 'lee']) type(query)
    expect(searches()).toBe(3)
  })
})
