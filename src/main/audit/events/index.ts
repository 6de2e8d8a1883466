import { z } from 'zod'
import { accountEvents } from './accounts.ts'
import { evidenceEvents } from './evidence.ts'
import { logEvents } from './log.ts'
import { peopleEvents } from './people.ts'
import { policyEvents } from './policy.ts'
import { readingEvents } from './reading.ts'
import { sendingEvents } from './sending.ts'
import { vaultEvents } from './vault.ts'

export { mostNamed, person as personCodeSchema } from './fields.ts'
export { scanRecordSchema, type ScanRecord } from './sending.ts'

/**
 * The closed list of what the audit log records (45 CFR 164.312(b)). Events hold categories, counts, ids and codes:
 * never content, never a value that the scanner found, never a name or an address. Adding a type is a change of the
 * format (docs/audit-log.md); a type is never removed or given another meaning.
 */
export const auditEventSchema = z.discriminatedUnion('type', [
  vaultEvents,
  accountEvents,
  policyEvents,
  peopleEvents,
  readingEvents,
  sendingEvents,
  evidenceEvents,
  logEvents,
])

export type AuditEvent = z.infer<typeof auditEventSchema>
export type AuditEventType = AuditEvent['type']

/** Every type, in the order of the lists. */
export const auditEventTypes: readonly AuditEventType[] = allTypes()

function allTypes(): AuditEventType[] {
  const types: AuditEventType[] = []
  for (const { options } of auditEventSchema.options) {
    for (const { shape } of options) types.push(shape.type.value)
  }
  return types
}

/** The people whom an event speaks of. */
export function personsOf(event: AuditEvent): string[] {
  const one = 'person' in event && event.person != null ? [event.person] : []
  const before = 'oldPerson' in event && event.oldPerson !== null ? [event.oldPerson] : []
  return 'persons' in event ? [...one, ...event.persons] : [...one, ...before]
}

/** The messages that an event speaks of, as references (`message:7`, `logical:3`, `draft:2`). */
export function messagesOf(event: AuditEvent): string[] {
  const isOfMany =
    event.type === 'message.moved' || event.type === 'message.deleted' || event.type === 'hold.kept'
  const moved = isOfMany ? (event.messages ?? []) : []
  return [
    ...('message' in event && event.message !== null ? [`message:${String(event.message)}`] : []),
    ...('logical' in event && event.logical !== null ? [`logical:${String(event.logical)}`] : []),
    ...('draft' in event ? [`draft:${String(event.draft)}`] : []),
    ...moved.map((id) => `message:${String(id)}`),
  ]
}
