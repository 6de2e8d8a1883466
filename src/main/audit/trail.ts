import type { ContactId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { Tx } from '../store/index.ts'
import type { AuditEvent } from './events/index.ts'

/** What every flow needs of the audit log. If it can't be written, the action does not happen (promise 5). */
export interface AuditTrail {
  /**
   * Chains an event inside the transaction of its effect, so that both are durable or neither is.
   * A failure (`audit/write-failed`) must be returned by the transaction, which then rolls back.
   */
  append(tx: Tx, event: AuditEvent): Result<void>
  /** Records an event that has no other effect in the store, such as a view, in a transaction of its own. */
  record(event: AuditEvent): Result<void>
  /** The code that stands for a contact in events; made when it is first needed. */
  personOf(tx: Tx, contactId: ContactId): string
}
