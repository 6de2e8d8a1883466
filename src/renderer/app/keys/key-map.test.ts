import { describe, expect, it } from 'vitest'
import { commands } from './commands.ts'
import { keyLabel, keysOf, resolveKey, type KeyContext, type KeyPress } from './key-map.ts'

const plain: KeyContext = { isMac: false, isInField: false, isCovered: false, singleLetterKeys: true }

function press(key: string, held: Partial<Omit<KeyPress, 'key'>> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held }
}

describe('keysOf', () => {
  it.each([
    [press('n', { ctrlKey: true }), false, 'Mod+N'],
    [press('n', { metaKey: true }), true, 'Mod+N'],
    [press('n', { ctrlKey: true }), true, null],
    [press('R', { shiftKey: true }), false, 'Shift+R'],
    [press('?', { shiftKey: true }), false, '?'],
    [press('Enter', { ctrlKey: true, shiftKey: true }), false, 'Mod+Shift+Enter'],
    [press('Shift', { shiftKey: true }), false, null],
    [press('e', { altKey: true }), false, null],
  ])('%o on mac %s is %s', (key, isMac, expected) => {
    expect(keysOf(key, isMac)).toBe(expected)
  })
})

describe('resolveKey', () => {
  it('finds every command by its own keys', () => {
    for (const command of commands) {
      const [first] = command.keys
      const parts = first.split(' ')
      const prefix = parts.length === 2 ? parts[0]! : null
      const last = parts.at(-1)!
      const key = last.split('+').at(-1)!
      const held = { ctrlKey: last.includes('Mod+'), shiftKey: last.includes('Shift+') }
      expect(resolveKey(press(key, held), prefix, plain)).toEqual({ kind: 'command', id: command.id })
    }
  })

  it('leaves letters to the text while typing, but not Mod keys and Escape', () => {
    const typing = { ...plain, isInField: true }
    expect(resolveKey(press('e'), null, typing)).toEqual({ kind: 'none' })
    expect(resolveKey(press('Delete'), null, typing)).toEqual({ kind: 'none' })
    expect(resolveKey(press('Enter', { ctrlKey: true }), null, typing)).toEqual({
      kind: 'command',
      id: 'send',
    })
    expect(resolveKey(press('Escape'), null, typing)).toEqual({ kind: 'command', id: 'back' })
  })

  it('leaves Mod+Z to the text while typing', () => {
    const undo = press('z', { ctrlKey: true })
    expect(resolveKey(undo, null, { ...plain, isInField: true })).toEqual({ kind: 'none' })
    expect(resolveKey(undo, null, plain)).toEqual({ kind: 'command', id: 'undo' })
  })

  it('switches single letters off, and only those', () => {
    const off = { ...plain, singleLetterKeys: false }
    expect(resolveKey(press('e'), null, off)).toEqual({ kind: 'none' })
    expect(resolveKey(press('g'), null, off)).toEqual({ kind: 'none' })
    expect(resolveKey(press('Delete'), null, off)).toEqual({ kind: 'command', id: 'delete' })
    expect(resolveKey(press('n', { ctrlKey: true }), null, off)).toEqual({
      kind: 'command',
      id: 'new-message',
    })
  })

  it('waits for the second key after G and forgets it after a wrong one', () => {
    expect(resolveKey(press('g'), null, plain)).toEqual({ kind: 'prefix', prefix: 'G' })
    expect(resolveKey(press('p'), 'G', plain)).toEqual({ kind: 'command', id: 'go-patients' })
    expect(resolveKey(press('x'), 'G', plain)).toEqual({ kind: 'none' })
  })

  it('gives a sheet all keys', () => {
    expect(resolveKey(press('Enter', { ctrlKey: true }), null, { ...plain, isCovered: true })).toEqual({
      kind: 'none',
    })
  })
})

describe('keyLabel', () => {
  it.each([
    ['Mod+Shift+Enter', false, 'Ctrl+Shift+Enter'],
    ['Mod+Shift+Enter', true, '⌘⇧↩'],
    ['G I', false, 'G I'],
  ])('%s on mac %s is %s', (keys, isMac, expected) => {
    expect(keyLabel(keys, isMac)).toBe(expected)
  })
})
