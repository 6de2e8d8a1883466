import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect } from 'vitest'
import { createMailExporter, type MailExportDeps } from '../../src/main/engine/carry/mail-export.ts'
import { createBodyPages } from '../../src/main/inbound/body-pages.ts'
import { createReading } from '../../src/main/inbound/reading.ts'
import { encryptAndSign } from '../../src/main/sealing/index.ts'
import { findAccountKey, saveMailbox, saveMessages, type MailboxFields } from '../../src/main/store/index.ts'
import type { ExportInput } from '../../src/shared/contract/index.ts'
import type { MailboxId } from '../../src/shared/ids.ts'
import { fail } from '../../src/shared/result.ts'
import { fetchedMessage } from './messages.ts'
import { makeTestPractice, type TestPractice } from './practice.ts'
import { valueOf } from './store.ts'
import { tempFolder } from './vault.ts'

export const lee = 'lee@clinic.example'
/** Made anew for each test. */
export let practice: TestPractice
export let folder: ReturnType<typeof tempFolder>
let uid = 0

/** A practice without mail, and a folder to export to, for each test of the file. */
export function withMailToExport(): void {
  beforeEach(async () => {
    practice = await makeTestPractice()
    folder = tempFolder('sealpost-mbox-')
  })
  afterEach(() => {
    practice.dispose()
    folder.remove()
  })
}

export function mailbox(name: string, role: MailboxFields['role']): MailboxId {
  return practice.write((tx) =>
    saveMailbox(tx, practice.accountId, {
      ...{ path: name, name, delimiter: '/', role, isSubscribed: true, isSelectable: true },
    }),
  )
}

export const bytesOf = (text: string) => new TextEncoder().encode(text.replaceAll('\n', '\r\n'))

export function keep(mailboxId: MailboxId, ...raws: (Uint8Array | null)[]): void {
  for (const raw of raws) {
    uid += 1
    const sketch = fetchedMessage({ uid, ...(raw === null ? {} : { raw }) })
    practice.write((tx) => saveMessages(tx, { accountId: practice.accountId, mailboxId }, [sketch], 1))
  }
}

export const plain = (subject: string, text: string) =>
  bytesOf(`From: Maria <maria@mail.example>\nTo: ${practice.address}\nSubject: ${subject}\n\n${text}\n`)

export async function encrypted(certificate: string): Promise<Uint8Array> {
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

export const toUs = () => encrypted(findAccountKey(practice.store, practice.address)?.certificate ?? '')

export function exporter(place: string | null, change: Partial<MailExportDeps> = {}) {
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

export const run = promisify(execFile)
export const place = () => path.join(folder.path, 'mail')
export const inMailboxes = (mailboxIds: MailboxId[], change: Partial<ExportInput> = {}): ExportInput => ({
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

export async function readByPython(file: string): Promise<Read[]> {
  const { stdout } = await run('python3', ['-c', script, path.join(place(), file)])
  return JSON.parse(stdout) as Read[]
}

interface Manifest {
  readonly outcome: string
  readonly counts: Record<string, number>
  readonly messages: readonly { file: string | null; sha256: string | null; mailbox: string }[]
}

export const manifestIn = (made: string) =>
  JSON.parse(readFileSync(path.join(made, 'manifest.json'), 'utf8')) as Manifest

/** Every file of the export is in SHA256SUMS and nothing else is, by another program's word. */
export async function checkSums(made: string): Promise<string[]> {
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
