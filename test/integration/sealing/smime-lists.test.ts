import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createAuthorityDesk } from '../../../src/main/practice/index.ts'
import {
  lookUpRevocations,
  readAuthority,
  readRevocationList,
  readSmimeCertificate,
  readTrustAnchors,
  type Trust,
} from '../../../src/main/sealing/index.ts'
import {
  listRevocationLists,
  listTrustRoots,
  readRevocationListDer,
  revocationListIds,
} from '../../../src/main/store/index.ts'
import type { Result } from '../../../src/shared/result.ts'
import { makeTestPractice, type TestPractice } from '../../support/practice.ts'
import { valueOf } from '../../support/store.ts'
import { Openssl } from './openssl.ts'

const config = `
[ca]
default_ca = clinic
[clinic]
database = index
crlnumber = number
default_md = sha256
default_crl_days = 7
unique_subject = no
[partial]
issuingDistributionPoint = critical, @point
[point]
onlyuser = TRUE
[delta]
2.5.29.27 = critical, DER:02:01:01
[req]
distinguished_name = none
[none]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[person]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature,keyEncipherment
extendedKeyUsage = emailProtection
authorityKeyIdentifier = keyid
subjectAltName = email:lee@clinic.example
`

let openssl: Openssl
let rootPem: string
let trust: Trust

beforeAll(async () => {
  openssl = await Openssl.create()
  await openssl.file('clinic.cnf', config)
  await openssl.file('index', '')
  await openssl.file('number', '01\n')
  await root('root', 'Clinic Root')
  await person('lee', 0x0a)
  await person('kim', 0x80)
  rootPem = await text('root.pem')
  // Later than whatever openssl makes in the tests below.
  trust = { anchors: readTrustAnchors([rootPem]), now: new Date(Date.now() + 3_600_000) }
})
afterAll(() => openssl.dispose())

describe('lists of openssl', () => {
  it('empty, revoke nobody', async () => {
    const list = await issueList('empty')
    expect(list).toMatchObject({ issuer: 'Clinic Root', entries: 0 })
    expect(await judge('lee', list.der, list.issuerKeyHash)).toBe('ok')
  })
  it('revoke whom openssl revoked, in PEM and in DER, and openssl agrees', async () => {
    await revoke('lee', 'keyCompromise')
    const list = await issueList('one')
    expect(list.entries).toBe(1)
    expect(await judge('lee', list.der, list.issuerKeyHash)).toBe('smime/certificate-revoked')
    expect(await judge('kim', list.der, list.issuerKeyHash)).toBe('ok')
    const der = await openssl.must(['crl', '-in', 'one.crl', '-outform', 'der'])
    expect(valueOf(readRevocationList(der, [], trust)).der).toEqual(list.der)
    const check = ['verify', '-crl_check', '-CAfile', 'root.pem', '-CRLfile', 'one.crl']
    expect((await openssl.run([...check, 'lee.pem'])).stderr).toContain('certificate revoked')
    expect((await openssl.run([...check, 'kim.pem'])).code).toBe(0)
  })
  it('for certificates of people are read, deltas are refused', async () => {
    expect((await issueList('partial', ['-crlexts', 'partial'])).part).not.toBe('')
    await makeListFile('delta', ['-crlexts', 'delta'])
    expect(codeOf(readRevocationList(await bytes('delta.crl'), [], trust))).toBe('smime/list-unsupported')
  })
  it('of another root with the same name are refused', async () => {
    await root('other', 'Clinic Root')
    await makeListFile('forged', ['-cert', 'other.pem', '-keyfile', 'other.key'])
    const read = readRevocationList(await bytes('forged.crl'), [], trust)
    expect(['smime/list-broken', 'smime/list-unknown-issuer']).toContain(codeOf(read))
  })
  it('signed with SHA-1 are refused', async () => {
    await makeListFile('weak', ['-md', 'sha1'])
    expect(codeOf(readRevocationList(await bytes('weak.crl'), [], trust))).toBe('smime/list-weak')
  })
})

describe('the bad certificates of an issuer', () => {
  it.each([
    ['RSA of 1,024 bits', ['-newkey', 'rsa:1024'], 'smime/authority-weak'],
    ['SHA-1', ['-newkey', 'rsa:2048', '-sha1'], 'smime/authority-weak'],
    ['one of a person', ['-newkey', 'rsa:2048', '-extensions', 'person'], 'smime/not-an-authority'],
    ['a good one (positive control)', ['-newkey', 'rsa:2048'], 'ok'],
  ])('%s', async (_what, options, expected) => {
    await root('tried', 'Tried', options)
    expect(
      codeOf(readAuthority(await bytes('tried.pem'), { now: soon(), anchors: readTrustAnchors([]) })),
    ).toBe(expected)
  })
})

describe('the desk of a practice', () => {
  it('trusts an issuer, takes its lists, refuses older ones, and records each before it counts', async () => {
    const practice = await makeTestPractice()
    onTestFinished(practice.dispose)
    const trustNow = (): Trust => ({
      anchors: readTrustAnchors(listTrustRoots(practice.store).map(({ pem }) => pem)),
      revocations: lookUpRevocations(
        revocationListIds(practice.store).flatMap((id) => readRevocationListDer(practice.store, id) ?? []),
      ),
      now: soon(),
    })
    const { store, audit } = practice
    const desk = createAuthorityDesk({
      store,
      audit,
      trust: trustNow,
      fingerprintWords: () => ['one', 'two'],
    })
    const past = (days: number) =>
      `${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`
    await issueList('first', ['-crl_lastupdate', past(9), '-crl_nextupdate', past(2)])
    expect(codeOf(desk.importList(await bytes('first.crl')))).toBe('smime/list-unknown-issuer')

    const offer = valueOf(desk.read(await bytes('root.pem')))
    expect(offer).toMatchObject({ subject: 'Clinic Root', issuer: null, hasExpired: false })
    expect(desk.list()).toEqual([])
    expect(valueOf(desk.add(offer.pem))).toHaveLength(1)
    expect(codeOf(desk.add(offer.pem))).toBe('smime/authority-known')

    await revoke('kim', 'superseded')
    await issueList('second', ['-crl_lastupdate', past(1)])
    expect(valueOf(desk.importList(await bytes('first.crl')))).toMatchObject([
      { issuer: 'Clinic Root', isStale: true, entries: 1 },
    ])
    expect(valueOf(desk.importList(await bytes('second.crl')))).toMatchObject([
      { isStale: false, entries: 2 },
    ])
    expect(codeOf(desk.importList(await bytes('first.crl')))).toBe('smime/list-older')
    expect(codeOf(readSmimeCertificate(await text('kim.pem'), { ...trustNow(), purpose: 'encrypt' }))).toBe(
      'smime/certificate-revoked',
    )

    const [list] = desk.lists()
    expect(valueOf(desk.removeList(list?.id ?? 0))).toEqual([])
    expect(listRevocationLists(store)).toEqual([])
    expect(valueOf(desk.remove(offer.fingerprint))).toEqual([])
    expect(codeOf(readSmimeCertificate(await text('kim.pem'), { ...trustNow(), purpose: 'encrypt' }))).toBe(
      'smime/untrusted-issuer',
    )
    expect(eventsOf(practice)).toEqual([
      { type: 'mail-authority.added', fingerprint: offer.fingerprint },
      { type: 'revocation-list.imported', issuer: offer.fingerprint, entries: 1 },
      { type: 'revocation-list.imported', issuer: offer.fingerprint, entries: 2 },
      { type: 'revocation-list.removed', issuer: offer.fingerprint },
      { type: 'mail-authority.removed', fingerprint: offer.fingerprint },
    ])
  })
})

async function root(
  file: string,
  name: string,
  options: readonly string[] = ['-newkey', 'rsa:2048'],
): Promise<void> {
  const extensions = options.includes('-extensions') ? [] : ['-extensions', 'root']
  await openssl.must([
    ...['req', '-x509', '-new', '-nodes', '-days', '30', '-config', 'clinic.cnf', '-subj', `/CN=${name}`],
    ...['-keyout', `${file}.key`, '-out', `${file}.pem`, ...extensions, ...options],
  ])
}

async function person(name: string, serial: number): Promise<void> {
  await openssl.must([
    ...['req', '-new', '-nodes', '-newkey', 'rsa:2048', '-config', 'clinic.cnf', '-subj', `/CN=${name}`],
    ...['-keyout', `${name}.key`, '-out', `${name}.csr`],
  ])
  await openssl.must([
    ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'root.pem', '-CAkey', 'root.key', '-days', '20'],
    ...[
      '-set_serial',
      String(serial),
      '-extfile',
      'clinic.cnf',
      '-extensions',
      'person',
      '-out',
      `${name}.pem`,
    ],
  ])
}

async function revoke(name: string, reason: string): Promise<void> {
  await openssl.must([
    ...['ca', '-config', 'clinic.cnf', '-cert', 'root.pem', '-keyfile', 'root.key'],
    ...['-revoke', `${name}.pem`, '-crl_reason', reason],
  ])
}

async function makeListFile(name: string, options: readonly string[] = []): Promise<void> {
  const signer = options.includes('-cert') ? [] : ['-cert', 'root.pem', '-keyfile', 'root.key']
  await openssl.must(['ca', '-gencrl', '-config', 'clinic.cnf', ...signer, ...options, '-out', `${name}.crl`])
}

async function issueList(name: string, options: readonly string[] = []) {
  await makeListFile(name, options)
  return valueOf(readRevocationList(await bytes(`${name}.crl`), [], { ...trust, now: soon() }))
}

async function judge(name: string, der: Uint8Array, issuerKeyHash: string): Promise<string> {
  const revocations = lookUpRevocations([{ der, issuerKeyHash }])
  return codeOf(
    readSmimeCertificate(await text(`${name}.pem`), { ...trust, purpose: 'encrypt', revocations }),
  )
}

function eventsOf({ events }: TestPractice) {
  return events().filter(({ type }) => /^(mail-authority|revocation-list)/.test(type))
}

function bytes(name: string): Promise<Uint8Array> {
  return readFile(join(openssl.folder, name))
}

function text(name: string): Promise<string> {
  return readFile(join(openssl.folder, name), 'utf8')
}

/** What openssl has just made is dated to the second, and is valid then. */
const soon = () => new Date(Date.now() + 2000)

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code)
