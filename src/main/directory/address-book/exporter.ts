import type { BookFormat, ContactKind } from '../../../shared/contract/index.ts'
import { listCertificates, listContacts, type Reader } from '../../store/index.ts'
import { writeCsv } from './write-csv.ts'
import { writeVcards } from './write-vcard.ts'

/** Everyone of these kinds, archived people too: a practice that leaves takes everything along. */
export function exportPeople(
  reader: Reader,
  format: BookFormat,
  kinds: readonly ContactKind[],
): { readonly bytes: Uint8Array; readonly people: number } {
  const contacts = listContacts(reader).filter(({ kind }) => kinds.includes(kind))
  const text =
    format === 'csv'
      ? writeCsv(contacts)
      : writeVcards(
          contacts.map((contact) => ({
            contact,
            certificates: listCertificates(reader, contact.id).filter(
              ({ trust }) => trust === 'accepted' || trust === 'verified',
            ),
          })),
        )
  return { bytes: new TextEncoder().encode(text), people: contacts.length }
}
