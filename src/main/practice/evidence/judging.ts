import type { AuditEventType } from '../../audit/index.ts'
import { listAuditEvents, type Store } from '../../store/index.ts'
import { leavingTypes } from '../left.ts'
import type { Disclosures } from './disclosures.ts'
import type { ToJudge } from './tasks.ts'

/** What can add or settle a message to judge, as the activity log tells of it. */
const changing: readonly AuditEventType[] = [
  ...leavingTypes,
  ...(['message.filed', 'message.filed-by-host', 'evidence.recorded'] as const),
  ...(['contact.added', 'contact.changed', 'contact.removed', 'contacts.imported'] as const),
]
/** A copy that the host filed is known by its words once it was read: nothing in the log tells of that. */
const longestMs = 3_600_000

/** Counts messages to judge anew only after something has changed them: each patient has to be looked for. */
export function createJudging(
  store: Store,
  disclosures: Pick<Disclosures, 'toJudge'>,
  clock: () => Date,
): () => Promise<ToJudge> {
  let known: { readonly upTo: number; readonly at: number; readonly counted: Promise<ToJudge> } | null = null

  return () => {
    const [last] = listAuditEvents(store, { types: changing }, { before: null, limit: 1 })
    const [upTo, at] = [last?.seq ?? 0, clock().getTime()]
    if (known?.upTo === upTo && Math.abs(at - known.at) < longestMs) return known.counted
    const counted = disclosures.toJudge()
    const next = { upTo, at, counted }
    known = next
    // A count that a lock cut short is no answer.
    counted.catch(() => {
      if (known === next) known = null
    })
    return counted
  }
}
