import { setTimeout as delay } from 'node:timers/promises'
import type { AccountConnection } from '../../../shared/contract/index.ts'
import type { MailboxId } from '../../../shared/ids.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import type { ImapSession } from '../../transport/index.ts'
import { lookAroundMs, reconnectDelaysMs } from '../limits.ts'
import type { FilingDeps } from '../sent.ts'
import { connectAccount, type ConnectDeps } from './connect.ts'
import { idleInInbox } from './idle.ts'
import type { MailboxSyncDeps } from './deps.ts'
import { syncRound, type Scope } from './round.ts'

/** A server that counts differently each time must not keep us busy. */
const mostMissedInARow = 5

export interface AccountLoopDeps
  extends Pick<MailboxSyncDeps, 'knowledge' | 'reader'>, FilingDeps, ConnectDeps {
  readonly onMailChanged: (mailboxId: MailboxId | null) => void
  readonly onConnection: (connection: AccountConnection) => void
}

/** One account kept in step with its server, over one connection, as long as the vault is unlocked. */
export interface AccountLoop {
  /** There is something to tell the server (`told`), or someone wants to know now (`all`); also ends a pause. */
  wake(scope: 'told' | 'all'): void
  connection(): AccountConnection
  /** Runs on a connection of its own, for what can't wait for the loop. */
  withSession<T>(work: (session: ImapSession) => Promise<Result<T>>): Promise<Result<T>>
  stop(): Promise<void>
}

export function startAccountLoop(deps: AccountLoopDeps): AccountLoop {
  const stopping = new AbortController()
  let waiting = new AbortController()
  let wished: Scope | null = null
  let current: ImapSession | null = null
  let lookedAroundAt = 0
  let missedInARow = 0
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

  async function round(session: ImapSession, scope: Scope): Promise<Result<void>> {
    const done = await syncRound(session, scope, {
      ...deps,
      isStopped,
      onStored: deps.onMailChanged,
      onListed: () => {
        deps.onMailChanged(null)
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

  async function stayConnected(session: ImapSession): Promise<Failure | null> {
    let scope: Scope = 'all'
    while (!isStopped()) {
      const done = await round(session, scope)
      if (!done.ok) {
        return done.error
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

  /** From connecting to the end of the connection. Null: stopped. */
  async function connectOnce(): Promise<Failure | null> {
    report({ state: 'connecting' })
    const connecting = connectAccount(deps)
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

  async function run(): Promise<void> {
    let failures = 0
    while (!isStopped()) {
      // After a lock the store throws, and a fault here must not end the sync for good.
      const failure = await connectOnce().catch((): Failure => ({ code: 'rpc/internal' }))
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
    withSession: async (work) => {
      const session = isStopped() ? fail('vault/locked') : await connectAccount(deps)
      if (!session.ok) {
        return session
      }
      try {
        return await work(session.value)
      } finally {
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
