import { randomBytes } from 'node:crypto'
import type { ContactId } from '../../shared/ids.ts'
import {
  addAuditPerson,
  findAuditPersonOfContact,
  findAuditUser,
  findContact,
  renameAuditPerson,
  type Tx,
} from '../store/index.ts'

/**
 * The code that stands for a contact in events; made when it is first needed. The name as it is now goes with it, so
 * that it stays known after the contact is gone.
 */
export function codeOfContact(tx: Tx, contactId: ContactId, now: number): string {
  const known = findAuditPersonOfContact(tx, contactId)
  const contact = findContact(tx, contactId)
  const { kind, name } = contact ?? { kind: 'other' as const, name: '' }
  if (known === null) {
    const code = newCode()
    addAuditPerson(tx, { code, kind, contactId, name, createdAt: now })
    return code
  }
  if (contact !== null) renameAuditPerson(tx, known.code, { kind, name })
  return known.code
}

/** The person whose vault this is: one vault per person. */
export function addUser(tx: Tx, name: string, now: number): void {
  addAuditPerson(tx, { code: newCode(), kind: 'user', contactId: null, name, createdAt: now })
}

export function renameUser(tx: Tx, name: string): void {
  const user = findAuditUser(tx)
  if (user !== null) renameAuditPerson(tx, user.code, { kind: 'user', name })
}

function newCode(): string {
  return randomBytes(8).toString('hex')
}
