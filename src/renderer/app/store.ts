import { useSyncExternalStore } from 'react'

/** A value outside of React's tree that components can follow: where the person is, which lines are shown. */
export type Store<T> = {
  readonly get: () => T
  readonly set: (next: T | ((current: T) => T)) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
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
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get)
}
