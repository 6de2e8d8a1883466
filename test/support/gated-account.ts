import type { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { startLab, type Lab } from '../../e2e/lab/index.ts'
import { openOtherProgram, plainMail, type PlainMail } from './lab-client.ts'
import { openLivePractice, type LivePractice } from './live-practice.ts'
import { startTcpGate, type TcpGate } from './tcp-gate.ts'

export let lab: Lab
export let gate: TcpGate
/** Made anew for each test. */
export let practice: LivePractice
export let other: ImapFlow
const opened: LivePractice[] = []

/** A lab for the file; for each test its account is empty, and the practice reaches it through a gate. */
export function withGatedAccount(): void {
  beforeAll(async () => {
    lab = await startLab({ broken: false })
    gate = await startTcpGate(lab.imap.implicit.port)
    other = await openOtherProgram(lab, lab.people.rivera)
  })
  afterAll(async () => {
    await other.logout()
    await gate.close()
    await lab.stop()
  })

  beforeEach(async () => {
    await emptyAccount()
    gate.open()
    practice = await openLivePractice(lab, { imap: { ...lab.imap.implicit, port: gate.port } })
    opened.push(practice)
  })
  afterEach(async () => {
    gate.open()
    await Promise.all(opened.splice(0).map((one) => one.stop()))
  })
}

async function emptyAccount(): Promise<void> {
  for (const { path } of await other.list()) {
    const isOwn = ['INBOX', 'Drafts', 'Sent', 'Trash', 'Junk', 'Archive'].includes(path)
    if (isOwn) {
      await other.mailboxOpen(path)
      await other.messageDelete('1:*')
      await other.mailboxClose()
    } else {
      await other.mailboxDelete(path)
    }
  }
}

export const mail = (sketch: PlainMail) => plainMail(sketch, lab.people.rivera.address)
export const deliver = (...sketches: PlainMail[]) =>
  Promise.all(sketches.map((sketch) => lab.deliver(mail(sketch), lab.people.rivera.address)))
export const append = (path: string, ...sketches: PlainMail[]) =>
  sketches.reduce(async (before, sketch) => {
    await before
    await other.append(path, mail(sketch))
  }, Promise.resolve())

/** Starts, and waits until every mailbox was looked at. */
export async function start(): Promise<void> {
  practice.inbound.start()
  await practice.synced()
}
