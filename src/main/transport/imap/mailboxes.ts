import type { ListResponse, StatusObject } from 'imapflow'
import { fail, ok } from '../../../shared/result.ts'
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
}: Runner): Pick<ImapSession, 'listMailboxes' | 'createMailbox' | 'status' | 'open'> {
  return {
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
