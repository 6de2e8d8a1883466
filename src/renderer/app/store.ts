import { useSyncExternalStore } from 'react'

/** A value outside of React's tree that components can follow: where the person is, which lines are shown. */
export type Store<T> = {
  readonly get: () => T
  readonly set: (next: T | ((current: T) => T)) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** Back to their beginnings, when somebody else is in front of the computer. */
const resets = new Set<() => void>()

/** @param keeper `person`: places, ids and the like; `window`: what the screens themselves register */
export function createStore<T>(initial: T, keeper: 'person' | 'window' = 'person'): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  const store: Store<T> = {
    get: () => value,
    set: (next) => {
      const following = typeof next === 'function' ? (next as (current: T) => T)(value) : next
      if (Object.is(following, value)) return
      value = following
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  if (keeper === 'person') resets.add(() => store.set(initial))
  return store
}

/** Forgets what one person left in the window: her ids would mean something else in the next one's vault. */
export function forgetPerson(): void {
  for (const reset of resets) reset()
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get)
}
