import type { Contact, ContactDetails, ContactKind } from '../../shared/contract/index.ts'
import type { ContactId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { createRepetition, sameActMs, type AuditTrail } from '../audit/index.ts'
import { isValidAddress } from '../mime/index.ts'
import type { Trust } from '../sealing/index.ts'
import {
  addContact,
  confirmAddress,
  findContact,
  findContactsByAddress,
  freeContact,
  hasDisclosures,
  forgetWrongAddress,
  listContacts,
  noteWrongAddress,
  removeContact,
  setContactArchived,
  updateContact,
  type ContactRow,
  type Reader,
  type Store,
  type Tx,
} from '../store/index.ts'
import { presentContact, type FingerprintWords } from './present.ts'

export interface DirectoryDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly fingerprintWords: FingerprintWords
  /** What S/MIME certificates are judged by, at this moment. */
  readonly trust: () => Trust
}

/** Patients, colleagues and others: who they are. What is agreed with them stands in the files beside this one. */
export interface Directory {
  list(filter: { query?: string; kind?: ContactKind; isArchived: boolean }): Result<Contact[]>
  /** What is known of her is shown, which is recorded. */
  get(id: ContactId): Result<Contact>
  /** Errors: `mime/bad-address`, `contact/exists` when the address belongs to another contact. */
  add(details: ContactDetails, isAddressConfirmed: boolean): Result<Contact>
  update(id: ContactId, details: ContactDetails): Result<Contact>
  /** Takes a person off the lists, or puts one back; nothing that is known of her goes. */
  archive(id: ContactId, isArchived: boolean): Result<Contact>
  /**
   * The audit log keeps the person's code; messages stay. Error: `contact/disclosures-kept` where an accounting of
   * disclosures may still be asked for (45 CFR 164.528), `hold/held`.
   */
  remove(id: ContactId): Result<void>
  /** A person put another address in the place of this one: whoever types it again is warned. */
  noteWrongAddress(address: string, instead: string): Result<void>
}

export function createDirectory(deps: DirectoryDeps): Directory {
  const { store, audit, clock } = deps
  const present = (row: ContactRow) => presentContact(store, row, deps.fingerprintWords)

  const onceViewed = createRepetition<ContactId>(
    () => performance.now(),
    (last, next, afterMs) => (last === next && afterMs < sameActMs ? last : null),
  )

  function find(id: ContactId): Result<ContactRow> {
    const row = findContact(store, id)
    return row === null ? fail('contact/absent') : ok(row)
  }

  return {
    list: (filter) => store.attempt((reader) => ok(listContacts(reader, filter).map(present))),

    get: (id) => {
      const row = find(id)
      if (!row.ok) return row
      const recorded = onceViewed(id, () =>
        store.transaction((tx) =>
          audit.append(tx, { type: 'contact.viewed', person: audit.personOf(tx, id) }),
        ),
      )
      return recorded.ok ? ok(present(row.value)) : recorded
    },

    add: (details, isAddressConfirmed) =>
      store.transaction((tx) => {
        const added = addPerson(tx, deps, details, isAddressConfirmed)
        return added.ok ? ok(present(mustFind(findContact(tx, added.value)))) : added
      }),

    update: (id, details) => {
      const before = find(id)
      if (!before.ok) {
        return before
      }
      const addresses = checkAddresses(store, details, id)
      if (!addresses.ok) {
        return addresses
      }
      return store.transaction((tx) => {
        const now = clock().getTime()
        updateContact(tx, id, { ...details, addresses: addresses.value }, now)
        noteCorrections(tx, before.value.addresses, addresses.value, now)
        const recorded = audit.append(tx, {
          type: 'contact.changed',
          person: audit.personOf(tx, id),
          fields: changedFields(before.value, { ...details, addresses: addresses.value }),
        })
        return recorded.ok ? ok(present(mustFind(findContact(tx, id)))) : recorded
      })
    },

    archive: (id, isArchived) => {
      const row = find(id)
      if (!row.ok) {
        return row
      }
      return store.transaction((tx) => {
        const recorded = audit.append(tx, {
          type: isArchived ? 'contact.archived' : 'contact.restored',
          person: audit.personOf(tx, id),
        })
        setContactArchived(tx, id, isArchived, clock().getTime())
        return recorded.ok ? ok(present(mustFind(findContact(tx, id)))) : recorded
      })
    },

    noteWrongAddress: (address, instead) =>
      store.transaction((tx) => {
        noteWrongAddress(tx, { address, reason: 'corrected', instead, notedAt: clock().getTime() })
        return ok(undefined)
      }),

    remove: (id) => {
      const row = find(id)
      if (!row.ok) {
        return row
      }
      if (hasDisclosures(store, id)) {
        return fail('contact/disclosures-kept')
      }
      return store.transaction((tx) => {
        const free = freeContact(tx, id)
        if (free === null) {
          return fail('hold/held')
        }
        const recorded = audit.append(tx, { type: 'contact.removed', person: audit.personOf(tx, id) })
        if (recorded.ok) {
          removeContact(tx, free)
        }
        return recorded
      })
    },
  }
}

/** Adds a person inside a transaction; errors as of `Directory.add`. */
export function addPerson(
  tx: Tx,
  { audit, clock }: Pick<DirectoryDeps, 'audit' | 'clock'>,
  details: ContactDetails,
  isAddressConfirmed: boolean,
): Result<ContactId> {
  const addresses = checkAddresses(tx, details, null)
  if (!addresses.ok) {
    return addresses
  }
  const now = clock().getTime()
  const id = addContact(tx, { ...details, addresses: addresses.value }, now)
  if (isAddressConfirmed) {
    addresses.value.forEach((address) => {
      confirmAddress(tx, id, address, now)
    })
  }
  const recorded = audit.append(tx, {
    type: 'contact.added',
    person: audit.personOf(tx, id),
    kind: details.kind,
    isAddressConfirmed,
  })
  return recorded.ok ? ok(id) : recorded
}

function checkAddresses(reader: Reader, details: ContactDetails, self: ContactId | null): Result<string[]> {
  const addresses = details.addresses.map((address) => address.trim())
  for (const address of addresses) {
    if (!isValidAddress(address)) {
      return fail('mime/bad-address', { address })
    }
    const owner = findContactsByAddress(reader, address).find(({ id }) => id !== self)
    if (owner !== undefined) {
      return fail('contact/exists', { address, name: owner.name })
    }
  }
  return ok(addresses)
}

function mustFind(row: ContactRow | null): ContactRow {
  if (row === null) {
    throw new Error('a contact just written is there')
  }
  return row
}

/** One address that gave way to another was wrong; one that a person enters is right, whatever was said of it. */
function noteCorrections(tx: Tx, before: readonly string[], after: readonly string[], now: number): void {
  const isIn = (list: readonly string[], address: string) =>
    list.some((one) => one.toLowerCase() === address.toLowerCase())
  const gone = before.filter((address) => !isIn(after, address))
  const come = after.filter((address) => !isIn(before, address))
  for (const address of come) forgetWrongAddress(tx, address)
  const [wrong] = gone
  const [instead] = come
  if (wrong !== undefined && instead !== undefined && gone.length === 1 && come.length === 1) {
    noteWrongAddress(tx, { address: wrong, reason: 'corrected', instead, notedAt: now })
  }
}

function changedFields(before: ContactRow, after: ContactDetails): string[] {
  return (Object.keys(after) as (keyof ContactDetails)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  )
}
