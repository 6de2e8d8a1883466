import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { saveMessages } from '../../../src/main/store/index.ts'
import {
  bytesOf,
  checkSums,
  encrypted,
  exporter,
  inMailboxes,
  keep,
  lee,
  mailbox,
  manifestIn,
  place,
  plain,
  practice,
  readByPython,
  run,
  toUs,
  withMailToExport,
} from '../../support/mail-export.ts'
import { fetchedMessage } from '../../support/messages.ts'
import { valueOf } from '../../support/store.ts'

withMailToExport()

describe('an exported mailbox', () => {
  it("is read by Python's mailbox module, however its text begins its lines", async () => {
    const inbox = mailbox('INBOX', 'inbox')
    const text = 'Dear Ana,\n\nFrom me to you.\n>From before.'
    keep(
      inbox,
      plain('First', text),
      plain('Second', 'b\n\nFrom nobody@nowhere Mon Nov  2 09:05:00 2026\n\nc'),
    )
    expect(valueOf(await exporter(place()).run(inMailboxes([inbox])))).toEqual({
      ...{ outcome: 'complete', folder: 'mail', files: 1, messages: 2, stillEncrypted: 0, missing: 0 },
      replacedCharacters: 0,
    })
    const read = await readByPython('INBOX.mbox')
    expect(read.map(({ subject }) => subject)).toEqual(['First', 'Second'])
    expect(read[0]?.text).toContain('\n>From me to you.\n>>From before.\n')
    expect(statSync(path.join(place(), 'INBOX.mbox')).mode & 0o777).toBe(0o600)
    expect(statSync(place()).mode & 0o777).toBe(0o700)
    expect(await checkSums(place())).toEqual(['INBOX.mbox', 'manifest.json'])
  })

  it('holds what was encrypted in clear, with its true subject, where that was chosen', async () => {
    const inbox = mailbox('INBOX', 'inbox')
    keep(inbox, await toUs())
    const done = await exporter(place()).run(inMailboxes([inbox], { form: 'decrypted' }))
    expect(valueOf(done)).toMatchObject({ stillEncrypted: 0 })
    expect(await readByPython('INBOX.mbox')).toEqual([
      {
        ...{ from: `Dr. Lee <${lee}>`, subject: 'ptarmigan subject', id: '<1@clinic.example>' },
        ...{ types: ['text/plain'], text: 'ptarmigan text\n' },
      },
    ])
  })

  it('holds it as it came where that was chosen', async () => {
    const inbox = mailbox('INBOX', 'inbox')
    keep(inbox, await toUs())
    await exporter(place()).run(inMailboxes([inbox]))
    const [read] = await readByPython('INBOX.mbox')
    expect(read).toMatchObject({ subject: '...', text: '' })
    expect(read?.types[0]).toBe('multipart/encrypted')
  })

  it('counts what could not be decrypted, which it holds as it came, and what is not here', async () => {
    const inbox = mailbox('INBOX', 'inbox')
    const { key } = await practice.addColleague('Dr. Kim', 'kim@clinic.example')
    keep(inbox, await encrypted(key.certificateArmored), null, plain('Third', 'c'))
    const counts = { messages: 2, stillEncrypted: 1, missing: 1 }
    const done = await exporter(place()).run(inMailboxes([inbox], { form: 'decrypted' }))
    expect(valueOf(done)).toMatchObject({ outcome: 'complete', files: 1, ...counts })
    expect((await readByPython('INBOX.mbox')).map(({ subject }) => subject)).toEqual(['...', 'Third'])
    const { messages, ...manifest } = manifestIn(place())
    expect(manifest).toMatchObject({ outcome: 'complete', counts: { ...counts, files: 1 } })
    expect(messages.map(({ file }) => file)).toEqual(['INBOX.mbox', null, 'INBOX.mbox'])
  })
})

describe('several mailboxes', () => {
  it('go to files of their own in a folder, which takes the place of nothing that is there', async () => {
    const ids = [mailbox('INBOX', 'inbox'), mailbox('Work/../Sent', 'sent'), mailbox('inbox', 'other')]
    ids.forEach((id) => {
      keep(id, plain('One', 'a'))
    })
    mkdirSync(place())
    writeFileSync(path.join(place(), 'INBOX.mbox'), 'mine')
    const done = valueOf(await exporter(place()).run(inMailboxes(ids)))
    expect(done).toMatchObject({ folder: 'mail-2', files: 3, messages: 3 })
    expect(await checkSums(`${place()}-2`)).toEqual([
      'INBOX.mbox',
      'Work-..-Sent.mbox',
      'inbox-2.mbox',
      'manifest.json',
    ])
    expect(readFileSync(path.join(place(), 'INBOX.mbox'), 'utf8')).toBe('mine')
  })
})

describe('messages as files', () => {
  it('are byte for byte what came, each with its sum in the manifest', async () => {
    const inbox = mailbox('INBOX', 'inbox')
    const raws = [plain('One', 'a'), plain('Two', 'From b')]
    keep(inbox, ...raws)
    await exporter(place()).run(inMailboxes([inbox], { format: 'eml' }))
    const { messages } = manifestIn(place())
    const written = messages.map(({ file }) => readFileSync(path.join(place(), file!)))
    expect(written.map((bytes) => bytes.equals(Buffer.from(raws[written.indexOf(bytes)]!)))).toEqual([
      true,
      true,
    ])
    const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
    expect(messages.map(({ sha256 }) => sha256)).toEqual(raws.map(sum))
    expect(await checkSums(place())).toHaveLength(3)
  })
})

describe('mail of one patient', () => {
  it('is all mail from or to any of the addresses, in whatever mailbox, also where its text is not here', async () => {
    const contactId = await practice.addPatient({
      name: 'Maria',
      addresses: ['maria@mail.example', 'm@work.example'],
    })
    const [inbox, sent] = [mailbox('INBOX', 'inbox'), mailbox('Sent', 'sent')]
    const fields = [{ from: 'Maria@Mail.example' }, { to: 'M@work.example' }, { from: 'ana@mail.example' }]
    fields.forEach((field, at) => {
      const raw = plain(String(at), 'a')
      const place = { accountId: practice.accountId, mailboxId: at === 1 ? sent : inbox }
      practice.write((tx) => saveMessages(tx, place, [fetchedMessage({ uid: at + 1, raw, ...field })], 1))
    })
    practice.write((tx) =>
      saveMessages(
        tx,
        { accountId: practice.accountId, mailboxId: inbox },
        [{ ...fetchedMessage({ uid: 9, from: 'm@work.example' }), text: null }],
        1,
      ),
    )
    const input = { scope: { kind: 'patient', contactId }, format: 'mbox', form: 'decrypted' } as const
    expect(valueOf(await exporter(place()).run(input))).toMatchObject({ messages: 2, missing: 1 })
    expect((await readByPython('record.mbox')).map(({ subject }) => subject)).toEqual(['0', '1'])
    expect(practice.events().find(({ type }) => type === 'mail.exported')).toEqual({
      ...{
        type: 'mail.exported',
        scope: 'patient',
        format: 'mbox',
        form: 'decrypted',
        mailboxes: 0,
        messages: 3,
      },
    })
  })

  it('and what a search finds, leaves as well', async () => {
    const inbox = mailbox('INBOX', 'inbox')
    keep(inbox, plain('One', 'a'), plain('Two', 'b'))
    const input = {
      scope: { kind: 'search', query: 'subject:"Message 1"' },
      format: 'mbox',
      form: 'as-stored',
    } as const
    const done = valueOf(await exporter(place()).run(input))
    expect(done).toMatchObject({
      files: 1,
      messages: practice.events().at(-1)?.type === 'mail.export-ended' ? done.messages : -1,
    })
    expect((await readByPython('found.mbox')).length).toBe(done.messages)
  })
})

describe('a printed record', () => {
  it('has header, text and the sums of attachments, and says which characters it could not set', async () => {
    const inbox = mailbox('INBOX', 'inbox')
    const file = Buffer.from('attached').toString('base64')
    const letter = `From: Łukasz <l@mail.example>\nTo: ${practice.address}\nSubject: Żółć\nMIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nHello \u6f22 there\n\n--b
Content-Type: application/octet-stream; name="notes.bin"\nContent-Disposition: attachment; filename="notes.bin"
Content-Transfer-Encoding: base64\n\n${file}\n--b--\n`
    keep(inbox, bytesOf(letter), await toUs(), plain('Long', 'word '.repeat(5_000)))
    const done = valueOf(
      await exporter(place()).run(inMailboxes([inbox], { format: 'pdf', form: 'decrypted' })),
    )
    expect(done).toMatchObject({ files: 1, messages: 3, replacedCharacters: 1 })
    const { stdout } = await run('pdftotext', ['-layout', path.join(place(), 'INBOX-001.pdf'), '-'], {
      maxBuffer: 1e8,
    })
    for (const words of [
      'Żółć',
      'Łukasz <l@mail.example>',
      'Hello [U+6F22] there',
      'notes.bin · application/octet-stream · 8 bytes',
      createHash('sha256').update('attached').digest('hex'),
      createHash('sha256').update(bytesOf(letter)).digest('hex'),
      'ptarmigan text',
    ]) {
      expect(stdout).toContain(words)
    }
    expect(stdout.match(/\bword\b/g)).toHaveLength(5_000)
    expect(await checkSums(place())).toEqual(['INBOX-001.pdf', 'manifest.json'])
  })
})
