import type { ContactDetails } from '../../../shared/contract/index.ts'

/** The form's fields as they are typed; lists have one entry on each line. */
export type ContactFields = Pick<ContactDetails, 'kind' | 'name' | 'readsMailOn'> & {
  readonly addresses: string
  readonly nicknames: string
  readonly phones: string
  readonly birthDate: string
  readonly recordNumber: string
  readonly agreedToEmailOn: string
}

export const emptyFields: ContactFields = {
  kind: 'patient',
  name: '',
  readsMailOn: 'unsure',
  addresses: '',
  nicknames: '',
  phones: '',
  birthDate: '',
  recordNumber: '',
  agreedToEmailOn: '',
}

export function fieldsOf(contact: ContactDetails): ContactFields {
  return {
    kind: contact.kind,
    name: contact.name,
    readsMailOn: contact.readsMailOn,
    addresses: contact.addresses.join('\n'),
    nicknames: contact.nicknames.join('\n'),
    phones: contact.phones.join('\n'),
    birthDate: contact.birthDate ?? '',
    recordNumber: contact.recordNumber ?? '',
    agreedToEmailOn: contact.agreedToEmailOn ?? '',
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

export function detailsOf(fields: ContactFields): ContactDetails {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  return {
    kind: fields.kind,
    name: fields.name.trim(),
    readsMailOn: fields.readsMailOn,
    addresses: linesOf(fields.addresses),
    nicknames: linesOf(fields.nicknames),
    phones: linesOf(fields.phones),
    birthDate: orNull(fields.birthDate),
    recordNumber: orNull(fields.recordNumber),
    agreedToEmailOn: orNull(fields.agreedToEmailOn),
  }
}

export function contactProblems(
  fields: ContactFields,
  isAddress: (text: string) => boolean,
): { readonly name: boolean; readonly addresses: boolean } {
  const addresses = linesOf(fields.addresses)
  return {
    name: fields.name.trim() === '',
    addresses: addresses.length === 0 || !addresses.every(isAddress),
  }
}
