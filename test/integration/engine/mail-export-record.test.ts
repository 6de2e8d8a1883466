import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { MailExportDeps } from '../../../src/main/engine/carry/mail-export.ts'
import { settleTransfers } from '../../../src/main/engine/carry/settle-transfers.ts'
import { listFilesLetOut, listUnendedTransfers, startTransfer } from '../../../src/main/store/index.ts'
import {
  checkSums,
  exporter,
  folder,
  inMailboxes,
  keep,
  mailbox,
  manifestIn,
  place,
  plain,
  practice,
  withMailToExport,
} from '../../support/mail-export.ts'
import { valueOf } from '../../support/store.ts'

withMailToExport()

describe('before anything leaves', () => {
  it('the export is recorded and its folder is listed', async () => {
    const inbox = mailbox('INBOX', 'inbox')
    keep(inbox, plain('One', 'a'))
    const seen: [string, boolean][] = []
    const { audit } = practice
    const watching: MailExportDeps['audit'] = {
      ...audit,
      append: (tx, event) => {
        seen.push([event.type, readdirSync(folder.path).length > 0])
        return audit.append(tx, event)
      },
    }
    await exporter(place(), { audit: watching }).run(inMailboxes([inbox], { form: 'decrypted' }))
    expect(seen).toEqual([
      ['mail.exported', false],
      ['mail.export-ended', true],
    ])
    expect(practice.events().slice(-2)).toEqual([
      {
        type: 'mail.exported',
        scope: 'mailboxes',
        format: 'mbox',
        form: 'decrypted',
        mailboxes: 1,
        messages: 1,
      },
      { type: 'mail.export-ended', outcome: 'complete', files: 1, messages: 1 },
    ])
    expect(listFilesLetOut(practice.store, { before: null, limit: 10 })).toMatchObject([
      { way: 'exported', path: place() },
    ])
  })

  it.each<readonly [string, boolean]>([
    ['without the audit log', true],
    ['where the person cancels', false],
  ])('nothing is written or listed %s', async (_what, isAnswered) => {
    const inbox = mailbox('INBOX', 'inbox')
    keep(inbox, plain('One', 'a'))
    const audit = isAnswered ? practice.auditWithout('mail.exported') : practice.audit
    const done = await exporter(isAnswered ? place() : null, { audit }).run(inMailboxes([inbox]))
    expect(done.ok ? done.value.outcome : done.error.code).toBe(
      isAnswered ? 'audit/write-failed' : 'cancelled',
    )
    expect(readdirSync(folder.path)).toEqual([])
    expect(listFilesLetOut(practice.store, { before: null, limit: 10 })).toEqual([])
  })
})

describe('an export that ends in the middle', () => {
  function fiveInInbox() {
    const inbox = mailbox('INBOX', 'inbox')
    keep(inbox, ...Array.from({ length: 5 }, (_, index) => plain(String(index), 'a')))
    return inbox
  }

  it('because it was told to, says so in its name, its manifest and the activity log', async () => {
    const inbox = fiveInInbox()
    const seen: string[] = []
    const running = exporter(place(), {
      onProgress: (done, total) => {
        seen.push(`${String(done)}/${String(total)}`)
        if (done === 2) running.cancel()
      },
    })
    const done = valueOf(await running.run(inMailboxes([inbox])))
    expect(done).toMatchObject({ outcome: 'stopped', folder: 'mail-stopped', messages: 2 })
    expect(seen).toEqual(['1/5', '2/5'])
    expect(readdirSync(folder.path)).toEqual(['mail-stopped'])
    const made = `${place()}-stopped`
    expect(manifestIn(made)).toMatchObject({ outcome: 'stopped', counts: { messages: 2, files: 1 } })
    await checkSums(made)
    expect(practice.events().at(-1)).toEqual({
      ...{ type: 'mail.export-ended', outcome: 'stopped', files: 1, messages: 2 },
    })
  })

  it('because the disk is full, leaves nothing behind and says so', async () => {
    const inbox = fiveInInbox()
    const reading = exporter(place())
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' })
    const inbound = { exportMessage: () => Promise.reject(full) }
    const failed = await exporter(place(), { inbound }).run(inMailboxes([inbox]))
    expect(failed).toMatchObject({ ok: false, error: { code: 'store/disk-full' } })
    expect(readdirSync(folder.path)).toEqual([])
    expect(practice.events().at(-1)).toMatchObject({ type: 'mail.export-ended', outcome: 'failed', files: 0 })
    expect(valueOf(await reading.run(inMailboxes([inbox])))).toMatchObject({ outcome: 'complete' })
  })

  it('because the program ended, is recorded as interrupted at the next unlock, once', () => {
    const { store, audit, clock } = practice
    const counts = { files: 0, messages: 0 }
    practice.write((tx) =>
      startTransfer(tx, { direction: 'export', place: '/x', name: 'x', counts, startedAt: 1 }),
    )
    valueOf(settleTransfers(store, audit, clock))
    valueOf(settleTransfers(store, audit, clock))
    expect(practice.events().filter(({ type }) => type === 'mail.export-ended')).toEqual([
      { type: 'mail.export-ended', outcome: 'interrupted', files: 0, messages: 0 },
    ])
    expect(listUnendedTransfers(store)).toEqual([])
    expect(existsSync('/x')).toBe(false)
  })
})
