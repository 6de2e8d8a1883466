import { randomUUID } from 'node:crypto'

/** Between an authenticator's answer and the call that uses it. */
const patienceMs = 60_000

/**
 * What the window hands over beside its calls, as bytes: a text can't be wiped. One at a time, since one person sits
 * there, and taken once.
 */
export interface HeldSecrets {
  /** Copies `bytes` and wipes them. @returns the handle that a call names it by */
  hold(bytes: Uint8Array): string
  /** Null: there is none of this handle (any more). The caller wipes it. */
  take(handle: string): Buffer | null
  /** Wipes what nobody took: the vault is locked, or somebody else is there. */
  forget(): void
}

export function createHeldSecrets(): HeldSecrets {
  let held: { readonly handle: string; readonly secret: Buffer; readonly timer: NodeJS.Timeout } | null = null

  function drop(): void {
    clearTimeout(held?.timer)
    held?.secret.fill(0)
    held = null
  }

  return {
    hold: (bytes) => {
      drop()
      // With memory of its own: a small array of V8's lies in the heap, and is copied when that is tidied up.
      const secret = Buffer.from(new ArrayBuffer(bytes.byteLength))
      secret.set(bytes)
      bytes.fill(0)
      const handle = randomUUID()
      held = { handle, secret, timer: setTimeout(drop, patienceMs).unref() }
      return handle
    },

    take: (handle) => {
      if (held?.handle !== handle) return null
      const { secret, timer } = held
      clearTimeout(timer)
      held = null
      return secret
    },

    forget: drop,
  }
}
