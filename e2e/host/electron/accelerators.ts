import type { Accelerator } from '../contract.ts'

/** Electron's names of keys → `KeyboardEvent.key` in lower case. */
const keyNames: Readonly<Record<string, string>> = {
  plus: '+',
  space: ' ',
  esc: 'escape',
  return: 'enter',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
}

/** Reads Electron's notation, such as `CommandOrControl+Shift+Z`; null where it names no key. */
export function parseAccelerator(text: string, id: number): Accelerator | null {
  const isMac = process.platform === 'darwin'
  const parsed: Accelerator = { id, key: '', ctrl: false, shift: false, alt: false, meta: false }
  for (const part of text.toLowerCase().split('+')) {
    switch (part) {
      case 'commandorcontrol':
      case 'cmdorctrl':
        parsed[isMac ? 'meta' : 'ctrl'] = true
        break
      case 'control':
      case 'ctrl':
        parsed.ctrl = true
        break
      case 'command':
      case 'cmd':
      case 'super':
      case 'meta':
        parsed.meta = true
        break
      case 'alt':
      case 'option':
        parsed.alt = true
        break
      case 'shift':
        parsed.shift = true
        break
      default:
        parsed.key = keyNames[part] ?? part
    }
  }
  return parsed.key === '' ? null : parsed
}
