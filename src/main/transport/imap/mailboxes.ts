import type { ListResponse, MailboxObject, StatusObject } from 'imapflow'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { catchUp, type Runner } from './runner.ts'
import type { ImapSession, ListedMailbox, MailboxRole, MailboxStatus } from './types.ts'

export const statusItems = {
  messages: true,
  unseen: true,
  uidNext: true,
  uidValidity: true,
  highestModseq: true,
} as const

/** The calls about mailboxes as a whole. */
export function mailboxCalls({
  client,
  run,
  runChecked,
}: Runner): Pick<
  ImapSession,
  'listMailboxes' | 'createMailbox' | 'renameMailbox' | 'deleteMailbox' | 'status' | 'open'
> {
  let allPath: string | null = null
  const subscribe = (path: string) => run(() => client.mailboxSubscribe(path))
  const unsubscribe = (path: string) => run(() => client.mailboxUnsubscribe(path))

  /** To let go of a mailbox, imapflow closes it, and CLOSE expunges what other programs have marked (RFC 3501 6.4.2). */
  async function leave(path: string): Promise<Result<void>> {
    if (client.mailbox === false || client.mailbox.path !== path) return ok(undefined)
    const left = await run(() => client.mailboxOpen('INBOX', { readOnly: true }))
    return left.ok ? ok(undefined) : left
  }

  return {
    listMailboxes: () =>
      run(async () => {
        await catchUp(client)
        const hasLabels = client.capabilities.has('X-GM-EXT-1')
        const mailboxes = (await client.list({ statusQuery: statusItems })).map((one) =>
          listed(one, hasLabels),
        )
        allPath = mailboxes.find(({ view }) => view === 'all')?.path ?? null
        return mailboxes
      }),
    createMailbox: async (path) => {
      const created = await runChecked(() => client.mailboxCreate(path))
      if (!created.ok) return created
      // One that was there already may have been left out of the list by other programs.
      const subscribed = created.value.created ? ok(true) : await subscribe(created.value.path)
      return subscribed.ok ? ok(created.value.path) : subscribed
    },
    renameMailbox: async (from, to, inside) => {
      const left = await leave(from)
      if (!left.ok) return left
      const renamed = await runChecked(() => client.mailboxRename(from, to))
      if (!renamed.ok) return renamed
      // Subscriptions are to names, and stay with the old one (RFC 3501 section 6.3.6).
      for (const path of ['', ...inside]) {
        const subscribed = await subscribe(to + path)
        const ended = subscribed.ok ? await unsubscribe(from + path) : subscribed
        if (!ended.ok) return ended
      }
      return ok(undefined)
    },
    deleteMailbox: async (path) => {
      const left = await leave(path)
      if (!left.ok) return left
      const deleted = await runChecked(() => client.mailboxDelete(path))
      if (!deleted.ok) return deleted
      const ended = await unsubscribe(path)
      return ended.ok ? ok(undefined) : ended
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
    open: async (path) => {
      const opened = await run(() => client.mailboxOpen(path))
      if (!opened.ok) return opened
      const { uidValidity, uidNext, exists, noModseq, highestModseq, readOnly } = opened.value as Opened
      // Without it no UID can be kept; no server that we know leaves it out (RFC 3501 section 6.3.1).
      if (uidValidity === undefined) return fail('host/protocol-violation')
      return ok({
        path: opened.value.path,
        uidValidity: Number(uidValidity),
        uidNext: uidNext ?? 0,
        exists: exists ?? 0,
        highestModseq: noModseq === true ? null : (highestModseq ?? null),
        isReadOnly: readOnly === true,
        isAll: opened.value.path === allPath,
      })
    },
  }
}

/** As the server may leave them out. */
type Opened = Omit<MailboxObject, 'uidValidity' | 'uidNext' | 'exists'> &
  Partial<Pick<MailboxObject, 'uidValidity' | 'uidNext' | 'exists'>>

const roles: Readonly<Record<string, MailboxRole>> = {
  '\\Inbox': 'inbox',
  '\\Drafts': 'drafts',
  '\\Sent': 'sent',
  '\\Trash': 'trash',
  '\\Junk': 'junk',
  '\\Archive': 'archive',
}

function listed(entry: ListResponse, hasLabels: boolean): ListedMailbox {
  return {
    path: entry.path,
    name: entry.name,
    delimiter: entry.delimiter,
    role: roleOf(entry),
    view: viewOf(entry, hasLabels),
    isSubscribed: entry.subscribed,
    isSelectable: !entry.flags.has('\\Noselect') && !entry.flags.has('\\NonExistent'),
    status: entry.status === undefined ? null : statusOf(entry.status),
  }
}

/** A mailbox may have two uses (RFC 6154), of which the library names one. */
function roleOf({ specialUse, flags }: ListResponse): MailboxRole | null {
  return flags.has('\\Archive') ? 'archive' : (roles[specialUse ?? ''] ?? null)
}

function viewOf(
  { specialUse, specialUseSource, flags }: ListResponse,
  hasLabels: boolean,
): ListedMailbox['view'] {
  if (flags.has('\\Important')) return 'of-others'
  if (flags.has('\\Archive')) return null
  // Anybody may call a mailbox of their own "Starred".
  if (specialUseSource !== 'extension') return null
  if (specialUse === '\\All') return hasLabels ? 'all' : 'of-others'
  return specialUse === '\\Flagged' ? 'of-others' : null
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
