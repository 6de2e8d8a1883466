import { useEffect, useRef } from 'react'
import { createStore } from '../store.ts'
import type { CommandId } from './commands.ts'

type Handler = () => void
type Handlers = ReadonlyMap<CommandId, readonly Handler[]>

/** Which commands can be run now: what is on screen registers what it can do; the newest registration wins. */
export const registry = createStore<Handlers>(new Map(), 'window')

function register(id: CommandId, handler: Handler): () => void {
  registry.set((current) => new Map(current).set(id, [...(current.get(id) ?? []), handler]))
  return () => {
    registry.set((current) => {
      const left = (current.get(id) ?? []).filter((other) => other !== handler)
      const following = new Map(current)
      if (left.length === 0) following.delete(id)
      else following.set(id, left)
      return following
    })
  }
}

/** Runs a command if something on screen can; answers whether it did. */
export function runCommand(id: CommandId): boolean {
  const handler = registry.get().get(id)?.at(-1)
  handler?.()
  return handler !== undefined
}

/** Offers a command while the component is mounted and `isEnabled`. */
export function useCommand(id: CommandId, handler: Handler, isEnabled = true): void {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => {
    if (!isEnabled) return undefined
    return register(id, () => {
      latest.current()
    })
  }, [id, isEnabled])
}
