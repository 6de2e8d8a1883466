import type { AuditEvent, AuditEventType } from '../audit/index.ts'

/** What can say of a copy that it left. */
export const leavingTypes = [
  'submission.sent',
  'submission.answered-in-part',
  'submission.resolved',
] as const satisfies readonly AuditEventType[]

/** A host took it for somebody; or it was found under Sent, or a person said so, after a connection that was lost. */
export function saysItLeft(event: AuditEvent): boolean {
  switch (event.type) {
    case 'submission.sent':
      return true
    case 'submission.answered-in-part':
      return event.accepted > 0
    case 'submission.resolved':
      return event.answer === 'it-left'
    default:
      return false
  }
}
