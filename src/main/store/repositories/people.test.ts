import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freed, makeTestStore, type TestStore } from '../../../../test/support/store.ts'
import type { ContactId } from '../../../shared/ids.ts'
import {
  addContact,
  addPassphrase,
  currentPassphrase,
  findCertificate,
  findCertificatesByAddress,
  findContact,
  findContactsByAddress,
  findCorrespondent,
  listCertificates,
  listContacts,
  listCorrespondents,
  listNotToldYet,
  listPassphrases,
  listPassphrasesInUse,
  recordEncounters,
  removeCertificate,
  removeContact,
  saveCertificate,
  setCertificateTrust,
  setContactBlocked,
  setFormThatWorked,
  setPassphraseTold,
  shownName,
  updateContact,
  type ContactFields,
  type NewCertificate,
  freeContact,
} from '../index.ts'

let test: TestStore
let maria: ContactId

const mariaFields: ContactFields = {
  kind: 'patient',
  name: 'Maria Álvarez',
  addresses: ['maria@patients.example', 'm.alvarez@work.example'],
  nicknames: ['Mari'],
  birthDate: '1990-02-03',
  recordNumber: 'MRN-77',
  phones: ['(555) 010-0100'],
  readsMailOn: 'unsure',
  agreedToEmailOn: null,
}

beforeEach(() => {
  test = makeTestStore()
  maria = test.write((tx) => addContact(tx, mariaFields, 1))
})
afterEach(() => test.dispose())

const certificate = (fingerprint: string): NewCertificate => ({
  contactId: maria,
  kind: 'openpgp',
  fingerprint,
  data: 'armored',
  userIds: ['Maria <maria@patients.example>'],
  addresses: ['maria@patients.example'],
  source: 'import',
  madeAt: 1,
  expiresAt: null,
})

function agree(words: string): number {
  return test.write((tx) =>
    addPassphrase(
      tx,
      {
        contactId: maria,
        words,
        origin: 'generated',
        salt: new Uint8Array([1]),
        kdf: { name: 'argon2id' },
        derivedKey: new Uint8Array([2]),
      },
      5,
    ),
  )
}

describe('contacts', () => {
  it('come back as they were saved', () => {
    expect(findContact(test.store, maria)).toMatchObject({
      ...mariaFields,
      isBlocked: false,
      formThatWorked: null,
    })
  })

  it('are found by any address, whatever the case', () => {
    expect(findContactsByAddress(test.store, 'M.Alvarez@WORK.example').map(({ id }) => id)).toEqual([maria])
    expect(findContactsByAddress(test.store, 'alvarez@work.example')).toEqual([])
  })

  it.each([
    ['as written', { name: 'M. A.', address: 'maria@patients.example' }, 'M. A.'],
    ['as in the address book', { name: '', address: 'Maria@patients.example' }, 'Maria Álvarez'],
    ['by the address of nobody known', { name: '', address: 'lee@work.example' }, 'lee@work.example'],
  ])('are shown %s', (_how, person, shown) => {
    expect(shownName(test.store, person)).toBe(shown)
  })

  it('who share an address are shown by it', () => {
    test.write((tx) => {
      addContact(tx, { ...mariaFields, name: 'Luis Álvarez', addresses: ['maria@patients.example'] }, 1)
    })
    expect(shownName(test.store, { name: '', address: 'maria@patients.example' })).toBe(
      'maria@patients.example',
    )
  })

  it.each([
    ['part of the name', 'lvarez', 1],
    ['a nickname', 'mari', 1],
    ['part of an address', 'work.exa', 1],
    ['a LIKE wildcard, taken literally', '%', 0],
    ['another name', 'Daniel', 0],
  ])('are listed by %s', (_what, query, count) => {
    expect(listContacts(test.store, { query })).toHaveLength(count)
  })

  it('are listed by kind', () => {
    expect(listContacts(test.store, { kind: 'patient' })).toHaveLength(1)
    expect(listContacts(test.store, { kind: 'colleague' })).toHaveLength(0)
  })

  it('change completely on update', () => {
    test.write((tx) => {
      updateContact(tx, maria, { ...mariaFields, name: 'Maria A.', addresses: ['new@patients.example'] }, 2)
      setContactBlocked(tx, maria, true, 2)
      setFormThatWorked(tx, maria, 'pdf', 2)
    })
    expect(findContact(test.store, maria)).toMatchObject({
      name: 'Maria A.',
      addresses: ['new@patients.example'],
      isBlocked: true,
      formThatWorked: 'pdf',
    })
    expect(findContactsByAddress(test.store, 'maria@patients.example')).toEqual([])
  })

  it('take certificates and passphrases along when removed', () => {
    agree('six words')
    test.write((tx) => {
      saveCertificate(tx, certificate('AA'), 1)
      removeContact(tx, freed(freeContact(tx, maria)))
    })
    expect(findCertificatesByAddress(test.store, 'maria@patients.example')).toEqual([])
    expect(listPassphrasesInUse(test.store)).toEqual([])
  })
})

describe('certificates', () => {
  it('start as seen; a person’s decision stays when the certificate is met again', () => {
    const id = test.write((tx) => saveCertificate(tx, certificate('AA'), 1))
    expect(findCertificate(test.store, maria, 'AA')?.trust).toBe('seen')
    test.write((tx) => setCertificateTrust(tx, id, 'verified', 2, 'in-person'))
    const again = test.write((tx) => saveCertificate(tx, { ...certificate('AA'), data: 'newer' }, 3))
    expect(again).toBe(id)
    expect(findCertificate(test.store, maria, 'AA')).toMatchObject({
      trust: 'verified',
      verifiedAt: 2,
      verifiedWay: 'in-person',
      data: 'newer',
      lastSeenAt: 3,
    })
  })

  it('come with the most trusted first and go by fingerprint', () => {
    test.write((tx) => {
      saveCertificate(tx, { ...certificate('NEW'), madeAt: 9 }, 1)
      setCertificateTrust(tx, saveCertificate(tx, certificate('OLD'), 1), 'accepted', 1)
    })
    expect(listCertificates(test.store, maria).map(({ fingerprint }) => fingerprint)).toEqual(['OLD', 'NEW'])
    test.write((tx) => removeCertificate(tx, maria, 'OLD'))
    expect(listCertificates(test.store, maria).map(({ fingerprint }) => fingerprint)).toEqual(['NEW'])
  })

  it('seen in mail of someone who is no contact are one hint, however often they come', () => {
    const hint = { ...certificate('HINT'), contactId: null, addresses: ['stranger@x.example'] }
    test.write((tx) => saveCertificate(tx, hint, 1))
    test.write((tx) => saveCertificate(tx, hint, 2))
    expect(findCertificatesByAddress(test.store, 'Stranger@x.example')).toHaveLength(1)
  })
})

describe('passphrases', () => {
  it('are on the list of those not told until they are', () => {
    const id = agree('one two three four five six')
    expect(listNotToldYet(test.store)).toEqual([maria])
    test.write((tx) => setPassphraseTold(tx, id, 'by-phone', 9))
    expect(listNotToldYet(test.store)).toEqual([])
    expect(currentPassphrase(test.store, maria)).toMatchObject({ told: { way: 'by-phone', at: 9 } })
  })

  it('give way to a new one and stay for old messages', () => {
    const old = agree('old words')
    const current = agree('new words')
    expect(currentPassphrase(test.store, maria)?.id).toBe(current)
    expect(listPassphrases(test.store, maria)).toMatchObject([
      { id: current, card: 2, retiredAt: null },
      { id: old, card: 1, retiredAt: 5 },
    ])
    expect(listPassphrasesInUse(test.store)).toHaveLength(1)
  })
})

describe('correspondents', () => {
  it('are counted per direction and keep the latest name', () => {
    test.write((tx) =>
      recordEncounters(tx, [
        { address: 'maria@patients.example', name: 'Maria', direction: 'received', at: 5 },
        { address: 'Maria@Patients.example', name: 'Maria Álvarez', direction: 'sent', at: 9 },
        { address: 'maria@patients.example', name: 'Old name', direction: 'received', at: 2 },
        { address: 'other@x.example', name: '', direction: 'received', at: 3 },
      ]),
    )
    expect(findCorrespondent(test.store, 'MARIA@patients.example')).toEqual({
      address: 'maria@patients.example',
      name: 'Maria Álvarez',
      receivedCount: 2,
      sentCount: 1,
      firstAt: 2,
      lastAt: 9,
    })
    expect(listCorrespondents(test.store, 10).map(({ address }) => address)).toEqual([
      'maria@patients.example',
      'other@x.example',
    ])
  })
})
