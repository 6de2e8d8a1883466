import type {
  AccountId,
  ContactId,
  DraftId,
  LogicalMessageId,
  MailboxId,
  MessageId,
  TransferId,
} from '../../../shared/ids.ts'
import { sql, type Reader } from '../connection.ts'
import { bool, int, json, text } from '../rows.ts'
import { matchOfAddresses } from '../search/match.ts'
import { listStandingHolds, type LegalHold } from './legal-holds.ts'

declare const notHeld: unique symbol

/**
 * The id of something that no legal hold kept from being deleted when it was asked, which is in the same transaction as
 * the deletion. Nothing but the functions of this file makes one, and whatever deletes takes nothing else: a way to
 * delete that doesn't ask doesn't compile.
 */
export type NotHeld<Id> = Id & { readonly [notHeld]: true }

/** What stands now; looked up once for many messages. */
export type Holds = {
  readonly isAny: boolean
  readonly isEverything: boolean
  readonly accounts: ReadonlySet<AccountId>
  readonly contacts: ReadonlySet<ContactId>
  /** In lower case. */
  readonly addresses: readonly string[]
}

export function readHolds(reader: Reader): Holds {
  const scopes = listStandingHolds(reader)
  const contacts = new Set(scopes.flatMap(({ scope }) => (scope.kind === 'person' ? [scope.contactId] : [])))
  return {
    isAny: scopes.length > 0,
    isEverything: scopes.some(({ scope }) => scope.kind === 'everything'),
    accounts: new Set(scopes.flatMap(({ scope }) => (scope.kind === 'account' ? [scope.accountId] : []))),
    contacts,
    addresses: [...new Set([...addressesThen(scopes), ...addressesNow(reader, contacts)])],
  }
}

/** Which of these messages may go, and which a hold keeps. */
export function partHeld(
  reader: Reader,
  ids: readonly MessageId[],
): { readonly free: NotHeld<MessageId>[]; readonly held: MessageId[] } {
  const holds = readHolds(reader)
  const held = ids.filter((id) => isMessageHeld(reader, id, holds))
  const kept = new Set(held)
  return { free: ids.filter((id) => !kept.has(id)) as NotHeld<MessageId>[], held }
}

/** Null: a hold keeps it. */
export function freeMessage(reader: Reader, id: MessageId): NotHeld<MessageId> | null {
  return partHeld(reader, [id]).free[0] ?? null
}

/** Null: a hold keeps its account, or somebody whom it was written to or went to. */
export function freeLogicalMessage(reader: Reader, id: LogicalMessageId): NotHeld<LogicalMessageId> | null {
  return isLogicalHeld(reader, id, readHolds(reader)) ? null : (id as NotHeld<LogicalMessageId>)
}

/** Null: a hold keeps the account, mail in it that is here, or what was sent from it. */
export function freeAccount(reader: Reader, id: AccountId): NotHeld<AccountId> | null {
  const holds = readHolds(reader)
  const isHeld =
    holds.isEverything ||
    holds.accounts.has(id) ||
    isAnyWithin(reader, holds, 'mailbox_id IN (SELECT id FROM mailboxes WHERE account_id = ?)', id) ||
    isAnySentHeld(reader, id, holds)
  return isHeld ? null : (id as NotHeld<AccountId>)
}

/** Null: a hold keeps the account that it belongs to, or mail in it that is here. */
export function freeMailbox(
  reader: Reader,
  { id, accountId }: { readonly id: MailboxId; readonly accountId: AccountId },
): NotHeld<MailboxId> | null {
  const holds = readHolds(reader)
  const isHeld =
    holds.isEverything || holds.accounts.has(accountId) || isAnyWithin(reader, holds, 'mailbox_id = ?', id)
  return isHeld ? null : (id as NotHeld<MailboxId>)
}

/**
 * As `freeMailbox`, by the question about each message of a piece of it, also those that no list shows.
 *
 * @param after the last of the piece before; 0: from the beginning
 * @returns 'held', or the last that was asked about; null: that was all
 */
export function askPiece(
  reader: Reader,
  id: MailboxId,
  after: number,
  limit: number,
): number | 'held' | null {
  const holds = readHolds(reader)
  if (!holds.isAny) return null
  const ids = reader[sql]
    .all('SELECT id FROM messages WHERE mailbox_id = ? AND id > ? ORDER BY id LIMIT ?', id, after, limit)
    .map((row) => int(row, 'id') as MessageId)
  return ids.some((one) => isMessageHeld(reader, one, holds)) ? 'held' : (ids.at(-1) ?? null)
}

/** Null: a hold keeps something that the import brought. */
export function freeTransfer(reader: Reader, id: TransferId): NotHeld<TransferId> | null {
  const holds = readHolds(reader)
  const brought = 'id IN (SELECT message_id FROM imported_messages WHERE transfer_id = ?)'
  const local = reader[sql].get('SELECT id FROM accounts WHERE is_local = 1')
  const isHeld =
    holds.isEverything ||
    (local !== undefined && holds.accounts.has(int(local, 'id') as AccountId)) ||
    isAnyWithin(reader, holds, brought, id)
  return isHeld ? null : (id as NotHeld<TransferId>)
}

/** Null: a hold keeps what is known of the person. */
export function freeContact(reader: Reader, id: ContactId): NotHeld<ContactId> | null {
  const { isEverything, contacts } = readHolds(reader)
  return isEverything || contacts.has(id) ? null : (id as NotHeld<ContactId>)
}

/**
 * Null: a hold keeps its account, or somebody whom it is addressed to, or was before it was changed. One that was begun and
 * never written on is nothing yet.
 */
export function freeDraft(reader: Reader, id: DraftId): NotHeld<DraftId> | null {
  const { isAny, isEverything, accounts, addresses } = readHolds(reader)
  const row = reader[sql].get(
    `SELECT account_id, content_json, was_held, (revision > 1 OR copy_message_id IS NOT NULL OR taken_revision > 0) AS is_written
     FROM drafts WHERE id = ?`,
    id,
  )
  const isHeld =
    row !== undefined &&
    bool(row, 'is_written') &&
    (isEverything ||
      (isAny && bool(row, 'was_held')) ||
      accounts.has(int(row, 'account_id') as AccountId) ||
      mentions(text(row, 'content_json'), addresses))
  return isHeld ? null : (id as NotHeld<DraftId>)
}

/** Null: a hold stands. Whose mail the key opens can't be told without opening all of it, so that any hold keeps it. */
export function freeOwnKey<Key>(reader: Reader, key: Key): NotHeld<Key> | null {
  return listStandingHolds(reader).length > 0 ? null : (key as NotHeld<Key>)
}

/** Null: a hold stands, so that the whole isn't erased. */
export function freeStore(reader: Reader): NotHeld<'store'> | null {
  return listStandingHolds(reader).length > 0 ? null : ('store' as NotHeld<'store'>)
}

function isMessageHeld(reader: Reader, id: MessageId, holds: Holds): boolean {
  const { isAny, isEverything, accounts, addresses } = holds
  if (!isAny) return false
  const row = reader[sql].get(
    `SELECT account_id, envelope_json, (SELECT json_group_array(r.address) FROM submission_recipients r
       JOIN submissions s ON s.id = r.submission_id WHERE s.logical_id = m.logical_id) AS reached,
       EXISTS (SELECT 1 FROM held_back h WHERE h.message_id = m.id) AS was_held
     FROM messages m WHERE id = ?`,
    id,
  )
  return (
    row !== undefined &&
    (isEverything ||
      bool(row, 'was_held') ||
      accounts.has(int(row, 'account_id') as AccountId) ||
      mentions(text(row, 'envelope_json') + text(row, 'reached'), addresses))
  )
}

/** Also of one without any message of a mailbox that shows it. */
function isAnySentHeld(reader: Reader, id: AccountId, holds: Holds): boolean {
  if (holds.addresses.length === 0) return false
  return reader[sql]
    .all('SELECT id FROM logical_messages WHERE account_id = ?', id)
    .some((row) => isLogicalHeld(reader, int(row, 'id') as LogicalMessageId, holds))
}

function isLogicalHeld(reader: Reader, id: LogicalMessageId, holds: Holds): boolean {
  const { isEverything, accounts, addresses } = holds
  if (!holds.isAny) return false
  const row = reader[sql].get(
    `SELECT account_id, people_json, (SELECT json_group_array(r.address) FROM submission_recipients r
       JOIN submissions s ON s.id = r.submission_id WHERE s.logical_id = l.id) AS reached
     FROM logical_messages l WHERE id = ?`,
    id,
  )
  return (
    row !== undefined &&
    (isEverything ||
      accounts.has(int(row, 'account_id') as AccountId) ||
      mentions(text(row, 'people_json') + text(row, 'reached'), addresses))
  )
}

/** More is taken for held than is: of an address, whatever ends or begins with it. */
function mentions(json: string, addresses: readonly string[]): boolean {
  const lower = json.toLowerCase()
  return addresses.some((address) => lower.includes(address))
}

/** What a hold kept before, and by the index of words what is of a held person: no message has to be read. */
function isAnyWithin(reader: Reader, { isAny, addresses }: Holds, place: string, value: number): boolean {
  const isThere = (ids: string, ...values: readonly string[]) =>
    reader[sql].get(`SELECT 1 FROM messages WHERE ${place} AND id IN (${ids}) LIMIT 1`, value, ...values) !==
    undefined
  if (isAny && isThere('SELECT message_id FROM held_back')) return true
  const match = matchOfAddresses(addresses)
  return match !== null && isThere('SELECT rowid FROM message_search WHERE message_search MATCH ?', match)
}

function addressesThen(holds: readonly LegalHold[]): string[] {
  return holds.flatMap(({ addresses }) => addresses.map((address) => address.toLowerCase()))
}

function addressesNow(reader: Reader, contacts: ReadonlySet<ContactId>): string[] {
  const row = reader[sql].get(
    `SELECT json_group_array(lower(address)) AS addresses FROM contact_addresses
     WHERE contact_id IN (SELECT value FROM json_each(?))`,
    JSON.stringify([...contacts]),
  )
  return row === undefined ? [] : json<string[]>(row, 'addresses')
}
