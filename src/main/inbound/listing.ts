import type { MessageRow } from '../../shared/contract/index.ts'
import type { MessageId } from '../../shared/ids.ts'
import { ok } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  countMessages,
  findMailbox,
  listMailboxes,
  listMessages,
  parseQuery,
  search,
  shownName,
  type MessageRecord,
  type Reader,
  type Store,
} from '../store/index.ts'
import type { Inbound } from './inbound.ts'

/** What is shown without opening anything: mailboxes, the message list, search. */
export function createListing(
  store: Store,
  audit: AuditTrail,
): Pick<Inbound, 'mailboxes' | 'list' | 'search'> {
  let hasSearched = false

  return {
    mailboxes: () =>
      store.attempt((reader) =>
        ok(
          listMailboxes(reader)
            .filter(({ isSelectable }) => isSelectable)
            .map(({ id, accountId, name, path, role }) => ({
              id,
              accountId,
              name,
              path,
              role,
              ...countMessages(reader, id),
            })),
        ),
      ),

    list: (mailboxId, cursor, limit) =>
      store.attempt((reader) => {
        const rows = listMessages(reader, mailboxId, { before: cursorOf(cursor), limit })
        const last = rows.at(-1)
        return ok({
          rows: rows.map((record) => presentRow(reader, record, record.snippet)),
          nextCursor: rows.length < limit || last === undefined ? null : String(last.id),
          total: countMessages(reader, mailboxId).total,
        })
      }),

    search: (query, cursor, limit) => {
      if (!hasSearched) {
        const recorded = audit.record({ type: 'message.searched' })
        if (!recorded.ok) {
          return recorded
        }
        hasSearched = true
      }
      return store.attempt((reader) => {
        const { hits, next } = search(reader, parseQuery(query), { before: cursorOf(cursor), limit })
        return ok({
          rows: hits.map(({ message, snippet }) => presentRow(reader, message, snippet)),
          nextCursor: next === null ? null : String(next),
          total: hits.length,
        })
      })
    },
  }
}

function presentRow(reader: Reader, record: MessageRecord, snippet: string): MessageRow {
  const role = findMailbox(reader, record.mailboxId)?.role
  const isOutgoing = role === 'sent' || role === 'drafts'
  const people = isOutgoing
    ? [...record.envelope.to, ...record.envelope.cc].map((person) => shownName(reader, person))
    : record.envelope.from.map(({ name, address }) => (name === '' ? address : name))
  return {
    id: record.id,
    mailboxId: record.mailboxId,
    who: people.join(', '),
    subject: record.subject,
    snippet,
    date: new Date(record.sentDate ?? record.internalDate).toISOString(),
    isUnread: !record.isSeen,
    isFlagged: record.isFlagged,
    isAnswered: record.isAnswered,
    hasAttachments: record.hasAttachments,
    mark: record.mark,
  }
}

function cursorOf(cursor: string | null): MessageId | null {
  return cursor === null ? null : (Number(cursor) as MessageId)
}
