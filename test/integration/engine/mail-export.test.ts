import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMailExporter, type MailExportDeps } from '../../../src/main/engine/carry/mail-export.ts'
import { settleTransfers } from '../../../src/main/engine/carry/settle-transfers.ts'
import { createBodyPages } from '../../../src/main/inbound/body-pages.ts'
import { createReading } from '../../../src/main/inbound/reading.ts'
import { encryptAndSign } from '../../../src/main/sealing/index.ts'
import {
  findAccountKey,
  listFilesLetOut,
  listUnendedTransfers,
  saveMailbox,
  saveMessages,
  startTransfer,
  type MailboxFields,
} from '../../../src/main/store/index.ts'
import type { ExportInput } from '../../../src/shared/contract/index.ts'
import type { MailboxId } from '../../../src/shared/ids.ts'
import { fail } from '../../../src/shared/result.ts'
import { fetchedMessage } from '../../support/messages.ts'
import { makeTestPractice, type TestPractice } from '../../support/practice.ts'
import { valueOf } from '../../support/store.ts'
import { tempFolder } from '../../support/vault.ts'

const lee = 'lee@clinic.example'
let practice: TestPractice
let folder: ReturnType<typeof tempFolder>
let uid = 0

beforeEach(async () => {
  practice = await makeTestPractice()
  folder = tempFolder('sealpost-mbox-')
})
afterEach(() => {
  practice.dispose()
  folder.remove()
})

function mailbox(name: string, role: MailboxFields['role']): MailboxId {
  return practice.write((tx) =>
    saveMailbox(tx, practice.accountId, {
      ...{ path: name, name, delimiter: '/', role, isSubscribed: true, isSelectable: true },
    }),
  )
}

const bytesOf = (text: string) => new TextEncoder().encode(text.replaceAll('\n', '\r\n'))

function keep(mailboxId: MailboxId, ...raws: (Uint8Array | null)[]): void {
  for (const raw of raws) {
    uid += 1
    const sketch = fetchedMessage({ uid, ...(raw === null ? {} : { raw }) })
    practice.write((tx) => saveMessages(tx, { accountId: practice.accountId, mailboxId }, [sketch], 1))
  }
}

const plain = (subject: string, text: string) =>
  bytesOf(`From: Maria <maria@mail.example>\nTo: ${practice.address}\nSubject: ${subject}\n\n${text}\n`)

async function encrypted(certificate: string): Promise<Uint8Array> {
  const { key } = await practice.addColleague('Dr. Lee', lee)
  const inner = `Subject: ptarmigan subject\nContent-Type: text/plain; charset=utf-8; hp="cipher"\n\nptarmigan text\n`
  const { armored } = valueOf(
    await encryptAndSign(bytesOf(inner), {
      recipientCertificates: [certificate],
      signWith: key.secretKeyArmored,
      now: practice.clock(),
    }),
  )
  const head = `From: Dr. Lee <${lee}>\nTo: ${practice.address}\nSubject: ...\nMessage-ID: <1@clinic.example>\nMIME-Version: 1.0\n`
  const type = 'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\n\n'
  const parts = `--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n\n--b\nContent-Type: application/octet-stream\n\n`
  return bytesOf(
    `${head}${type}${parts}${Buffer.from(armored).toString('latin1').replaceAll('\r\n', '\n')}\n--b--\n`,
  )
}

const toUs = () => encrypted(findAccountKey(practice.store, practice.address)?.certificate ?? '')

function exporter(place: string | null, change: Partial<MailExportDeps> = {}) {
  const { store, audit, clock } = practice
  return createMailExporter({
    ...{ store, audit, clock },
    inbound: createReading({
      ...{ store, audit, pages: createBodyPages(), trust: practice.sealing.trust },
      hostsOf: () => null,
      deliveries: () => [],
      beginningOf: () => null,
      fetch: () => Promise.resolve(fail('host/offline')),
    }),
    fonts: practice.sealing.fonts,
    askSavePath: () => Promise.resolve(place),
    onProgress: () => undefined,
    ...change,
  })
}

const run = promisify(execFile)
const place = () => path.join(folder.path, 'mail')
const inMailboxes = (mailboxIds: MailboxId[], change: Partial<ExportInput> = {}): ExportInput => ({
  ...{ scope: { kind: 'mailboxes', mailboxIds }, format: 'mbox', form: 'as-stored' },
  ...change,
})

const script = `
import json, mailbox, sys
read = [{"from": m["From"], "subject": m["Subject"], "id": m["Message-ID"], "types": [p.get_content_type() for p in m.walk()],
  "text": "".join(p.get_payload(decode=True).decode() for p in m.walk() if p.get_content_type() == "text/plain")}
  for m in mailbox.mbox(sys.argv[1], create=False)]
print(json.dumps(read))
`

interface Read {
  readonly from: string
  readonly subject: string
  readonly id: string | null
  readonly types: readonly string[]
  readonly text: string
}

async function readByPython(file: string): Promise<Read[]> {
  const { stdout } = await run('python3', ['-c', script, path.join(place(), file)])
  return JSON.parse(stdout) as Read[]
}

interface Manifest {
  readonly outcome: string
  readonly counts: Record<string, number>
  readonly messages: readonly { file: string | null; sha256: string | null; mailbox: string }[]
}

const manifestIn = (made: string) =>
  JSON.parse(readFileSync(path.join(made, 'manifest.json'), 'utf8')) as Manifest

/** Every file of the export is in SHA256SUMS and nothing else is, by another program's word. */
async function checkSums(made: string): Promise<string[]> {
  const { stdout } = await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: made })
  const checked = stdout
    .trim()
    .split('\n')
    .map((line) => line.replace(/: OK$/, ''))
  const there = readdirSync(made, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(made, path.join(entry.parentPath, entry.name)))
  expect(checked.toSorted()).toEqual(there.filter((name) => name !== 'SHA256SUMS').toSorted())
  return checked.toSorted()
}

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
