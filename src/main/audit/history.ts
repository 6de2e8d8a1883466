import { listAuditEvents, type AuditEventRow, type Reader } from '../store/index.ts'
import { decodeRecord } from './encoding.ts'
import { auditEventSchema, type AuditEvent, type AuditEventType } from './events/index.ts'

/** An event and when it was, ms since 1970. */
export type Happened<Event extends AuditEvent = AuditEvent> = { readonly at: number; readonly event: Event }

type Of<Type extends AuditEventType> = Extract<AuditEvent, { readonly type: Type }>

const pageSize = 500

/** Null where it can't be read: that is what `AuditLog.status` is for. */
export function happenedIn({ at, canonical }: AuditEventRow): Happened | null {
  const event = auditEventSchema.safeParse(decodeRecord(canonical)?.event)
  return event.success ? { at, event: event.data } : null
}

/**
 * What the log says of certain types, the newest first, read in pages.
 *
 * @param from ms since 1970, inclusive
 * @param to exclusive
 */
export function* historyOf<const Type extends AuditEventType>(
  reader: Reader,
  types: readonly Type[],
  from = 0,
  to = Number.MAX_SAFE_INTEGER,
): Generator<Happened<Of<Type>>, undefined> {
  for (let before: number | null = null; ;) {
    const page = listAuditEvents(reader, { types, from, to }, { before, limit: pageSize })
    for (const row of page) {
      const happened = happenedIn(row)
      if (happened !== null && isOf(happened, types)) yield happened
    }
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    before = last.seq
  }
}

function isOf<Type extends AuditEventType>(
  happened: Happened,
  types: readonly Type[],
): happened is Happened<Of<Type>> {
  return types.some((type) => type === happened.event.type)
}
