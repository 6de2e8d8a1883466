import type { ContactDetails } from '../../../../src/shared/contract/index.ts'
import { goodPassphrase } from '../../../support/vault.ts'
import { mustBe, type Act } from './day.ts'

const maria: ContactDetails = {
  ...{ kind: 'patient', name: 'Maria Alvarez', addresses: ['maria@mail.example'], nicknames: [] },
  ...{ birthDate: null, recordNumber: null, phones: [], readsMailOn: 'computer', agreedToEmailOn: null },
}
const lee: ContactDetails = {
  ...maria,
  kind: 'colleague',
  name: 'Susan Lee',
  addresses: ['lee@clinic.example'],
}

export const peopleActs: readonly Act[] = [
  [
    ['contact.added'],
    ({ client }) =>
      () =>
        client.contacts.add({ ...maria, isAddressConfirmed: true }),
  ],
  [
    ['contact.changed'],
    (day) => () =>
      day.client.contacts.update({
        ...{ ...maria, nicknames: ['Mia'] },
        id: day.contact('Maria'),
      }),
  ],
  [['contact.viewed'], (day) => () => day.client.contacts.get({ id: day.contact('Maria') })],
  [
    ['contact.archived'],
    (day) => () => day.client.contacts.archive({ id: day.contact('Maria'), isArchived: true }),
  ],
  [
    ['contact.restored'],
    (day) => () => day.client.contacts.archive({ id: day.contact('Maria'), isArchived: false }),
  ],
  [
    ['passphrase.made'],
    (day) => () => day.client.contacts.makePassphrase({ contactId: day.contact('Maria') }),
  ],
  [
    ['passphrase.typed'],
    (day) => () =>
      day.client.contacts.typePassphrase({
        ...{ contactId: day.contact('Maria'), passphrase: 'violet harbor quilt thunder maple otter 93' },
      }),
  ],
  [
    ['passphrase.shown'],
    (day) => () => day.client.contacts.showPassphrase({ contactId: day.contact('Maria') }),
  ],
  [
    ['passphrase.card-printed'],
    (day) => () => day.client.contacts.printCard({ contactId: day.contact('Maria') }),
  ],
  [
    ['passphrase.told'],
    (day) => () =>
      day.client.contacts.tellPassphrase({
        ...{ contactId: day.contact('Maria'), way: 'by-phone', readsMailOn: 'computer' },
      }),
  ],
  [
    ['contact.added', 'certificate.accepted'],
    ({ client, colleague }) =>
      () =>
        client.contacts.addWithCertificate({
          ...lee,
          ...{ armored: colleague.certificateArmored, compared: 'by-phone' },
        }),
  ],
  [
    ['certificate.removed'],
    (day) => () =>
      day.client.contacts.removeCertificate({
        ...{ contactId: day.contact('Susan'), fingerprint: day.colleague.fingerprint },
      }),
  ],
  [
    ['group.saved'],
    (day) => () =>
      day.client.addressBook.saveGroup({ id: null, name: 'Team', members: [day.contact('Susan')] }),
  ],
  [
    ['evidence.recorded'],
    (day) => () =>
      day.client.evidence.save({
        ...{ record: null, version: 0, file: null },
        body: {
          ...{
            kind: 'disclosure',
            contactId: day.contact('Maria'),
            day: '2026-11-02',
            recipient: 'County court',
          },
          ...{ recipientAddress: '', described: 'Dates of visits', purpose: 'Order 12', basis: 'court' },
          ...{ messageId: null, suspendedUntil: null },
        },
      }),
  ],
  [
    ['disclosures.exported'],
    (day) => () =>
      day.client.disclosures.saveAccounting({
        ...{ contactId: day.contact('Maria'), format: 'csv', from: '2026-01-01', to: '2026-12-31' },
      }),
  ],
  [
    ['hold.set'],
    (day) => () =>
      day.client.holds.set({
        scope: { kind: 'person', contactId: day.contact('Maria') },
        reason: 'Subpoena 12',
      }),
  ],
  [
    ['hold.lifted'],
    async ({ client }) => {
      const [hold] = (await client.holds.list()).holds
      return () =>
        client.holds.lift({ id: mustBe(hold).id, because: 'It is over', passphrase: goodPassphrase })
    },
  ],
  [
    ['group.removed'],
    async ({ client }) => {
      const [group] = await client.addressBook.groups()
      return () => client.addressBook.removeGroup({ id: mustBe(group).id })
    },
  ],
  [['contact.removed'], (day) => () => day.client.contacts.remove({ id: day.contact('Susan') })],
  [
    ['contacts.imported'],
    async ({ client, opens, put }) => {
      opens([
        put(
          'people.vcf',
          'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Tom Ash\r\nEMAIL:tom@mail.example\r\nEND:VCARD\r\n',
        ),
      ])
      const preview = await client.addressBook.openImport({ kind: 'other' })
      return () =>
        client.addressBook.confirmImport({ importId: preview?.importId ?? '', changesKnown: false })
    },
  ],
  [
    ['contacts.exported'],
    ({ client }) =>
      () =>
        client.addressBook.export({ format: 'csv', kinds: ['patient'] }),
  ],
]
