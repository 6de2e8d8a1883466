import type { ContactId } from '../../../shared/ids.ts'
import { happenedIn, type AuditEventType } from '../../audit/index.ts'
import { auditHead, listAuditEvents, type AuditEventRow, type Store } from '../../store/index.ts'
import { leavingTypes } from '../left.ts'
import type { Disclosures } from './disclosures.ts'
import type { EvidenceRecords } from './records.ts'
import type { ToJudge } from './tasks.ts'

export interface JudgingDeps {
  readonly store: Store
  readonly records: Pick<EvidenceRecords, 'history'>
  readonly disclosures: Pick<Disclosures, 'possible' | 'toJudge'>
  readonly clock: () => Date
  /** Told when a count has given another answer than the one that was known before. */
  readonly onChanged: () => void
}

/** What can add or settle a message to judge, beside what a person writes down, as the activity log tells of it. */
const changing: readonly AuditEventType[] = [
  ...leavingTypes,
  ...(['message.filed', 'message.filed-by-host'] as const),
  ...(['contact.added', 'contact.changed', 'contact.removed', 'contacts.imported'] as const),
]
/** A copy that the host filed is known by its words once it was read: nothing in the log tells of that. */
const longestMs = 3_600_000
/** Records that are taken over one by one; after more of them everything is counted. */
const mostTaken = 100

interface Counted {
  /** Number of the newest record of the log that is in it. */
  readonly upTo: number
  /** When every patient was looked for, ms since 1970. */
  readonly at: number
  readonly ofPatients: ReadonlyMap<ContactId, readonly string[]>
}

/**
 * How many messages are to be judged, as far as it is known: nobody waits for a count, which looks for each patient. One
 * runs at a time, after something has changed the number; what a person judges is taken over at once.
 */
export function createJudging({ store, records, disclosures, clock, onChanged }: JudgingDeps): () => ToJudge {
  let known: Counted | null = null
  let isCounting = false
  let asked = 0

  const newest = (types: readonly AuditEventType[], limit: number) =>
    listAuditEvents(store, { types }, { before: null, limit })
  const head = () => auditHead(store)?.seq ?? 0

  /** False: something else than what a person wrote down may have changed the number. */
  function takeOver(): boolean {
    if (known === null || Math.abs(clock().getTime() - known.at) >= longestMs) return false
    const { upTo, at } = known
    if (newest(changing, 1).some(({ seq }) => seq > upTo)) return false
    const written = newest(['evidence.recorded'], mostTaken).filter(({ seq }) => seq > upTo)
    if (written.length === mostTaken) return false
    const ofPatients = new Map(known.ofPatients)
    for (const contactId of new Set(written.flatMap((row) => patientOf(row) ?? []))) {
      const possible = disclosures.possible(contactId)
      ofPatients.set(contactId, possible.ok ? possible.value.map(({ messageId }) => messageId) : [])
    }
    known = { upTo: head(), at, ofPatients }
    return true
  }

  /** Of a disclosure; null: what was written down is something else. */
  function patientOf(row: AuditEventRow): ContactId | null {
    const event = happenedIn(row)?.event
    if (event?.type !== 'evidence.recorded' || event.kind !== 'disclosure') return null
    const body = records.history(event.record)[0]?.body
    return body?.kind === 'disclosure' ? body.contactId : null
  }

  async function countAll(): Promise<void> {
    const before = summed(known)
    isCounting = true
    try {
      for (;;) {
        const [upTo, at, askedBefore] = [head(), clock().getTime(), asked]
        known = { upTo, at, ofPatients: await disclosures.toJudge() }
        if (asked === askedBefore || takeOver()) break
      }
    } finally {
      isCounting = false
    }
    const { count, contactId } = summed(known)
    if (count !== before.count || contactId !== before.contactId) onChanged()
  }

  return () => {
    asked += 1
    // A count that a lock cut short is no answer: whoever asks next begins another.
    if (!isCounting && !takeOver()) void countAll().catch(() => undefined)
    return summed(known)
  }
}

function summed(known: Counted | null): ToJudge {
  const ofPatients = [...(known?.ofPatients ?? [])]
  const [most] = ofPatients.toSorted(([, one], [, other]) => other.length - one.length)
  return {
    count: new Set(ofPatients.flatMap(([, messages]) => messages)).size,
    contactId: most === undefined || most[1].length === 0 ? null : most[0],
  }
}
