import { expect, it } from 'vitest'
import { replacedIn } from './replaced-in.ts'

const replacement = { words: 'in 2024', replaces: 'on March 4, 2024', before: 3 }

it.each([
  ['Seen on March 4, 2024 here', 8, 'Seen in 2024 here'],
  ['Seen on March 5, 2024 here', 8, null],
  ['March 4, 2024', 0, null],
])('%j', (text, start, expected) => {
  expect(replacedIn(text, { start, replacement })).toBe(expected)
  expect(replacedIn(text, { start, replacement: null })).toBeNull()
})
