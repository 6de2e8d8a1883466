import { z } from 'zod'
import type { MailboxRow, ServerAction } from '../../store/index.ts'
import { afterRename, withName } from './names.ts'

export const createPayload = z.object({ path: z.string().min(1) })
export const renamePayload = z.object({ name: z.string().min(1) })

export type MailboxAction = Pick<ServerAction, 'kind' | 'mailboxId' | 'payload'>

/**
 * The mailboxes as they will be once the server was told what was done here: renamed ones under their new names, removed
 * ones not at all. `path` stays the server's in the store until it has done so, since it is by that path that it is asked.
 * @param actions what waits, in the order in which it was done; of other kinds too
 */
export function foreseeMailboxes(
  mailboxes: readonly MailboxRow[],
  actions: readonly MailboxAction[],
): MailboxRow[] {
  const foreseen = new Map(mailboxes.map((mailbox) => [mailbox.id, mailbox]))
  for (const { kind, mailboxId, payload } of actions) {
    if (kind === 'create-mailbox') {
      // Made again after it was removed.
      const again = mailboxes.find(({ id }) => id === mailboxId)
      if (again !== undefined) {
        foreseen.set(again.id, again)
      }
      continue
    }
    const mailbox = mailboxId === null ? undefined : foreseen.get(mailboxId)
    if (mailbox === undefined) {
      continue
    }
    if (kind === 'delete-mailbox') {
      foreseen.delete(mailbox.id)
    } else if (kind === 'rename-mailbox') {
      const { accountId, delimiter, path: from } = mailbox
      const { name } = renamePayload.parse(payload)
      const to = withName(from, delimiter, name)
      for (const one of foreseen.values()) {
        if (one.accountId === accountId) {
          foreseen.set(one.id, { ...one, path: afterRename(one.path, { from, to }, delimiter) })
        }
      }
      foreseen.set(mailbox.id, { ...mailbox, path: to, name })
    }
  }
  return [...foreseen.values()]
}
