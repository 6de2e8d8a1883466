import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  refusingRecipients,
  returningRecipient,
  startLab,
  type Lab,
  type Person,
} from '../../../e2e/lab/index.ts'
import { retryDelaysMs } from '../../../src/main/outbound/limits.ts'
import {
  findAccount,
  findDraft,
  findSentCopy,
  listSubmissions,
  readSentCopyRaw,
  saveCredentials,
  setHostFilesSent,
} from '../../../src/main/store/index.ts'
import type { LogicalMessageId } from '../../../src/shared/ids.ts'
import { heldLetter, testSender, writeDraft } from '../../support/held-letter.ts'
import { openOtherProgram } from '../../support/lab-client.ts'
import { openLivePractice, type LiveOptions, type LivePractice } from '../../support/live-practice.ts'
import { valueOf } from '../../support/store.ts'
import { startTcpGate, type TcpGate } from '../../support/tcp-gate.ts'

let lab: Lab
let gate: TcpGate
let practice: LivePractice
const opened: LivePractice[] = []

beforeAll(async () => {
  lab = await startLab({ broken: false, maxMessageBytes: 2 * 1024 * 1024 })
  gate = await startTcpGate(lab.imap.implicit.port)
})
afterAll(async () => {
  await gate.close()
  await lab.stop()
})
beforeEach(() => {
  lab.faults.setFault('none')
  gate.open()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.stop()))
})

const to = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }))
const throughFaults = () => ({ host: 'localhost', port: lab.faults.port, security: 'implicit' as const })
const throughGate = () => ({ ...lab.imap.implicit, port: gate.port })

async function open(options: LiveOptions = {}): Promise<LivePractice> {
  practice = await openLivePractice(lab, options)
  opened.push(practice)
  const { maria, daniel } = lab.people
  await practice.addPatient({ name: maria.name, addresses: [maria.address] })
  await practice.addPatient({ name: daniel.name, addresses: [daniel.address] })
  return practice
}

/** Written, sent, taken out of the hold, and tried once. */
async function sendNow(...addresses: string[]): Promise<LogicalMessageId> {
  const { logicalId } = await heldLetter(practice, { to: to(...addresses) })
  valueOf(practice.queue.releaseNow(logicalId))
  valueOf(await practice.queue.runDue())
  return logicalId
}

const statesOf = (logicalId: LogicalMessageId) =>
  listSubmissions(practice.store, logicalId).map(({ state }) => state)
const stateOfCopy = (logicalId: LogicalMessageId) => findSentCopy(practice.store, logicalId)?.state
const idsIn = async (person: Person, folder = 'INBOX') =>
  (await lab.mailbox(person.address).list(folder)).map(
    ({ raw }) => /^Message-ID: (.*)\r$/im.exec(raw.toString('latin1'))?.[1] ?? '',
  )
const submissionIds = (logicalId: LogicalMessageId) =>
  listSubmissions(practice.store, logicalId).map(({ messageId }) => messageId)
const arrivals = async (person: Person, logicalId: LogicalMessageId) => {
  const ids = submissionIds(logicalId)
  return (await idsIn(person)).filter((id) => ids.includes(id)).length
}
const filed = async (logicalId: LogicalMessageId) => {
  const own = findSentCopy(practice.store, logicalId)?.messageId ?? ''
  return (await idsIn(lab.people.rivera, 'Sent')).filter((id) => id === own).length
}

describe('handing a message to the host', () => {
  it('says sent when the host took it, and it arrives once', async () => {
    await open()
    const logicalId = await sendNow(lab.people.maria.address)
    expect(statesOf(logicalId)).toEqual(['sent'])
    expect(listSubmissions(practice.store, logicalId)[0]?.connection).toMatchObject({
      host: `${lab.smtp.implicit.host}:${lab.smtp.implicit.port}`,
      tls: expect.stringMatching(/^TLSv1\.[23] /) as string,
    })
    await lab.mailbox(lab.people.maria.address).waitFor(1)
    expect(await arrivals(lab.people.maria, logicalId)).toBe(1)
  })

  it('waits after 451 and tries the same bytes again', async () => {
    await open()
    const { deferred } = refusingRecipients
    await practice.addPatient({ name: 'Greta Lyst', addresses: [deferred] })
    const logicalId = await sendNow(deferred)
    expect(listSubmissions(practice.store, logicalId)).toMatchObject([
      { state: 'queued', attempts: 1, errorCode: 'smtp/deferred' },
    ])
    expect(valueOf(practice.outbox.list())).toMatchObject([{ state: 'queued', failureCode: 'smtp/deferred' }])
    valueOf(await practice.queue.runDue())
    expect(listSubmissions(practice.store, logicalId)[0]?.attempts).toBe(1)
    practice.pass(retryDelaysMs[0] + 1)
    valueOf(await practice.queue.runDue())
    expect(listSubmissions(practice.store, logicalId)[0]).toMatchObject({ state: 'queued', attempts: 2 })
  })

  it.each([
    ['550 for its only recipient', refusingRecipients.refused, ['refused'], 'smtp/mailbox-unknown'],
    ['421 in mid-dialogue', refusingRecipients.closing, ['queued'], 'smtp/deferred'],
  ])('answers to %s', async (_name, address, states, code) => {
    await open()
    await practice.addPatient({ name: 'Otto Stern', addresses: [address] })
    const logicalId = await sendNow(address)
    expect(statesOf(logicalId)).toEqual(states)
    expect(valueOf(practice.outbox.list())).toMatchObject([{ failureCode: code }])
    const draft = await practice.outbox.backToDraft(logicalId)
    expect(draft.ok).toBe(true)
    practice.pass(24 * 3_600_000)
    valueOf(await practice.queue.runDue())
    expect(listSubmissions(practice.store, logicalId)).toEqual([])
  })

  it('takes it for some and refuses others: nobody gets it twice, nothing is lost', async () => {
    await open()
    const { lee } = lab.people
    await practice.addColleague(lee.name, lee.address)
    await practice.addColleague('Dr. Gone', refusingRecipients.refused)
    const logicalId = await sendNow(lee.address, refusingRecipients.refused)
    expect(practice.outbox.deliveries(logicalId).map(({ address, state }) => [address, state])).toEqual([
      [lee.address, 'sent'],
      [refusingRecipients.refused, 'refused'],
    ])
    await lab.mailbox(lee.address).waitFor(1)
    const draftId = valueOf(await practice.outbox.backToDraft(logicalId))
    expect(findDraft(practice.store, draftId)?.content).toMatchObject({
      to: [{ address: refusingRecipients.refused }],
    })
    valueOf(await testSender(practice).send(draftId, []))
    practice.pass(20_000)
    valueOf(await practice.queue.runDue())
    expect(await arrivals(lee, logicalId)).toBe(1)
    expect(await idsIn(lee)).toHaveLength(1)
  })

  it('tries again after 451 for one alone, while the other has it already', async () => {
    await open()
    const { lee } = lab.people
    const { deferred, refused } = refusingRecipients
    await practice.addColleague(lee.name, lee.address)
    await practice.addColleague('Dr. Later', deferred)
    await practice.addColleague('Dr. Gone', refused)
    const logicalId = await sendNow(lee.address, deferred, refused)
    const went = () =>
      practice.outbox.deliveries(logicalId).map(({ state, reasonCode }) => [state, reasonCode])
    const [taken, waiting, gone] = [
      ['sent', null],
      ['queued', 'smtp/deferred'],
      ['refused', 'smtp/mailbox-unknown'],
    ]
    expect(went()).toEqual([taken, waiting, gone])
    await practice.until(async () => (await arrivals(lee, logicalId)) === 1)
    practice.pass(retryDelaysMs[0] + 1)
    valueOf(await practice.queue.runDue())
    expect(listSubmissions(practice.store, logicalId)).toMatchObject([{ state: 'queued', attempts: 2 }])
    expect(went()).toEqual([taken, waiting, gone])
    const draftId = valueOf(await practice.outbox.backToDraft(logicalId))
    expect(findDraft(practice.store, draftId)?.content).toMatchObject({
      to: [{ address: deferred }, { address: refused }],
    })
    // A letter behind it through the same host: whatever a second copy would have done is done by now.
    const behind = await sendNow(lee.address)
    await practice.until(async () => (await arrivals(lee, behind)) === 1)
    expect(await arrivals(lee, logicalId)).toBe(1)
  })

  it('refuses what is over the SIZE that the host announces', async () => {
    await open()
    const attachment = { name: 'scan.pdf', bytes: practice.random(1_400_000) }
    const draftId = writeDraft(practice, { to: to(lab.people.maria.address) }, [attachment])
    const sent = valueOf(await testSender(practice).send(draftId, []))
    const logicalId = sent.kind === 'held' ? sent.logicalId : (0 as LogicalMessageId)
    valueOf(practice.queue.releaseNow(logicalId))
    valueOf(await practice.queue.runDue())
    expect(listSubmissions(practice.store, logicalId)).toMatchObject([
      { state: 'refused', errorCode: 'smtp/too-large', errorDetail: { limitBytes: 2 * 1024 * 1024 } },
    ])
    expect(valueOf(await practice.outbox.backToDraft(logicalId))).toBe(draftId)
    expect(await arrivals(lab.people.maria, logicalId)).toBe(0)
  })

  it('shows a wrong password, keeps the message, and sends it with the right one', async () => {
    await open({ credentials: { kind: 'password', password: 'wrong' } })
    const logicalId = await sendNow(lab.people.maria.address)
    expect(valueOf(practice.outbox.list())).toMatchObject([{ state: 'queued', failureCode: 'login/refused' }])
    practice.write((tx) => {
      const password = lab.people.rivera.password
      saveCredentials(tx, practice.accountId, { kind: 'password', password }, 1)
    })
    practice.pass(retryDelaysMs[0] + 1)
    valueOf(await practice.queue.runDue())
    expect(statesOf(logicalId)).toEqual(['sent'])
  })

  it('waits while there is no way to the host', async () => {
    await open({ smtp: { host: 'localhost', port: 1, security: 'implicit' } })
    const logicalId = await sendNow(lab.people.maria.address)
    expect(listSubmissions(practice.store, logicalId)).toMatchObject([
      { state: 'queued', errorCode: expect.stringMatching(/^host\//) as string },
    ])
  })
})

describe('a connection that dies', () => {
  it.each(['before-dot', 'mid-data'] as const)(
    '%s: the host keeps nothing and nobody is told "sent"',
    async (fault) => {
      await open({ smtp: throughFaults() })
      lab.faults.setFault(fault)
      const logicalId = await sendNow(lab.people.daniel.address)
      expect(['unknown', 'queued']).toContain(statesOf(logicalId)[0])
      expect(await arrivals(lab.people.daniel, logicalId)).toBe(0)
    },
  )

  it('after the dot: unknown, and a person decides', async () => {
    await open({ smtp: throughFaults() })
    lab.faults.setFault('after-dot')
    const logicalId = await sendNow(lab.people.daniel.address)
    expect(statesOf(logicalId)).toEqual(['unknown'])
    await practice.until(() => !practice.queue.isLookingInSent(logicalId))
    expect(valueOf(practice.outbox.list())).toMatchObject([
      { state: 'unknown', failureCode: 'smtp/unknown-outcome' },
    ])
    await practice.until(async () => (await arrivals(lab.people.daniel, logicalId)) === 1)
    lab.faults.setFault('none')
    practice.pass(24 * 3_600_000)
    valueOf(await practice.queue.runDue())
    expect(await arrivals(lab.people.daniel, logicalId)).toBe(1)
    valueOf(practice.queue.resolveUnknown(logicalId, 'it-left'))
    valueOf(await practice.queue.runDue())
    expect(statesOf(logicalId)).toEqual(['sent'])
    expect(await arrivals(lab.people.daniel, logicalId)).toBe(1)
  })

  it('after the dot, and the person says send again: the same bytes', async () => {
    await open({ smtp: throughFaults() })
    lab.faults.setFault('after-dot')
    const logicalId = await sendNow(lab.people.daniel.address)
    await practice.until(async () => (await arrivals(lab.people.daniel, logicalId)) === 1)
    lab.faults.setFault('none')
    valueOf(practice.queue.resolveUnknown(logicalId, 'send-again'))
    valueOf(await practice.queue.runDue())
    await practice.until(async () => (await arrivals(lab.people.daniel, logicalId)) === 2)
    const [messageId] = submissionIds(logicalId)
    const bodies = (await lab.mailbox(lab.people.daniel.address).list())
      .map(({ raw }) => raw.toString('latin1'))
      .filter((raw) => raw.includes(messageId ?? ''))
      .map((raw) => raw.slice(raw.indexOf('\r\n\r\n')))
    expect(new Set(bodies).size).toBe(1)
  })

  it('after the dot, on a host that files Sent itself: found there, nobody is asked', async () => {
    await open({ smtp: throughFaults() })
    practice.write((tx) => {
      setHostFilesSent(tx, practice.accountId, true)
    })
    practice.inbound.start()
    await practice.synced()
    lab.faults.setFault('after-dot')
    const logicalId = await sendNow(lab.people.daniel.address)
    const other = await openOtherProgram(lab, lab.people.rivera)
    const sent = (await lab.mailbox(lab.people.daniel.address).waitFor(1)).at(-1)
    await other.append('Sent', sent?.raw ?? Buffer.alloc(0))
    await other.logout()
    await practice.until(() => statesOf(logicalId)[0] === 'sent')
    expect(practice.events()).toContainEqual(expect.objectContaining({ by: 'found-in-sent' }))
  })
})

describe('a message that comes back', () => {
  // The package that stands in for Postfix without root sends no reports.
  it.runIf(process.getuid?.() === 0)(
    'is shown as returned by a host, on the message and on the notice',
    async () => {
      await open()
      const { lee } = lab.people
      const nobody = returningRecipient
      await practice.addColleague(lee.name, lee.address)
      await practice.addColleague('Dr. Nobody', nobody)
      practice.inbound.start()
      await practice.synced()
      const logicalId = await sendNow(lee.address, nobody)
      const went = () =>
        practice.outbox
          .deliveries(logicalId)
          .map(({ state, reasonCode, isReportVouched }) => [state, reasonCode, isReportVouched])
      await practice.until(() => went().some(([state]) => state === 'returned'))
      expect(went()).toEqual([
        ['sent', null, null],
        ['returned', 'smtp/mailbox-unknown', true],
      ])
      expect(statesOf(logicalId)).toEqual(['sent'])
      expect(practice.events()).toContainEqual(
        expect.objectContaining({ type: 'submission.returned', isVouched: true }),
      )
      const subject = 'Undelivered Mail Returned to Sender'
      await practice.until(() => practice.subjects('inbox').includes(subject))
      const view = valueOf(await practice.inbound.open(practice.row('inbox', subject).id, 'light'))
      expect(view).toMatchObject({ reportsOn: 'Tuesday', logicalId })
      expect(view.deliveries).toMatchObject([{ state: 'sent' }, { state: 'returned' }])
      practice.pass(24 * 3_600_000)
      valueOf(await practice.queue.runDue())
      expect(await arrivals(lee, logicalId)).toBe(1)
    },
  )
})

describe('our own copy', () => {
  it('is filed in Sent once, readable here and nowhere else', async () => {
    await open()
    practice.inbound.start()
    await practice.synced()
    const logicalId = await sendNow(lab.people.maria.address)
    await practice.until(() => stateOfCopy(logicalId) === 'appended')
    await practice.until(() => practice.rows('sent').some(({ subject }) => subject === 'Tuesday'))
    const row = practice.row('sent', 'Tuesday')
    const view = valueOf(await practice.inbound.open(row.id, 'light'))
    expect(view).toMatchObject({ logicalId, protection: { kind: 'own-copy' } })
    expect(view.deliveries).toMatchObject([{ address: lab.people.maria.address, state: 'sent' }])
    practice.inbound.syncNow()
    await practice.synced()
    expect(await filed(logicalId)).toBe(1)
    for (const raw of await lab.mailbox(lab.people.rivera.address).raw()) {
      expect(raw.toString('latin1')).not.toContain('Bring the diary')
    }
  })

  const interruptions: [string, (copyBytes: number) => void][] = [
    [
      'in the middle',
      (bytes) => {
        gate.cutAfterClientBytes(bytes * 0.7)
      },
    ],
    [
      'before its answer came',
      (bytes) => {
        gate.loseAnswerAfterClientBytes(bytes)
      },
    ],
  ]
  it.each(interruptions)('is filed once when the append was interrupted %s', async (_name, cut) => {
    await open({ imap: throughGate() })
    practice.inbound.start()
    await practice.synced()
    const { logicalId } = await heldLetter(practice, { to: to(lab.people.maria.address) })
    valueOf(practice.queue.releaseNow(logicalId))
    cut(readSentCopyRaw(practice.store, logicalId)?.length ?? 0)
    valueOf(await practice.queue.runDue())
    await practice.until(() => gate.cuts() > 0)
    await practice.until(() => stateOfCopy(logicalId) === 'appended', 30_000)
    practice.inbound.syncNow()
    await practice.synced()
    expect(await filed(logicalId)).toBe(1)
    expect(practice.rows('sent').filter(({ subject }) => subject === 'Tuesday').length).toBeGreaterThan(0)
  })

  it('teaches that the host files Sent itself, when it does', async () => {
    await open()
    practice.inbound.start()
    await practice.synced()
    expect(findAccount(practice.store, practice.accountId)?.hostFilesSent).toBeNull()
    const logicalId = await sendNow(lab.people.maria.address)
    const [messageId] = submissionIds(logicalId)
    await practice.until(async () => (await arrivals(lab.people.maria, logicalId)) === 1)
    const arrived = (await lab.mailbox(lab.people.maria.address).list()).find(({ raw }) =>
      raw.toString('latin1').includes(messageId ?? ''),
    )
    const other = await openOtherProgram(lab, lab.people.rivera)
    await other.append('Sent', arrived?.raw ?? Buffer.alloc(0))
    await other.logout()
    practice.inbound.syncNow()
    await practice.until(() => findAccount(practice.store, practice.accountId)?.hostFilesSent === true)
  })
})
