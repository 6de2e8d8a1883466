import type { AuditEventRow } from '../store/index.ts'
import { decodeRecord } from './encoding.ts'
import { auditEventSchema, messagesOf } from './events/index.ts'

/** What a story is of: a message that came or was filed, one that was sent, or what is being written. */
export type StoryOf = { readonly kind: 'message' | 'logical' | 'draft'; readonly id: number }

const mostEvents = 500

/**
 * What happened to one message, the oldest first: from the draft that it was to its delivery and to whoever looked at it.
 * A draft that was sent more than once, since it came back, has the events of each time.
 *
 * @param list the events that speak of any of these, the oldest first
 */
export function storyOf(
  list: (references: readonly string[], limit: number) => AuditEventRow[],
  of: readonly StoryOf[],
): AuditEventRow[] {
  const known = new Set(of.map(({ kind, id }) => `${kind}:${String(id)}`))
  let rows: AuditEventRow[] = []
  for (let before = 0; known.size > before;) {
    before = known.size
    rows = list([...known], mostEvents)
    rows.flatMap(tiesOf).forEach((reference) => known.add(reference))
  }
  return rows
}

/** Draft and message that an event says to be the same. */
function tiesOf({ type, canonical }: AuditEventRow): string[] {
  if (type !== 'message.composed') return []
  const event = auditEventSchema.safeParse(decodeRecord(canonical)?.event)
  return event.success ? messagesOf(event.data) : []
}
