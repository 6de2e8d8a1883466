import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import {
  createAuditLog,
  auditEventSchema,
  type AuditEvent,
  type AuditLog,
} from '../../src/main/audit/index.ts'
import { createReceipts, type Receipts } from '../../src/main/outbound/index.ts'
import { loadLexicon } from '../../src/main/phi/index.ts'
import { prepareOwnKey, readPractice, savePractice, storeOwnKey } from '../../src/main/practice/index.ts'
import {
  derivePassphraseKey,
  generateOwnKey,
  readTrustAnchors,
  loadPdfFonts,
  loadReaderAssets,
  type PassphraseKey,
  type SealDependencies,
} from '../../src/main/sealing/index.ts'
import {
  addAccount,
  addContact,
  addPassphrase,
  confirmAddress,
  listAuditEvents,
  saveCertificate,
  setCertificateTrust,
  type ContactFields,
  type NewOwnKey,
} from '../../src/main/store/index.ts'
import type { StoredCredentials } from '../../src/main/accounts/index.ts'
import type { Server } from '../../src/shared/contract/index.ts'
import type { AccountId, ContactId } from '../../src/shared/ids.ts'
import { fail } from '../../src/shared/result.ts'
import { noVault } from './no-vault.ts'
import { makeTestStore, type TestStore } from './store.ts'

const resources = join(import.meta.dirname, '..', '..', 'resources')

export type TestKey = Awaited<ReturnType<typeof generateOwnKey>>

export type TestPractice = TestStore & {
  readonly accountId: AccountId
  readonly address: string
  readonly audit: AuditLog
  readonly macKey: Uint8Array
  readonly signingKey: Uint8Array
  readonly receipts: Receipts
  readonly sealing: Omit<SealDependencies, 'now'>
  readonly random: (length: number) => Uint8Array
  readonly clock: () => Date
  readonly hasSecondFactor: () => boolean
  readonly practice: () => ReturnType<typeof readPractice>
  /** Moves the clock on. */
  pass(ms: number): void
  addPatient(patient: Partial<ContactFields> & { readonly words?: string | null }): Promise<ContactId>
  /** A passphrase for a patient, in the place of the one before. */
  agree(contactId: ContactId, words: string, origin: 'generated' | 'typed'): Promise<void>
  /** A colleague whose certificate was compared in person; also gives the key. */
  addColleague(name: string, address: string): Promise<{ id: ContactId; key: TestKey }>
  /** Every event of the log, oldest first. */
  events(): AuditEvent[]
  /** The audit log that can't write events of these types. */
  auditWithout(...types: AuditEvent['type'][]): AuditLog
}

/** Deriving takes a while: once for each passphrase in a test file. */
const derived = new Map<string, Promise<PassphraseKey>>()

function derivedFrom(words: string): Promise<PassphraseKey> {
  const known = derived.get(words) ?? derivePassphraseKey(words, new Uint8Array(randomBytes(16)))
  derived.set(words, known)
  return known
}

const mariaWords = 'acorn baker candy delta eagle fancy'

export type TestPracticeOptions = {
  readonly address?: string
  /** Stands still at 12:00 on 22 November 2026, UTC, unless given. */
  readonly now?: () => number
  readonly imap?: Server
  readonly smtp?: Server
  readonly credentials?: StoredCredentials
  /** PEM: who may issue S/MIME certificates. */
  readonly roots?: readonly string[]
  /** Of another computer of the practice; one is made unless given. */
  readonly ownKey?: NewOwnKey
}

const nowhere: Server = { host: 'localhost', port: 1, security: 'implicit' }

/** A practice with an account and a key of its own, in a real encrypted store. */
export async function makeTestPractice({
  address = 'rivera@hope.test',
  now = () => Date.UTC(2026, 10, 22, 12),
  imap = nowhere,
  smtp = nowhere,
  credentials = { kind: 'password', password: 'not used' },
  roots = [],
  ownKey,
}: TestPracticeOptions = {}): Promise<TestPractice> {
  const test = makeTestStore()
  let passed = 0
  const time = () => now() + passed
  const clock = () => new Date(time())
  const macKey = randomBytes(32)
  const signingKey = randomBytes(32)
  const audit = createAuditLog({
    ...{ store: test.store, clock, uptimeMs: time },
    ...{ anchor: noVault.anchor, signingKey: () => signingKey },
  })
  const anchors = readTrustAnchors(roots)
  const trust = () => ({ anchors, now: clock() })
  const [reader, fonts, key] = await Promise.all([
    loadReaderAssets(join(resources, 'reader')),
    loadPdfFonts(join(resources, 'fonts')),
    ownKey ?? prepareOwnKey(address, new Date(time() - 60_000)),
    loadLexicon(join(resources, 'phi')),
  ])
  const accountId = test.write((tx) => {
    audit.begin(tx, 'Dr. Rivera')
    storeOwnKey(tx, key)
    savePractice(
      tx,
      {
        ...readPractice(tx),
        practiceName: 'Hope Eating Disorder Clinic',
        clinicianName: 'Dr. Ana Rivera',
        outsideName: 'Ana Rivera',
        phone: '(555) 010-0100',
      },
      time(),
    )
    const settings = { providerId: 'generic', userName: address, imap, smtp }
    return addAccount(tx, { address, name: 'Ana Rivera', settings, credentials }, time())
  })

  const contact = (fields: Partial<ContactFields>) =>
    test.write((tx) => {
      const full: ContactFields = {
        ...{ kind: 'patient', name: 'Maria Alvarez', addresses: ['maria@mail.example'], nicknames: [] },
        ...{
          birthDate: null,
          recordNumber: null,
          phones: [],
          readsMailOn: 'computer',
          agreedToEmailOn: null,
        },
        ...fields,
      }
      const id = addContact(tx, full, time())
      full.addresses.forEach((one) => {
        confirmAddress(tx, id, one, time())
      })
      return id
    })

  const agree = async (contactId: ContactId, words: string, origin: 'generated' | 'typed') => {
    const { key: derivedKey, salt, cost } = await derivedFrom(words)
    test.write((tx) => addPassphrase(tx, { contactId, words, origin, salt, kdf: cost, derivedKey }, time()))
  }

  return {
    ...test,
    accountId,
    address,
    audit,
    macKey,
    signingKey,
    receipts: createReceipts({ audit, signingKey }),
    clock,
    hasSecondFactor: () => false,
    sealing: { macKey, reader, fonts, trust },
    random: (length) => new Uint8Array(randomBytes(length)),
    practice: () => readPractice(test.store),
    pass: (ms) => {
      passed += ms
    },
    addPatient: async ({ words = mariaWords, ...fields }) => {
      const contactId = contact(fields)
      if (words !== null) await agree(contactId, words, 'generated')
      return contactId
    },
    agree,
    addColleague: async (name, colleagueAddress) => {
      const made = await generateOwnKey({ address: colleagueAddress, now: new Date(time() - 60_000) })
      const id = contact({ kind: 'colleague', name, addresses: [colleagueAddress] })
      test.write((tx) => {
        const certificate = saveCertificate(
          tx,
          {
            ...{ contactId: id, kind: 'openpgp', fingerprint: made.fingerprint },
            ...{ data: made.certificateArmored, userIds: [`${name} <${colleagueAddress}>`] },
            ...{ addresses: [colleagueAddress], source: 'import', madeAt: time(), expiresAt: null },
          },
          time(),
        )
        setCertificateTrust(tx, certificate, 'verified', time(), 'in-person')
      })
      return { id, key: made }
    },
    events: () =>
      listAuditEvents(test.store, {}, { before: null, limit: 10_000 })
        .reverse()
        .map(({ canonical }) => {
          const record = JSON.parse(new TextDecoder().decode(canonical)) as { event: unknown }
          return auditEventSchema.parse(record.event)
        }),
    auditWithout: (...types) => ({
      ...audit,
      append: (tx, event) =>
        types.includes(event.type) ? fail('audit/write-failed') : audit.append(tx, event),
      record: (event) => (types.includes(event.type) ? fail('audit/write-failed') : audit.record(event)),
    }),
  }
}

/** The words that `addPatient` agrees with a patient unless told. */
export const agreedWords = mariaWords
