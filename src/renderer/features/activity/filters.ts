import type { AuditFilter } from '../../../shared/contract/index.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { groupOf, type EventGroup } from './event-groups.ts'

/** The filter bar as it stands; days are `YYYY-MM-DD` in the time zone of this computer, empty for none. */
export type Filters = {
  readonly group: EventGroup | null
  readonly contactId: ContactId | null
  readonly from: string
  readonly to: string
}

export const noFilters: Filters = { group: null, contactId: null, from: '', to: '' }

/** From the start of the first day to the end of the last, as instants; `types` are those that the log knows. */
export function toAuditFilter(filters: Filters, types: readonly string[]): AuditFilter {
  const { group, contactId, from, to } = filters
  return {
    ...(group !== null && { types: types.filter((type) => groupOf(type) === group) }),
    ...(contactId !== null && { contactId }),
    ...(from !== '' && { from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(to !== '' && { to: new Date(`${to}T23:59:59.999`).toISOString() }),
  }
}
