/**
 * Everything the person can ask of the window by key, palette or application menu. `keys`: `Mod` is Ctrl or ⌘;
 * a space separates keys pressed one after the other.
 */
export const commands = [
  { id: 'new-message', keys: ['Mod+N'] },
  { id: 'answer', keys: ['R'] },
  { id: 'answer-all', keys: ['Shift+R'] },
  { id: 'forward', keys: ['F'] },
  { id: 'archive', keys: ['E'] },
  { id: 'delete', keys: ['Delete', 'Backspace'] },
  { id: 'unread', keys: ['U'] },
  { id: 'flag', keys: ['S'] },
  { id: 'move', keys: ['V'] },
  { id: 'print', keys: ['Mod+P'] },
  { id: 'view-source', keys: ['Mod+U'] },
  { id: 'copy-address', keys: ['Mod+Shift+C'] },
  { id: 'next', keys: ['J'] },
  { id: 'previous', keys: ['K'] },
  { id: 'search', keys: ['/'] },
  { id: 'send', keys: ['Mod+Enter'] },
  { id: 'send-later', keys: ['Mod+Shift+L'] },
  { id: 'review', keys: ['Mod+Shift+Enter'] },
  { id: 'explain-finding', keys: ['Mod+.'] },
  { id: 'consultation', keys: ['Mod+Shift+P'] },
  { id: 'undo', keys: ['Mod+Z'] },
  { id: 'lock', keys: ['Mod+L'] },
  { id: 'palette', keys: ['Mod+K'] },
  { id: 'new-mailbox', keys: ['Mod+Shift+M'] },
  { id: 'go-inbox', keys: ['G I'] },
  { id: 'go-sent', keys: ['G S'] },
  { id: 'go-patients', keys: ['G P'] },
  { id: 'go-activity', keys: ['G A'] },
  { id: 'go-evidence', keys: ['G E'] },
  { id: 'open-settings', keys: ['Mod+,'] },
  { id: 'back', keys: ['Escape'] },
  { id: 'show-keys', keys: ['?'] },
] as const satisfies readonly { id: string; keys: readonly string[] }[]

export type CommandId = (typeof commands)[number]['id']

const ids: ReadonlySet<string> = new Set(commands.map((command) => command.id))

export function isCommandId(id: string): id is CommandId {
  return ids.has(id)
}
