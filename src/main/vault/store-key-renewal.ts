import { randomBytes } from 'node:crypto'
import { statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { fail, ok, type Result } from '../../shared/result.ts'
import { attemptOnDisk, isStoreUnder, type Store } from '../store/index.ts'
import type { HeaderBody } from './header.ts'
import { keyBytes } from './keys.ts'
import { VaultLockedError } from './sub-keys.ts'
import { currentStoreKeyOf, openStoreKey, wrapStoreKey } from './wraps.ts'

/** For the log beside the store, and for the header. */
const spareBytes = 64 * 1024 * 1024

export type RenewalRun = {
  readonly signal: AbortSignal
  /** In bytes of the store. */
  readonly onProgress: (done: number, total: number) => void
  /** Once the passphrase is proven and there is room, before anything is written; a failure of it is returned. */
  readonly onBegin: () => Result<void>
  /** When the store under its new key is whole, just before it takes its place; a failure of it is returned. */
  readonly onReady: () => Result<void>
}

/** What a renewal needs of the open vault that it belongs to. */
type OpenHeader = {
  readonly store: Store
  readonly body: () => HeaderBody
  readonly vaultKey: () => Buffer
  readonly prove: (passphrase: string) => Promise<Result<void>>
  readonly write: (body: HeaderBody) => Result<void>
  /** Goes by this body from now on, whatever the file says. */
  readonly adopt: (body: HeaderBody) => void
}

/**
 * Another key for the store of an open vault, which goes on being used meanwhile (docs/vault.md, "Renewing the store
 * key"). Whatever ends it, the header holds the key of the file that lies there.
 */
export class StoreKeyRenewal {
  readonly #header: OpenHeader
  #isRunning = false

  constructor(header: OpenHeader) {
    this.#header = header
  }

  get isRunning(): boolean {
    return this.#isRunning
  }

  /**
   * @returns `vault/renewal-under-way`, `vault/wrong-passphrase`, `vault/too-many-attempts`,
   *   `vault/renewal-no-room` (detail: neededBytes), `vault/renewal-stopped`, `vault/locked`, `store/damaged` for a page
   *   that isn't as it was written, `store/disk-full`, `store/io`, and what `onBegin` and `onReady` give. The key is the
   *   old one then.
   */
  async renew(passphrase: string, run: RenewalRun): Promise<Result<void>> {
    if (this.#isRunning) return fail('vault/renewal-under-way')
    this.#isRunning = true
    try {
      const proven = await this.#header.prove(passphrase)
      if (!proven.ok) return proven
      const room = roomFor(this.#header.store.path)
      if (!room.ok) return room
      const begun = run.onBegin()
      return begun.ok ? await this.#copyAndSwitch(run) : begun
    } catch (error) {
      if (error instanceof VaultLockedError) return fail('vault/locked')
      throw error
    } finally {
      this.#isRunning = false
    }
  }

  async #copyAndSwitch(run: RenewalRun): Promise<Result<void>> {
    const { store, body, vaultKey, write } = this.#header
    const { vaultId } = body()
    const current = openStoreKey(vaultKey(), body())
    if (current === null) return fail('vault/header-damaged')
    const next = randomBytes(keyBytes)
    const renewed = wrapStoreKey(vaultKey(), vaultId, next)
    const rekey = store.beginRekey({ current, next })
    // The lock wipes those that `rekey` has; these would wait for it to notice.
    current.fill(0)
    next.fill(0)
    if (!rekey.ok) return rekey
    try {
      const copied = await rekey.value.copy(run)
      if (!copied.ok) return copied
      if (copied.value === 'stopped') return fail(store.isOpen ? 'vault/renewal-stopped' : 'vault/locked')
      const ready = run.onReady()
      if (!ready.ok) return ready
      const before = currentStoreKeyOf(body())
      let taken: Result<void> = fail('store/io')
      let settled: Result<void> = taken
      try {
        taken = rekey.value.takeOver(() =>
          write({ ...body(), storeKeys: [before, { ...renewed, use: 'next' }] }),
        )
      } finally {
        // After a bug, too: what the header says must not stay behind the file.
        const { hasSwitched } = rekey.value
        settled = this.#settle(taken, hasSwitched, hasSwitched ? renewed : before)
      }
      return settled
    } finally {
      rekey.value.discard()
    }
  }

  /**
   * The header names one key again: that of the file which lies there. Where it can't be written, a power cut could
   * still undo the rename, or the store doesn't open with that key, it goes on naming both.
   */
  #settle(taken: Result<void>, hasSwitched: boolean, used: StoreKeyRecord): Result<void> {
    const { store, body, write, adopt } = this.#header
    const settled: HeaderBody = { ...body(), storeKeys: [used] }
    if (!store.isOpen) return taken
    if (taken.ok || !hasSwitched) write(settled)
    adopt(settled)
    return hasSwitched ? ok(undefined) : taken
  }
}

type StoreKeyRecord = HeaderBody['storeKeys'][number]

/** A second store has to fit beside the first. */
function roomFor(storePath: string): Result<void> {
  return attemptOnDisk(() => {
    const { bavail, bsize } = statfsSync(dirname(storePath))
    const neededBytes = statSync(storePath).size + spareBytes
    return bavail * bsize < neededBytes ? fail('vault/renewal-no-room', { neededBytes }) : ok(undefined)
  })
}

/**
 * Which of the header's store keys the file has: two are there where a renewal was interrupted at its switch. Where
 * neither fits, the current one stays, for the store to say what is wrong.
 *
 * @returns the body with that key alone
 */
export function settleStoreKeys(body: HeaderBody, vaultKey: Uint8Array, storePath: string): HeaderBody {
  const next = body.storeKeys.find(({ use }) => use === 'next')
  if (next === undefined) return body
  const renewed = { ...next, use: 'current' as const }
  const key = openStoreKey(vaultKey, { ...body, storeKeys: [renewed] })
  const isRenewed = key !== null && isStoreUnder(storePath, key)
  key?.fill(0)
  return { ...body, storeKeys: [isRenewed ? renewed : currentStoreKeyOf(body)] }
}
