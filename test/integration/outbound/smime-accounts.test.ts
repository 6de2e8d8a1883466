import * as asn1 from 'asn1js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { knowledgeOf } from '../../../src/main/directory/index.ts'
import { planCopies, type Letter } from '../../../src/main/outbound/copies.ts'
import { cleanContent } from '../../../src/main/outbound/outgoing-content.ts'
import { routeRecipient } from '../../../src/main/outbound/route.ts'
import { createIdentityDesk } from '../../../src/main/practice/index.ts'
import { describeSmimeCertificate, seal } from '../../../src/main/sealing/index.ts'
import {
  childrenOf,
  encode,
  octets,
  octetsOf,
  oid,
  parseBer,
  sequence,
  tagged,
} from '../../../src/main/sealing/smime/asn1.ts'
import * as fixture from '../../../src/main/sealing/smime/certificates.fixture.ts'
import { oids } from '../../../src/main/sealing/smime/oids.ts'
import {
  addAccount,
  addContact,
  findAccountKey,
  findSigningCertificate,
  listOwnKeys,
  saveCertificate,
  setCertificateTrust,
  setSigningCertificate,
} from '../../../src/main/store/index.ts'
import type { AccountId } from '../../../src/shared/ids.ts'
import { makeTestPractice, type TestPractice } from '../../support/practice.ts'
import { valueOf } from '../../support/store.ts'
import { Openssl } from '../sealing/openssl.ts'

const { day, makeCertificate, now, rsaKey, withChain } = fixture
const rivera = 'rivera@practice.example'
const office = 'office@practice.example'
const lee = 'lee@clinic.example'
const password = 'ledger-comet-19'

let openssl: Openssl
let world: ReturnType<typeof fixture.makeWorld>
let practice: TestPractice
let officeId: AccountId
/** The .p12 files that issuers gave to the practice. */
let files: (name: string) => Uint8Array

beforeAll(async () => {
  openssl = await Openssl.create()
  world = fixture.makeWorld()
  const [riveraKey, officeKey] = [rsaKey(2048), rsaKey(2048)]
  const issue = (addresses: string[], from: number, to = now.getTime() + 200 * day) =>
    makeCertificate({
      // Renewed for the same key, as many issuers do.
      key: addresses.includes(rivera) ? riveraKey : officeKey,
      ...{ name: addresses.join(' and '), issuer: world.authority, addresses },
      ...{ from: new Date(from), to: new Date(to) },
    })
  const ago = (days: number) => now.getTime() - days * day
  const made = {
    rivera: issue([rivera], ago(90)),
    renewed: issue([rivera], ago(10)),
    expired: issue([rivera], ago(400), ago(35)),
    office: issue([office], ago(50)),
    both: issue([rivera, office], ago(5)),
    stranger: issue(['rivera@old-practice.example'], ago(20)),
  }
  await openssl.file('root.pem', world.root.pem)
  const exporting = Object.entries(made).map(async ([name, one]) => {
    await openssl.file(`${name}.pem`, withChain(one, world.authority).pem)
    await openssl.file(`${name}.key`, one.privateKeyPem)
    const args = ['pkcs12', '-export', '-in', `${name}.pem`, '-inkey', `${name}.key`, '-nomac']
    return [name, await openssl.must([...args, '-passout', `pass:${password}`])] as const
  })
  const exported = new Map(await Promise.all(exporting))
  files = (name) => exported.get(name) ?? Buffer.of()
})
afterAll(() => openssl.dispose())

beforeEach(async () => {
  practice = await makeTestPractice({ address: rivera, roots: [world.root.pem] })
  officeId = practice.write((tx) =>
    addAccount(tx, { address: office, name: 'Office', settings: {}, credentials: null }, 1),
  )
  const info = describeSmimeCertificate(world.lee.pem)
  if (info === null) throw new Error('a certificate')
  practice.write((tx) => {
    const contactId = addContact(
      tx,
      {
        ...{ kind: 'colleague', name: 'Dr. Lee', addresses: [lee], nicknames: [], birthDate: null },
        ...{ recordNumber: null, phones: [], readsMailOn: 'computer', agreedToEmailOn: null },
      },
      1,
    )
    const { fingerprint, pem, addresses } = info
    const row = { contactId, kind: 'smime', fingerprint, data: pem, userIds: [], addresses } as const
    setCertificateTrust(
      tx,
      saveCertificate(tx, { ...row, source: 'import', madeAt: 1, expiresAt: null }, 1),
      'verified',
      1,
    )
  })
})
afterEach(() => {
  practice.dispose()
})

const desk = (audit = practice.audit) =>
  createIdentityDesk({
    ...{ store: practice.store, audit, trust: practice.sealing.trust },
    fingerprintWords: () => ['word'],
  })
const take = async (name: string) => valueOf(await desk().importFile(files(name), password))
const uses = () =>
  desk()
    .list()
    .map(({ subject, usedFor }) => [subject, usedFor])
const idOf = (address: string) => (address === office ? officeId : practice.accountId)
const accountOf = (address: string) => ({ id: idOf(address), address })
const known = (from: string) => knowledgeOf(practice.store, lee, practice.sealing.trust(), accountOf(from))
const routeFrom = (from: string) => routeRecipient(known(from)).route
const chosen = () => practice.events().flatMap((event) => (event.type === 'own-key.chosen' ? [event] : []))

function letter(from: string, signer = findSigningCertificate(practice.store, idOf(from))): Letter {
  const ownKey = findAccountKey(practice.store, rivera)
  if (ownKey === null) throw new Error('the test practice has a key')
  return {
    account: { address: from, name: 'Ana Rivera' },
    practice: practice.practice(),
    ownKey,
    newerKey: null,
    ownSmime: signer,
    content: valueOf(
      cleanContent({ to: [{ name: '', address: lee }], cc: [], bcc: [], subject: 'x', html: '<p>y</p>' }),
    ),
    attachments: [],
    replyPage: null,
    inReplyTo: null,
    references: [],
    sentAt: practice.clock(),
  }
}

const plan = (from: string, signer = findSigningCertificate(practice.store, idOf(from))) =>
  planCopies(
    letter(from, signer),
    [{ known: known(from), passphrase: null, isBlind: false }],
    practice.random,
  )

/** Whom openssl finds as the signer of what an account sends. */
async function signerOf(from: string): Promise<string> {
  const [copy] = valueOf(await plan(from))
  if (copy === undefined) throw new Error('one copy')
  const { raw } = valueOf(await seal(copy.request, { ...practice.sealing, now: practice.clock() }))
  await openssl.file('lee.pem', world.lee.pem)
  await openssl.file('lee.key', world.lee.privateKeyPem)
  const signed = await openssl.must(['cms', '-decrypt', '-recip', 'lee.pem', '-inkey', 'lee.key'], raw)
  const at = String(Math.floor(practice.clock().getTime() / 1000))
  await openssl.must(
    ['cms', '-verify', '-attime', at, '-CAfile', 'root.pem', '-purpose', 'smimesign', '-signer', 'by.pem'],
    signed,
  )
  const addresses = await openssl.must(['x509', '-in', 'by.pem', '-noout', '-email'])
  return addresses.toString().trim()
}

describe('a certificate of the practice', () => {
  it('signs for the account that it names, and for no other', async () => {
    await take('office')
    expect(uses()).toEqual([[office, [office]]])
    expect(routeFrom(office)).toMatchObject({ kind: 'smime' })
    expect(routeFrom(rivera)).toEqual({ kind: 'blocked', code: 'smime/account-certificate-missing' })
    await take('rivera')
    expect([routeFrom(office).kind, routeFrom(rivera).kind]).toEqual(['smime', 'smime'])
    expect(await signerOf(rivera)).toBe(rivera)
    expect(await signerOf(office)).toBe(office)
  })

  it('of one account never signs what another sends, however it came to be chosen', async () => {
    await take('office')
    const [key] = listOwnKeys(practice.store, 'smime')
    if (key === undefined) throw new Error('imported above')
    expect(await plan(rivera, key)).toMatchObject({ error: { code: 'seal/no-method' } })
    practice.write((tx) => {
      setSigningCertificate(tx, practice.accountId, key.id)
    })
    expect(routeFrom(rivera)).toEqual({ kind: 'blocked', code: 'smime/own-certificate-unusable' })
    await take('rivera')
    expect(await plan(rivera, key)).toMatchObject({
      error: { code: 'smime/own-certificate-unusable', detail: { reason: 'smime/address-mismatch' } },
    })
  })

  it('that was renewed takes the place of the older; an older one imported later does not', async () => {
    await take('renewed')
    await take('rivera')
    await take('expired')
    expect(uses().filter(([, used]) => used?.length === 1)).toHaveLength(1)
    expect(desk().list()[0]).toMatchObject({ validFrom: new Date(now.getTime() - 10 * day).toISOString() })
    expect(
      desk()
        .list()
        .map(({ problem }) => problem?.code),
    ).toEqual([undefined, 'smime/certificate-expired', undefined])
  })

  it('that has expired is named as such where there is no other, and gives way to any that can sign', async () => {
    await take('expired')
    expect(routeFrom(rivera)).toEqual({ kind: 'blocked', code: 'smime/own-certificate-unusable' })
    await take('rivera')
    expect(routeFrom(rivera)).toMatchObject({ kind: 'smime' })
  })

  it('that names two accounts signs for both, and one alone where the other keeps its own', async () => {
    await take('both')
    expect(desk().list()).toMatchObject([{ fits: [rivera, office], usedFor: [rivera, office] }])
    await take('renewed')
    expect(uses()).toContainEqual([`${rivera} and ${office}`, [rivera, office]])
    const renewed = desk()
      .list()
      .find(({ usedFor }) => usedFor.length === 0)
    valueOf(desk().choose(renewed?.fingerprint ?? '', rivera))
    expect(uses()).toEqual(
      expect.arrayContaining([
        [rivera, [rivera]],
        [`${rivera} and ${office}`, [office]],
      ]),
    )
  })

  it('that names nobody here is kept for old mail and offered to no account', async () => {
    await take('stranger')
    expect(desk().list()).toMatchObject([
      { fits: [], usedFor: [], problem: { code: 'smime/address-mismatch' } },
    ])
    expect(chosen()).toEqual([])
  })
})

describe('choosing and removing', () => {
  it('is recorded with what it replaces, and opens old mail on', async () => {
    await take('rivera')
    await take('renewed')
    const [inUse, old] = desk().list()
    expect(chosen()).toMatchObject([
      { fingerprint: old?.fingerprint, account: practice.accountId, replaces: null },
      { fingerprint: inUse?.fingerprint, replaces: old?.fingerprint },
    ])
    valueOf(desk().choose(old?.fingerprint ?? '', rivera))
    expect(chosen().at(-1)).toMatchObject({ fingerprint: old?.fingerprint, replaces: inUse?.fingerprint })
    // Chosen again: nothing changes, nothing is recorded.
    valueOf(desk().choose(old?.fingerprint ?? '', rivera))
    expect(chosen()).toHaveLength(3)
    expect(listOwnKeys(practice.store, 'smime')).toHaveLength(2)
  })

  it.each([
    ['for an account that it does not name', 'rivera', office, 'smime/address-mismatch'],
    ['that has expired', 'expired', rivera, 'smime/certificate-expired'],
    ['for nobody here', 'rivera', 'lee@clinic.example', 'account/absent'],
  ] as const)('one %s is refused, and nothing is recorded', async (_what, name, address, code) => {
    await take('renewed')
    await take(name)
    const other = desk()
      .list()
      .find(({ usedFor }) => usedFor.length === 0)
    const before = chosen().length
    expect(desk().choose(other?.fingerprint ?? '', address)).toMatchObject({ error: { code } })
    expect(desk().choose('A'.repeat(64), rivera)).toMatchObject({
      error: { code: 'smime/own-certificate-missing' },
    })
    expect(chosen()).toHaveLength(before)
  })

  it('removed, its account signs with none until a person chooses; another account keeps its own', async () => {
    await take('rivera')
    await take('renewed')
    await take('office')
    const inUse = desk()
      .list()
      .find(({ usedFor }) => usedFor.includes(rivera))
    valueOf(desk().remove(inUse?.fingerprint ?? ''))
    expect(uses()).toEqual([
      [office, [office]],
      [rivera, []],
    ])
    expect(routeFrom(rivera)).toEqual({ kind: 'blocked', code: 'smime/account-certificate-missing' })
    expect(routeFrom(office)).toMatchObject({ kind: 'smime' })
  })

  it.each(['own-key.imported', 'own-key.chosen', 'own-key.removed'] as const)(
    'without the record %s nothing changes',
    async (type) => {
      await take('rivera')
      const before = JSON.stringify(desk().list())
      const silent = desk(practice.auditWithout(type))
      const failed = { error: { code: 'audit/write-failed' } }
      if (type === 'own-key.removed') {
        expect(silent.remove(desk().list()[0]?.fingerprint ?? '')).toMatchObject(failed)
      } else {
        expect(await silent.importFile(files('renewed'), password)).toMatchObject(failed)
      }
      expect(JSON.stringify(desk().list())).toBe(before)
    },
  )
})

it('takes all of a file with several keys, and two certificates of one key', async () => {
  const imported = valueOf(
    await desk().importFile(joined(['expired', 'renewed', 'office'].map(files)), password),
  )
  expect(imported).toHaveLength(3)
  expect(uses()).toEqual(
    expect.arrayContaining([
      [rivera, [rivera]],
      [office, [office]],
      [rivera, []],
    ]),
  )
})

/** What a person with several certificates exports: the parts of several files in one, without a MAC (RFC 7292). */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const safes = parts.flatMap((file) => {
    const [, content] = childrenOf(parseBer(file))
    return childrenOf(parseBer(octetsOf(childrenOf(content)[1])))
  })
  const safe = octets(encode(sequence(...safes)))
  return encode(sequence(new asn1.Integer({ value: 3 }), sequence(oid(oids.data), tagged(0, safe))))
}
