import type { ContactId } from '../../../shared/ids.ts'
import { requireRow, sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { bool, flag, int, intOrNull, json, jsonText, text, textOrNull } from '../rows.ts'
import type { StoredAddress } from './message-rows.ts'
import type { NotHeld } from './not-held.ts'

export type ContactKind = 'patient' | 'colleague' | 'other'
export type ReadsMailOn = 'phone' | 'computer' | 'unsure'

export type ContactFields = {
  readonly kind: ContactKind
  readonly name: string
  /** In the order of preference: the first is written to. */
  readonly addresses: readonly string[]
  readonly nicknames: readonly string[]
  /** `YYYY-MM-DD`. */
  readonly birthDate: string | null
  readonly recordNumber: string | null
  readonly phones: readonly string[]
  readonly readsMailOn: ReadsMailOn
  /** `YYYY-MM-DD`; null: not agreed, or not known. */
  readonly agreedToEmailOn: string | null
}

export type ContactRow = ContactFields & {
  readonly id: ContactId
  readonly formThatWorked: 'html' | 'pdf' | null
  readonly isBlocked: boolean
  /** No longer written to; still known to the scan and to old messages. */
  readonly isArchived: boolean
  readonly createdAt: number
  readonly updatedAt: number
}

export type ContactFilter = {
  /** Part of a name, nickname or address. */
  readonly query?: string
  readonly kind?: ContactKind
  /** Only those who are archived, or only those who aren't; both when it isn't given. */
  readonly isArchived?: boolean
}

/** By name. */
export function listContacts(reader: Reader, filter: ContactFilter = {}): ContactRow[] {
  const pattern = filter.query === undefined ? null : `%${escapeLike(filter.query)}%`
  return reader[sql]
    .all(
      `SELECT * FROM contacts c
       WHERE (?1 IS NULL OR kind = ?1) AND (?3 IS NULL OR (archived_at IS NOT NULL) = ?3)
         AND (?2 IS NULL OR name LIKE ?2 ESCAPE '\\' OR nicknames_json LIKE ?2 ESCAPE '\\'
              OR EXISTS (SELECT 1 FROM contact_addresses a WHERE a.contact_id = c.id AND a.address LIKE ?2 ESCAPE '\\'))
       ORDER BY name COLLATE NOCASE, id`,
      filter.kind ?? null,
      pattern,
      filter.isArchived === undefined ? null : flag(filter.isArchived),
    )
    .map((row) => contactOf(reader, row))
}

/** Every name and nickname, archived people's too. */
export function listContactNames(reader: Reader): string[] {
  return reader[sql]
    .all('SELECT name, nicknames_json FROM contacts')
    .flatMap((row) => [text(row, 'name'), ...json<string[]>(row, 'nicknames_json')])
}

export function findContact(reader: Reader, id: ContactId): ContactRow | null {
  const row = reader[sql].get('SELECT * FROM contacts WHERE id = ?', id)
  return row === undefined ? null : contactOf(reader, row)
}

/** Contacts with this address, oldest first; case makes no difference. More than one: a shared address. */
export function findContactsByAddress(reader: Reader, address: string): ContactRow[] {
  return reader[sql]
    .all(
      `SELECT c.* FROM contact_addresses a JOIN contacts c ON c.id = a.contact_id
       WHERE a.address = ? ORDER BY c.id`,
      address,
    )
    .map((row) => contactOf(reader, row))
}

/** How a person is called in lists: as written, else as in the address book where the address is one person's alone. */
export function shownName(reader: Reader, { name, address }: StoredAddress): string {
  if (name !== '') return name
  const [contact, ...others] = findContactsByAddress(reader, address.toLowerCase())
  return contact === undefined || others.length > 0 ? address : contact.name
}

export function addContact(tx: Tx, contact: ContactFields, now: number): ContactId {
  const { id } = tx[sql].run(
    `INSERT INTO contacts (kind, name, nicknames_json, birth_date, record_number, phones_json, reads_mail_on,
       agreed_to_email_on, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...fieldValues(contact),
    now,
    now,
  )
  saveAddresses(tx, id, contact.addresses)
  return id as ContactId
}

/** @throws StoreError `store/not-found` */
export function updateContact(tx: Tx, id: ContactId, contact: ContactFields, now: number): void {
  requireRow(tx[sql].get('SELECT id FROM contacts WHERE id = ?', id))
  tx[sql].run(
    `UPDATE contacts SET kind = ?, name = ?, nicknames_json = ?, birth_date = ?, record_number = ?, phones_json = ?,
       reads_mail_on = ?, agreed_to_email_on = ?, updated_at = ? WHERE id = ?`,
    ...fieldValues(contact),
    now,
    id,
  )
  saveAddresses(tx, id, contact.addresses)
}

/** Takes a person off the lists, or puts one back. */
export function setContactArchived(tx: Tx, id: ContactId, isArchived: boolean, now: number): void {
  tx[sql].run(
    'UPDATE contacts SET archived_at = ?, updated_at = ? WHERE id = ?',
    isArchived ? now : null,
    now,
    id,
  )
}

export function setContactBlocked(tx: Tx, id: ContactId, isBlocked: boolean, now: number): void {
  tx[sql].run('UPDATE contacts SET is_blocked = ?, updated_at = ? WHERE id = ?', flag(isBlocked), now, id)
}

/** Which form of the sealed message she is known to have opened; null where it failed her since. */
export function setFormThatWorked(tx: Tx, id: ContactId, form: 'html' | 'pdf' | null, now: number): void {
  tx[sql].run('UPDATE contacts SET form_that_worked = ?, updated_at = ? WHERE id = ?', form, now, id)
}

/** A person was asked about this address in place and knows it. */
export function confirmAddress(tx: Tx, id: ContactId, address: string, now: number): void {
  tx[sql].run(
    'UPDATE contact_addresses SET confirmed_at = ? WHERE contact_id = ? AND address = ?',
    now,
    id,
    address,
  )
}

export function isAddressConfirmed(reader: Reader, address: string): boolean {
  return (
    reader[sql].get(
      'SELECT 1 FROM contact_addresses WHERE address = ? AND confirmed_at IS NOT NULL',
      address,
    ) !== undefined
  )
}

/** Removes the contact with addresses, certificates and passphrases; the audit log keeps its code and name. */
export function removeContact(tx: Tx, id: NotHeld<ContactId>): void {
  tx[sql].run('DELETE FROM contacts WHERE id = ?', id)
}

function fieldValues(contact: ContactFields) {
  return [
    contact.kind,
    contact.name,
    jsonText(contact.nicknames),
    contact.birthDate,
    contact.recordNumber,
    jsonText(contact.phones),
    contact.readsMailOn,
    contact.agreedToEmailOn,
  ] as const
}

/** Keeps what is known of an address that stays: that a person confirmed it. */
function saveAddresses(tx: Tx, contactId: number, addresses: readonly string[]): void {
  tx[sql].run(
    'DELETE FROM contact_addresses WHERE contact_id = ? AND address NOT IN (SELECT value FROM json_each(?))',
    contactId,
    jsonText(addresses),
  )
  addresses.forEach((address, position) => {
    tx[sql].run(
      `INSERT INTO contact_addresses (contact_id, position, address) VALUES (?, ?, ?)
       ON CONFLICT (contact_id, address) DO UPDATE SET position = excluded.position`,
      contactId,
      position,
      address,
    )
  })
}

function contactOf(reader: Reader, row: SqlRow): ContactRow {
  const id = int(row, 'id')
  return {
    id: id as ContactId,
    kind: text(row, 'kind') as ContactKind,
    name: text(row, 'name'),
    addresses: reader[sql]
      .all('SELECT address FROM contact_addresses WHERE contact_id = ? ORDER BY position', id)
      .map((address) => text(address, 'address')),
    nicknames: json<string[]>(row, 'nicknames_json'),
    birthDate: textOrNull(row, 'birth_date'),
    recordNumber: textOrNull(row, 'record_number'),
    phones: json<string[]>(row, 'phones_json'),
    readsMailOn: text(row, 'reads_mail_on') as ReadsMailOn,
    agreedToEmailOn: textOrNull(row, 'agreed_to_email_on'),
    formThatWorked: textOrNull(row, 'form_that_worked') as ContactRow['formThatWorked'],
    isBlocked: bool(row, 'is_blocked'),
    isArchived: intOrNull(row, 'archived_at') !== null,
    createdAt: int(row, 'created_at'),
    updatedAt: int(row, 'updated_at'),
  }
}

function escapeLike(query: string): string {
  return query.replace(/[\\%_]/g, '\\$&')
}
