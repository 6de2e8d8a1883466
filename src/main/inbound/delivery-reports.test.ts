import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { heldLetter } from '../../../test/support/held-letter.ts'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import type { LogicalMessageId } from '../../shared/ids.ts'
import type { DeliveryReport } from '../mime/index.ts'
import { envelopeIdOf, envelopeIdOnWire } from '../sealing/index.ts'
import {
  findWrongAddress,
  listSubmissions,
  moveSubmission,
  reportRecipient,
  sendAgainWithoutTls,
  setRecipientOutcome,
  type Submission,
} from '../store/index.ts'
import { noteDeliveryReport } from './delivery-reports.ts'

const [lee, kim] = ['lee@lakeside.example', 'kim@harbor.example'] as const
const at = Date.parse('2026-11-23T08:00:00Z')

let practice: TestPractice
let logicalId: LogicalMessageId

beforeEach(async () => {
  practice = await makeTestPractice()
  await practice.addColleague('Dr. Lee', lee)
  await practice.addColleague('Dr. Kim', kim)
  const letter = await heldLetter(practice, { to: [lee, kim].map((address) => ({ name: '', address })) })
  logicalId = letter.logicalId
})
afterEach(() => {
  practice.dispose()
})

function submission(): Submission {
  const [first] = listSubmissions(practice.store, logicalId)
  if (first === undefined) throw new Error('no submission')
  return first
}
const note = (report: Partial<DeliveryReport>) =>
  practice.write((tx) =>
    valueOf(
      noteDeliveryReport(
        tx,
        practice.audit,
        { envelopeId: null, messageId: null, recipients: [], ...report },
        at,
      ),
    ),
  )
const failed = (address: string, status = '5.2.2') => ({
  addresses: [address],
  action: 'failed' as const,
  status,
})
/** Sent to both, returned to one for want of TLS, and let go to that one without it. */
const waiveFor = (address: string, now: number) => {
  practice.write((tx) => {
    const { id } = submission()
    moveSubmission(tx, id, { to: 'queued' }, 1)
    moveSubmission(tx, id, { to: 'attempting' }, 1)
    for (const one of [lee, kim]) setRecipientOutcome(tx, id, one, 'accepted', null, 1)
    moveSubmission(tx, id, { to: 'sent' }, 1)
    reportRecipient(tx, id, address, { code: 'smtp/tls-required', isVouched: true, at: 2 })
    sendAgainWithoutTls(tx, id, [address], now)
  })
}
const reports = () => submission().recipients.map(({ report }) => report)
const events = () => practice.events().filter(({ type }) => type === 'submission.returned')

describe('a delivery report', () => {
  it('is matched by the envelope id, and noted beside its recipient alone', () => {
    expect(note({ envelopeId: envelopeIdOf(submission().mac), recipients: [failed(kim)] })).toBe(logicalId)
    expect(reports()).toEqual([null, { code: 'smtp/mailbox-full', isVouched: true, at }])
    expect(events()).toMatchObject([{ code: 'smtp/mailbox-full', isVouched: true }])
  })

  it('by the Message-ID, which every recipient knows, is only what somebody says', () => {
    expect(note({ messageId: submission().messageId, recipients: [failed(kim)] })).toBe(logicalId)
    expect(reports()[1]).toMatchObject({ isVouched: false })
  })

  it('is noted once, however often it is read', () => {
    const report = { messageId: submission().messageId, recipients: [failed(kim)] }
    note(report)
    note(report)
    expect(events()).toHaveLength(1)
  })

  describe('of a copy that left again without requiring TLS', () => {
    const first = () => envelopeIdOnWire(submission().mac, true)
    const second = () => envelopeIdOnWire(submission().mac, false)

    it('is no news when it speaks of the first time, however late it is read again', () => {
      note({ envelopeId: first(), recipients: [failed(kim, '5.7.30')] })
      waiveFor(kim, at - 1)
      expect(note({ envelopeId: first(), recipients: [failed(kim, '5.7.30')] })).toBe(logicalId)
      expect(reports()).toEqual([null, null])
      expect(events()).toHaveLength(1)
    })

    it('is noted when it speaks of the second time, or of who got it by the first', () => {
      waiveFor(kim, at)
      note({ envelopeId: second(), recipients: [failed(kim)] })
      note({ envelopeId: first(), recipients: [failed(lee)] })
      expect(reports()).toMatchObject([
        { code: 'smtp/mailbox-full', isVouched: true },
        { code: 'smtp/mailbox-full', isVouched: true },
      ])
    })

    it.each([
      ['older than the decision is no news', 1, false],
      ['newer than the decision is noted', -1, true],
    ])('without an envelope id, %s', (_name, afterMs, isNoted) => {
      waiveFor(kim, at + afterMs)
      note({ messageId: submission().messageId, recipients: [failed(kim)] })
      expect(reports()[1] !== null).toBe(isNoted)
    })
  })

  it('that only says "later" is attached and changes nothing', () => {
    const delayed = { addresses: [kim], action: 'delayed' as const, status: '4.4.7' }
    expect(note({ messageId: submission().messageId, recipients: [delayed] })).toBe(logicalId)
    expect(reports()).toEqual([null, null])
  })
})

describe('an address that a report says nobody has', () => {
  const wrong = (address: string) => findWrongAddress(practice.store, address)?.reason ?? null
  const vouched = () => envelopeIdOf(submission().mac)

  it.each([
    ['no such mailbox', '5.1.1'],
    ['no such host', '5.1.2'],
    ['no host of that name found', '5.4.4'],
  ])('is warned of from then on, where a host on the way says so: %s', (_name, status) => {
    note({ envelopeId: vouched(), recipients: [failed(kim, status)] })
    expect([wrong(kim), wrong(lee)]).toEqual(['refused', null])
  })

  it('is not warned of for a report that a recipient could have written', () => {
    note({ messageId: submission().messageId, recipients: [failed(kim, '5.1.1')] })
    expect(reports()[1]).toMatchObject({ code: 'smtp/mailbox-unknown', isVouched: false })
    expect(wrong(kim)).toBeNull()
  })

  it.each([
    ['a full mailbox', '5.2.2'],
    ['a rule against the message', '5.7.1'],
    ['REQUIRETLS that could not be kept', '5.7.30'],
  ])('is not warned of for %s', (_name, status) => {
    note({ envelopeId: vouched(), recipients: [failed(kim, status)] })
    expect(reports()[1]).toMatchObject({ isVouched: true })
    expect(wrong(kim)).toBeNull()
  })

  it('is not warned of when only where it forwards to is unknown', () => {
    const forwarded = { ...failed(kim, '5.1.1'), addresses: [kim, 'kim@old-job.example'] }
    note({ envelopeId: vouched(), recipients: [forwarded] })
    expect(reports()[1]).toMatchObject({ code: 'smtp/mailbox-unknown' })
    expect(wrong(kim)).toBeNull()
  })
})

describe('a forged report', () => {
  it('changes no state, so that nothing is sent again for it', () => {
    const before = submission()
    note({ messageId: before.messageId, recipients: [failed(kim), failed(lee)] })
    const after = submission()
    expect({ ...after, recipients: [] }).toEqual({ ...before, recipients: [] })
    expect(after.recipients.map(({ outcome }) => outcome)).toEqual(
      before.recipients.map(({ outcome }) => outcome),
    )
  })

  it('never replaces what a host vouches for', () => {
    note({ envelopeId: envelopeIdOf(submission().mac), recipients: [failed(kim, '5.2.2')] })
    note({ messageId: submission().messageId, recipients: [failed(kim, '5.1.1')] })
    expect(reports()[1]).toMatchObject({ code: 'smtp/mailbox-full', isVouched: true })
  })

  it.each([
    ['a Message-ID of nobody', { messageId: '<x@evil.example>', recipients: [failed(kim)] }],
    ['an envelope id of nobody', { envelopeId: '0'.repeat(32), recipients: [failed(kim)] }],
    ['neither', { recipients: [failed(kim)] }],
  ])('with %s is attached to nothing', (_name, report) => {
    expect(note(report)).toBeNull()
    expect(reports()).toEqual([null, null])
  })

  it('cannot be made from what stands in the message: the envelope id does not', () => {
    const { messageId, mac } = submission()
    expect(envelopeIdOf(mac)).toMatch(/^[0-9a-f]{32}$/)
    expect(messageId).not.toContain(envelopeIdOf(mac))
    expect(Buffer.from(mac).toString('hex')).not.toContain(envelopeIdOf(mac))
  })

  it('about somebody whom the message did not go to is about nobody', () => {
    note({ messageId: submission().messageId, recipients: [failed('eve@evil.example')] })
    expect(reports()).toEqual([null, null])
    expect(events()).toEqual([])
  })
})
