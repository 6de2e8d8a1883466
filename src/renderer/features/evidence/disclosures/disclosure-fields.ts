import {
  suspendableBases,
  unexplainedBases,
  type Disclosure,
  type PossibleDisclosure,
} from '../../../../shared/contract/index.ts'
import type { ContactId } from '../../../../shared/ids.ts'
import { dayOf, today } from '../days.ts'

/** Of a line, as the contract has it. */
const longestLine = 998

/** As the fields stand: nothing may be chosen yet, and the day be empty. */
export type DisclosureFields = Omit<Disclosure, 'day' | 'basis'> & {
  readonly day: string | null
  readonly basis: Disclosure['basis'] | null
}

/** What a form begins with: what was written, what a message says of itself, or nothing. */
export function startFields(
  contactId: ContactId,
  written: Disclosure | null,
  message: PossibleDisclosure | null,
): DisclosureFields {
  if (written !== null) return written
  const recipients = message?.recipients ?? []
  return {
    kind: 'disclosure',
    contactId,
    day: message === null ? today() : dayOf(new Date(message.sentAt)),
    recipient: joined(recipients.map(({ name, address }) => (name === '' ? address : name))),
    recipientAddress: joined(recipients.map(({ address }) => address)),
    // The subject may name somebody else, and the patient is given what stands here.
    described: '',
    purpose: '',
    // That no account is owed is for a person to say.
    basis: null,
    messageId: message?.messageId ?? null,
    suspendedUntil: null,
  }
}

/** All of them, or as many as a line takes and a sign that there are more: the person says then who they were. */
function joined(words: readonly string[]): string {
  const all = words.join(', ')
  if (all.length <= longestLine) return all
  const fits = words.filter((_, at) => words.slice(0, at + 1).join(', ').length <= longestLine - 3)
  return [...fits, '…'].join(', ')
}

/** Whether it may be left out of accountings for a time. */
export function isSuspendable(basis: DisclosureFields['basis']): boolean {
  return suspendableBases.some((one) => one === basis)
}

/** What it was for has to be told, and the reason doesn't say it. */
export function lacksPurpose({ basis, purpose }: DisclosureFields): boolean {
  return purpose.trim() === '' && unexplainedBases.some((one) => one === basis)
}

export function isComplete(fields: DisclosureFields): fields is Disclosure {
  return (
    fields.basis !== null &&
    fields.day !== null &&
    fields.recipient.trim() !== '' &&
    fields.described.trim() !== '' &&
    !lacksPurpose(fields)
  )
}
