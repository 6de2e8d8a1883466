import { useCallback, useEffect } from 'react'
import { useEngine } from './engine.ts'

/** The clipboard is filled only after the event that tells of it. */
const settleMs = 100

/** Tells the engine that something was copied here, so that the lock empties the clipboard of it. */
export function useNoteCopy(): () => void {
  const { client } = useEngine()
  return useCallback(() => {
    setTimeout(() => {
      client.app.noteCopy().catch(() => undefined)
    }, settleMs)
  }, [client])
}

/** Puts a text on the clipboard, until the lock. */
export function useCopyText(): (text: string) => Promise<void> {
  const noteCopy = useNoteCopy()
  return useCallback(
    async (text) => {
      await navigator.clipboard.writeText(text)
      noteCopy()
    },
    [noteCopy],
  )
}

/** Notes what is copied or cut by keys and menus; frames have listeners of their own. */
export function useCopyWatch(isUnlocked: boolean): void {
  const noteCopy = useNoteCopy()
  useEffect(() => {
    if (!isUnlocked) return undefined
    const kinds = ['copy', 'cut'] as const
    for (const kind of kinds) document.addEventListener(kind, noteCopy)
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, noteCopy)
    }
  }, [isUnlocked, noteCopy])
}
