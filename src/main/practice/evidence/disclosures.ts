import {
  accountedBases,
  suspendableBases,
  type Disclosure,
  type EvidenceRecord,
  type PossibleDisclosure,
} from '../../../shared/contract/index.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { sixYearsBefore } from '../../../shared/six-years.ts'
import {
  findContact,
  listContacts,
  listDisclosingMessages,
  shownName,
  type ContactRow,
  type Reader,
  type Store,
} from '../../store/index.ts'
import type { EvidenceRecords } from './records.ts'
import { dayOf } from './tasks.ts'

export interface DisclosuresDeps {
  readonly store: Store
  readonly records: Pick<EvidenceRecords, 'list'>
  readonly clock: () => Date
}

/** What a patient may be told of: 45 CFR 164.528(b). */
export interface Accounting {
  readonly patient: ContactRow
  /** `YYYY-MM-DD`, both included. */
  readonly from: string
  readonly to: string
  /** The oldest first. */
  readonly entries: readonly Disclosure[]
}

/** What went to others about a patient. */
export interface Disclosures {
  /** Messages that nobody has judged yet, the newest first. Error: `contact/absent`. */
  possible(contactId: ContactId): Result<PossibleDisclosure[]>
  /** Message-IDs of what `possible` gives, of each patient who has any; patient by patient, with other work in between. */
  toJudge(): Promise<ReadonlyMap<ContactId, readonly string[]>>
  /**
   * Without what no accounting is owed of (164.528(a)(1)) and what is suspended on this computer's day (a)(2). `from` is
   * brought to six years before `to` at the earliest. Error: `contact/absent`.
   */
  accounting(contactId: ContactId, from: string, to: string): Result<Accounting>
}

const mostShown = 200

export function createDisclosures({ store, records, clock }: DisclosuresDeps): Disclosures {
  const about = (contactId: ContactId) => records.list('disclosure').filter(isAbout(contactId))
  const earliest = () => Date.parse(`${sixYearsBefore(dayOf(clock()))}T00:00`)
  const unjudged = (reader: Reader, patient: ContactRow, judged: ReadonlySet<string>) => {
    const of = { addresses: patient.addresses, names: namesOf(patient), since: earliest(), judged }
    return listDisclosingMessages(reader, of, mostShown)
  }

  return {
    possible: (contactId) => {
      const patient = findContact(store, contactId)
      if (patient === null) {
        return fail('contact/absent')
      }
      const judged = new Set(about(contactId).flatMap(({ body }) => body.messageId ?? []))
      return store.attempt((reader) =>
        ok(
          unjudged(reader, patient, judged).map(({ sentAt, recipients, ...message }) => ({
            ...message,
            sentAt: new Date(sentAt).toISOString(),
            recipients: recipients.map((address) => {
              const name = shownName(reader, { name: '', address })
              return { name: name === address ? '' : name, address }
            }),
          })),
        ),
      )
    },

    toJudge: async () => {
      const judged = new Map<ContactId, Set<string>>()
      for (const { body } of records.list('disclosure')) {
        if (body.kind !== 'disclosure' || body.messageId === null) continue
        const known = judged.get(body.contactId) ?? new Set()
        judged.set(body.contactId, known.add(body.messageId))
      }
      const ofPatients = new Map<ContactId, readonly string[]>()
      for (const patient of listContacts(store, { kind: 'patient' })) {
        const found = unjudged(store, patient, judged.get(patient.id) ?? new Set())
        const messages = found.map(({ messageId }) => messageId)
        if (messages.length > 0) ofPatients.set(patient.id, messages)
        await new Promise((resolve) => setImmediate(resolve))
      }
      return ofPatients
    },

    accounting: (contactId, from, to) => {
      const patient = findContact(store, contactId)
      if (patient === null) {
        return fail('contact/absent')
      }
      const earliest = sixYearsBefore(to)
      const first = from < earliest ? earliest : from
      const today = dayOf(clock())
      const entries = about(contactId)
        .map(({ body }) => body)
        .filter(({ day }) => day >= first && day <= to)
        .filter((disclosure) => isAccounted(disclosure) && !isSuspended(disclosure, today))
        .toSorted((one, other) => one.day.localeCompare(other.day))
      return ok({ patient, from: first, to, entries })
    },
  }
}

function isAbout(contactId: ContactId) {
  return (record: EvidenceRecord): record is EvidenceRecord & { body: Disclosure } =>
    record.body.kind === 'disclosure' && record.body.contactId === contactId
}

function isAccounted({ basis }: Disclosure): boolean {
  return accountedBases.some((one) => one === basis)
}

function isSuspended({ basis, suspendedUntil }: Disclosure, today: string): boolean {
  return suspendableBases.some((one) => one === basis) && suspendedUntil !== null && suspendedUntil >= today
}

/** As the name may stand in a text, the family name first or last, and the number of the record. */
function namesOf({ name, recordNumber }: ContactRow): string[] {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const turned = words.length < 2 ? [] : [`${words.at(-1) ?? ''} ${words.slice(0, -1).join(' ')}`]
  return [...(words.length < 2 ? [] : [name]), ...turned, ...(recordNumber === null ? [] : [recordNumber])]
}
