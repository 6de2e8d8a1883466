import { useQuery } from '@tanstack/react-query'
import type { Mailbox, MailboxRole } from '../../../shared/contract/index.ts'
import { toldAtFoot } from '../../app/cache.ts'
import { useEngine } from '../../app/engine.ts'
import type { Box } from '../../app/places.ts'

const order: readonly MailboxRole[] = ['inbox', 'sent', 'archive', 'junk', 'trash', 'other']

/** The host's mailboxes in the order of the sidebar, each behind what it lies in. The host's Drafts are behind our own list. */
export function inOrder(mailboxes: readonly Mailbox[]): Mailbox[] {
  const sorted = mailboxes.toSorted(
    (a, b) => order.indexOf(a.role) - order.indexOf(b.role) || a.name.localeCompare(b.name),
  )
  const inside = (parentId: Mailbox['parentId']): Mailbox[] =>
    sorted.filter((one) => one.parentId === parentId).flatMap((one) => [one, ...inside(one.id)])
  return inside(null).filter((mailbox) => mailbox.role !== 'drafts')
}

/** In how many others a mailbox lies. */
export function depthOf(mailbox: Mailbox, mailboxes: readonly Mailbox[]): number {
  const parent = mailboxes.find(({ id }) => id === mailbox.parentId)
  return parent === undefined ? 0 : depthOf(parent, mailboxes) + 1
}

/** Its name behind those it lies in: `Referrals / Open`. */
export function pathOf(mailbox: Mailbox, mailboxes: readonly Mailbox[]): string {
  const parent = mailboxes.find(({ id }) => id === mailbox.parentId)
  return parent === undefined ? mailbox.name : `${pathOf(parent, mailboxes)} / ${mailbox.name}`
}

/** The mailboxes inside one, at any depth. */
export function insideOf({ id }: Mailbox, mailboxes: readonly Mailbox[]): Mailbox[] {
  return mailboxes
    .filter(({ parentId }) => parentId === id)
    .flatMap((one) => [one, ...insideOf(one, mailboxes)])
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
