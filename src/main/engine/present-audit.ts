import type { AuditRow } from '../../shared/contract/index.ts'
import { auditEventSchema, type AuditEventType } from '../audit/index.ts'
import type { AuditEventRow } from '../store/index.ts'

/** An event as the window tells it: codes joined with the names that people have now. */
export function presentAuditEvent(row: AuditEventRow, names: ReadonlyMap<string, string>): AuditRow {
  const record = JSON.parse(new TextDecoder().decode(row.canonical)) as { event: unknown }
  const event = auditEventSchema.parse(record.event)
  const { type, ...fields } = event
  const code =
    'person' in event && event.person != null
      ? event.person
      : 'persons' in event
        ? event.persons[0]
        : undefined
  const values: AuditRow['values'] = {}
  for (const [name, value] of Object.entries(fields)) {
    // Up to 500 ids that say nothing to a person.
    if (name !== 'messages' || !Array.isArray(value)) {
      values[name] = simple(value)
    }
  }
  if ('oldPerson' in event && event.oldPerson !== null) {
    values['oldPersonName'] = names.get(event.oldPerson) ?? ''
  }
  return {
    ...placeOf(row),
    type,
    values,
    person: code === undefined ? null : { id: code, name: names.get(code) ?? '' },
    outcome: outcomeOf(type),
  }
}

/** The same of a log of somebody else, whose program may be newer: of an event that isn't known here, its type alone. */
export function presentReadEvent(row: AuditEventRow, names: ReadonlyMap<string, string>): AuditRow {
  return isKnown(row)
    ? presentAuditEvent(row, names)
    : { ...placeOf(row), type: row.type, values: {}, person: null, outcome: 'done' }
}

function isKnown({ canonical }: AuditEventRow): boolean {
  const record = JSON.parse(new TextDecoder().decode(canonical)) as { event: unknown }
  return auditEventSchema.safeParse(record.event).success
}

function placeOf({ seq, at }: AuditEventRow) {
  return { sequence: seq, at: new Date(at).toISOString() }
}

function simple(value: unknown): string | number | boolean | null {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value
    default:
      return value === null ? null : Array.isArray(value) ? value.join(', ') : counts(value)
  }
}

/** `{ A: 2, G: 1 }` as "A 2, G 1". */
function counts(value: unknown): string {
  return Object.entries(value ?? {})
    .map(([name, count]) => `${name} ${String(count)}`)
    .join(', ')
}

const failures: ReadonlySet<string> = new Set<AuditEventType>([
  ...(['vault.unlock-failed', 'vault.proof-failed', 'submission.deferred', 'submission.unknown'] as const),
])

function outcomeOf(type: string): AuditRow['outcome'] {
  if (failures.has(type)) {
    return 'failed'
  }
  return type.endsWith('.refused') ? 'refused' : 'done'
}
