import type { Certificate, Contact, Group } from '../../../src/shared/contract/index.ts'
import { contactIdSchema, groupIdSchema } from '../../../src/shared/ids.ts'

export const drLeeKey: Certificate = {
  kind: 'openpgp',
  issuer: null,
  source: 'import',
  comparedAt: '2026-03-02T10:00:00.000Z',
  comparedWay: 'by-phone',
  fingerprint: '9F3C1B7A44D2E8805C6177AA0B93D1E24F586C71',
  userIds: ['Dr. Susan Lee <susan.lee@lakeside-neuro.example>'],
  createdAt: '2025-02-11T09:00:00.000Z',
  expiresAt: '2028-02-11T09:00:00.000Z',
  trust: 'verified',
  words: ['amber', 'coast', 'ladder', 'violin', 'harbor', 'maple', 'signal', 'orbit'],
}

/** A hint from an Autocrypt header, beside the key in use. */
const drLeeSeenKey: Certificate = {
  ...drLeeKey,
  source: 'autocrypt',
  comparedAt: null,
  comparedWay: null,
  fingerprint: '44C0A71D9E02F6B35D18827E5510AAC3B7F09E61',
  trust: 'seen',
}

function person(id: number, name: string, address: string, more: Partial<Contact> = {}): Contact {
  return {
    id: contactIdSchema.parse(id),
    kind: 'patient',
    name,
    addresses: [address],
    nicknames: [],
    birthDate: null,
    recordNumber: null,
    phones: [],
    readsMailOn: 'unsure',
    agreedToEmailOn: null,
    isArchived: false,
    certificates: [],
    passphrase: null,
    ...more,
  }
}

export const demoContacts: readonly Contact[] = [
  person(1, 'Maria Alvarez', 'maria.alvarez@mailbox.example', {
    nicknames: ['Mari'],
    birthDate: '1988-04-12',
    recordNumber: 'R-20417',
    phones: ['(555) 010-0134'],
    readsMailOn: 'phone',
    agreedToEmailOn: '2026-09-02',
    passphrase: {
      origin: 'generated',
      problem: null,
      createdAt: '2026-09-02T10:00:00.000Z',
      told: { way: 'in-person', at: '2026-09-02T10:20:00.000Z' },
    },
  }),
  person(2, 'Daniel Ortiz', 'daniel.ortiz@post.example', {
    birthDate: '1979-11-30',
    recordNumber: 'R-20398',
    phones: ['(555) 010-0177'],
    readsMailOn: 'computer',
    passphrase: { origin: 'generated', problem: null, createdAt: '2026-11-19T16:00:00.000Z', told: null },
  }),
  person(3, 'Aisha Khan', 'aisha.khan@inbox.example', {
    birthDate: '1995-07-08',
    phones: ['(555) 010-0190'],
  }),
  person(4, 'Dr. Susan Lee', 'susan.lee@lakeside-neuro.example', {
    kind: 'colleague',
    phones: ['(555) 010-0122'],
    certificates: [drLeeKey, drLeeSeenKey],
    readsMailOn: 'computer',
  }),
  /** His key is gone: whoever writes to him is asked about the passphrase that takes its place. */
  person(6, 'Noor Haddad', 'noor@clinic-east.example', {
    kind: 'colleague',
    readsMailOn: 'computer',
    passphrase: {
      origin: 'generated',
      problem: null,
      createdAt: '2026-11-20T09:00:00.000Z',
      told: { way: 'by-phone', at: '2026-11-20T09:10:00.000Z' },
    },
  }),
  person(5, 'Harborview Billing', 'claims@harborview-billing.example', { kind: 'other' }),
]

export const demoGroups: readonly Group[] = [
  {
    id: groupIdSchema.parse(1),
    name: 'Tuesday group',
    members: demoContacts
      .filter(({ kind }) => kind === 'patient')
      .map(({ id, name, addresses }) => ({ contactId: id, name, address: addresses[0] ?? '' })),
  },
]
