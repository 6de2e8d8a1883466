import { headLetterPlanSchema, type HeadLetterPlan } from '../../shared/contract/index.ts'
import { ok, type Result } from '../../shared/result.ts'
import { happenedIn, historyOf, storyOf, type AuditTrail } from '../audit/index.ts'
import {
  findContactsByAddress,
  listAuditEventsOf,
  readSetting,
  saveSetting,
  type Reader,
  type Tx,
} from '../store/index.ts'
import { saysItLeft } from './left.ts'

const key = 'head-letter'
/** A letter that left is hardly behind more than these that did not. */
const mostLetters = 20

/** To whom letters with the head of the log go, and how often one is to leave (docs/audit-log.md, "Anchors"). */
export function readHeadLetterPlan(reader: Reader): HeadLetterPlan {
  const parsed = headLetterPlanSchema.safeParse(readSetting(reader, key))
  return parsed.success ? parsed.data : { to: '', every: 'off' }
}

/** Records the change first, with old and new. Error: `audit/write-failed`. */
export function saveHeadLetterPlan(
  tx: Tx,
  audit: Pick<AuditTrail, 'append' | 'personOf'>,
  plan: HeadLetterPlan,
  now: number,
): Result<void> {
  const before = readHeadLetterPlan(tx)
  if (before.to === plan.to && before.every === plan.every) return ok(undefined)
  const recorded = audit.append(tx, {
    type: 'audit.head-letter-set',
    old: before.every,
    new: plan.every,
    oldPerson: personAt(tx, audit, before.to),
    person: personAt(tx, audit, plan.to),
    isOtherAddress: before.to !== plan.to,
  })
  if (recorded.ok) saveSetting(tx, key, plan, now)
  return recorded
}

/** The log holds no address: null where nobody, or more than one, of the list of people has it. */
function personAt(tx: Tx, audit: Pick<AuditTrail, 'personOf'>, address: string): string | null {
  const [contact, ...others] = findContactsByAddress(tx, address.toLowerCase())
  return contact === undefined || others.length > 0 ? null : audit.personOf(tx, contact.id)
}

/**
 * Of when the newest head is that left, by the log; null: none has left. A letter that lay holds what the log was when
 * it was begun: what was recorded since, it doesn't show.
 */
export function headThatLeftAt(reader: Reader): number | null {
  const list = (references: readonly string[], limit: number) => listAuditEventsOf(reader, references, limit)
  let seen = 0
  for (const { at, event } of historyOf(reader, ['audit.head-letter-begun'])) {
    const story = storyOf(list, [{ kind: 'draft', id: event.draft }])
    const hasLeft = story.some((row) => {
      const happened = happenedIn(row)
      return happened !== null && saysItLeft(happened.event)
    })
    if (hasLeft) return at
    seen += 1
    if (seen === mostLetters) break
  }
  return null
}
