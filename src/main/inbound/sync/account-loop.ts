import { setTimeout as delay } from 'node:timers/promises'
import type { AccountConnection } from '../../../shared/contract/index.ts'
import type { MailboxId, MessageId } from '../../../shared/ids.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import type { ImapSession } from '../../transport/index.ts'
import { lookAroundMs, mostMissedInARow, reconnectDelaysMs } from '../limits.ts'
import type { DraftCopyDeps } from '../draft-copies.ts'
import type { FilingDeps } from '../sent.ts'
import { connectAccount, type ConnectDeps } from './connect.ts'
import { idleInInbox } from './idle.ts'
import { paysToCompress } from './slow-line.ts'
import type { MailboxSyncDeps } from './deps.ts'
import { syncRound, type Scope } from './round.ts'

export interface AccountLoopDeps
  extends
    Pick<MailboxSyncDeps, 'knowledge' | 'reader' | 'fetchPolicy' | 'onDraftTaken'>,
    FilingDeps,
    DraftCopyDeps,
    ConnectDeps {
  readonly onMailChanged: (mailboxId: MailboxId | null) => void
  readonly onMailboxRefused: (failure: Failure) => void
  readonly onConnection: (connection: AccountConnection) => void
}

/** How a connection ended; null: the loop was stopped. `other`: we want one that compresses, or one that doesn't. */
type End = Failure | 'other' | null

/** One account kept in step with its server, over one connection, as long as the vault is unlocked. */
export interface AccountLoop {
  /** There is something to tell the server (`told`), or someone wants to know now (`all`); also ends a pause. */
  wake(scope: 'told' | 'all'): void
  connection(): AccountConnection
  /**
   * Runs on a connection of its own, for what can't wait for the loop. The connection closes when `signal` aborts, at
   * which whatever `work` waits for fails.
   */
  withSession<T>(work: (session: ImapSession) => Promise<Result<T>>, signal?: AbortSignal): Promise<Result<T>>
  stop(): Promise<void>
}

export function startAccountLoop(deps: AccountLoopDeps): AccountLoop {
  const stopping = new AbortController()
  let waiting = new AbortController()
  let wished: Scope | null = null
  let current: ImapSession | null = null
  let lookedAroundAt = 0
  let missedInARow = 0
  const tried = new Set<MessageId>()
  /**
   * Only for a backlog over a slow line. In daily use an attacker could send us one guess after the other and see by its
   * size how much of it stands in the mail beside it (CRIME).
   */
  let compresses = false
  /** A refused login stays refused until a person does something, and hosts lock accounts that insist. */
  let isRefused = false
  let connection: AccountConnection = { state: 'connecting', checkedAt: null, progress: null, failure: null }

  const isStopped = () => stopping.signal.aborted
  const untilStopped = new Promise<null>((resolve) => {
    stopping.signal.addEventListener('abort', () => {
      resolve(null)
    })
  })
  const report = (change: Partial<AccountConnection>) => {
    connection = { ...connection, ...change }
    if (!isStopped()) {
      deps.onConnection(connection)
    }
  }

  /** What was asked for since the last time. */
  function takeWish(): Scope | null {
    const taken = wished
    wished = null
    return taken
  }

  /** Aborts when the loop is stopped or woken, at once if it was woken while nobody waited. */
  function waitSignal(): AbortSignal {
    waiting = new AbortController()
    if (wished !== null) {
      waiting.abort()
    }
    return AbortSignal.any([waiting.signal, stopping.signal])
  }

  const needsOther = (session: ImapSession) =>
    session.capabilities.compress && session.isCompressed !== compresses

  async function round(session: ImapSession, scope: Scope): Promise<Result<void>> {
    const done = await syncRound(session, scope, {
      ...deps,
      isStopped,
      tried,
      onStored: deps.onMailChanged,
      onListed: () => {
        deps.onMailChanged(null)
      },
      onDownloaded: (left) => {
        if (session.capabilities.compress && !compresses && paysToCompress(session.downloaded(), left)) {
          compresses = true
          // At once: what is on its way would only come slowly. What has come is stored.
          void session.close({ atOnce: true })
        }
      },
      onProgress: (progress, total) => {
        report({ state: 'syncing', progress: { done: progress, total } })
      },
    })
    if (done.ok && scope === 'all') {
      lookedAroundAt = Date.now()
    }
    return done
  }

  /** Waits for the server's word, a wish, or the time to look around; answers with what to look at then. */
  async function idle(session: ImapSession): Promise<Result<Scope>> {
    const untilLookAround = Math.max(lookedAroundAt + lookAroundMs - Date.now(), 0)
    const signal = AbortSignal.any([waitSignal(), AbortSignal.timeout(untilLookAround)])
    const comparesCounts = missedInARow < mostMissedInARow
    const idled = await idleInInbox(session, signal, { ...deps, comparesCounts })
    if (!idled.ok) {
      return idled
    }
    missedInARow = idled.value === 'missed' ? missedInARow + 1 : 0
    return ok(takeWish() ?? (idled.value === 'woken' ? 'all' : 'inbox'))
  }

  async function stayConnected(session: ImapSession): Promise<End> {
    let scope: Scope = 'all'
    while (!isStopped()) {
      const done = await round(session, scope)
      if (isStopped()) {
        return null
      }
      if (needsOther(session)) {
        return 'other'
      }
      if (!done.ok) {
        return done.error
      }
      // The backlog is here.
      compresses = false
      if (needsOther(session)) {
        return 'other'
      }
      report({ state: 'online', checkedAt: deps.clock().toISOString(), progress: null, failure: null })
      const next = await idle(session)
      if (!next.ok) {
        return next.error
      }
      scope = next.value
    }
    return null
  }

  /** From connecting to the end of the connection. */
  async function connectOnce(): Promise<End> {
    const connecting = connectAccount(deps, { compresses })
    const session = await Promise.race([connecting, untilStopped])
    if (session === null) {
      // A host that doesn't answer holds nobody up; should it answer later, that connection ends at once.
      void connecting.then((late) => (late.ok ? late.value.close() : undefined)).catch(() => undefined)
      return null
    }
    if (!session.ok) {
      return session.error
    }
    current = session.value
    try {
      // Everything is looked at now, so that wishes from before are met.
      takeWish()
      return isStopped() ? null : await stayConnected(session.value)
    } finally {
      current = null
      await session.value.close()
    }
  }

  async function connectUntilFailure(): Promise<Failure | null> {
    report({ state: 'connecting' })
    for (;;) {
      const end = await connectOnce()
      if (end !== 'other') {
        return end
      }
    }
  }

  async function run(): Promise<void> {
    let failures = 0
    while (!isStopped()) {
      // After a lock the store throws, and a fault here must not end the sync for good.
      const failure = await connectUntilFailure().catch((): Failure => ({ code: 'rpc/internal' }))
      if (failure === null || isStopped()) {
        return
      }
      failures = connection.state === 'online' ? 0 : failures
      // What was wished before this attempt is no reason for the next one to follow at once.
      takeWish()
      isRefused = failure.code.startsWith('login/')
      report({ state: isOffline(failure.code) ? 'offline' : 'error', progress: null, failure })
      await delay(pauseMs(isRefused, failures), undefined, { signal: waitSignal() }).catch(() => undefined)
      isRefused = false
      failures += 1
    }
  }

  const running = run()

  return {
    wake: (scope) => {
      wished = scope === 'all' || wished === 'all' ? 'all' : scope
      if (scope === 'all' || !isRefused) {
        waiting.abort()
      }
    },
    connection: () => connection,
    withSession: async (work, signal) => {
      const session = isStopped() ? fail('vault/locked') : await connectAccount(deps)
      if (!session.ok) {
        return session
      }
      const close = () => void session.value.close()
      signal?.addEventListener('abort', close)
      try {
        return signal?.aborted === true ? fail('host/connection-lost') : await work(session.value)
      } finally {
        signal?.removeEventListener('abort', close)
        await session.value.close()
      }
    },
    stop: async () => {
      stopping.abort()
      await current?.close()
      await running
    },
  }
}

function pauseMs(isRefused: boolean, failures: number): number {
  const last = reconnectDelaysMs.length - 1
  const step = isRefused ? last : Math.min(failures, last)
  return reconnectDelaysMs[step] ?? reconnectDelaysMs[0]
}

/** No way to the host at all, as against a host that answers and is wrong. */
function isOffline(code: string): boolean {
  return (
    code === 'host/not-found' ||
    code === 'host/timeout' ||
    code === 'host/connection-lost' ||
    code === 'host/offline' ||
    code === 'host/refused'
  )
}
