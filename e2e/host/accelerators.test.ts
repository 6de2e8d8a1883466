import { expect, test } from 'vitest'
import { parseAccelerator } from './electron/accelerators.ts'

const none = { id: 7, ctrl: false, shift: false, alt: false, meta: false }

test.each([
  ['Ctrl+N', { ...none, key: 'n', ctrl: true }],
  ['Control+Shift+Z', { ...none, key: 'z', ctrl: true, shift: true }],
  ['Alt+Left', { ...none, key: 'arrowleft', alt: true }],
  ['Super+,', { ...none, key: ',', meta: true }],
  ['F11', { ...none, key: 'f11' }],
  ['Ctrl+Plus', { ...none, key: '+', ctrl: true }],
  ['Esc', { ...none, key: 'escape' }],
])('%s', (text, expected) => {
  expect(parseAccelerator(text, 7)).toEqual(expected)
})

test('a combination without a key is none', () => {
  expect(parseAccelerator('Ctrl+Shift', 7)).toBeNull()
})
