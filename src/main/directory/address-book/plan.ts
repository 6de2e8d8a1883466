import type { ContactDetails, ContactKind } from '../../../shared/contract/index.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { findContactsByAddress, type ContactRow, type Reader } from '../../store/index.ts'
import type { BookEntry, UnreadableEntry } from './entry.ts'

/** What an entry would do to the address book. */
export type PlannedEntry =
  | { readonly state: 'new'; readonly entry: BookEntry; readonly details: ContactDetails }
  | {
      readonly state: 'changed' | 'same'
      readonly entry: BookEntry
      readonly contactId: ContactId
      readonly details: ContactDetails
      readonly fields: readonly string[]
    }

export interface ImportPlan {
  readonly planned: readonly PlannedEntry[]
  readonly unreadable: readonly UnreadableEntry[]
}

/**
 * Compares a file with the people who are known: one who has any of its addresses is the same person. What is known
 * of her is added to; a date or number that the file has otherwise takes the place of the old. Her name, and how she
 * is reached, stay as the practice has them.
 * @param kind what those become of whom the file doesn't say it
 */
export function planImport(reader: Reader, entries: readonly BookEntry[], kind: ContactKind): ImportPlan {
  const planned: PlannedEntry[] = []
  const unreadable: UnreadableEntry[] = []
  const taken = new Set<string>()
  const met = new Set<ContactId>()
  for (const entry of entries) {
    const { addresses } = entry.details
    const keys = addresses.map((address) => address.toLowerCase())
    const twice = keys.find((key) => taken.has(key))
    const people = uniquePeople(keys.flatMap((key) => findContactsByAddress(reader, key)))
    const [known, ...others] = people
    if (twice !== undefined || (known !== undefined && met.has(known.id))) {
      unreadable.push({ line: entry.line, problem: 'address-twice', value: twice ?? addresses[0] ?? '' })
      continue
    }
    if (others.length > 0) {
      unreadable.push({
        line: entry.line,
        problem: 'several-people',
        value: addresses.join(', ').slice(0, 120),
      })
      continue
    }
    keys.forEach((key) => taken.add(key))
    if (known === undefined) {
      planned.push({ state: 'new', entry, details: { ...nothingKnown, kind, ...entry.details } })
      continue
    }
    met.add(known.id)
    const details = merge(known, entry)
    const fields = mergedFields.filter(
      (field) => JSON.stringify(details[field]) !== JSON.stringify(known[field]),
    )
    const state = fields.length === 0 ? 'same' : 'changed'
    planned.push({ state, entry, contactId: known.id, details, fields })
  }
  return { planned, unreadable }
}

const nothingKnown: Omit<ContactDetails, 'name' | 'addresses' | 'kind'> = {
  nicknames: [],
  birthDate: null,
  recordNumber: null,
  phones: [],
  readsMailOn: 'unsure',
  agreedToEmailOn: null,
}

const mergedFields = [
  'addresses',
  'nicknames',
  'phones',
  'birthDate',
  'recordNumber',
  'agreedToEmailOn',
] as const satisfies readonly (keyof ContactDetails)[]

/** As many as a contact may have; what is known comes first. */
const most = { addresses: 20, nicknames: 20, phones: 10 } as const

function merge(known: ContactRow, { details, isNamed }: BookEntry): ContactDetails {
  const isOtherName = isNamed && details.name.toLowerCase() !== known.name.toLowerCase()
  return {
    kind: known.kind,
    name: known.name,
    readsMailOn: known.readsMailOn,
    addresses: union(known.addresses, details.addresses, lower).slice(0, most.addresses),
    // The scan finds her by the other name, too.
    nicknames: union(
      known.nicknames,
      [...(isOtherName ? [details.name] : []), ...(details.nicknames ?? [])].filter(
        (name) => name.toLowerCase() !== known.name.toLowerCase() && name.length <= 100,
      ),
      lower,
    ).slice(0, most.nicknames),
    phones: union(known.phones, details.phones ?? [], digits).slice(0, most.phones),
    birthDate: details.birthDate ?? known.birthDate,
    recordNumber: details.recordNumber ?? known.recordNumber,
    agreedToEmailOn: details.agreedToEmailOn ?? known.agreedToEmailOn,
  }
}

function union(
  known: readonly string[],
  added: readonly string[],
  keyOf: (value: string) => string,
): string[] {
  const all = [...known]
  for (const value of added) {
    if (!all.some((one) => keyOf(one) === keyOf(value))) all.push(value)
  }
  return all
}

const lower = (value: string) => value.toLowerCase()
/** (555) 010-0142 and +1 555 010 0142 are one phone. */
const digits = (value: string) => value.replace(/\D/g, '').slice(-10)

function uniquePeople(people: readonly ContactRow[]): ContactRow[] {
  return people.filter(({ id }, index) => people.findIndex((one) => one.id === id) === index)
}
