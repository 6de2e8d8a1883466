import { execFile } from 'node:child_process'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMailExporter, type MailExportDeps } from '../../../src/main/engine/mail-export.ts'
import { createBodyPages } from '../../../src/main/inbound/body-pages.ts'
import { createReading } from '../../../src/main/inbound/reading.ts'
import { encryptAndSign } from '../../../src/main/sealing/index.ts'
import {
  findAccountKey,
  listFilesLetOut,
  saveMailbox,
  saveMessages,
  type MailboxFields,
} from '../../../src/main/store/index.ts'
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
      download: () => Promise.resolve(fail('host/offline')),
    }),
    askSavePath: () => Promise.resolve(place),
    onProgress: () => undefined,
    ...change,
  })
}

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
  const { stdout } = await promisify(execFile)('python3', ['-c', script, file])
  return JSON.parse(stdout) as Read[]
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
    const place = path.join(folder.path, 'mail.mbox')
    expect(valueOf(await exporter(place).run([inbox], 'as-stored'))).toEqual({
      ...{ saved: true, files: 1, messages: 2, stillEncrypted: 0, missing: 0 },
    })
    const read = await readByPython(place)
    expect(read.map(({ subject }) => subject)).toEqual(['First', 'Second'])
    expect(read[0]?.text).toContain('\n>From me to you.\n>>From before.\n')
    expect(statSync(place).mode & 0o777).toBe(0o600)
  })

  it('holds what was encrypted in clear, with its true subject, where that was chosen', async () => {
    const inbox = mailbox('INBOX', 'inbox')
    keep(inbox, await toUs())
    const place = path.join(folder.path, 'mail.mbox')
    expect(valueOf(await exporter(place).run([inbox], 'decrypted'))).toMatchObject({ stillEncrypted: 0 })
    expect(await readByPython(place)).toEqual([
      {
        ...{ from: `Dr. Lee <${lee}>`, subject: 'ptarmigan subject', id: '<1@clinic.example>' },
        ...{ types: ['text/plain'], text: 'ptarmigan text\n' },
      },
    ])
  })

  it('holds it as it came where that was chosen', async () => {
    const inbox = mailbox('INBOX', 'inbox')
    keep(inbox, await toUs())
    const place = path.join(folder.path, 'mail.mbox')
    await exporter(place).run([inbox], 'as-stored')
    const [read] = await readByPython(place)
    expect(read).toMatchObject({ subject: '...', text: '' })
    expect(read?.types[0]).toBe('multipart/encrypted')
  })

  it('counts what could not be decrypted, which it holds as it came, and what is not here', async () => {
    const inbox = mailbox('INBOX', 'inbox')
    const { key } = await practice.addColleague('Dr. Kim', 'kim@clinic.example')
    keep(inbox, await encrypted(key.certificateArmored), null, plain('Third', 'c'))
    const place = path.join(folder.path, 'mail.mbox')
    expect(valueOf(await exporter(place).run([inbox], 'decrypted'))).toEqual({
      ...{ saved: true, files: 1, messages: 2, stillEncrypted: 1, missing: 1 },
    })
    expect((await readByPython(place)).map(({ subject }) => subject)).toEqual(['...', 'Third'])
  })
})

describe('several mailboxes', () => {
  it('go to files beside each other, and none takes the place of one that is there', async () => {
    const ids = [mailbox('INBOX', 'inbox'), mailbox('Work/../Sent', 'sent')]
    ids.forEach((id) => {
      keep(id, plain('One', 'a'))
    })
    writeFileSync(path.join(folder.path, 'mail-INBOX.mbox'), 'mine')
    const done = valueOf(await exporter(path.join(folder.path, 'mail.mbox')).run(ids, 'as-stored'))
    expect(done).toMatchObject({ files: 2, messages: 2 })
    expect(readdirSync(folder.path).toSorted()).toEqual([
      'mail-INBOX-2.mbox',
      'mail-INBOX.mbox',
      'mail-Work-..-Sent.mbox',
    ])
  })
})

describe('before anything leaves', () => {
  it('the export is recorded and its files are listed', async () => {
    const inbox = mailbox('INBOX', 'inbox')
    keep(inbox, plain('One', 'a'))
    const place = path.join(folder.path, 'mail.mbox')
    let wasWritten: boolean | null = null
    const { audit } = practice
    const watching: MailExportDeps['audit'] = {
      ...audit,
      append: (tx, event) => {
        wasWritten = existsSync(place)
        return audit.append(tx, event)
      },
    }
    await exporter(place, { audit: watching }).run([inbox], 'decrypted')
    expect(wasWritten).toBe(false)
    expect(practice.events().at(-1)).toEqual({
      ...{ type: 'mail.exported', form: 'decrypted', mailboxes: 1, messages: 1 },
    })
    expect(listFilesLetOut(practice.store, 10)).toMatchObject([{ way: 'exported', path: place }])
  })

  it.each<readonly [string, string | null, Partial<MailExportDeps>]>([
    ['without the audit log', 'mail.mbox', {}],
    ['where the person cancels', null, {}],
  ])('nothing is written or listed %s', async (_what, name, change) => {
    const inbox = mailbox('INBOX', 'inbox')
    keep(inbox, plain('One', 'a'))
    const audit = name === null ? practice.audit : practice.auditWithout('mail.exported')
    const place = name === null ? null : path.join(folder.path, name)
    const done = await exporter(place, { audit, ...change }).run([inbox], 'as-stored')
    expect(done.ok ? done.value.saved : done.error.code).toBe(name === null ? false : 'audit/write-failed')
    expect(readdirSync(folder.path)).toEqual([])
    expect(listFilesLetOut(practice.store, 10)).toEqual([])
  })
})

it('says how far it is, and stops when told to, leaving no file', async () => {
  const inbox = mailbox('INBOX', 'inbox')
  keep(inbox, ...Array.from({ length: 5 }, (_, index) => plain(String(index), 'a')))
  const seen: string[] = []
  const running = exporter(path.join(folder.path, 'mail.mbox'), {
    onProgress: (done, total) => {
      seen.push(`${String(done)}/${String(total)}`)
      if (done === 2) running.cancel()
    },
  })
  expect(valueOf(await running.run([inbox], 'as-stored'))).toMatchObject({ saved: false })
  expect(seen).toEqual(['1/5', '2/5'])
  expect(readdirSync(folder.path)).toEqual([])
})
