import { setTimeout as delay } from 'node:timers/promises'
import type { Connection } from '../../../shared/contract/index.ts'
import type { MailboxId } from '../../../shared/ids.ts'
import { ok, type Failure, type Result } from '../../../shared/result.ts'
import type { AccountRecord, CredentialSource } from '../../accounts/index.ts'
import { findMailboxByRole } from '../../store/index.ts'
import { connectImap, type ImapSession, type TlsPolicy } from '../../transport/index.ts'
import { lookAroundMs, reconnectDelaysMs } from '../limits.ts'
import { fileSentCopies, type FilingDeps } from '../sent.ts'
import { syncMailboxList } from './mailbox-list.ts'
import { syncMailbox, type MailboxSyncDeps } from './mailbox-sync.ts'
import { replayActions } from './replay.ts'

export interface AccountLoopDeps extends Pick<MailboxSyncDeps, 'knowledge'>, FilingDeps {
  readonly account: AccountRecord
  readonly credentials: CredentialSource
  readonly tlsPolicy: () => TlsPolicy
  readonly onMailChanged: (mailboxId: MailboxId | null) => void
  readonly onConnection: (connection: Connection) => void
}

/** One account kept in step with its server, over one connection, as long as the vault is unlocked. */
export interface AccountLoop {
  /** Ends the pause or the idling: there is something to tell the server, or someone wants to know now. */
  wake(): void
  connection(): Connection
  /** Runs on a connection of its own, for what can't wait for the loop. */
  withSession<T>(work: (session: ImapSession) => Promise<Result<T>>): Promise<Result<T>>
  stop(): Promise<void>
}

export function startAccountLoop(deps: AccountLoopDeps): AccountLoop {
  const stopping = new AbortController()
  let pause = new AbortController()
  let current: ImapSession | null = null
  let connection: Connection = { state: 'connecting', checkedAt: null, progress: null, failure: null }

  const isStopped = () => stopping.signal.aborted
  const report = (change: Partial<Connection>) => {
    connection = { ...connection, ...change }
    if (!isStopped()) {
      deps.onConnection(connection)
    }
  }

  async function connect(): Promise<Result<ImapSession>> {
    const { account, credentials, tlsPolicy } = deps
    const login = await credentials.forAccount(account.id)
    return login.ok ? connectImap(account.settings.imap, login.value, tlsPolicy()) : login
  }

  /** One pass: tell what was done here, then read what is new, the inbox first. */
  async function pass(session: ImapSession, isFirst: boolean): Promise<Result<void>> {
    const { account, store } = deps
    const listed = await syncMailboxList(session, account.id, store)
    if (!listed.ok) {
      return listed
    }
    if (isFirst) {
      deps.onMailChanged(null)
    }
    const told = await replayActions(session, account.id, store)
    if (!told.ok) {
      return told
    }
    const filed = await fileSentCopies(session, account.id, deps)
    if (!filed.ok) {
      return filed
    }
    for (const mailbox of listed.value) {
      if (isStopped()) {
        return ok(undefined)
      }
      const synced = await syncMailbox(session, mailbox, {
        ...deps,
        isStopped,
        onStored: deps.onMailChanged,
        onProgress: (done, total) => {
          report({ state: 'syncing', progress: { done, total } })
        },
      })
      // A mailbox that vanished between LIST and SELECT is found gone by the next LIST.
      if (!synced.ok && synced.error.code !== 'imap/mailbox-gone') {
        return synced
      }
    }
    return ok(undefined)
  }

  /** Waits in the inbox for the server's word, for a wake-up here, or for the time to look around. */
  async function idle(session: ImapSession): Promise<Result<void>> {
    const inbox = findMailboxByRole(deps.store, deps.account.id, 'inbox')
    pause = new AbortController()
    const until = AbortSignal.any([pause.signal, stopping.signal, AbortSignal.timeout(lookAroundMs)])
    if (inbox !== null) {
      const opened = await session.open(inbox.path)
      if (!opened.ok) {
        return opened
      }
      const changed = new AbortController()
      const unlisten = session.onEvent(() => {
        changed.abort()
      })
      try {
        return await session.idle(AbortSignal.any([until, changed.signal]))
      } finally {
        unlisten()
      }
    }
    await delay(lookAroundMs, undefined, { signal: until }).catch(() => undefined)
    return ok(undefined)
  }

  async function stayConnected(session: ImapSession): Promise<Failure | null> {
    let isFirst = true
    while (!isStopped()) {
      const passed = await pass(session, isFirst)
      isFirst = false
      if (!passed.ok) {
        return passed.error
      }
      report({ state: 'online', checkedAt: deps.clock().toISOString(), progress: null, failure: null })
      const idled = await idle(session)
      if (!idled.ok) {
        return idled.error
      }
    }
    return null
  }

  async function run(): Promise<void> {
    let failures = 0
    while (!isStopped()) {
      report({ state: 'connecting' })
      const session = await connect()
      if (isStopped()) {
        await (session.ok ? session.value.close() : undefined)
        return
      }
      let failure: Failure | null
      if (session.ok) {
        current = session.value
        failure = await stayConnected(session.value)
        current = null
        await session.value.close()
        failures = connection.state === 'online' ? 0 : failures
      } else {
        failure = session.error
      }
      if (failure !== null && !isStopped()) {
        report({ state: isOffline(failure.code) ? 'offline' : 'error', progress: null, failure })
        const wait =
          reconnectDelaysMs[Math.min(failures, reconnectDelaysMs.length - 1)] ?? reconnectDelaysMs[0]
        failures += 1
        pause = new AbortController()
        const signal = AbortSignal.any([pause.signal, stopping.signal])
        await delay(wait, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  const running = run()

  return {
    wake: () => {
      pause.abort()
    },
    connection: () => connection,
    withSession: async (work) => {
      const session = await connect()
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
