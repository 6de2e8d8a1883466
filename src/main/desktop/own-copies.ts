import { createHmac, randomBytes } from 'node:crypto'

/** What was copied in a window of ours, on the clipboard that every program of this computer can read. */
export interface OwnCopies {
  /** Something was copied just now: what the clipboard holds is ours. */
  note(): Promise<void>
  /** Empties the clipboard where it still holds what was noted; what another program put there since stays. */
  clear(): Promise<void>
}

/** Of the text only a keyed hash is kept, under a key of this run. */
export function createOwnCopies(clipboard: Pick<Electron.Clipboard, 'readText' | 'clear'>): OwnCopies {
  const key = randomBytes(32)
  let ours: string | null = null
  const held = async () => {
    const text = await clipboard.readText()
    return text === '' ? null : createHmac('sha256', key).update(text).digest('hex')
  }
  return {
    note: async () => {
      ours = await held()
    },
    clear: async () => {
      if (ours !== null && (await held()) === ours) {
        clipboard.clear()
      }
      ours = null
    },
  }
}
