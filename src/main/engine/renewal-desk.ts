import { statSync } from 'node:fs'
import type { StoreKeyState } from '../../shared/contract/index.ts'
import { fail, ok, type Failure, type Result } from '../../shared/result.ts'
import { historyOf, type AuditTrail } from '../audit/index.ts'
import { readMeta, writeMeta, type Reader, type Store } from '../store/index.ts'
import type { UnlockedVault } from '../vault/index.ts'

export interface RenewalDeskDeps {
  readonly vault: Pick<
    UnlockedVault,
    'storeKey' | 'deviceSecret' | 'currentStoreKey' | 'forgetInterruptedRenewal'
  >
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  /** A backup reads the store's file, too. */
  readonly isBackupRunning: () => boolean
  readonly onProgress: (done: number, total: number) => void
  readonly onChanged: () => void
}

/** Another key for the encrypted store: when, how far, and what became of it. */
export interface RenewalDesk {
  state(): StoreKeyState
  /** Errors: `backup/under-way`, and those of `StoreKeyRenewal.renew`; the old key is in use then. */
  renew(passphrase: string): Promise<Result<void>>
  cancel(): void
}

export function createRenewalDesk(deps: RenewalDeskDeps): RenewalDesk {
  const { vault, store, audit, clock } = deps
  let ending: AbortController | null = null
  let failure: Failure | null = null

  /** By the key that is in use. Of a lock meanwhile nothing can be written down here: the next unlock does. */
  function noteEnd(keyBefore: string, isStopped: boolean): void {
    if (!store.isOpen) return
    const isRenewed = vault.currentStoreKey.id !== keyBefore
    const noted = store.transaction((tx) => {
      if (!isRenewed) {
        return audit.append(tx, { type: 'vault.store-key-kept', reason: isStopped ? 'stopped' : 'failed' })
      }
      writeMeta(tx, 'store-key-renewed', clock().toISOString())
      return ok(undefined)
    })
    if (noted.ok && !isRenewed) vault.forgetInterruptedRenewal()
  }

  return {
    state: () => ({
      deviceSecret: vault.deviceSecret,
      isRunning: vault.storeKey.isRunning,
      storeBytes: statSync(store.path).size,
      renewedAt: readMeta(store, 'store-key-renewed'),
      cutShortAt: cutShortAt(store),
      failure,
    }),

    renew: async (passphrase) => {
      if (deps.isBackupRunning()) return fail('backup/under-way')
      if (vault.storeKey.isRunning) return fail('vault/renewal-under-way')
      const stop = new AbortController()
      ending = stop
      failure = null
      const progress = { hasBegun: false }
      const keyBefore = vault.currentStoreKey.id
      let renewed: Result<void> = fail('store/io')
      try {
        renewed = await vault.storeKey.renew(passphrase, {
          signal: stop.signal,
          onProgress: byPercent(deps.onProgress),
          onBegin: () => {
            const begun = audit.record({ type: 'vault.store-key-renewal-begun' })
            progress.hasBegun = begun.ok
            if (begun.ok) deps.onChanged()
            return begun
          },
          // In the store as it is copied last: the log under the new key holds it.
          onReady: () => audit.record({ type: 'vault.store-key-renewed' }),
        })
        return renewed
      } finally {
        ending = null
        if (progress.hasBegun) {
          const isStopped = !renewed.ok && renewed.error.code === 'vault/renewal-stopped'
          failure = renewed.ok || isStopped ? null : renewed.error
          noteEnd(keyBefore, isStopped)
          deps.onChanged()
        }
      }
    },

    cancel: () => {
      ending?.abort()
    },
  }
}

const renewalEvents = [
  'vault.store-key-renewal-begun',
  'vault.store-key-renewed',
  'vault.store-key-kept',
] as const

function cutShortAt(reader: Reader): string | null {
  const [last] = historyOf(reader, renewalEvents)
  const isCutShort = last?.event.type === 'vault.store-key-kept' && last.event.reason === 'interrupted'
  return isCutShort ? new Date(last.at).toISOString() : null
}

/** As a person sees it: a store of gigabytes would say it thousands of times. */
function byPercent(tell: RenewalDeskDeps['onProgress']): RenewalDeskDeps['onProgress'] {
  let told = -1
  return (done, total) => {
    const percent = Math.floor((100 * done) / total)
    if (percent === told) return
    told = percent
    tell(done, total)
  }
}
