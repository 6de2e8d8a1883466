import type { MailboxId, MessageId } from '../../shared/ids.ts'
import { ok } from '../../shared/result.ts'
import {
  countMessages,
  findLocalAccount,
  listMailboxActions,
  listMailboxes,
  listTogether,
  type MailboxRole,
  type Reader,
  type Store,
} from '../store/index.ts'
import type { Inbound } from './inbound.ts'
import { foreseeMailboxes } from './mailboxes/foresee.ts'
import { parentOf } from './mailboxes/tree.ts'
import { presentRow } from './present-row.ts'
import { mostLeftDrafts } from './limits.ts'

/** What is shown without opening anything: mailboxes and the message list. */
export function createListing(store: Store): Pick<Inbound, 'mailboxes' | 'list' | 'leftDrafts'> {
  return {
    mailboxes: () =>
      store.attempt((reader) => {
        const local = findLocalAccount(reader)
        const listed = foreseeMailboxes(listMailboxes(reader), listMailboxActions(reader)).filter(
          ({ isSelectable }) => isSelectable,
        )
        const byAccount = Map.groupBy(listed, ({ accountId }) => accountId)
        return ok(
          listed.map((mailbox) => {
            const { id, accountId, name, path, role } = mailbox
            return {
              id,
              accountId,
              name,
              path,
              role,
              parentId: parentOf(mailbox, byAccount.get(accountId) ?? [])?.id ?? null,
              isLocal: accountId === local,
              ...countMessages(reader, id),
            }
          }),
        )
      }),

    list: (mailboxId, cursor, limit, offset = 0) =>
      store.attempt((reader) => {
        const ids = mailboxId === null ? ofHosts(reader, 'inbox') : [mailboxId]
        const rows = listTogether(reader, ids, { before: cursorOf(cursor), limit, offset })
        const last = rows.at(-1)
        return ok({
          rows: rows.map((record) => presentRow(reader, record, record.snippet)),
          nextCursor: rows.length < limit || last === undefined ? null : String(last.id),
          total: ids.reduce((sum, id) => sum + countMessages(reader, id).total, 0),
        })
      }),

    leftDrafts: () =>
      store.attempt((reader) => {
        const ids = ofHosts(reader, 'drafts')
        const rows = listTogether(reader, ids, { before: null, limit: mostLeftDrafts, offset: 0 })
        return ok(rows.map((record) => presentRow(reader, record, record.snippet)))
      }),
  }
}

/** The mailboxes for one use, but for imported mail. */
function ofHosts(reader: Reader, role: MailboxRole): MailboxId[] {
  const localId = findLocalAccount(reader)
  return listMailboxes(reader)
    .filter((mailbox) => mailbox.role === role && mailbox.accountId !== localId)
    .map(({ id }) => id)
}

/** A page's cursor is the last id of the page before. */
export function cursorOf(cursor: string | null): MessageId | null {
  return cursor === null ? null : (Number(cursor) as MessageId)
}
