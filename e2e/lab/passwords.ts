import { people } from './people.ts'

/** The passwords that the lab's servers take now. At the start they are those of `people`. */
export type Passwords = {
  readonly of: (address: string) => string | undefined
  /** As a host does when its user, or someone else, changed it. */
  readonly change: (address: string, password: string) => Promise<void>
}

/** `onChanged` brings the new state to the servers that keep one of their own. */
export function keepPasswords(onChanged: (address: string) => Promise<void>): Passwords {
  const now = new Map<string, string>(
    Object.values(people).map(({ address, password }) => [address, password]),
  )
  return {
    of: (address) => now.get(address),
    change: async (address, password) => {
      now.set(address, password)
      await onChanged(address)
    },
  }
}
