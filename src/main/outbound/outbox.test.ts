import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { heldLetter, testSender, writeDraft } from '../../../test/support/held-letter.ts'
import { agreedWords, makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { ContactId, LogicalMessageId } from '../../shared/ids.ts'
import { dearmorContainer, openContainer } from '../sealing/index.ts'
import {
  findContact,
  listSubmissions,
  readSubmissionRaw,
  setFormThatWorked,
  setSizeLimit,
} from '../store/index.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { scanFully } from '../phi/index.ts'
import type { FullScan } from './review.ts'

let practice: TestPractice
let maria: ContactId
let outbox: Outbox
let told: LogicalMessageId[]

beforeEach(async () => {
  practice = await makeTestPractice()
  maria = await practice.addPatient({ readsMailOn: 'phone' })
  told = []
  outbox = createOutbox({
    ...practice,
    fullScan: scanFully,
    onHeld: (logicalId) => told.push(logicalId),
    isLookingInSent: () => false,
  })
})
afterEach(() => {
  practice.dispose()
})

const armor = /^-----BEGIN SEALED MESSAGE-----\r?\n[^-]+-----END SEALED MESSAGE-----/m

describe('she could not open it', () => {
  it('sends the other form of the same message, under the same passphrase', async () => {
    const { logicalId } = await heldLetter(practice)
    expect(listSubmissions(practice.store, logicalId)).toMatchObject([{ form: 'pdf' }])
    valueOf(await outbox.sendOtherForm(logicalId, maria))
    const [first, second] = listSubmissions(practice.store, logicalId)
    expect(second).toMatchObject({ form: 'html', state: 'held', method: 'sealed-message' })
    expect(second?.messageId).not.toBe(first?.messageId)
    expect(told).toEqual([logicalId])
    const raw = Buffer.from(readSubmissionRaw(practice.store, second?.id ?? 0)).toString('latin1')
    expect(raw).not.toContain('diary')
    const container = valueOf(dearmorContainer(armor.exec(raw)?.[0] ?? ''))
    const opened = valueOf(await openContainer(container, agreedWords))
    expect(opened.subject).toBe('Tuesday')
    expect(opened.text).toContain('Bring the diary, please.')
    expect(practice.events().map(({ type }) => type)).toContain('message.other-form-sent')
  })

  it('forgets that the form worked before which fails her now', async () => {
    const worked = () => findContact(practice.store, maria)?.formThatWorked
    practice.write((tx) => {
      setFormThatWorked(tx, maria, 'html', 1)
    })
    const { logicalId } = await heldLetter(practice)
    valueOf(await outbox.sendOtherForm(logicalId, maria))
    expect(worked()).toBe('html')
    practice.write((tx) => {
      setFormThatWorked(tx, maria, 'pdf', 1)
    })
    valueOf(await outbox.sendOtherForm((await heldLetter(practice)).logicalId, maria))
    expect(worked()).toBe(null)
  })

  it('takes the attachments along', async () => {
    const file = { name: 'plan.txt', bytes: new TextEncoder().encode('The plan') }
    const sent = valueOf(await testSender(practice).send(writeDraft(practice, {}, [file]), []))
    const logicalId = sent.kind === 'held' ? sent.logicalId : (0 as LogicalMessageId)
    valueOf(await outbox.sendOtherForm(logicalId, maria))
    const second = listSubmissions(practice.store, logicalId)[1]
    const raw = Buffer.from(readSubmissionRaw(practice.store, second?.id ?? 0)).toString('latin1')
    const opened = valueOf(
      await openContainer(valueOf(dearmorContainer(armor.exec(raw)?.[0] ?? '')), agreedWords),
    )
    expect(opened.attachments).toMatchObject([{ name: 'plan.txt' }])
  })

  it('O2: is scanned like any other way out, and held back when the scan fails or finds a passphrase', async () => {
    const { logicalId } = await heldLetter(practice)
    const scans = (fullScan: FullScan) =>
      createOutbox({ ...practice, fullScan, onHeld: () => undefined, isLookingInSent: () => false })
    const broken = scans(() => Promise.reject(new Error('worker died')))
    expect(await broken.sendOtherForm(logicalId, maria)).toMatchObject({ error: { code: 'phi/scan-failed' } })
    const finding = scans(async (document, context) => ({
      ...(await scanFully(document, context)),
      secretsFound: [0],
    }))
    expect(await finding.sendOtherForm(logicalId, maria)).toMatchObject({
      error: { code: 'send/decision-needed' },
    })
    expect(listSubmissions(practice.store, logicalId)).toHaveLength(1)
    const before = practice.events().filter(({ type }) => type === 'scan.decided').length
    valueOf(await outbox.sendOtherForm(logicalId, maria))
    expect(practice.events().filter(({ type }) => type === 'scan.decided')).toHaveLength(before + 1)
  })

  it('refuses what is over the limit, for someone else, or without a record', async () => {
    const { logicalId } = await heldLetter(practice)
    expect(await outbox.sendOtherForm(logicalId, (maria + 1) as ContactId)).toMatchObject({
      error: { code: 'message/absent' },
    })
    expect(await outbox.sendOtherForm((logicalId + 1) as LogicalMessageId, maria)).toMatchObject({
      error: { code: 'message/absent' },
    })
    practice.write((tx) => {
      setSizeLimit(tx, practice.accountId, 1000)
    })
    expect(await outbox.sendOtherForm(logicalId, maria)).toMatchObject({ error: { code: 'seal/too-large' } })
    expect(listSubmissions(practice.store, logicalId)).toHaveLength(1)
  })

  it('A2: sends nothing when the audit log cannot be written', async () => {
    const { logicalId } = await heldLetter(practice)
    const blocked = createOutbox({
      ...practice,
      fullScan: scanFully,
      audit: practice.auditWithout('message.other-form-sent'),
      onHeld: () => undefined,
      isLookingInSent: () => false,
    })
    expect(await blocked.sendOtherForm(logicalId, maria)).toMatchObject({
      error: { code: 'audit/write-failed' },
    })
    expect(listSubmissions(practice.store, logicalId)).toHaveLength(1)
  })
})

describe('what waits to leave', () => {
  it('is listed with its people, its one line and the end of the hold', async () => {
    const { logicalId } = await heldLetter(practice)
    expect(valueOf(outbox.list())).toEqual([
      {
        logicalId,
        subject: 'Tuesday',
        to: ['Maria Alvarez'],
        state: 'held',
        leavesAt: '2026-11-22T12:00:10.000Z',
        nextAttemptAt: null,
        givesUpAt: null,
        failureCode: null,
        hold: 'undo',
        line: expect.stringContaining('Sealed for Maria') as string,
        deliveries: [
          {
            address: 'maria@mail.example',
            contactId: maria,
            method: 'sealed-message',
            reasonCode: null,
            isReportVouched: null,
            canGoWithoutTls: false,
            isTlsWaived: false,
            state: 'held',
            at: null,
          },
        ],
      },
    ])
  })
})
