import { generateKey, readKey } from 'openpgp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestPractice, type TestKey, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { ContactId } from '../../shared/ids.ts'
import { fail } from '../../shared/result.ts'
import { certificateBytes, generateOwnKey, renewOwnKey, revokeOwnKey } from '../sealing/index.ts'
import { findCertificatesByAddress, listCertificates } from '../store/index.ts'
import { takeAutocrypt } from './autocrypt.ts'
import { createCertificateDesk, type CertificateDesk } from './certificates.ts'
import { knowledgeOf } from './knowledge.ts'

const lee = 'lee@clinic.example'
const dayMs = 86_400_000
let practice: TestPractice
let desk: CertificateDesk
let colleague: { id: ContactId; key: TestKey }

beforeEach(async () => {
  practice = await makeTestPractice()
  desk = createCertificateDesk(depsOf())
  colleague = await practice.addColleague('Dr. Lee', lee)
})
afterEach(() => {
  practice.dispose()
})

const depsOf = () => ({
  ...practice,
  trust: practice.sealing.trust,
  fingerprintWords: () => ['one', 'two'],
  mayLookUp: () => false,
  fetchKeys: () => Promise.resolve(fail('wkd/no-key')),
})
const makeKey = (address = lee) =>
  generateOwnKey({ address, now: new Date(practice.clock().getTime() - 60_000) })

async function take(certificate: string, { sender = lee, daysAgo = 0 } = {}): Promise<boolean> {
  const sentAt = new Date(practice.clock().getTime() - daysAgo * dayMs)
  return valueOf(
    await takeAutocrypt(practice, { sender, certificate: await certificateBytes(certificate), sentAt }),
  )
}

const stateOf = (id: ContactId) =>
  listCertificates(practice.store, id).map(({ fingerprint, trust, source }) => [fingerprint, trust, source])
const usedFor = (address: string) =>
  knowledgeOf(practice.store, address, practice.sealing.trust(), null).certificate?.fingerprint ?? null

describe('a certificate in an Autocrypt header', () => {
  it('never replaces the one in use: it is shown as seen, for a person to decide', async () => {
    const forged = await makeKey()
    expect(await take(forged.certificateArmored)).toBe(true)
    expect(usedFor(lee)).toBe(colleague.key.fingerprint)
    expect(stateOf(colleague.id)).toEqual([
      [colleague.key.fingerprint, 'verified', 'import'],
      [forged.fingerprint, 'seen', 'autocrypt'],
    ])
    const offered = valueOf(await desk.read(colleague.id, { seen: forged.fingerprint }))
    expect(offered).toMatchObject({
      trust: 'seen',
      source: 'autocrypt',
      replaces: colleague.key.fingerprint,
    })
  })

  it('put away by a person, comes back with no mail', async () => {
    const forged = await makeKey()
    await take(forged.certificateArmored)
    const contact = valueOf(desk.remove(colleague.id, forged.fingerprint))
    expect(contact.certificates.map(({ fingerprint }) => fingerprint)).toEqual([colleague.key.fingerprint])
    expect(await take(forged.certificateArmored)).toBe(false)
    expect(stateOf(colleague.id)[1]).toEqual([forged.fingerprint, 'rejected', 'autocrypt'])
  })

  it("fills no list: the latest mail's alone is kept, in whatever order mail comes", async () => {
    const [older, newer, future] = await Promise.all([makeKey(), makeKey(), makeKey()])
    await take(older.certificateArmored, { daysAgo: 5 })
    expect(await take(newer.certificateArmored, { daysAgo: 1 })).toBe(true)
    expect(await take(older.certificateArmored, { daysAgo: 3 })).toBe(false)
    expect(stateOf(colleague.id).at(-1)).toEqual([newer.fingerprint, 'seen', 'autocrypt'])
    expect(stateOf(colleague.id)).toHaveLength(2)
    // Dated into the future, it counts as sent now: it can't keep later ones out.
    await take(future.certificateArmored, { daysAgo: -400 })
    practice.pass(dayMs)
    expect(await take(older.certificateArmored)).toBe(true)
  })

  it.each([
    ['names another address', async () => (await makeKey('eve@clinic.example')).certificateArmored],
    [
      'has been revoked',
      async () => {
        const { secretKeyArmored } = await makeKey()
        return revokeOwnKey(secretKeyArmored, { reason: 'compromised', now: practice.clock() })
      },
    ],
  ])('is no hint when it %s', async (_what, make) => {
    expect(await take(await make())).toBe(false)
    expect(stateOf(colleague.id)).toHaveLength(1)
  })

  it('of a stranger is kept under the address, and shown once the stranger is a contact', async () => {
    const key = await makeKey('new@clinic.example')
    expect(await take(key.certificateArmored, { sender: 'new@clinic.example' })).toBe(false)
    const [hint] = findCertificatesByAddress(practice.store, 'new@clinic.example')
    expect(hint).toMatchObject({ contactId: null, trust: 'seen', fingerprint: key.fingerprint })
    expect(usedFor('new@clinic.example')).toBeNull()
  })
})

describe('a newer copy of the certificate in use', () => {
  it('brings the new expiry, and keeps what was compared', async () => {
    const later = new Date(practice.clock().getTime() + 400 * dayMs)
    practice.pass(400 * dayMs)
    const renewed = await renewOwnKey(colleague.key.secretKeyArmored, { address: lee, now: later })
    expect(await take(renewed.certificateArmored)).toBe(true)
    const [row] = listCertificates(practice.store, colleague.id)
    expect(row).toMatchObject({ trust: 'verified', expiresAt: renewed.expiresAt.getTime() })
    // An older copy takes nothing back.
    expect(await take(colleague.key.certificateArmored)).toBe(false)
    expect(listCertificates(practice.store, colleague.id)[0]?.expiresAt).toBe(renewed.expiresAt.getTime())
  })

  it("with its owner's revocation ends its use, is recorded, and no older copy brings it back", async () => {
    const { secretKeyArmored, certificateArmored, fingerprint } = colleague.key
    const revoked = await revokeOwnKey(secretKeyArmored, { reason: 'compromised', now: practice.clock() })
    expect(await take(revoked)).toBe(true)
    expect(usedFor(lee)).toBeNull()
    expect(practice.events().at(-1)).toMatchObject({ type: 'certificate.revoked', fingerprint })
    expect(await take(certificateArmored)).toBe(false)
    const pasted = await desk.read(colleague.id, certificateArmored)
    expect(pasted.ok || pasted.error.code).toBe('openpgp/certificate-revoked')
    const accepted = await desk.accept(colleague.id, certificateArmored, null)
    expect(accepted.ok || accepted.error.code).toBe('openpgp/certificate-revoked')
  })

  it('pasted revoked, goes out of use too; without the audit log it stays', async () => {
    const { secretKeyArmored, fingerprint } = colleague.key
    const revoked = await revokeOwnKey(secretKeyArmored, { reason: 'superseded', now: practice.clock() })
    const mute = createCertificateDesk({ ...depsOf(), audit: practice.auditWithout('certificate.revoked') })
    const refused = await mute.read(colleague.id, revoked)
    expect(refused.ok || refused.error.code).toBe('audit/write-failed')
    expect(usedFor(lee)).toBe(fingerprint)
    const read = await desk.read(colleague.id, revoked)
    expect(read.ok || read.error.code).toBe('openpgp/certificate-revoked')
    expect(usedFor(lee)).toBeNull()
  })

  it('carries no signatures of others along: anyone could add thousands', async () => {
    const other = await makeKey()
    const key = await readKey({ armoredKey: colleague.key.certificateArmored })
    const [user] = key.users
    const selfSignature = (await readKey({ armoredKey: other.certificateArmored })).users[0]
    user?.otherCertifications.push(...(selfSignature?.selfCertifications ?? []))
    expect(await take(key.armor())).toBe(false)
    expect(listCertificates(practice.store, colleague.id)[0]?.data).toBe(colleague.key.certificateArmored)
  })
})

describe("somebody else's address in a certificate", () => {
  it('is not vouched for by accepting it', async () => {
    const made = await readKey({
      armoredKey: await certificateOfTwo(lee, 'boss@hospital.example'),
    })
    const contact = valueOf(await desk.accept(colleague.id, made.armor(), 'in-person'))
    expect(contact.certificates[0]?.userIds).toHaveLength(2)
    expect(findCertificatesByAddress(practice.store, 'boss@hospital.example')).toEqual([])
    expect(findCertificatesByAddress(practice.store, lee).map(({ trust }) => trust)).toContain('verified')
  })

  it('a newer copy taken as it is leaves "compared" as it was', async () => {
    const contact = valueOf(await desk.accept(colleague.id, colleague.key.certificateArmored, null))
    expect(contact.certificates[0]).toMatchObject({ trust: 'verified', comparedWay: 'in-person' })
  })
})

async function certificateOfTwo(first: string, second: string): Promise<string> {
  const { publicKey } = await generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: [{ email: first }, { email: second }],
    date: new Date(practice.clock().getTime() - 60_000),
    format: 'armored',
  })
  return publicKey
}
