import type { MailboxId, MessageId } from '../../shared/ids.ts'
import { ok } from '../../shared/result.ts'
import {
  countMessages,
  findLocalAccount,
  listMailboxes,
  listMessages,
  type Reader,
  type Store,
} from '../store/index.ts'
import type { Inbound } from './inbound.ts'
import { presentRow } from './present-row.ts'

/** What is shown without opening anything: mailboxes and the message list. */
export function createListing(store: Store): Pick<Inbound, 'mailboxes' | 'list'> {
  return {
    mailboxes: () =>
      store.attempt((reader) => {
        const local = findLocalAccount(reader)
        return ok(
          listMailboxes(reader)
            .filter(({ isSelectable }) => isSelectable)
            .map(({ id, accountId, name, path, role }) => ({
              id,
              accountId,
              name,
              path,
              role,
              isLocal: accountId === local,
              ...countMessages(reader, id),
            })),
        )
      }),

    list: (mailboxId, cursor, limit) =>
      store.attempt((reader) => {
        const ids = mailboxId === null ? inboxes(reader) : [mailboxId]
        const page = { before: cursorOf(cursor), limit }
        // Ids are in the order of time, over all mailboxes.
        const rows = ids
          .flatMap((id) => listMessages(reader, id, page))
          .toSorted((one, other) => other.id - one.id)
          .slice(0, limit)
        const last = rows.at(-1)
        return ok({
          rows: rows.map((record) => presentRow(reader, record, record.snippet)),
          nextCursor: rows.length < limit || last === undefined ? null : String(last.id),
          total: ids.reduce((sum, id) => sum + countMessages(reader, id).total, 0),
        })
      }),
  }
}

function inboxes(reader: Reader): MailboxId[] {
  const localId = findLocalAccount(reader)
  return listMailboxes(reader)
    .filter(({ role, accountId }) => role === 'inbox' && accountId !== localId)
    .map(({ id }) => id)
}

/** A page's cursor is the last id of the page before. */
export function cursorOf(cursor: string | null): MessageId | null {
  return cursor === null ? null : (Number(cursor) as MessageId)
}
