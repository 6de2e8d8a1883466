import type { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startLab, type Lab } from '../../../e2e/lab/index.ts'
import { openOtherProgram } from '../../support/lab-client.ts'
import { openLivePractice, type LivePractice } from '../../support/live-practice.ts'
import { valueOf } from '../../support/store.ts'
import { startTcpGate, type TcpGate } from '../../support/tcp-gate.ts'

let lab: Lab
let gate: TcpGate
let other: ImapFlow
let practice: LivePractice

const megabyte = 1_000_000
const file = `${Buffer.alloc(57, 'x').toString('base64')}\r\n`.repeat(150_000)

/** About 12 MB: two lines of text, then files. */
const large = [
  'From: Somebody <somebody@elsewhere.test>',
  'Subject: Scans',
  'Message-ID: <scans@elsewhere.test>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=outer',
  '',
  '--outer',
  'Content-Type: multipart/alternative; boundary=inner',
  '',
  '--inner',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'The old file is in the annex.',
  '--inner',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>The old file is in the annex.</p>',
  '--inner--',
  '--outer',
  'Content-Type: application/pdf',
  'Content-Disposition: attachment; filename="scan.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  `${file}--outer--`,
  '',
].join('\r\n')

beforeAll(async () => {
  lab = await startLab({ broken: false })
  gate = await startTcpGate(lab.imap.implicit.port)
  other = await openOtherProgram(lab, lab.people.rivera)
  await other.append('INBOX', large)
  const sealed = [
    ...['From: Somebody <somebody@elsewhere.test>', 'Subject: Sealed', 'MIME-Version: 1.0'],
    'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
    ...['', '--b', 'Content-Type: text/plain', '', 'Not what it claims.', '--b'],
    ...['Content-Type: application/octet-stream', '', file.slice(0, 2 * megabyte), '--b--', ''],
  ]
  await other.append('Junk', sealed.join('\r\n'))
})
afterAll(async () => {
  await other.logout()
  await gate.close()
  await lab.stop()
})

beforeEach(async () => {
  gate.open()
  practice = await openLivePractice(lab, { imap: { ...lab.imap.implicit, port: gate.port } })
  practice.inbound.start()
  await practice.synced()
})
afterEach(async () => {
  await practice.stop()
})

const come = () => gate.serverBytes().reduce((sum, bytes) => sum + bytes, 0)
const opened = async (role: 'inbox' | 'junk', subject: string) =>
  valueOf(await practice.inbound.open(practice.row(role, subject).id, 'light'))

describe('a large message', () => {
  it('is read at once: its text comes without its files', async () => {
    const { id } = practice.row('inbox', 'Scans')
    expect(await opened('inbox', 'Scans')).toMatchObject({ bodyState: 'not-fetched' })
    const before = come()
    valueOf(await practice.inbound.fetch(id, 'text'))
    const fetchedBytes = come() - before
    expect(fetchedBytes).toBeLessThan(100_000)
    const view = await opened('inbox', 'Scans')
    expect(view).toMatchObject({ bodyState: 'shown', attachments: [], ambiguities: [] })
    expect(view.unfetchedBytes).toBeGreaterThan(11 * megabyte)
    expect(practice.inbound.bodyPage(view.bodyUrl ?? '')?.body).toContain('The old file is in the annex.')
    expect(practice.events().at(-1)).toMatchObject({ type: 'message.viewed', message: id })
    const answer = valueOf(await practice.drafts.createFrom('answer', id, ''))
    expect(answer.content.html).toContain('The old file is in the annex.')
    expect(come() - before).toBeLessThan(100_000)
  })

  it('goes on where its fetch was stopped, also by a cut, and is byte for byte what the host has', async () => {
    const { id } = practice.row('inbox', 'Scans')
    const before = come()
    gate.holdAfterServerBytes(4 * megabyte)
    const first = practice.inbound.fetch(id, 'whole')
    await practice.until(gate.isHolding)
    expect(practice.published).toContainEqual(expect.objectContaining({ type: 'fetch-progress', id }))
    practice.inbound.stopFetch(id)
    gate.release()
    expect(await first).toMatchObject({ error: { code: 'message/fetch-stopped' } })
    gate.cutAfterServerBytes(4 * megabyte)
    expect((await practice.inbound.fetch(id, 'whole')).ok).toBe(false)
    await practice.until(() => practice.inbound.connection().state === 'online')
    valueOf(await practice.inbound.fetch(id, 'whole'))
    // Of what was under way when it ended, a piece may come twice, and what was on the line.
    expect(come() - before).toBeLessThan(large.length + 4 * megabyte)
    const { bytes } = valueOf(await practice.inbound.source(id))
    expect(Buffer.from(bytes).equals(Buffer.from(large))).toBe(true)
    expect(await opened('inbox', 'Scans')).toMatchObject({
      bodyState: 'shown',
      attachments: [{ fileName: 'scan.pdf' }],
    })
  })

  it('comes whole where it says that it is encrypted: of its beginning nothing is shown', async () => {
    const { id } = practice.row('junk', 'Sealed')
    valueOf(await practice.inbound.fetch(id, 'text'))
    expect(valueOf(await practice.inbound.source(id)).bytes.length).toBeGreaterThan(2 * megabyte)
    expect((await opened('junk', 'Sealed')).unfetchedBytes ?? 0).toBe(0)
  })
})
