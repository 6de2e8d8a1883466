import { readKeys } from 'openpgp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { ContactId } from '../../shared/ids.ts'
import { fail } from '../../shared/result.ts'
import { describeSmimeCertificate, generateOwnKey, type SmimeCapability } from '../sealing/index.ts'
import {
  day,
  makeCertificate,
  makeWorld,
  rsaKey,
  withChain,
  type CertificateRecipe,
} from '../sealing/smime/certificates.fixture.ts'
import { listCertificates } from '../store/index.ts'
import { createCertificateDesk, type CertificateDesk } from './certificates.ts'
import { createDirectory } from './directory.ts'
import { knowledgeOf } from './knowledge.ts'
import { offerLearned } from './learned-certificates.ts'

const lee = 'lee@clinic.example'
const world = makeWorld()
let practice: TestPractice
let desk: CertificateDesk
let contactId: ContactId

beforeEach(async () => {
  practice = await makeTestPractice({ roots: [world.root.pem] })
  contactId = addLee(practice)
  desk = createCertificateDesk(depsOf(practice))
})
afterEach(() => {
  practice.dispose()
})

function depsOf({ store, audit, clock, sealing }: TestPractice) {
  return {
    ...{ store, audit, clock, trust: sealing.trust, fingerprintWords: () => ['one', 'two'] },
    mayLookUp: () => false,
    fetchKeys: () => Promise.resolve(fail('wkd/no-key')),
  }
}

function addLee(test: TestPractice, address = lee): ContactId {
  const added = createDirectory(depsOf(test)).add(
    {
      ...{ kind: 'colleague', name: 'Samuel Lee', addresses: [address], nicknames: [], phones: [] },
      ...{ birthDate: null, recordNumber: null, readsMailOn: 'computer', agreedToEmailOn: null },
    },
    true,
  )
  return valueOf(added).id
}

const issue = (changes: Partial<CertificateRecipe> = {}) =>
  withChain(
    makeCertificate({
      ...{ name: 'Dr. Lee', key: rsaKey(2048), issuer: world.authority, addresses: [lee] },
      ...changes,
    }),
    world.authority,
  )

function learn(pem: string, capabilities: readonly SmimeCapability[], signedAt: number): boolean {
  const info = describeSmimeCertificate(pem)
  if (info === null) throw new Error('a certificate')
  const learned = { learned: { info, capabilities }, sender: lee, signedAt: new Date(signedAt) }
  return practice.write((tx) => offerLearned(tx, learned, 1))
}

const smimeNow = () => knowledgeOf(practice.store, lee, practice.sealing.trust(), null).smime

describe('a certificate from a file or a paste', () => {
  it('of either kind is shown with who vouches for it, and kept only when accepted', async () => {
    const openpgp = await generateOwnKey({ address: lee, now: new Date('2026-01-01') })
    expect(valueOf(await desk.read(contactId, openpgp.certificateArmored))).toMatchObject({
      kind: 'openpgp',
      issuer: null,
    })
    const offered = valueOf(await desk.read(contactId, world.lee.pem))
    expect(offered).toMatchObject({
      kind: 'smime',
      issuer: 'Test Mail CA',
      userIds: [`Dr. Lee <${lee}>`],
      words: ['one', 'two'],
      replaces: null,
    })
    expect(smimeNow()).toBeNull()
    const contact = valueOf(await desk.accept(contactId, offered.armored, 'in-person'))
    expect(contact.certificates).toMatchObject([
      { kind: 'smime', trust: 'verified', comparedWay: 'in-person' },
    ])
    expect(practice.events().at(-1)).toMatchObject({
      type: 'certificate.accepted',
      fingerprint: offered.fingerprint,
      way: 'in-person',
    })
  })

  it.each<readonly [string, () => Uint8Array | string, string]>([
    ['DER', () => world.lee.der, 'smime/untrusted-issuer'],
    [
      'an expired one',
      () => issue({ to: new Date(Date.UTC(2026, 10, 22) - day) }).pem,
      'smime/certificate-expired',
    ],
    ['one that only signs', () => issue({ usage: 0x80 }).pem, 'smime/no-encryption-usage'],
    ['one for somebody else', () => world.kim.pem, 'smime/address-mismatch'],
    ['RSA-1024', () => issue({ key: rsaKey(1024) }).pem, 'smime/certificate-weak'],
    ['two persons in one file', () => world.lee.pem + world.kim.pem, 'smime/not-a-certificate'],
    ['a private key', () => world.lee.privateKeyPem, 'smime/secret-key-given'],
    ['neither kind', () => 'hello', 'openpgp/not-a-certificate'],
  ])('%s is refused with its reason', async (_what, input, code) => {
    expect(await desk.read(contactId, input())).toMatchObject({ error: { code } })
  })
})

describe('a certificate that came as a file of a message', () => {
  const own = async (address: string) =>
    (await generateOwnKey({ address, now: new Date('2026-01-01') })).certificateArmored
  const bytes = (text: string) => new TextEncoder().encode(text)
  const card = (key: string) =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Lee\r\nEMAIL:${lee}\r\nKEY;ENCODING=b:${key}\r\nEND:VCARD\r\n`

  it('is shown, and neither kept nor used before a person accepts it', async () => {
    const attached = bytes(await own(lee))
    const offered = valueOf(await desk.read(contactId, { attached }))
    expect(offered).toMatchObject({ kind: 'openpgp', source: 'attached', trust: 'seen', comparedWay: null })
    expect(listCertificates(practice.store, contactId)).toEqual([])
    expect(knowledgeOf(practice.store, lee, practice.sealing.trust(), null).certificate).toBeNull()
    valueOf(await desk.accept(contactId, offered.armored, 'by-phone'))
    expect(listCertificates(practice.store, contactId)).toMatchObject([{ verifiedWay: 'by-phone' }])
  })

  it("of a keyring the sender's is taken", async () => {
    const ring = await readKeys({ armoredKeys: await own('kim@clinic.example') })
    const mine = await readKeys({ armoredKeys: await own(lee) })
    const attached = Buffer.concat([...ring, ...mine].map((key) => key.write()))
    const offered = valueOf(await desk.read(contactId, { attached }))
    expect(offered.fingerprint).toBe(mine[0]?.getFingerprint().toUpperCase())
  })

  it('of a vCard its KEY is taken', async () => {
    const [key] = await readKeys({ armoredKeys: await own(lee) })
    const base64 = Buffer.from(key?.write() ?? []).toString('base64')
    const offered = valueOf(await desk.read(contactId, { attached: bytes(card(base64)) }))
    expect(offered.fingerprint).toBe(key?.getFingerprint().toUpperCase())
  })

  it.each<readonly [string, () => Promise<string>, string]>([
    ["somebody else's key", () => own('kim@clinic.example'), 'openpgp/address-mismatch'],
    ['a card whose key is none', () => Promise.resolve(card('AAAA')), 'openpgp/not-a-certificate'],
    ['a letter', () => Promise.resolve('Dear Ana'), 'openpgp/not-a-certificate'],
  ])('%s is refused with its reason', async (_what, text, code) => {
    expect(await desk.read(contactId, { attached: bytes(await text()) })).toMatchObject({ error: { code } })
  })
})

describe('a certificate that came with signed mail', () => {
  it('waits to be accepted, and replaces nothing by itself', async () => {
    await desk.accept(contactId, world.lee.pem, null)
    const renewed = issue().pem
    expect(learn(renewed, ['aes-256-gcm'], 5)).toBe(true)
    expect(learn(renewed, ['aes-256-gcm'], 5)).toBe(false)
    const contact = valueOf(createDirectory(depsOf(practice)).get(contactId))
    expect(contact.certificates.map(({ trust }) => trust)).toEqual(['accepted', 'seen'])
    const old = contact.certificates[0]?.fingerprint
    const offered = valueOf(await desk.read(contactId, { seen: contact.certificates[1]?.fingerprint ?? '' }))
    expect(offered.replaces).toBe(old)
    const after = valueOf(await desk.accept(contactId, offered.armored, 'in-person'))
    expect(after.certificates.map(({ fingerprint }) => fingerprint)).toEqual([offered.fingerprint])
  })

  it('tells what its owner reads: the latest word counts, in whatever order mail comes', async () => {
    await desk.accept(contactId, world.lee.pem, null)
    const announced = () => listCertificates(practice.store, contactId)[0]?.capabilities
    expect(smimeNow()).toMatchObject({ kind: 'cannot-sign' })
    expect(announced()).toEqual([])
    learn(world.lee.pem, ['aes-256-gcm'], 10)
    expect(announced()).toEqual(['aes-256-gcm'])
    learn(world.lee.pem, [], 5)
    expect(announced()).toEqual(['aes-256-gcm'])
    learn(world.lee.pem, [], 20)
    expect(announced()).toEqual([])
  })

  it('of a stranger is found again when the stranger becomes a contact', async () => {
    const fresh = await makeTestPractice({ roots: [world.root.pem] })
    const before = practice
    practice = fresh
    try {
      expect(learn(world.lee.pem, ['aes-256-gcm'], 5)).toBe(false)
      const id = addLee(fresh)
      const contact = valueOf(createDirectory(depsOf(fresh)).get(id))
      expect(contact.certificates).toMatchObject([{ trust: 'seen', issuer: 'Test Mail CA' }])
      const freshDesk = createCertificateDesk(depsOf(fresh))
      const accepted = await freshDesk.accept(id, world.lee.pem, null)
      expect(valueOf(accepted).certificates).toMatchObject([{ trust: 'accepted' }])
      expect(listCertificates(fresh.store, id)[0]?.capabilities).toEqual(['aes-256-gcm'])
    } finally {
      practice = before
      fresh.dispose()
    }
  })
})

describe('a certificate of a sender who is no contact', () => {
  const kim = 'kim@clinic.example'
  const details = (address = kim) => ({
    ...{ kind: 'colleague' as const, name: 'Dr. Kim', addresses: [address], nicknames: [], phones: [] },
    ...{ birthDate: null, recordNumber: null, readsMailOn: 'unsure' as const, agreedToEmailOn: null },
  })
  const people = () => valueOf(createDirectory(depsOf(practice)).list({ isArchived: false }))

  it('is shown as seen, whether it came as a file or behind a signature', async () => {
    const info = describeSmimeCertificate(world.kim.pem)
    if (info === null) throw new Error('a certificate')
    const attached = new TextEncoder().encode(world.kim.pem)
    expect(valueOf(await desk.readFor(kim, { attached }))).toMatchObject({
      ...{ fingerprint: info.fingerprint, trust: 'seen', source: 'attached', replaces: null },
    })
    expect(await desk.readFor(kim, { seen: info.fingerprint })).toMatchObject({
      error: { code: 'contact/absent' },
    })
    const learned = { learned: { info, capabilities: [] }, sender: kim, signedAt: new Date(5) }
    practice.write((tx) => offerLearned(tx, learned, 1))
    expect(valueOf(await desk.readFor(kim, { seen: info.fingerprint }))).toMatchObject({
      ...{ trust: 'seen', source: 'signature' },
    })
    expect(people()).toHaveLength(1)
  })

  it.each([
    ['without comparing', null, 'accepted'],
    ['compared by phone', 'by-phone', 'verified'],
  ] as const)('is accepted with the person in one step: %s', async (_how, compared, trust) => {
    const added = valueOf(await desk.addWith(details(), world.kim.pem, compared))
    expect(added).toMatchObject({ name: 'Dr. Kim', certificates: [{ trust, comparedWay: compared }] })
    expect(practice.events().slice(-2)).toMatchObject([
      { type: 'contact.added', isAddressConfirmed: false },
      { type: 'certificate.accepted', trust, way: compared, replaces: null },
    ])
    expect(await desk.readFor(kim, world.kim.pem)).toMatchObject({
      error: { code: 'contact/exists', detail: { name: 'Dr. Kim' } },
    })
  })

  it.each<readonly [string, () => string, string, string]>([
    ['names another address', () => world.lee.pem, kim, 'smime/address-mismatch'],
    ['is weak', () => issue({ key: rsaKey(1024), addresses: [kim] }).pem, kim, 'smime/certificate-weak'],
    ['belongs to a contact', () => world.lee.pem, lee, 'contact/exists'],
  ])('that %s adds nobody', async (_what, pem, address, code) => {
    expect(await desk.addWith(details(address), pem(), null)).toMatchObject({ error: { code } })
    expect(people()).toHaveLength(1)
  })

  it.each(['contact.added', 'certificate.accepted'] as const)(
    'adds nobody where %s could not be recorded',
    async (type) => {
      const silent = createCertificateDesk({ ...depsOf(practice), audit: practice.auditWithout(type) })
      expect(await silent.addWith(details(), world.kim.pem, null)).toMatchObject({
        error: { code: 'audit/write-failed' },
      })
      expect(people()).toHaveLength(1)
    },
  )
})
