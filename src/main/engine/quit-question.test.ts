import { expect, it, vi } from 'vitest'
import { createQuitQuestion } from './quit-question.ts'

it('asks nothing when nothing is in the hold', async () => {
  const show = vi.fn()
  expect(await createQuitQuestion(() => false, show).ask()).toBe(true)
  expect(show).not.toHaveBeenCalled()
})

it.each([true, false])('waits for the person, who says %s', async (mayQuit) => {
  const show = vi.fn()
  const question = createQuitQuestion(() => true, show)
  const asked = question.ask()
  expect(show).toHaveBeenCalledOnce()
  question.answer(mayQuit)
  expect(await asked).toBe(mayQuit)
})

it('lets the program stay when it is asked again before an answer', async () => {
  const question = createQuitQuestion(() => true, vi.fn())
  const [first, second] = [question.ask(), question.ask()]
  expect(await first).toBe(false)
  question.answer(true)
  expect(await second).toBe(true)
})
