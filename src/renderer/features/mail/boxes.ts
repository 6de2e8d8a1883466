import { useQuery } from '@tanstack/react-query'
import type { Mailbox, MailboxRole } from '../../../shared/contract/index.ts'
import { toldAtFoot } from '../../app/cache.ts'
import { useEngine } from '../../app/engine.ts'
import type { Box } from '../../app/places.ts'

const order: readonly MailboxRole[] = ['inbox', 'sent', 'archive', 'junk', 'trash', 'other']

/** The host's mailboxes in the order of the sidebar. The host's Drafts are behind our own list of drafts. */
export function inOrder(mailboxes: readonly Mailbox[]): Mailbox[] {
  return mailboxes
    .filter((mailbox) => mailbox.role !== 'drafts')
    .toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || a.path.localeCompare(b.path))
}

/** Imported mail may hold an inbox as well, which is nobody's any more. */
function isHostInbox({ role, isLocal }: Mailbox): boolean {
  return role === 'inbox' && !isLocal
}

/** Whether the box shows the inboxes of several accounts together. */
export function isUnified(box: Box, mailboxes: readonly Mailbox[]): boolean {
  return box.kind === 'inbox' && mailboxes.filter(isHostInbox).length > 1
}

/** The host's mailbox behind a box; undefined for drafts, outbox and all inboxes, and while the list isn't known. */
export function mailboxOf(box: Box, mailboxes: readonly Mailbox[]): Mailbox | undefined {
  switch (box.kind) {
    case 'mailbox':
      return mailboxes.find((mailbox) => mailbox.id === box.id)
    case 'inbox':
      return isUnified(box, mailboxes) ? undefined : mailboxes.find(isHostInbox)
    case 'sent':
      return mailboxes.find((mailbox) => mailbox.role === 'sent' && !mailbox.isLocal)
    case 'drafts':
    case 'outbox':
      return undefined
  }
}

export function useMailboxes(): readonly Mailbox[] {
  const { queries } = useEngine()
  return useQuery(queries.mail.mailboxes.queryOptions({ meta: toldAtFoot })).data ?? []
}
