import type { AuditEvent } from '../../audit/index.ts'
import type { PolicyBody } from './document.ts'

/** What the activity log says of a new version: each rule that changed with old and new, each seat by its id. */
export function changesBetween(before: PolicyBody | null, after: PolicyBody): AuditEvent[] {
  const version = after.number
  const rules = (Object.keys(after.rules) as (keyof PolicyBody['rules'])[]).flatMap((rule): AuditEvent[] => {
    const [old, next] = [before === null ? 'none' : wordOf(before.rules[rule]), wordOf(after.rules[rule])]
    return old === next ? [] : [{ type: 'policy.rule-changed', version, rule, old, new: next }]
  })
  const seats = after.seats.flatMap((seat): AuditEvent[] => {
    const known = before?.seats.find(({ id }) => id === seat.id)
    const now = seat.revokedAt === null ? seat.role : 'revoked'
    const then = known === undefined ? 'none' : known.revokedAt === null ? known.role : 'revoked'
    return now === then ? [] : [{ type: 'policy.seat-changed', version, seat: seat.id, old: then, new: now }]
  })
  return [...rules, ...seats]
}

/** Lists of roles in the order of the alphabet, so that another order is no change. */
function wordOf(value: string | number | boolean | readonly string[]): string | number | boolean {
  return typeof value === 'object' ? value.toSorted().join(', ') || 'nobody' : value
}
