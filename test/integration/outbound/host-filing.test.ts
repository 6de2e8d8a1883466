import type { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startLab, type Lab } from '../../../e2e/lab/index.ts'
import { hostFilingPatienceMs } from '../../../src/main/inbound/limits.ts'
import {
  findAccount,
  findSentCopy,
  listSubmissions,
  listUids,
  readSubmissionRaw,
  setHostFilesSent,
} from '../../../src/main/store/index.ts'
import type { LogicalMessageId } from '../../../src/shared/ids.ts'
import { heldLetter } from '../../support/held-letter.ts'
import { openOtherProgram, plainMail } from '../../support/lab-client.ts'
import { openLivePractice, type LivePractice } from '../../support/live-practice.ts'
import { valueOf } from '../../support/store.ts'

let lab: Lab
let practice: LivePractice
/** Files what was submitted under Sent, as Gmail does, and is a second mail program of the practice's. */
let host: ImapFlow

beforeAll(async () => {
  lab = await startLab({ broken: false })
  host = await openOtherProgram(lab, lab.people.rivera)
})
afterAll(async () => {
  await host.logout()
  await lab.stop()
})
beforeEach(async () => {
  for (const path of ['INBOX', 'Sent', 'Trash']) {
    await host.mailboxOpen(path)
    await host.messageDelete('1:*')
    await host.mailboxClose()
  }
  practice = await openLivePractice(lab)
  const { maria, daniel } = lab.people
  await practice.addPatient({ name: maria.name, addresses: [maria.address] })
  await practice.addPatient({ name: daniel.name, addresses: [daniel.address] })
  practice.inbound.start()
  await practice.synced()
})
afterEach(() => practice.stop())

async function sendNow(subject: string): Promise<LogicalMessageId> {
  const to = [lab.people.maria, lab.people.daniel].map(({ address }) => ({ name: '', address }))
  const { logicalId } = await heldLetter(practice, { to, subject, separateCopies: true })
  valueOf(practice.queue.releaseNow(logicalId))
  valueOf(await practice.queue.runDue())
  return logicalId
}
async function hostFiles(logicalId: LogicalMessageId): Promise<void> {
  for (const { id } of listSubmissions(practice.store, logicalId)) {
    await host.append('Sent', Buffer.from(readSubmissionRaw(practice.store, id)), ['\\Seen'])
  }
}
function hostIsKnownToFile(): void {
  practice.write((tx) => {
    setHostFilesSent(tx, practice.accountId, true)
  })
}
const filesItself = () => findAccount(practice.store, practice.accountId)?.hostFilesSent
const onServer = async (folder: string) => (await lab.mailbox(lab.people.rivera.address).list(folder)).length
/** How many messages of the server are known here, listed or not. */
const known = (role: 'sent' | 'trash') => listUids(practice.store, practice.mailboxId(role)).length
async function syncUntil(check: () => boolean): Promise<void> {
  practice.inbound.syncNow()
  await practice.until(check)
}
const copyOf = (logicalId: LogicalMessageId) => findSentCopy(practice.store, logicalId)
async function listedOnce(role: 'sent' | 'trash', subject: string, logicalId: LogicalMessageId) {
  expect(practice.subjects(role)).toEqual([subject])
  const view = valueOf(await practice.inbound.open(practice.row(role, subject).id, 'light'))
  expect(view).toMatchObject({ subject, logicalId, protection: { kind: 'own-copy' }, bodyState: 'shown' })
  expect(practice.inbound.bodyPage(view.bodyUrl ?? '')?.body).toContain('Bring the diary, please.')
  expect(view.deliveries.map(({ state }) => state)).toEqual(['sent', 'sent'])
}

describe('a host that files what it sends under Sent itself', () => {
  it('has one row for all of them beside our own copy, and teaches that it does', async () => {
    const logicalId = await sendNow('Filed late')
    await practice.until(() => copyOf(logicalId)?.state === 'appended')
    expect(filesItself()).toBeNull()
    await hostFiles(logicalId)
    await syncUntil(() => known('sent') === 3)
    expect(filesItself()).toBe(true)
    expect(await onServer('Sent')).toBe(3)
    await listedOnce('sent', 'Filed late', logicalId)
    expect(
      valueOf(practice.inbound.search({ query: 'diary', order: 'newest', cursor: null, limit: 10 })).rows,
    ).toHaveLength(1)
  })

  it('is left to it from then on: nothing of ours is put beside, and what it filed reads as our own copy', async () => {
    hostIsKnownToFile()
    const logicalId = await sendNow('Filed by the host')
    await hostFiles(logicalId)
    practice.pass(60_000)
    await syncUntil(() => copyOf(logicalId)?.state === 'appended' && known('sent') === 2)
    expect(practice.events().map(({ type }) => type)).toContain('message.filed-by-host')
    expect(await onServer('Sent')).toBe(2)
    await listedOnce('sent', 'Filed by the host', logicalId)
  })

  it('gets our own copy after all where it did not file in time, and is not counted on any more', async () => {
    hostIsKnownToFile()
    const logicalId = await sendNow('Not filed')
    await practice.until(() => (copyOf(logicalId)?.notBefore ?? 0) > 0)
    expect(copyOf(logicalId)?.state).toBe('pending')
    practice.pass(hostFilingPatienceMs)
    await syncUntil(() => copyOf(logicalId)?.state === 'appended' && known('sent') === 1)
    expect(filesItself()).toBe(false)
    await listedOnce('sent', 'Not filed', logicalId)
  })

  it('loses all of them when the one row is thrown away, and has them back by Undo', async () => {
    const logicalId = await sendNow('Thrown away')
    await practice.until(() => copyOf(logicalId)?.state === 'appended')
    await hostFiles(logicalId)
    await syncUntil(() => known('sent') === 3)
    const { id } = practice.row('sent', 'Thrown away')
    const token = valueOf(practice.inbound.move([id], { role: 'trash' }))
    await practice.until(async () => (await onServer('Sent')) === 0 && (await onServer('Trash')) === 3)
    await syncUntil(() => known('sent') === 0 && known('trash') === 3)
    expect(practice.subjects('sent')).toEqual([])
    await listedOnce('trash', 'Thrown away', logicalId)
    valueOf(practice.inbound.undoMove(token))
    await practice.until(async () => (await onServer('Sent')) === 3 && (await onServer('Trash')) === 0)
    await syncUntil(() => known('sent') === 3 && known('trash') === 0)
    expect(practice.subjects('trash')).toEqual([])
    await listedOnce('sent', 'Thrown away', logicalId)
  })

  it('still shows it when another program deletes the copy that was listed', async () => {
    const logicalId = await sendNow('Half deleted')
    await practice.until(() => copyOf(logicalId)?.state === 'appended')
    await hostFiles(logicalId)
    await syncUntil(() => known('sent') === 3)
    await host.mailboxOpen('Sent')
    await host.messageDelete('1')
    await host.mailboxClose()
    await syncUntil(() => known('sent') === 2 && practice.subjects('sent').length === 1)
    expect(await onServer('Sent')).toBe(2)
    await listedOnce('sent', 'Half deleted', logicalId)
  })

  it('twin forgery: a recipient who sends mail under the Message-ID that she knows hides nothing by it', async () => {
    const logicalId = await sendNow('Known to her')
    await practice.until(() => copyOf(logicalId)?.state === 'appended')
    const { messageId } = listSubmissions(practice.store, logicalId)[0] ?? { messageId: '' }
    const from = `Ana Rivera <${lab.people.rivera.address}>`
    const forged = plainMail({ subject: 'Forged', from, messageId }, lab.people.rivera.address)
    await lab.deliver(forged, lab.people.rivera.address)
    await practice.until(() => practice.subjects('inbox').includes('Forged'))
    const view = valueOf(await practice.inbound.open(practice.row('inbox', 'Forged').id, 'light'))
    expect(view).toMatchObject({ protection: { kind: 'none' }, deliveries: [] })
    expect(filesItself()).toBeNull()
  })
})
