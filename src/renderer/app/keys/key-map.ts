import { commands, type CommandId } from './commands.ts'

/** The part of a `KeyboardEvent` that decides. */
export type KeyPress = {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

export type KeyContext = {
  readonly isMac: boolean
  /** The focus is where letters are text. */
  readonly isInField: boolean
  /** A sheet or menu is open: it has the keys. */
  readonly isCovered: boolean
  readonly singleLetterKeys: boolean
}

export type KeyOutcome =
  | { readonly kind: 'command'; readonly id: CommandId }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'none' }

const nothing: KeyOutcome = { kind: 'none' }

const byKeys = new Map<string, CommandId>(
  commands.flatMap((command) => command.keys.map((keys): [string, CommandId] => [keys, command.id])),
)
const prefixes = new Set(
  [...byKeys.keys()].filter((keys) => keys.includes(' ')).map((keys) => keys.split(' ')[0]),
)

/** The press in the notation of `commands`, or null for keys that mean nothing alone. */
export function keysOf(press: KeyPress, isMac: boolean): string | null {
  if (['Shift', 'Control', 'Meta', 'Alt', 'Dead', 'Unidentified'].includes(press.key)) return null
  if (press.altKey) return null
  const hasMod = isMac ? press.metaKey : press.ctrlKey
  const hasOther = isMac ? press.ctrlKey : press.metaKey
  if (hasOther) return null
  const isLetter = /^\p{L}$/u.test(press.key)
  const isSymbol = press.key.length === 1 && !isLetter
  const name = isLetter ? press.key.toUpperCase() : press.key
  // A symbol such as ? already needs Shift on most keyboards; it isn't part of the name.
  const shift = press.shiftKey && !isSymbol ? 'Shift+' : ''
  return `${hasMod ? 'Mod+' : ''}${shift}${name}`
}

/** What a press means here; `prefix` is what an earlier press left open (`G`), or null. */
export function resolveKey(press: KeyPress, prefix: string | null, context: KeyContext): KeyOutcome {
  const keys = keysOf(press, context.isMac)
  if (keys === null || context.isCovered) return nothing
  const hasMod = keys.startsWith('Mod+')
  if (hasMod) {
    const id = byKeys.get(keys)
    // While typing, Mod+Z undoes typing.
    if (id === undefined || (id === 'undo' && context.isInField)) return nothing
    return { kind: 'command', id }
  }
  if (keys === 'Escape') return { kind: 'command', id: 'back' }
  if (context.isInField) return nothing
  const isNamed = keys === 'Delete' || (keys === 'Backspace' && context.isMac)
  if (isNamed) return { kind: 'command', id: 'delete' }
  if (!context.singleLetterKeys || keys === 'Backspace') return nothing
  if (prefix !== null) {
    const id = byKeys.get(`${prefix} ${keys}`)
    return id === undefined ? nothing : { kind: 'command', id }
  }
  if (prefixes.has(keys)) return { kind: 'prefix', prefix: keys }
  const id = byKeys.get(keys)
  return id === undefined ? nothing : { kind: 'command', id }
}

/** How keys are written on this platform: `⌘N` or `Ctrl+N`. */
export function keyLabel(keys: string, isMac: boolean): string {
  if (!isMac) return keys.replaceAll('Mod', 'Ctrl').replaceAll('Escape', 'Esc')
  return keys
    .replaceAll('Mod+', '⌘')
    .replaceAll('Shift+', '⇧')
    .replaceAll('Enter', '↩')
    .replaceAll('Escape', 'Esc')
}
