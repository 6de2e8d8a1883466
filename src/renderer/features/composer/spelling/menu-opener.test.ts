import { describe, expect, it, vi } from 'vitest'
import { createMenuOpener } from './menu-opener.ts'

const place = { x: 0, y: 0, height: 20 }
const thier = { word: 'thier', from: 0, to: 5 }
const hte = { word: 'hte', from: 6, to: 9 }

function opener() {
  const asked = new Map<string, PromiseWithResolvers<readonly string[]>>()
  const show = vi.fn()
  const fail = vi.fn()
  const suggest = (word: string) => {
    const answer = Promise.withResolvers<readonly string[]>()
    asked.set(word, answer)
    return answer.promise
  }
  const answer = async (word: string, suggestions: readonly string[]) => {
    asked.get(word)?.resolve(suggestions)
    await Promise.resolve()
  }
  const reject = async (word: string) => {
    asked.get(word)?.reject(new Error('gone'))
    await Promise.resolve()
  }
  return { ...createMenuOpener(suggest, show, fail), show, fail, answer, reject }
}

describe('the menu of a misspelt word', () => {
  it('is shown once it is known what to offer', async () => {
    const { open, answer, show } = opener()
    open(thier, place)
    expect(show).not.toHaveBeenCalled()
    await answer('thier', ['their'])
    expect(show.mock.calls).toEqual([[{ at: thier, place, suggestions: ['their'] }]])
  })

  it('is not shown where somebody typed before the answer came: its offsets are of the old text', async () => {
    const { open, close, answer, show } = opener()
    open(thier, place)
    close()
    await answer('thier', ['their'])
    expect(show.mock.calls).toEqual([[null]])
  })

  it('is that of the last word asked about, in whatever order the answers come', async () => {
    const { open, answer, show } = opener()
    open(thier, place)
    open(hte, place)
    await answer('hte', ['the'])
    await answer('thier', ['their'])
    expect(show.mock.calls).toEqual([[{ at: hte, place, suggestions: ['the'] }]])
  })

  it('says a failure where it is still waited for', async () => {
    const { open, close, reject, fail } = opener()
    open(thier, place)
    open(hte, place)
    await reject('thier')
    expect(fail).not.toHaveBeenCalled()
    await reject('hte')
    expect(fail).toHaveBeenCalledTimes(1)
    close()
  })
})
