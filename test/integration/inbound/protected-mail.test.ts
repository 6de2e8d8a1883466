import type { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startLab, type Lab } from '../../../e2e/lab/index.ts'
import { buildInner } from '../../../src/main/mime/index.ts'
import { sealForSelf } from '../../../src/main/sealing/index.ts'
import { findAccountKey } from '../../../src/main/store/index.ts'
import { openOtherProgram, plainMail } from '../../support/lab-client.ts'
import { openLivePractice, type LivePractice } from '../../support/live-practice.ts'
import { valueOf } from '../../support/store.ts'

const truly = 'I cannot go on'

let lab: Lab
let other: ImapFlow
let practice: LivePractice

beforeAll(async () => {
  lab = await startLab({ broken: false })
  other = await openOtherProgram(lab, lab.people.rivera)
})
afterAll(async () => {
  await other.logout()
  await lab.stop()
})
beforeEach(async () => {
  for (const path of ['INBOX', 'Junk']) {
    await other.mailboxOpen(path)
    await other.messageDelete('1:*')
  }
  practice = await openLivePractice(lab)
})
afterEach(() => practice.stop())

/** From a colleague to the practice: its subject and people stand inside. */
async function encryptedMail(fileBytes: number): Promise<Buffer> {
  const { key } = await practice.addColleague('Samuel Lee', 'lee@lakeside.test')
  const outer = {
    from: { name: '', address: 'lee@lakeside.test' },
    to: [{ name: '', address: practice.address }],
    cc: [],
    date: new Date().toISOString(),
    messageId: `<large-${fileBytes}@lakeside.test>`,
    inReplyTo: null,
    references: [],
  }
  const inner = valueOf(
    await buildInner({
      ...outer,
      subject: truly,
      text: 'Please call me.',
      html: '<p>Please call me.</p>',
      attachments: [
        { fileName: 'scan.bin', contentType: 'application/octet-stream', bytes: practice.random(fileBytes) },
      ],
    }),
  )
  const certificate = findAccountKey(practice.store, practice.address)?.certificate ?? ''
  const request = { inner, outer, certificate, signWith: key.secretKeyArmored }
  const made = valueOf(await sealForSelf(request, { macKey: practice.macKey, now: new Date() }))
  return Buffer.from(made.raw)
}

describe('a large message that is encrypted', () => {
  it('comes whole in the same look, whatever its size: it stands under its true subject', async () => {
    await other.append('INBOX', await encryptedMail(2_000_000))
    const large = 'x'.repeat(70).concat('\r\n').repeat(30_000)
    await other.append('INBOX', plainMail({ subject: 'Large and open', text: large }, practice.address))
    practice.inbound.start()
    await practice.synced()
    expect(practice.subjects('inbox').sort()).toEqual([truly, 'Large and open'])
    expect(practice.row('inbox', truly)).toMatchObject({ mark: 'encrypted', hasAttachments: true })
    expect(valueOf(practice.inbound.unfetched(null))).toBe(1)
  })

  it('comes whole when it arrives while waiting for mail', async () => {
    practice.inbound.start()
    await practice.synced()
    await other.append('INBOX', await encryptedMail(2_000_000))
    await practice.until(() => practice.subjects('inbox').includes(truly))
  })

  it('stays a line in Junk, marked by what its header says', async () => {
    await other.append('Junk', await encryptedMail(2_000_000))
    practice.inbound.start()
    await practice.synced()
    expect(practice.rows('junk')).toMatchObject([{ mark: 'encrypted', hasAttachments: false }])
    expect(valueOf(practice.inbound.unfetched(null))).toBe(1)
  })
})
