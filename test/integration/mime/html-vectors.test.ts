import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { harmAsReceived, harmOfSanitized, type Living } from '../../support/html-campaign.ts'
import { HtmlWindow } from '../../support/html-window.ts'

/** Of a family as it came; `npm run vectors` opens all. */
const sample = 10

describe('H1: every vector in a browser in which nothing is intercepted', () => {
  let window: HtmlWindow
  beforeAll(async () => {
    window = await HtmlWindow.open()
  })

  it('sanitized, in its frame and under its policy: no connection, no script, no navigation, nothing forged', async () => {
    expect(await harmOfSanitized(window, 'all')).toEqual([])
  })

  it('sanitized alone, where scripts may run and everything may be reached: the same', async () => {
    expect(await harmOfSanitized(window, 'none')).toEqual([])
  })

  it('and no name was looked up, not even ahead', async () => {
    expect(await window.close()).toBe(0)
  })
})

describe('positive control: vectors of each family as they came', () => {
  let window: HtmlWindow
  let living: readonly Living[]
  beforeAll(async () => {
    window = await HtmlWindow.open()
    living = await harmAsReceived(window, sample)
  })
  afterAll(async () => {
    expect(await window.close(), 'names looked up').toBeGreaterThan(0)
  })

  it('each family does what it is there for, and the watchers see it', () => {
    expect(living.filter(({ harmful }) => harmful === 0)).toEqual([])
  })
})
