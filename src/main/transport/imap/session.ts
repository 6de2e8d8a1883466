import type { ImapFlow, ListResponse, StatusObject } from 'imapflow'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { isSelfSealed } from '../../sealing/index.ts'
import type { MailCredentials } from '../credentials.ts'
import { transportLimits } from '../limits.ts'
import { imapErrorCode } from './errors.ts'
import { forwardEvents } from './events.ts'
import { fetchFlagChanges, fetchInBatches, sequenceSet } from './fetch.ts'
import type { ImapCapabilities, ImapSession, ListedMailbox, MailboxRole, MailboxStatus } from './types.ts'

const statusItems = {
  messages: true,
  unseen: true,
  uidNext: true,
  uidValidity: true,
  highestModseq: true,
} as const

/** Wraps a connected client: every answer a value of ours, every error a code of ours. */
export function createSession(client: ImapFlow, credentials: MailCredentials): ImapSession {
  const events = forwardEvents(client)
  const capabilities = capabilitiesOf(client)

  const run = async <T>(work: () => Promise<T>): Promise<Result<T>> => {
    if (!client.usable) return fail('host/connection-lost')
    try {
      return ok(await work())
    } catch (error) {
      return fail(imapErrorCode(error, credentials))
    }
  }
  /** imapflow answers `false` where a command was refused or the connection went away under it. */
  const runChecked = async (work: () => Promise<unknown>): Promise<Result<void>> => {
    const result = await run(work)
    if (!result.ok) return result
    if (result.value !== false && result.value !== undefined) return ok(undefined)
    return fail(client.usable ? 'imap/refused' : 'host/connection-lost')
  }

  return {
    capabilities,
    onEvent: events.subscribe,
    listMailboxes: () =>
      run(async () => {
        await catchUp(client)
        return (await client.list({ statusQuery: statusItems })).map(listed)
      }),
    createMailbox: async (path) => {
      const created = await run(() => client.mailboxCreate(path))
      return created.ok ? ok(undefined) : created
    },
    status: async (path) => {
      const result = await run(async () => {
        await catchUp(client)
        return client.status(path, statusItems)
      })
      if (!result.ok) return result
      const status = result.value === false ? null : statusOf(result.value)
      return status === null ? fail('imap/mailbox-gone') : ok(status)
    },
    open: (path) =>
      run(async () => {
        const mailbox = await client.mailboxOpen(path)
        return {
          path: mailbox.path,
          uidValidity: Number(mailbox.uidValidity),
          uidNext: mailbox.uidNext,
          exists: mailbox.exists,
          highestModseq: mailbox.noModseq === true ? null : (mailbox.highestModseq ?? null),
          isReadOnly: mailbox.readOnly === true,
        }
      }),
    listUids: async (range) => {
      const query = range === undefined ? { all: true } : { uid: `${range.from}:*` }
      const found = await run(async () => {
        await catchUp(client)
        return client.search(query, { uid: true })
      })
      if (!found.ok) return found
      if (!Array.isArray(found.value)) return fail(client.usable ? 'imap/refused' : 'host/connection-lost')
      // `n:*` always holds the last message, also when its UID is below n (RFC 3501 section 9, seq-range).
      return ok(found.value.filter((uid) => uid >= (range?.from ?? 1)).sort((one, other) => one - other))
    },
    fetchMessages: async function* (uids, options = {}) {
      if (!client.usable) {
        yield fail('host/connection-lost')
        return
      }
      try {
        const limit = options.maxSourceBytes ?? transportLimits.messageBytes
        for await (const batch of fetchInBatches(client, uids, limit)) yield ok(batch)
        if (!client.usable) yield fail('host/connection-lost')
      } catch (error) {
        yield fail(imapErrorCode(error, credentials))
      }
    },
    fetchFlags: ({ changedSince }) =>
      run(async () => {
        const vanished: number[] = []
        const unsubscribe = events.subscribe((event) => {
          if (event.kind === 'expunge' && event.uid !== null) vanished.push(event.uid)
        })
        try {
          const changes = await fetchFlagChanges(client, changedSince)
          return { changes, vanished: capabilities.qresync && changedSince !== null ? vanished : null }
        } finally {
          unsubscribe()
        }
      }),
    changeFlags: async (uids, { add = [], remove = [] }) => {
      if (uids.length === 0) return ok(undefined)
      const set = sequenceSet(uids)
      const added =
        add.length === 0
          ? ok(undefined)
          : await runChecked(() => client.messageFlagsAdd(set, [...add], { uid: true }))
      if (!added.ok || remove.length === 0) return added
      return runChecked(() => client.messageFlagsRemove(set, [...remove], { uid: true }))
    },
    move: async (uids, to) => {
      if (uids.length === 0) return ok(new Map())
      const set = sequenceSet(uids)
      // Without UIDPLUS imapflow's own way round a missing MOVE would expunge what other programs have marked.
      const moved = await run(() =>
        capabilities.move || capabilities.uidPlus
          ? client.messageMove(set, to, { uid: true })
          : client.messageCopy(set, to, { uid: true }),
      )
      if (!moved.ok) return moved
      if (!moved.value) {
        // The server said no, and imapflow keeps to itself why: the target may be gone.
        const target = await run(() => client.status(to, statusItems))
        return target.ok ? fail('imap/refused') : target
      }
      if (!capabilities.move && !capabilities.uidPlus) {
        const marked = await runChecked(() => client.messageFlagsAdd(set, ['\\Deleted'], { uid: true }))
        if (!marked.ok) return marked
      }
      return ok(moved.value.uidMap ?? new Map<number, number>())
    },
    expunge: async (uids) => {
      if (uids.length === 0) return ok({ expunged: true })
      const set = sequenceSet(uids)
      const done = await runChecked(() =>
        capabilities.uidPlus
          ? client.messageDelete(set, { uid: true })
          : client.messageFlagsAdd(set, ['\\Deleted'], { uid: true }),
      )
      return done.ok ? ok({ expunged: capabilities.uidPlus }) : done
    },
    append: async (path, message, { flags, date }) => {
      if (!isSelfSealed(message)) throw new TypeError('only an own sealed copy may be filed on the server')
      const appended = await run(() => client.append(path, Buffer.from(message.raw), [...flags], date))
      if (!appended.ok) return appended
      if (!appended.value) return fail(client.usable ? 'imap/refused' : 'host/connection-lost')
      return ok({ uid: appended.value.uid ?? null })
    },
    idle: async (signal) => {
      if (signal.aborted) return ok(undefined)
      // Any command ends IDLE; NOOP is the one that does nothing else.
      const stop = (): void => void client.noop().catch(() => undefined)
      signal.addEventListener('abort', stop, { once: true })
      try {
        const result = await run(() => client.idle())
        if (!result.ok) return result
        return client.usable ? ok(undefined) : fail('host/connection-lost')
      } finally {
        signal.removeEventListener('abort', stop)
      }
    },
    close: async () => {
      events.closing()
      if (client.usable) await logOut(client)
      client.close()
    },
  }
}

/** A server answers about the open mailbox from what it has told so far; NOOP lets it tell what came since. */
async function catchUp(client: ImapFlow): Promise<void> {
  if (client.mailbox) await client.noop()
}

async function logOut(client: ImapFlow): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, transportLimits.logoutTimeoutMs)
  })
  await Promise.race([client.logout().catch(() => undefined), patience])
  clearTimeout(timer)
}

function capabilitiesOf(client: ImapFlow): ImapCapabilities {
  // IMAP4rev2 takes these into the base protocol (RFC 9051 appendix E).
  const isRev2 = client.enabled.has('IMAP4REV2')
  const has = (name: string): boolean => client.capabilities.has(name)
  const appendLimit = client.capabilities.get('APPENDLIMIT')
  return {
    condstore: client.enabled.has('CONDSTORE'),
    qresync: client.enabled.has('QRESYNC'),
    idle: isRev2 || has('IDLE'),
    move: isRev2 || has('MOVE'),
    uidPlus: isRev2 || has('UIDPLUS'),
    appendLimit: typeof appendLimit === 'number' ? appendLimit : null,
  }
}

const roles: Readonly<Record<string, MailboxRole>> = {
  '\\Inbox': 'inbox',
  '\\Drafts': 'drafts',
  '\\Sent': 'sent',
  '\\Trash': 'trash',
  '\\Junk': 'junk',
  '\\Archive': 'archive',
  '\\All': 'all',
  '\\Flagged': 'flagged',
}

function listed(entry: ListResponse): ListedMailbox {
  return {
    path: entry.path,
    name: entry.name,
    delimiter: entry.delimiter,
    role: roles[entry.specialUse ?? ''] ?? null,
    isSubscribed: entry.subscribed,
    isSelectable: !entry.flags.has('\\Noselect') && !entry.flags.has('\\NonExistent'),
    status: entry.status === undefined ? null : statusOf(entry.status),
  }
}

function statusOf(status: StatusObject): MailboxStatus | null {
  const { messages, unseen, uidNext, uidValidity, highestModseq } = status
  if (messages === undefined || uidNext === undefined || uidValidity === undefined) return null
  return {
    exists: messages,
    unseen: unseen ?? 0,
    uidNext,
    uidValidity: Number(uidValidity),
    highestModseq: highestModseq ?? null,
  }
}
