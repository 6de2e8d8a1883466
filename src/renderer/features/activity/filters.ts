import type { AuditFilter } from '../../../shared/contract/index.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { instantsOf, type Days } from './day-range.tsx'
import { groupOf, type EventGroup } from './event-groups.ts'

/** The filter bar as it stands. */
export type Filters = Days & {
  readonly group: EventGroup | null
  readonly contactId: ContactId | null
}

export const noFilters: Filters = { group: null, contactId: null, from: '', to: '' }

/** @param types those that the log knows */
export function toAuditFilter(filters: Filters, types: readonly string[]): AuditFilter {
  const { group, contactId } = filters
  return {
    ...(group !== null && { types: types.filter((type) => groupOf(type) === group) }),
    ...(contactId !== null && { contactId }),
    ...instantsOf(filters),
  }
}
