import type { AuditFilter, ReadLogFilter } from '../../../shared/contract/index.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { instantsOf, type Days } from './day-range.tsx'
import { groupOf, type EventGroup } from './event-groups.ts'

/** The filter bar as it stands. */
export type Filters = Days & {
  readonly group: EventGroup | null
  /** Whom it concerned, as the list of people in the filter bar names them. */
  readonly person: string | null
}

export const noFilters: Filters = { group: null, person: null, from: '', to: '' }

/** @param types those that the log knows */
export function toAuditFilter(filters: Filters, types: readonly string[]): AuditFilter {
  const contactId = contactOf(filters)
  return { ...withoutPerson(filters, types), ...(contactId !== null && { contactId }) }
}

/** The same of a log that is read here, whose people have codes. */
export function toReadLogFilter(filters: Filters, types: readonly string[]): ReadLogFilter {
  const { person } = filters
  return { ...withoutPerson(filters, types), ...(person !== null && { person }) }
}

/** In the practice's own log people are its contacts. */
export function contactOf({ person }: Filters): ContactId | null {
  return person === null ? null : (Number(person) as ContactId)
}

function withoutPerson(filters: Filters, types: readonly string[]): Omit<AuditFilter, 'contactId'> {
  const { group } = filters
  return {
    ...(group !== null && { types: types.filter((type) => groupOf(type) === group) }),
    ...instantsOf(filters),
  }
}
