import type { ContactId } from '../../../shared/ids.ts'
import { sql, type Reader, type SqlRow, type Tx } from '../connection.ts'
import { int, intOrNull, text } from '../rows.ts'

/** A random code that stands for a person in the audit log, with the name as last known. */
export type AuditPerson = {
  readonly code: string
  readonly kind: 'user' | 'patient' | 'colleague' | 'other'
  readonly contactId: ContactId | null
  readonly name: string
  readonly createdAt: number
}

export function findAuditPersonOfContact(reader: Reader, contactId: ContactId): AuditPerson | null {
  return one(reader[sql].get('SELECT * FROM audit_people WHERE contact_id = ?', contactId))
}

/** The owner of this vault: one vault per person. */
export function findAuditUser(reader: Reader): AuditPerson | null {
  return one(reader[sql].get(`SELECT * FROM audit_people WHERE kind = 'user'`))
}

export function listAuditPeople(reader: Reader): AuditPerson[] {
  return reader[sql].all('SELECT * FROM audit_people ORDER BY code').map(personOf)
}

export function addAuditPerson(tx: Tx, person: AuditPerson): void {
  tx[sql].run(
    'INSERT INTO audit_people (code, kind, contact_id, name, created_at) VALUES (?, ?, ?, ?, ?)',
    person.code,
    person.kind,
    person.contactId,
    person.name,
    person.createdAt,
  )
}

export function renameAuditPerson(tx: Tx, code: string, change: Pick<AuditPerson, 'kind' | 'name'>): void {
  tx[sql].run('UPDATE audit_people SET kind = ?, name = ? WHERE code = ?', change.kind, change.name, code)
}

function one(row: SqlRow | undefined): AuditPerson | null {
  return row === undefined ? null : personOf(row)
}

function personOf(row: SqlRow): AuditPerson {
  return {
    code: text(row, 'code'),
    kind: text(row, 'kind') as AuditPerson['kind'],
    contactId: intOrNull(row, 'contact_id') as ContactId | null,
    name: text(row, 'name'),
    createdAt: int(row, 'created_at'),
  }
}
