import type { RecoveryStatus } from '../../../shared/contract/index.ts'
import type { AccountId } from '../../../shared/ids.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import type { AccountRecord } from '../../accounts/index.ts'
import type { AuditLog } from '../../audit/index.ts'
import { openBundleMailbox, replaceBundle, type BundleThere } from '../../inbound/index.ts'
import { findRecoveryBundle, sealRecoveryBundle } from '../../sealing/index.ts'
import { attemptOnDisk, type Store } from '../../store/index.ts'
import type { ImapSession } from '../../transport/index.ts'
import { VaultLockedError, type UnlockedVault } from '../../vault/index.ts'
import { digestOfContent, encodeContent, readBundleContent } from './bundle-content.ts'
import { differenceOf } from './difference.ts'
import { readKept, saveKept } from './kept-state.ts'

export interface KeeperDeps {
  readonly vault: Pick<UnlockedVault, 'vaultId' | 'recoveryKitWrap' | 'subKey'>
  readonly store: Store
  readonly audit: Pick<AuditLog, 'record' | 'append' | 'head'>
  readonly clock: () => Date
  readonly random: (length: number) => Uint8Array
  /** The account whose host keeps the bundle; null: none is set up. */
  readonly account: () => AccountRecord | null
  readonly connect: (account: AccountRecord) => Promise<Result<ImapSession>>
  readonly onChanged: () => void
}

/** Keeps the recovery bundle at the practice's own mail host current, as long as the vault is unlocked. */
export interface RecoveryKeeper {
  start(): void
  /** Something was done: what has to be in the bundle may be other than what is in it. */
  noteChange(): void
  /** Looks at what the host has, and puts the present state there if that isn't it. Errors: of the connection and the host. */
  keepNow(): Promise<Result<void>>
  status(): RecoveryStatus
  stop(): Promise<void>
}

/** What is done in a row goes in one bundle. */
const settleMs = 20_000
/** The host is looked at, and the audit head in the bundle renewed, this often even when nothing else has changed. */
const atLeastEveryMs = 24 * 60 * 60_000
/** After a failure; the last one repeats. */
const retryDelaysMs = [60_000, 5 * 60_000, 15 * 60_000] as const

export function createRecoveryKeeper(deps: KeeperDeps): RecoveryKeeper {
  const { vault, store, audit, clock } = deps
  let timer: NodeJS.Timeout | null = null
  /** A look at what has changed is not far. */
  let isSettling = false
  let running: Promise<Result<void>> | null = null
  let session: ImapSession | null = null
  let failure: Failure | null = null
  let failures = 0
  let isStopped = false

  const now = () => clock().getTime()

  function schedule(ms: number): void {
    if (timer !== null) {
      clearTimeout(timer)
    }
    timer = isStopped ? null : setTimeout(check, ms)
    timer?.unref()
    isSettling = ms === settleMs
  }

  /** What is to be kept, and where; null: there is no kit or no account. */
  function wanted() {
    const account = deps.account()
    const kit = vault.recoveryKitWrap
    return account === null || kit === null ? null : { account, kit }
  }

  function present(kitId: string) {
    const content = readBundleContent(store, audit.head())
    return { content, digest: digestOfContent(content, kitId) }
  }

  /** What was last kept at this account's host; null: nothing. */
  const keptAt = (account: AccountId) => {
    const state = readKept(store)
    return state?.account === account ? state.kept : null
  }

  function isDue(): boolean {
    const target = wanted()
    if (target === null) {
      return false
    }
    const kept = keptAt(target.account.id)
    return kept === null || now() - kept.at >= atLeastEveryMs || kept.digest !== present(target.kit.id).digest
  }

  function check(): void {
    timer = null
    if (isStopped || !store.isOpen) {
      return
    }
    // What can't be read is no reason to wait: the attempt fails of it, says so, and is made again.
    const due = attemptOnDisk(() => ok(isDue()))
    if (!due.ok || due.value) {
      void run()
    } else {
      schedule(atLeastEveryMs)
    }
  }

  async function run(): Promise<Result<void>> {
    if (running !== null) {
      return running
    }
    if (timer !== null) {
      clearTimeout(timer)
      timer = null
    }
    running = attemptToKeep()
    deps.onChanged()
    let done: Result<void>
    try {
      done = await running
    } finally {
      running = null
    }
    if (isStopped) {
      return done
    }
    failure = done.ok ? null : done.error
    failures = done.ok ? 0 : failures + 1
    const retryMs = retryDelaysMs[Math.min(failures, retryDelaysMs.length) - 1]
    // After a success: what was done meanwhile isn't in it.
    schedule(retryMs ?? settleMs)
    deps.onChanged()
    return done
  }

  /** After a lock the store throws; that is the end of this, not a fault. */
  async function attemptToKeep(): Promise<Result<void>> {
    try {
      return await keep()
    } catch (error) {
      if (error instanceof VaultLockedError || !store.isOpen) {
        return fail('vault/locked')
      }
      return attemptOnDisk(() => {
        throw error
      })
    } finally {
      await session?.close()
      session = null
    }
  }

  async function keep(): Promise<Result<void>> {
    const target = wanted()
    if (target === null) {
      return fail('vault/recovery-kit-missing')
    }
    const { account } = target
    const connected = await deps.connect(account)
    if (!connected.ok) {
      return connected
    }
    session = connected.value
    if (isStopped) {
      return fail('vault/locked')
    }
    const there = await openBundleMailbox(session)
    if (!there.ok) {
      return there
    }
    // A header that isn't ours is nothing to go by: anyone at the host can write one.
    const key = vault.subKey('recovery-bundle')
    const own = there.value.bundles.filter(
      ({ bundle }) => bundle.header.vaultId === vault.vaultId && bundle.open(key).ok,
    )
    const state = readKept(store)
    const differed = state?.account === account.id ? differenceOf(state, own.map(shown)) : null
    if (differed !== null) {
      const recorded = audit.record({
        type: 'recovery-bundle.differed',
        account: account.id,
        found: differed,
      })
      if (!recorded.ok) {
        return recorded
      }
    }
    const known = [state?.kept, state?.attempted, ...own.map(({ bundle }) => bundle.header)]
    const sequence = Math.max(0, ...known.map((bundle) => bundle?.sequence ?? 0)) + 1
    return put(session, { path: there.value.path, own, sequence, ...target })
  }

  async function put(
    connection: ImapSession,
    { path, own, sequence, account, kit }: PutRequest & NonNullable<ReturnType<typeof wanted>>,
  ): Promise<Result<void>> {
    const { content, digest } = present(kit.id)
    const encoded = encodeContent(content)
    const madeAt = clock()
    const message = sealRecoveryBundle(
      {
        header: { vaultId: vault.vaultId, sequence, madeAt: madeAt.toISOString(), kit },
        content: encoded,
        address: account.address,
      },
      { key: vault.subKey('recovery-bundle'), macKey: vault.subKey('sealed-row-mac'), random: deps.random },
    )
    encoded.fill(0)
    if (!message.ok) {
      return message
    }
    const attempted = { sequence, sha256: findRecoveryBundle(message.value.raw)?.sha256 ?? '' }
    const noted = store.transaction((tx) => {
      saveKept(tx, { account: account.id, kept: keptAt(account.id), attempted })
      return audit.append(tx, { type: 'recovery-bundle.kept', account: account.id, sequence })
    })
    if (!noted.ok) {
      return noted
    }
    const replaced = await replaceBundle(connection, path, message.value, own, madeAt)
    if (!replaced.ok || !store.isOpen) {
      return replaced.ok ? fail('vault/locked') : replaced
    }
    return store.transaction((tx) => {
      const kept = { ...attempted, at: madeAt.getTime(), digest }
      saveKept(tx, { account: account.id, kept, attempted: null })
      return ok(undefined)
    })
  }

  return {
    start: () => {
      schedule(settleMs)
    },

    noteChange: () => {
      // Not moved further by what follows, and not before a pause after a failure is over.
      if (!isSettling && running === null && failures === 0) {
        schedule(settleMs)
      }
    },

    keepNow: run,

    status: () => {
      const target = wanted()
      const kept = target === null ? null : keptAt(target.account.id)
      return {
        state: target === null ? (deps.account() === null ? 'no-account' : 'no-kit') : stateOf(isDue()),
        host: target?.account.settings.imap.host ?? null,
        keptAt: kept === null ? null : new Date(kept.at).toISOString(),
        failure,
      }
    },

    // A host that doesn't answer holds nobody up: should it answer later, that connection ends at once.
    stop: async () => {
      isStopped = true
      if (timer !== null) {
        clearTimeout(timer)
      }
      if (session !== null) {
        await session.close({ atOnce: true })
        await running
      }
    },
  }

  function stateOf(due: boolean): RecoveryStatus['state'] {
    if (running !== null) {
      return 'keeping'
    }
    return failure !== null ? 'failed' : due ? 'waiting' : 'kept'
  }
}

type PutRequest = {
  readonly path: string
  readonly own: readonly BundleThere[]
  readonly sequence: number
}

function shown({ bundle: { header, sha256 } }: BundleThere) {
  return { sequence: header.sequence, sha256 }
}

/** The account whose host keeps the bundle: the default one, or the next that is signed in to. */
export function bundleAccount(accounts: readonly AccountRecord[]): AccountRecord | null {
  return accounts.find(({ credentials }) => credentials.kind !== 'absent') ?? null
}
