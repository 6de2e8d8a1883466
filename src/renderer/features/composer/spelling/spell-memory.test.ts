import { describe, expect, it, vi } from 'vitest'
import { createSpellMemory } from './spell-memory.ts'

function memoryOver(misspelt: readonly string[]) {
  const check = vi.fn(({ words }: { words: string[] }) =>
    Promise.resolve(words.filter((word) => misspelt.includes(word))),
  )
  const learn = vi.fn(() => Promise.resolve())
  const onFailed = vi.fn()
  const client = { check, learn, suggest: vi.fn(), learned: vi.fn(), unlearn: vi.fn() }
  return { memory: createSpellMemory(client, onFailed), check, learn, onFailed }
}

describe('what is known of the words of a message', () => {
  it('is asked for once for each word, in one call', async () => {
    const { memory, check } = memoryOver(['thier'])
    memory.look(['thier', 'house', 'thier'])
    memory.look(['house', 'garden'])
    await vi.waitFor(() => expect(memory.isWrong('thier')).toBe(true))
    memory.look(['thier', 'house', 'garden'])
    expect(check.mock.calls).toEqual([[{ words: ['thier', 'house', 'garden'] }]])
    expect(memory.isWrong('house')).toBe(false)
  })

  it('is asked for in parts that one call may hold', async () => {
    const { memory, check } = memoryOver(['word-0', 'word-1100'])
    memory.look(Array.from({ length: 1101 }, (_, index) => `word-${index}`))
    await vi.waitFor(() => expect(memory.isWrong('word-1100')).toBe(true))
    expect(check.mock.calls.map(([{ words }]) => words.length)).toEqual([500, 500, 101])
  })

  it('changes with what is learned or ignored, in any case', async () => {
    const { memory, learn } = memoryOver(['Sandtray', 'sandtray', 'sandtray’s', 'thier'])
    memory.look(['Sandtray', 'sandtray', 'sandtray’s', 'thier'])
    await vi.waitFor(() => expect(memory.isWrong('thier')).toBe(true))
    const told = vi.fn()
    memory.subscribe(told)
    await memory.learn('Sandtray')
    expect(learn.mock.calls).toEqual([[{ word: 'Sandtray' }]])
    expect(['Sandtray', 'sandtray', 'sandtray’s', 'thier'].map(memory.isWrong)).toEqual([
      false,
      false,
      false,
      true,
    ])
    memory.ignore('thier')
    expect(memory.isWrong('thier')).toBe(false)
    expect(learn).toHaveBeenCalledTimes(1)
    expect(told).toHaveBeenCalledTimes(2)
  })

  it('knows an ignored word however its accents are written', async () => {
    const decomposed = 'Zoë'.normalize('NFD')
    const { memory } = memoryOver([decomposed, 'Zoe'])
    memory.look([decomposed, 'Zoe'])
    await vi.waitFor(() => expect(memory.isWrong(decomposed)).toBe(true))
    memory.ignore('Zoë'.normalize('NFC'))
    expect([decomposed, 'Zoe'].map(memory.isWrong)).toEqual([false, true])
  })

  it('says once that nothing can be asked, and marks nothing', async () => {
    const { memory, check, onFailed } = memoryOver([])
    check.mockRejectedValue(new Error('gone'))
    memory.look(['one'])
    await vi.waitFor(() => expect(onFailed).toHaveBeenCalledTimes(1))
    memory.look(['two'])
    expect(check).toHaveBeenCalledTimes(1)
    expect(memory.isWrong('one')).toBe(false)
  })
})
