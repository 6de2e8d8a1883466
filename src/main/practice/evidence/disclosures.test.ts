import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchedMessage } from '../../../../test/support/messages.ts'
import { makeTestPractice, type TestPractice } from '../../../../test/support/practice.ts'
import { valueOf } from '../../../../test/support/store.ts'
import type { Disclosure } from '../../../shared/contract/index.ts'
import type { ContactId, LogicalMessageId, MailboxId, MessageId } from '../../../shared/ids.ts'
import {
  addLogicalMessage,
  addSentCopy,
  addSubmission,
  saveMailbox,
  saveMessages,
  setRecipientOutcome,
} from '../../store/index.ts'
import { createDisclosures, type Disclosures } from './disclosures.ts'
import { createEvidenceRecords, type EvidenceRecords } from './records.ts'

let practice: TestPractice
let records: EvidenceRecords
let disclosures: Disclosures
let maria: ContactId
let inbox: MailboxId
beforeEach(async () => {
  practice = await makeTestPractice()
  records = createEvidenceRecords(practice.store, practice.audit, practice.clock)
  disclosures = createDisclosures({ store: practice.store, records, clock: practice.clock })
  maria = await practice.addPatient({ name: 'Maria Alvarez', addresses: ['Maria@patients.example'] })
  inbox = practice.write((tx) =>
    saveMailbox(tx, practice.accountId, {
      ...{ path: 'INBOX', delimiter: '/', name: 'INBOX', role: 'inbox' },
      ...{ isSubscribed: true, isSelectable: true },
    }),
  )
})
afterEach(() => {
  vi.unstubAllEnvs()
  practice.dispose()
})

const place = () => ({ accountId: practice.accountId, mailboxId: inbox })

const court: Omit<Disclosure, 'contactId'> = {
  kind: 'disclosure',
  day: '2026-11-02',
  recipient: 'County court',
  recipientAddress: '12 Main Street',
  described: 'Dates of visits in March',
  purpose: 'Order of 28 October',
  basis: 'court',
  messageId: null,
  suspendedUntil: null,
}
const write = (change: Partial<Disclosure>) =>
  records.save({
    ...{ record: null, version: 0, document: null },
    body: { ...court, contactId: maria, ...change },
  })
const accounted = (from = '2020-11-22', to = '2026-11-22') =>
  valueOf(disclosures.accounting(maria, from, to)).entries.map(({ recipient }) => recipient)

/** A message of ours that these addresses have, with what is known of its text. */
function sent(
  to: readonly string[],
  { at = Date.UTC(2026, 10, 1), answers = null, text = 'As agreed.' }: Sent = {},
): string {
  return practice.write((tx) => {
    const people = { to: to.map((address) => ({ name: '', address })), cc: [], bcc: [] }
    const logicalId: LogicalMessageId = addLogicalMessage(tx, {
      ...{ accountId: practice.accountId, subject: 'Our call', people, scheduledFor: null },
      ...{ inReplyTo: answers, answeredMethod: null, scan: {}, line: '', createdAt: at },
    })
    const messageId = `<own-${String(logicalId)}@hope.test>`
    const id = addSubmission(
      tx,
      {
        ...{ logicalId, accountId: practice.accountId, messageId: `<s${String(logicalId)}@hope.test>` },
        ...{ method: 'sealed-message', form: 'both', reason: {}, protection: {}, decision: {} },
        ...{ envelopeFrom: practice.address, envelopeId: `e${String(logicalId)}`, mac: randomBytes(32) },
        ...{ notBefore: null, raw: randomBytes(64) },
        recipients: to.map((address) => ({
          address,
          contactId: null,
          certificate: null,
          passphraseId: null,
        })),
      },
      at,
    )
    for (const address of to) setRecipientOutcome(tx, id, address, 'accepted', null, at)
    addSentCopy(
      tx,
      { logicalId, accountId: practice.accountId, messageId, mac: randomBytes(32), raw: randomBytes(64) },
      at,
    )
    const filed = fetchedMessage({ uid: Number(logicalId) + 100, at, body: text, from: practice.address })
    saveMessages(tx, place(), [{ ...filed, summary: { ...filed.summary, logicalId } }], at)
    return messageId
  })
}
type Sent = { readonly at?: number; readonly answers?: MessageId | null; readonly text?: string }

function fromMaria(): MessageId {
  const came = fetchedMessage({ uid: 1, from: 'maria@patients.example', body: 'A question.' })
  return practice.write((tx) => {
    const [id] = saveMessages(tx, place(), [came], 1)
    if (id === undefined) throw new Error('one was saved')
    return id
  })
}

describe('an accounting of disclosures (45 CFR 164.528)', () => {
  it('holds what is accounted for, the oldest first', () => {
    valueOf(write({}))
    valueOf(write({ day: '2025-01-31', recipient: 'Health department', basis: 'public-health' }))
    valueOf(write({ recipient: 'Sent to a wrong fax', basis: 'by-mistake', day: '2026-11-20' }))
    expect(accounted()).toEqual(['Health department', 'County court', 'Sent to a wrong fax'])
  })

  it.each(['treatment-payment-operations', 'to-the-patient', 'authorised', 'limited-data-set'] as const)(
    'leaves out what went for %s (a)(1)',
    (basis) => {
      valueOf(write({ basis }))
      expect(accounted()).toEqual([])
    },
  )

  it.each(['health-oversight', 'law-enforcement'] as const)(
    'leaves out what went for %s and was asked to be left out, as long as it was (a)(2)',
    (basis) => {
      valueOf(write({ basis, suspendedUntil: '2026-11-22' }))
      valueOf(write({ basis, recipient: 'No longer', suspendedUntil: '2026-11-21' }))
      expect(accounted()).toEqual(['No longer'])
    },
  )

  it.each(['court', 'by-mistake'] as const)('leaves out nothing that went for %s', (basis) => {
    valueOf(write({ basis, suspendedUntil: '2026-11-22' }))
    expect(accounted()).toEqual(['County court'])
  })

  it.each([
    ['America/Los_Angeles', '2026-11-23T01:00:00Z', []],
    ['America/Los_Angeles', '2026-11-23T08:00:00Z', ['County court']],
    ['Asia/Tokyo', '2026-11-22T14:59:00Z', []],
    ['Asia/Tokyo', '2026-11-22T15:00:00Z', ['County court']],
  ])('counts the day of this computer, not of Greenwich: in %s at %s', (zone, now, expected) => {
    vi.stubEnv('TZ', zone)
    const here = createDisclosures({ store: practice.store, records, clock: () => new Date(now) })
    valueOf(write({ basis: 'law-enforcement', suspendedUntil: '2026-11-22' }))
    const { entries } = valueOf(here.accounting(maria, '2026-01-01', '2026-12-31'))
    expect(entries.map(({ recipient }) => recipient)).toEqual(expected)
  })

  it('reaches back six years and no further (a)(3)', () => {
    valueOf(write({ day: '2020-11-22', recipient: 'Six years' }))
    valueOf(write({ day: '2020-11-21', recipient: 'Six years and a day' }))
    expect(accounted('1990-01-01')).toEqual(['Six years'])
    expect(accounted('2020-11-22', '2020-11-22')).toEqual(['Six years'])
  })

  it('is of one patient', async () => {
    const other = await practice.addPatient({ name: 'Tom Ash', addresses: ['tom@patients.example'] })
    const { record } = valueOf(write({ contactId: other }))
    expect(accounted()).toEqual([])
    const body = { ...court, contactId: maria }
    expect(records.save({ record, version: 1, document: null, body })).toMatchObject({
      error: { code: 'evidence/gone' },
    })
  })

  it('is in the log with whom it is about, and without the words', () => {
    valueOf(write({}))
    const [event] = practice.events().filter(({ type }) => type === 'evidence.recorded')
    const person = practice.write((tx) => practice.audit.personOf(tx, maria))
    expect(event).toMatchObject({ kind: 'disclosure', person })
    expect(JSON.stringify(event)).not.toContain('court')
  })
})

describe('messages to judge', () => {
  it('are those of all patients, without what was judged of each', async () => {
    expect(await disclosures.toJudge()).toEqual(new Map())
    const john = await practice.addPatient({ name: 'John Okafor', addresses: ['john@patients.example'] })
    const both = ['maria@patients.example', 'john@patients.example']
    const first = sent([...both, 'court@county.example'])
    const second = sent(['school@north.example'], { text: 'John Okafor may come back on Monday.' })
    sent(['maria@patients.example'])
    expect(await disclosures.toJudge()).toEqual(
      new Map([
        [maria, [first]],
        [john, [second, first]],
      ]),
    )
    valueOf(write({ contactId: john, messageId: first }))
    expect(await disclosures.toJudge()).toEqual(
      new Map([
        [maria, [first]],
        [john, [second]],
      ]),
    )
  })
})

describe('messages that may have told others of a patient', () => {
  const possible = () => valueOf(disclosures.possible(maria))

  it('are those that she had too, that answer hers, and that name her', () => {
    const copied = sent(['maria@patients.example', 'lee@clinic.example'])
    const answered = sent(['lee@clinic.example'], { answers: fromMaria() })
    const named = sent(['lee@clinic.example'], { text: 'It is about Alvarez, Maria.' })
    expect(possible().map(({ messageId, because }) => [messageId, because])).toEqual([
      [named, 'named'],
      [answered, 'answered'],
      [copied, 'copied'],
    ])
    expect(possible()[2]?.recipients).toEqual([{ name: '', address: 'lee@clinic.example' }])
  })

  it('are none that reached her alone, name somebody else, or left over six years ago', () => {
    sent(['maria@patients.example'])
    sent(['lee@clinic.example'], { text: 'Maria Olson asked.' })
    sent(['lee@clinic.example'], { text: 'Maria Alvarez', at: Date.UTC(2020, 10, 21) })
    expect(possible()).toEqual([])
  })

  it('are gone from the list once somebody judged them', () => {
    const messageId = sent(['lee@clinic.example'], { text: 'Maria Alvarez asks for a visit.' })
    expect(possible()).toHaveLength(1)
    valueOf(write({ messageId, basis: 'treatment-payment-operations' }))
    expect(possible()).toEqual([])
  })

  it('make room for older ones once the newest are judged', () => {
    const newestFirst = Array.from({ length: 201 }, () =>
      sent(['maria@patients.example', 'lee@clinic.example']),
    ).toReversed()
    const shown = possible().map(({ messageId }) => messageId)
    expect(shown).toEqual(newestFirst.slice(0, 200))
    for (const messageId of shown) valueOf(write({ messageId, basis: 'treatment-payment-operations' }))
    expect(possible().map(({ messageId }) => messageId)).toEqual(newestFirst.slice(200))
  })
})
