import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSignedReceipt } from '../../../src/main/audit/index.ts'
import { knowledgeOf } from '../../../src/main/directory/index.ts'
import { planCopies, type Addressee, type Letter } from '../../../src/main/outbound/copies.ts'
import { cleanContent } from '../../../src/main/outbound/outgoing-content.ts'
import { routeRecipient } from '../../../src/main/outbound/route.ts'
import { createIdentityDesk } from '../../../src/main/practice/index.ts'
import { describeSmimeCertificate, seal, type SealedMessage } from '../../../src/main/sealing/index.ts'
import {
  ecKey,
  makeCertificate,
  makeWorld,
  rsaKey,
  usages,
  withChain,
  type MadeCertificate,
} from '../../../src/main/sealing/smime/certificates.fixture.ts'
import {
  addContact,
  confirmAddress,
  findAccountKey,
  findSigningCertificate,
  listReceipts,
  readSubmissionRaw,
  saveCertificate,
  setCertificateTrust,
} from '../../../src/main/store/index.ts'
import { heldLetter, letLeave } from '../../support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../support/practice.ts'
import { valueOf } from '../../support/store.ts'
import { Openssl } from '../sealing/openssl.ts'

const at = (seconds: number) => String(Math.floor(seconds / 1000))
const own = 'rivera@practice.example'
const password = 'ledger-comet-19'
const people = ['lee', 'kim', 'ada', 'park'] as const
type Who = (typeof people)[number]
const address = (who: Who) => `${who}@clinic.example`

let openssl: Openssl
let practice: TestPractice
let made: ReturnType<typeof makeWorld> & Record<Who, MadeCertificate>

beforeAll(async () => {
  openssl = await Openssl.create()
  const world = makeWorld()
  const park = withChain(
    makeCertificate({
      name: 'Dr. Park',
      key: rsaKey(2048),
      issuer: world.authority,
      addresses: [address('park')],
    }),
    world.authority,
  )
  made = { ...world, park }
  practice = await makeTestPractice({ address: own, roots: [world.root.pem] })
  for (const [name, { pem, privateKeyPem }] of Object.entries(made)) {
    await openssl.file(`${name}.pem`, pem)
    await openssl.file(`${name}.key`, privateKeyPem)
  }
  // Kim reads GCM; the others never said so.
  for (const who of people) accept(who, who === 'kim' ? ['aes-256-gcm'] : [])
})
afterAll(async () => {
  practice.dispose()
  await openssl.dispose()
})

function accept(who: Who, capabilities: readonly string[]): void {
  const info = describeSmimeCertificate(made[who].pem)
  if (info === null) throw new Error('a certificate')
  practice.write((tx) => {
    const fields = {
      kind: 'colleague' as const,
      name: info.subject,
      addresses: [address(who)],
      nicknames: [],
    }
    const rest = {
      birthDate: null,
      recordNumber: null,
      phones: [],
      readsMailOn: 'computer' as const,
      agreedToEmailOn: null,
    }
    const contactId = addContact(tx, { ...fields, ...rest }, 1)
    const id = saveCertificate(
      tx,
      {
        ...{
          contactId,
          kind: 'smime',
          fingerprint: info.fingerprint,
          data: info.pem,
          userIds: [info.subject],
        },
        ...{ addresses: info.addresses, source: 'signature', madeAt: 1, expiresAt: info.expiresAt.getTime() },
        announced: { capabilities, at: 1 },
      },
      1,
    )
    setCertificateTrust(tx, id, 'verified', 1)
  })
}

const account = () => ({ id: practice.accountId, address: own })
const known = (who: Who) => knowledgeOf(practice.store, address(who), practice.sealing.trust(), account())

function desk() {
  const { store, audit, sealing } = practice
  return createIdentityDesk({ store, audit, trust: sealing.trust, fingerprintWords: () => ['word'] })
}

async function p12(who: 'practice' | 'lee'): Promise<Uint8Array> {
  return openssl.must([
    ...['pkcs12', '-export', '-in', `${who}.pem`, '-inkey', `${who}.key`],
    ...['-passout', `pass:${password}`],
  ])
}

function letter(): Letter {
  const ownKey = findAccountKey(practice.store, own)
  if (ownKey === null) throw new Error('the test practice has a key')
  const entry = (who: Who) => ({ name: '', address: address(who) })
  const written = {
    ...{ to: [entry('lee'), entry('kim')], cc: [entry('ada')], bcc: [entry('park')] },
    ...{ subject: 'ptarmigan subject', html: '<p>ptarmigan body, Łukasz</p>' },
  }
  return {
    account: { address: own, name: 'Ana Rivera' },
    practice: practice.practice(),
    ownKey,
    newerKey: null,
    ownSmime: findSigningCertificate(practice.store, practice.accountId),
    content: valueOf(cleanContent(written)),
    attachments: [],
    replyPage: null,
    inReplyTo: null,
    references: [],
    sentAt: practice.clock(),
  }
}

async function sealAll(): Promise<SealedMessage[]> {
  const addressees = people.map((who): Addressee => ({
    known: known(who),
    passphrase: null,
    isBlind: who === 'park',
  }))
  const plans = valueOf(await planCopies(letter(), addressees, practice.random))
  const options = { ...practice.sealing, now: practice.clock() }
  return Promise.all(plans.map(async ({ request }) => valueOf(await seal(request, options))))
}

describe("the practice's own certificate", () => {
  it('without one S/MIME is not offered, and the route says so', () => {
    expect(routeRecipient(known('lee')).route).toEqual({
      kind: 'blocked',
      code: 'smime/own-certificate-missing',
    })
  })

  it('a wrong password and a file that is none are refused; nothing is kept', async () => {
    const file = await p12('practice')
    expect(await desk().importFile(file, 'not it')).toMatchObject({ error: { code: 'smime/wrong-password' } })
    expect(await desk().importFile(new Uint8Array(40), password)).toMatchObject({
      error: { code: 'smime/not-a-key-file' },
    })
    expect(desk().list()).toEqual([])
    expect(practice.events().some(({ type }) => type === 'own-key.imported')).toBe(false)
  })

  it("somebody else's certificate is kept to open mail, and named as no use for signing", async () => {
    const [identity] = valueOf(await desk().importFile(await p12('lee'), password))
    expect(identity).toMatchObject({ problem: { code: 'smime/address-mismatch' }, fits: [], usedFor: [] })
    expect(routeRecipient(known('kim')).route).toEqual({
      kind: 'blocked',
      code: 'smime/account-certificate-missing',
    })
  })

  it('our own is imported, takes its place, and imported again stays one; each time recorded', async () => {
    await desk().importFile(await p12('practice'), password)
    const identities = valueOf(await desk().importFile(await p12('practice'), password))
    expect(identities.map(({ subject, usedFor, problem }) => [subject, usedFor, problem?.code])).toEqual([
      ['Dr. Rivera', [own], undefined],
      ['Dr. Lee', [], 'smime/address-mismatch'],
    ])
    const lee = identities[1]?.fingerprint ?? ''
    expect(valueOf(desk().remove(lee))).toHaveLength(1)
    expect(desk().remove(lee)).toMatchObject({ error: { code: 'smime/own-certificate-missing' } })
    const types = practice.events().map(({ type }) => type)
    expect(types.filter((type) => type === 'own-key.imported')).toHaveLength(3)
    expect(types.filter((type) => type === 'own-key.removed')).toHaveLength(1)
    expect(types.filter((type) => type === 'own-key.chosen')).toHaveLength(1)
  })

  it('warns 30 days before it expires, and then says that it has expired', () => {
    const day = 86_400_000
    expect(desk().list()).toMatchObject([{ expiresSoon: false, problem: null }])
    practice.pass(240 * day)
    expect(desk().list()).toMatchObject([{ expiresSoon: true, problem: null }])
    practice.pass(30 * day)
    expect(desk().list()).toMatchObject([{ problem: { code: 'smime/certificate-expired' } }])
    expect(routeRecipient(known('lee')).route).toMatchObject({ kind: 'blocked' })
    practice.pass(-270 * day)
  })
})

describe('what left', () => {
  it('is one copy for each cipher that its readers read, and one for Bcc', async () => {
    const copies = await sealAll()
    expect(copies.map(({ method, envelope }) => [method, envelope.to])).toEqual([
      ['smime', [address('kim')]],
      ['smime', [address('lee'), address('ada')]],
      ['smime', [address('park')]],
    ])
    expect(copies.map(({ raw }) => /smime-type="?([\w-]+)/.exec(Buffer.from(raw).toString())?.[1])).toEqual([
      'authEnveloped-data',
      'enveloped-data',
      'enveloped-data',
    ])
  })

  it('has a receipt for each copy that says of cipher, integrity and certificates what openssl finds', async () => {
    for (const who of ['lee', 'kim'] as const) {
      const contactId = known(who).contact?.id
      if (contactId === undefined) throw new Error('everyone here is a contact')
      practice.write((tx) => {
        confirmAddress(tx, contactId, address(who), 1)
      })
    }
    const to = (['lee', 'kim'] as const).map((who) => ({ name: '', address: address(who) }))
    const { logicalId } = await heldLetter(practice, { to })
    await letLeave(practice)
    const [kim, lee] = listReceipts(practice.store, logicalId).map(({ signed, submissionId }) => ({
      ...valueOf(readSignedReceipt(signed)).receipt,
      raw: Buffer.from(readSubmissionRaw(practice.store, submissionId)),
    }))
    const ours = describeSmimeCertificate(made.practice.pem)?.fingerprint
    const fingerprint = (who: Who) => describeSmimeCertificate(made[who].pem)?.fingerprint
    const form = { form: 'smime', kdf: null }
    expect(kim).toMatchObject({
      forms: [{ ...form, container: 'auth-enveloped-data', cipher: 'aes-256-gcm', integrity: 'aead' }],
      sealedTo: [fingerprint('kim')],
      signedBy: ours,
      recipients: [{ certificate: fingerprint('kim') }],
    })
    expect(lee).toMatchObject({
      forms: [{ ...form, container: 'enveloped-data', cipher: 'aes-256-cbc', integrity: 'none' }],
      sealedTo: [fingerprint('lee')],
      signedBy: ours,
      recipients: [{ certificate: fingerprint('lee') }],
    })
    // What it says is what openssl finds in the bytes that left, and those are the bytes it speaks of.
    for (const [receipt, content] of [
      [kim, 'aes-256-gcm'],
      [lee, 'aes-256-cbc'],
    ] as const) {
      const raw = receipt?.raw ?? Buffer.alloc(0)
      const printed = await openssl.must(['cms', '-cmsout', '-print', '-noout'], raw)
      expect(printed.toString()).toContain(content)
      expect(createHash('sha256').update(raw).digest('hex')).toBe(receipt?.sha256)
    }
  })

  it.each(people)('openssl decrypts it for %s and verifies our signature', async (who) => {
    const copy = (await sealAll()).find(({ envelope }) => envelope.to.includes(address(who)))
    const raw = Buffer.from(copy?.raw ?? new Uint8Array())
    expect(raw.toString('latin1')).not.toContain('ptarmigan')
    const signed = await openssl.must(
      ['cms', '-decrypt', '-recip', `${who}.pem`, '-inkey', `${who}.key`],
      raw,
    )
    const content = await openssl.must(
      [
        'cms',
        '-verify',
        '-attime',
        at(practice.clock().getTime()),
        '-CAfile',
        'root.pem',
        '-purpose',
        'smimesign',
      ],
      signed,
    )
    expect(content.toString('utf8')).toContain('Subject: ptarmigan subject')
    expect(content.toString('utf8')).not.toMatch(/park@/)
  })

  it('the copy to Bcc opens for nobody else, and nobody else’s names its certificate', async () => {
    const copies = await sealAll()
    const [, visible, blind] = copies.map(({ raw }) => Buffer.from(raw))
    const opens = async (who: Who, raw: Buffer | undefined) => {
      const { code } = await openssl.run(
        ['cms', '-decrypt', '-recip', `${who}.pem`, '-inkey', `${who}.key`],
        raw ?? '',
      )
      return code === 0
    }
    expect(await opens('park', blind)).toBe(true)
    expect(await opens('lee', blind)).toBe(false)
    expect(await opens('park', visible)).toBe(false)
    expect(blind?.toString('latin1').toLowerCase()).not.toContain('park@clinic')
  })

  it('an expired certificate is not sealed to, and the route names it', async () => {
    practice.pass(300 * 86_400_000)
    expect(known('lee').smime).toMatchObject({
      kind: 'unusable',
      problem: { code: 'smime/certificate-expired' },
    })
    expect(routeRecipient(known('lee')).route).toEqual({ kind: 'blocked', code: 'smime/certificate-expired' })
    const plans = await planCopies(
      letter(),
      [{ known: known('lee'), passphrase: null, isBlind: false }],
      practice.random,
    )
    expect(plans).toMatchObject({ error: { code: 'seal/no-method' } })
    practice.pass(-300 * 86_400_000)
  })

  it('of two certificates for one address the one issued last is used, and the route says so', () => {
    const key = ecKey('prime256v1')
    const newer = withChain(
      makeCertificate({
        ...{
          name: 'Dr. Kim',
          key,
          issuer: made.authority,
          addresses: [address('kim')],
          usage: usages.signAndAgree,
        },
        from: new Date(practice.clock().getTime() - 86_400_000),
      }),
      made.authority,
    )
    const info = describeSmimeCertificate(newer.pem)
    const contactId = known('kim').contact?.id
    if (info === null || contactId === undefined) throw new Error('a contact with a certificate')
    practice.write((tx) => {
      const id = saveCertificate(
        tx,
        {
          ...{ contactId, kind: 'smime', fingerprint: info.fingerprint, data: info.pem, userIds: [] },
          ...{ addresses: info.addresses, source: 'import', madeAt: 2, expiresAt: null },
        },
        2,
      )
      setCertificateTrust(tx, id, 'accepted', 2)
    })
    expect(routeRecipient(known('kim')).route).toMatchObject({
      kind: 'smime',
      fingerprint: info.fingerprint,
      algorithm: 'aes-256-cbc',
      reason: 'gcm-not-announced',
      isNewestOfSeveral: true,
    })
  })
})
