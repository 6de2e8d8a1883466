import { expect, it } from 'vitest'
import { createOwnCopies } from './own-copies.ts'

function clipboardWith(first: string) {
  const clipboard = {
    text: first,
    readText: () => Promise.resolve(clipboard.text),
    clear: () => {
      clipboard.text = ''
    },
  }
  return clipboard
}

it('is emptied of what was copied here', async () => {
  const clipboard = clipboardWith('copied here')
  const copies = createOwnCopies(clipboard)
  await copies.note()
  await copies.clear()
  expect(clipboard.text).toBe('')
})

it('keeps what another program put there since, and what was there before', async () => {
  const clipboard = clipboardWith('copied here')
  const copies = createOwnCopies(clipboard)
  await copies.clear()
  expect(clipboard.text).toBe('copied here')
  await copies.note()
  clipboard.text = 'somebody else’s'
  await copies.clear()
  expect(clipboard.text).toBe('somebody else’s')
  // What is ours is forgotten with the lock: the same text, copied elsewhere later, is theirs.
  clipboard.text = 'copied here'
  await copies.clear()
  expect(clipboard.text).toBe('copied here')
})
