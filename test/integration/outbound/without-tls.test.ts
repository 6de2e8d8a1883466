import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { startLab, type Lab } from '../../../e2e/lab/index.ts'
import { envelopeIdOf } from '../../../src/main/sealing/index.ts'
import { listSubmissions } from '../../../src/main/store/index.ts'
import { heldLetter } from '../../support/held-letter.ts'
import { openOtherProgram } from '../../support/lab-client.ts'
import { openLivePractice, type LivePractice } from '../../support/live-practice.ts'
import { valueOf } from '../../support/store.ts'

let lab: Lab
let practice: LivePractice

beforeAll(async () => {
  lab = await startLab({ broken: false })
})
afterAll(() => lab.stop())
beforeEach(async () => {
  practice = await openLivePractice(lab)
})
afterEach(() => practice.stop())

/** As Postfix writes it (RFC 3464) of a host on the way that has no TLS to offer (RFC 8689 section 5). */
function reportOf(envelopeId: string, address: string): string {
  return [
    'From: MAILER-DAEMON@mail.hope.test',
    `To: ${lab.people.rivera.address}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Sun, 22 Nov 2026 12:00:00 +0000',
    'Message-ID: <report@mail.hope.test>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'I could not deliver your message.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.hope.test',
    `Original-Envelope-Id: ${envelopeId}`,
    '',
    `Final-Recipient: rfc822; ${address}`,
    'Action: failed',
    'Status: 5.7.30',
    '--b--',
    '',
  ].join('\r\n')
}

it('a message returned for want of TLS arrives by the same bytes, once, to that one alone', async () => {
  const { lee, maria } = lab.people
  await practice.addColleague(lee.name, lee.address)
  await practice.addColleague(maria.name, maria.address)
  practice.inbound.start()
  await practice.synced()
  const to = [lee, maria].map(({ name, address }) => ({ name, address }))
  const { logicalId } = await heldLetter(practice, { to })
  valueOf(practice.queue.releaseNow(logicalId))
  valueOf(await practice.queue.runDue())
  const sent = listSubmissions(practice.store, logicalId)
  expect(sent).toMatchObject([{ state: 'sent' }])
  await lab.mailbox(lee.address).waitFor(1)

  const other = await openOtherProgram(lab, lab.people.rivera)
  await other.append('INBOX', reportOf(envelopeIdOf(sent[0]?.mac ?? new Uint8Array()), maria.address))
  await other.logout()
  const went = () => practice.outbox.deliveries(logicalId)
  await practice.until(() => went().some(({ canGoWithoutTls }) => canGoWithoutTls === true))
  expect(went()).toMatchObject([
    { address: lee.address, state: 'sent', canGoWithoutTls: false },
    { address: maria.address, state: 'returned', reasonCode: 'smtp/tls-required', isReportVouched: true },
  ])

  await lab.mailbox(maria.address).waitFor(1)
  valueOf(practice.outbox.sendWithoutTls(logicalId))
  valueOf(await practice.queue.runDue())
  const arrived = (await lab.mailbox(maria.address).waitFor(2)).map(({ raw }) => raw.toString('latin1'))
  // Below what the hosts put on top.
  const [first, again] = arrived.map((raw) => raw.slice(raw.search(/^From: /m)))
  expect(again).toBe(first)
  expect(again).toContain(sent[0]?.messageId)
  expect(await lab.mailbox(lee.address).list()).toHaveLength(1)
  expect(went()).toMatchObject([{ state: 'sent' }, { state: 'sent', isTlsWaived: true }])

  // The report is read again, as after a mailbox was renumbered: it speaks of the first time.
  const late = await openOtherProgram(lab, lab.people.rivera)
  await late.append('INBOX', reportOf(envelopeIdOf(sent[0]?.mac ?? new Uint8Array()), maria.address))
  await late.logout()
  const notices = () => practice.subjects('inbox').filter((subject) => subject.startsWith('Undelivered'))
  await practice.until(() => notices().length === 2)
  expect(went()).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
  expect(practice.outbox.sendWithoutTls(logicalId)).toMatchObject({ error: { code: 'message/absent' } })
})
