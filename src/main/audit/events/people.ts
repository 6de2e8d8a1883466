import { z } from 'zod'
import { count, event, fingerprint, person } from './fields.ts'

export const peopleEvents = z.discriminatedUnion('type', [
  // People and what is agreed with them.
  event('contact.added', {
    person,
    kind: z.enum(['patient', 'colleague', 'other']),
    isAddressConfirmed: z.boolean(),
  }),
  // What is known of her beside her mail was shown, by her page or another sheet.
  event('contact.viewed', { person }),
  event('contact.changed', { person, fields: z.array(z.string()) }),
  event('contact.archived', { person }),
  event('contact.restored', { person }),
  event('contact.removed', { person }),
  // Who is in a group decides whom a letter goes to.
  event('group.saved', { group: z.number().int().positive(), people: count }),
  event('group.removed', { group: z.number().int().positive() }),
  event('contacts.imported', {
    format: z.enum(['vcard', 'csv']),
    added: count,
    changed: count,
    same: count,
    unreadable: count,
    certificates: count,
  }),
  event('contacts.exported', { format: z.enum(['vcard', 'csv']), people: count }),
  event('certificate.accepted', {
    person,
    fingerprint,
    trust: z.enum(['accepted', 'verified']),
    /** How it was compared with its owner. */
    way: z.enum(['in-person', 'by-phone']).nullable(),
    replaces: fingerprint.nullable(),
  }),
  // The domain of an address was asked for a key: it learns the address.
  event('certificate.looked-up', { person }),
  event('certificate.removed', { person, fingerprint }),
  // By its owner, whose signature says so: it is out of use.
  event('certificate.revoked', { person, fingerprint }),
  event('passphrase.made', { person }),
  // Words of the practice's own, not drawn by the program.
  event('passphrase.typed', { person }),
  event('passphrase.shown', { person }),
  event('passphrase.told', { person, way: z.enum(['in-person', 'by-phone', 'printed-card']) }),
  event('passphrase.card-printed', { person }),
])
