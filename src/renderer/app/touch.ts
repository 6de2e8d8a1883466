import { useEffect } from 'react'
import { useEngine } from './engine.ts'

/** The idle lock counts minutes: telling the engine more often than this gains nothing. */
const touchEveryMs = 15_000

/** Tells the engine that somebody is here, so that the idle lock waits. */
export function useTouch(isUnlocked: boolean): void {
  const { client } = useEngine()
  useEffect(() => {
    if (!isUnlocked) return undefined
    let last = 0
    const touch = () => {
      if (Date.now() - last < touchEveryMs) return
      last = Date.now()
      client.app.touch().catch(() => undefined)
    }
    const kinds = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const
    for (const kind of kinds) window.addEventListener(kind, touch, { passive: true })
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, touch)
    }
  }, [client, isUnlocked])
}
