import { sql, type Reader } from '../connection.ts'
import { listContacts } from '../repositories/contacts.ts'
import { listDepartingMailboxes } from '../repositories/mailboxes.ts'
import { firstIdAt } from '../repositories/message-ids.ts'
import { int } from '../rows.ts'
import { matchOfAddresses } from './match.ts'
import type { NamedFilter, SearchHint, SearchQuery } from './query.ts'

/** A query whose names were looked up: what SQL needs. */
export type ResolvedQuery = {
  /** FTS5 expression, or null when only filters were given. */
  readonly match: string | null
  /** FTS5 expression of what may not be there, where there is no `match` that holds it. */
  readonly exclude: string | null
  readonly isUnread: boolean | null
  readonly isFlagged: boolean | null
  readonly hasAttachment: boolean | null
  /** Ids; null: any. */
  readonly inMailboxes: readonly number[] | null
  readonly notInMailboxes: readonly number[]
  /** Exclusive bounds of ids. */
  readonly below: number
  readonly above: number
  /** Somewhere a message is marked as deleted, which no search finds. */
  readonly isAnyDeleted: boolean
  /** It asks for nothing, or for what can't be: there are no hits. */
  readonly isVoid: boolean
  readonly hints: readonly SearchHint[]
}

/** Looks up mailboxes and patients by name. A name that isn't known gives a hint; asked for alone, it finds nothing. */
export function resolveQuery(reader: Reader, query: SearchQuery): ResolvedQuery {
  const mailboxes = query.mailboxes.map((filter) => ({
    ...filter,
    ids: mailboxesCalled(reader, filter.name),
  }))
  const patients = query.patients.map((filter) => ({ ...filter, match: patientMatch(reader, filter.name) }))
  const wanted = mailboxes.filter(({ isExcluded }) => !isExcluded)
  const people = patients.filter(({ isExcluded }) => !isExcluded)
  const named = wanted.length === 0 ? null : wanted.flatMap(({ ids }) => ids)
  const { within } = query
  const inMailboxes = within === null ? named : named === null || named.includes(within) ? [within] : []
  const matches = [...query.matches, ...people.flatMap(({ match }) => match ?? [])]
  const exclusions = [
    ...query.exclusions,
    ...patients.flatMap(({ match, isExcluded }) => (isExcluded ? (match ?? []) : [])),
  ]
  const match = matches.length === 0 ? null : matches.join(' AND ')
  const exclude = exclusions.length === 0 ? null : exclusions.join(' OR ')
  const isWithin = match !== null && exclude !== null
  return {
    match: isWithin ? `(${match}) NOT (${exclude})` : match,
    exclude: isWithin ? null : exclude,
    isUnread: query.isUnread,
    isFlagged: query.isFlagged,
    hasAttachment: query.hasAttachment,
    inMailboxes,
    notInMailboxes: [
      ...mailboxes.filter(({ isExcluded }) => isExcluded).flatMap(({ ids }) => ids),
      ...listDepartingMailboxes(reader),
    ],
    below: query.before === null ? Number.MAX_SAFE_INTEGER : firstIdAt(query.before),
    above: query.after === null ? -1 : firstIdAt(query.after) - 1,
    isAnyDeleted: reader[sql].get('SELECT 1 FROM messages WHERE is_deleted = 1 LIMIT 1') !== undefined,
    isVoid: asksNothing(query) || inMailboxes?.length === 0 || people.some(({ match }) => match === null),
    hints: [
      ...query.hints,
      ...unknown(
        mailboxes.filter(({ ids }) => ids.length === 0),
        'no-such-mailbox',
      ),
      ...unknown(
        patients.filter(({ match }) => match === null),
        'no-such-patient',
      ),
    ],
  }
}

function unknown(filters: readonly NamedFilter[], kind: SearchHint['kind']): SearchHint[] {
  return filters.map(({ name }) => ({ kind, word: name }))
}

/** By role, name or path; several accounts have each their own. */
function mailboxesCalled(reader: Reader, name: string): number[] {
  return reader[sql]
    .all(
      'SELECT id FROM mailboxes WHERE role = lower(?1) OR name = ?1 COLLATE NOCASE OR path = ?1 COLLATE NOCASE',
      name,
    )
    .map((row) => int(row, 'id'))
}

/** Mail from or to any address of the patients whose name, nickname or address begins a word like this. */
function patientMatch(reader: Reader, name: string): string | null {
  const wanted = wordsOf(name)
  const addresses = listContacts(reader, { kind: 'patient' })
    .filter((contact) =>
      [contact.name, ...contact.nicknames, ...contact.addresses].some((called) => isCalled(called, wanted)),
    )
    .flatMap((contact) => contact.addresses)
  return matchOfAddresses(addresses)
}

/** Every word that was typed begins one of the name's. */
function isCalled(name: string, wanted: readonly string[]): boolean {
  const words = wordsOf(name)
  return wanted.length > 0 && wanted.every((begin) => words.some((word) => word.startsWith(begin)))
}

function wordsOf(name: string): string[] {
  const folded = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return folded.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Only signs that no word is made of: better nothing than everything. */
function asksNothing(query: SearchQuery): boolean {
  const { matches, exclusions, mailboxes, patients, isUnread, isFlagged, hasAttachment, before, after } =
    query
  return (
    [matches, exclusions, mailboxes, patients].every((list) => list.length === 0) &&
    [isUnread, isFlagged, hasAttachment, before, after].every((filter) => filter === null)
  )
}
