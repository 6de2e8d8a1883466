import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMailExporter } from '../../../src/main/engine/carry/mail-export.ts'
import { createMailImporter, type MailImportDeps } from '../../../src/main/engine/carry/mail-import.ts'
import { createBodyPages } from '../../../src/main/inbound/body-pages.ts'
import { createFileMessages } from '../../../src/main/inbound/import-message.ts'
import { createReading } from '../../../src/main/inbound/reading.ts'
import {
  findLocalAccount,
  findMessage,
  listMailboxes,
  listMessages,
  listServerActions,
  listThread,
  openStore,
  parseQuery,
  readRaw,
  search,
  type Store,
} from '../../../src/main/store/index.ts'
import { fail } from '../../../src/shared/result.ts'
import { makeTestPractice, type TestPractice } from '../../support/practice.ts'
import { seededRandom } from '../../support/random.ts'
import { valueOf } from '../../support/store.ts'
import { tempFolder } from '../../support/vault.ts'

const run = promisify(execFile)
let practice: TestPractice
let folder: ReturnType<typeof tempFolder>

beforeEach(async () => {
  practice = await makeTestPractice()
  folder = tempFolder('sealpost-import-')
})
afterEach(() => {
  practice.dispose()
  folder.remove()
})

const at = (...parts: string[]) => path.join(folder.path, ...parts)

function put(file: string, text: string | Uint8Array): void {
  mkdirSync(path.dirname(at(file)), { recursive: true })
  writeFileSync(at(file), text)
}

function importer(place: string, change: Partial<MailImportDeps> = {}) {
  const { store, audit, clock } = practice
  return createMailImporter({
    ...{ store, audit, clock },
    fileMessages: createFileMessages(store, practice.sealing.trust),
    askOpenPath: () => Promise.resolve(place),
    onProgress: () => undefined,
    onChanged: () => undefined,
    ...change,
  })
}

async function bring(place: string) {
  const brought = valueOf(await importer(at(place)).run('folder'))
  if (brought === null) throw new Error('nothing was chosen')
  return brought
}

/** The mailboxes on this computer, each with its subjects. */
function local(store: Store = practice.store): Record<string, string[]> {
  const account = findLocalAccount(store)
  const mailboxes = account === null ? [] : listMailboxes(store, account)
  const subjects = (id: (typeof mailboxes)[number]['id']) =>
    listMessages(store, id, { before: null, limit: 500 })
      .map(({ subject }) => subject)
      .toSorted()
  return Object.fromEntries(mailboxes.map(({ id, path: name }) => [name, subjects(id)]))
}

const message = (subject: string, more = '') =>
  `From: Maria <maria@mail.example>\nMessage-ID: <${subject}@mail.example>\nDate: Mon, 2 Nov 2026 09:05:00 +0000\n${more}Subject: ${subject}\n\ntext of ${subject}\n`
const separator = 'From maria@mail.example Mon Nov  2 09:05:00 2026\n'

describe('mail of other programs', () => {
  it("is read from what Python's mailbox module wrote: mbox, Maildir with folders and flags", async () => {
    const script = `
import mailbox, sys, email
def m(subject, body): 
    e = email.message.EmailMessage(); e["From"] = "maria@mail.example"; e["Subject"] = subject; e.set_content(body); return e
box = mailbox.mbox(sys.argv[1] + "/python.mbox")
for n in range(20): box.add(mailbox.mboxMessage(m("m%d" % n, "a\\n\\nFrom here on\\n>From there\\nFrom x@y Mon Nov  2 09:05:00 2026\\nSubject: z\\n")))
box.close()
d = mailbox.Maildir(sys.argv[1] + "/maildir")
for flags in ["", "S", "SF", "RS", "T"]:
    x = mailbox.MaildirMessage(m("d" + flags, "b")); x.set_subdir("cur"); x.set_flags(flags); d.add(x)
x = mailbox.MaildirMessage(m("new", "b")); d.add(x)
w = d.add_folder("Work.Invoices"); w.add(m("invoice", "c"))
d.add_folder("Work.Entw&APw-rfe").add(m("in modified UTF-7", "c"))
d.add_folder("R&D").add(m("as written", "c"))
`
    await run('python3', ['-c', script, folder.path])
    expect(await bring('python.mbox')).toMatchObject({
      state: 'complete',
      counts: { added: 20 },
      problemCount: 0,
    })
    const brought = await bring('maildir')
    expect(brought).toMatchObject({ counts: { added: 8, deleted: 1 }, problemCount: 0 })
    const { 'Imported · python': fromMbox, ...maildir } = local()
    expect(fromMbox).toEqual(Array.from({ length: 20 }, (_, n) => `m${String(n)}`).toSorted())
    expect(maildir).toEqual({
      'Imported · maildir': ['d', 'dRS', 'dS', 'dSF', 'new'],
      'Imported · maildir/Work/Invoices': ['invoice'],
      'Imported · maildir/Work/Entwürfe': ['in modified UTF-7'],
      'Imported · maildir/R&D': ['as written'],
    })
    const [first] = search(practice.store, parseQuery('subject:m7'), { before: null, limit: 5 }).hits
    const raw = Buffer.from(readRaw(practice.store, first!.id)!).toString()
    expect(raw).toContain('\r\n\r\nFrom here on\r\n')
    const flagged = search(practice.store, parseQuery('subject:dsf'), { before: null, limit: 5 }).hits[0]!
    expect(flagged).toMatchObject({ isSeen: true, isFlagged: true, isAnswered: false })
  })

  it('is found in the trees of Thunderbird and of Apple Mail, and nothing beside it is taken for mail', async () => {
    put('profile/prefs.js', 'user_pref("a", 1)')
    put('profile/places.sqlite', 'SQLite format 3')
    put('profile/Mail/Local Folders/Inbox', `${separator}X-Mozilla-Status: 0001\n${message('one')}\n`)
    put('profile/Mail/Local Folders/Inbox.msf', '<mdb>')
    put(
      'profile/Mail/Local Folders/Inbox.sbd/Old',
      `From \n${message('two')}\nFrom - Mon Nov  2 09:05:00 2026\nX-Mozilla-Status: 0009\n${message('gone')}\n`,
    )
    put('profile/Mail/Local Folders/readme.txt', 'hello')
    expect(await bring('profile')).toMatchObject({
      counts: { added: 2, deleted: 1 },
      problems: [{ path: 'Mail/Local Folders/readme.txt', reason: 'not-mail' }],
    })
    put('Apple/Work.mbox/mbox', `${separator}${message('three')}\n`)
    put('Apple/Work.mbox/table_of_contents', 'x')
    const emlx = message('four')
    put(
      'Apple/Home.mbox/1F-2A/Data/3/Messages/1.emlx',
      `${String(emlx.length)}\n${emlx}<plist><key>flags</key><integer>1</integer></plist>`,
    )
    put('Apple/Home.mbox/1F-2A/Data/3/Messages/2.emlx', `99999\n${emlx}`)
    expect(await bring('Apple')).toMatchObject({
      counts: { added: 2 },
      problems: [{ path: 'Home.mbox/1F-2A/Data/3/Messages/2.emlx', reason: 'damaged' }],
    })
    const names = listMailboxes(practice.store, findLocalAccount(practice.store)!).map(({ name }) => name)
    expect(names).toContain('Inbox · profile')
    expect(local()).toEqual({
      'Imported · profile/Mail/Local Folders/Inbox': ['one'],
      'Imported · profile/Mail/Local Folders/Inbox/Old': ['two'],
      'Imported · Apple/Work': ['three'],
      'Imported · Apple/Home': ['four'],
    })
  })

  it('is searched, threaded and read like other mail, and waits for no server', async () => {
    put('old/1.eml', message('question'))
    put('old/2.eml', message('answer', 'In-Reply-To: <question@mail.example>\n'))
    await bring('old')
    const { hits } = search(practice.store, parseQuery('"text of"'), { before: null, limit: 5 })
    expect(hits.map(({ subject }) => subject).toSorted()).toEqual(['answer', 'question'])
    const { threadId } = findMessage(practice.store, hits[0]!.id)!
    expect(listThread(practice.store, threadId)).toHaveLength(2)
    const account = findLocalAccount(practice.store)!
    expect(listServerActions(practice.store, account, 10)).toEqual([])
  })

  it('is kept where it is too complex to display, and what is no mail is named', async () => {
    const deep = Array.from(
      { length: 60 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${String(n)}\n\n--b${String(n)}\n`,
    )
    put('odd/deep.eml', `Subject: deep\nMIME-Version: 1.0\n${deep.join('')}`)
    put('odd/empty.eml', '')
    put('odd/good.eml', message('good'))
    mkdirSync(at('elsewhere'))
    put('elsewhere/secret.eml', message('secret'))
    symlinkSync(at('elsewhere'), at('odd/link'))
    symlinkSync(at('elsewhere/secret.eml'), at('odd/link.eml'))
    const brought = await bring('odd')
    expect(brought.counts).toEqual({ added: 2, known: 0, deleted: 0, tooComplex: 1 })
    expect(brought.problems).toEqual([
      { path: 'link', reason: 'link' },
      { path: 'link.eml', reason: 'link' },
    ])
    expect(local()['Imported · odd']).toEqual(['deep', 'good'])
  })
})

describe('nothing is brought twice', () => {
  it('though its program noted something else of it since, and what is new comes', async () => {
    put('mail', `${separator}Status: O\n${message('one')}\n`)
    await bring('mail')
    put('mail', `${separator}Status: RO\nX-Keywords: x\n${message('one')}\n${separator}${message('two')}\n`)
    expect(await bring('mail')).toMatchObject({ counts: { added: 1, known: 1 }, messages: 2 })
    expect(local()).toEqual({ 'Imported · mail': ['one', 'two'] })
  })
})

describe('an import', () => {
  it('is recorded before its first message, and so is how it ended', async () => {
    put('mail', `${separator}${message('one')}\n`)
    const refused = await importer(at('mail'), { audit: practice.auditWithout('mail.imported') }).run('file')
    expect(refused).toMatchObject({ ok: false, error: { code: 'audit/write-failed' } })
    expect(local()).toEqual({})
    await bring('mail')
    expect(practice.events().slice(-2)).toEqual([
      { type: 'mail.imported', source: 'file', files: 1, sizeBytes: readFileSync(at('mail')).length },
      { type: 'mail.import-ended', outcome: 'complete', added: 1, known: 0, problems: 0 },
    ])
  })

  it('that was stopped says so, and goes on where it was', async () => {
    put('mail', Array.from({ length: 130 }, (_, n) => `${separator}${message(String(n))}\n`).join(''))
    const stopping: ReturnType<typeof importer> = importer(at('mail'), {
      onChanged: () => void stopping.cancel(),
    })
    const stopped = valueOf(await stopping.run('file'))
    expect(stopped).toMatchObject({ state: 'stopped' })
    expect(stopped!.messages).toBeLessThan(130)
    const going = importer(at('mail'))
    expect(valueOf(await going.resume(stopped!.id))).toMatchObject({ state: 'complete', messages: 130 })
    expect(valueOf(going.list())).toHaveLength(1)
  })

  it('that is stopped while its files are counted ends at once, and is no import', async () => {
    for (let number = 0; number < 50; number += 1) put(`many/${String(number)}.eml`, message(String(number)))
    const before = practice.events().length
    const stopping = importer(at('many'))
    const running = stopping.run('folder')
    // Its first look at the disk is under way.
    await new Promise(setImmediate)
    await stopping.cancel()
    expect(valueOf(await running)).toBeNull()
    expect(practice.events()).toHaveLength(before)
    expect(valueOf(stopping.list())).toEqual([])
  })

  it('whose place vanishes after its files were counted has failed, and says so', async () => {
    put('old/one.eml', message('One'))
    let isCounted = false
    const gone = importer(at('old'), {
      onProgress: () => {
        if (!isCounted) rmSync(at('old'), { recursive: true })
        isCounted = true
      },
    })
    expect(await gone.run('folder')).toMatchObject({ ok: false, error: { code: 'file/unreadable' } })
    expect(valueOf(gone.list())).toMatchObject([{ state: 'failed', counts: { added: 0 } }])
    expect(practice.events().at(-1)).toMatchObject({ type: 'mail.import-ended', outcome: 'failed' })
  })

  it('brings a message though its file says that it was received in no year that there is', async () => {
    const text = message('late')
    const list = '<plist><dict><key>date-received</key><integer>999999999999999</integer></dict></plist>'
    put('apple/1.emlx', `${String(text.length)}\n${text}${list}`)
    put('apple/2.eml', message('other'))
    expect(await bring('apple')).toMatchObject({ state: 'complete', counts: { added: 2 }, problemCount: 0 })
  })

  it('is removed as a whole, with its mailboxes, and nothing else', async () => {
    put('a', `${separator}${message('one')}\n`)
    put('b', `${separator}${message('two')}\n`)
    const a = await bring('a')
    await bring('b')
    valueOf(await importer(at('a')).remove(a.id))
    expect(local()).toEqual({ 'Imported · b': ['two'] })
    expect(practice.events().at(-1)).toEqual({ type: 'mail.import-removed', messages: 1 })
    expect(search(practice.store, parseQuery('subject:one'), { before: null, limit: 5 }).hits).toEqual([])
  })
})

it('mail that was taken along, brought and taken along again is the same, byte for byte', async () => {
  const odd = ['From me', '>From me', 'é\u00ff', '', 'Content-Length: 3']
  const raws = Array.from({ length: 40 }, (_, n) =>
    Buffer.from(
      message(String(n), `X-Odd: ${'x'.repeat(n)}\n`).replaceAll('\n', '\r\n') +
        odd.slice(n % 5).join(n % 7 === 0 ? '\n' : '\r\n') +
        '\r\n',
      'latin1',
    ),
  )
  raws.forEach((raw, n) => {
    put(`first/${String(n)}.eml`, raw)
  })
  await bring('first')
  const { store, audit, clock } = practice
  const exporter = (place: string) =>
    createMailExporter({
      ...{ store, audit, clock, fonts: practice.sealing.fonts },
      inbound: createReading({
        ...{ store, audit, pages: createBodyPages(), trust: practice.sealing.trust },
        hostsOf: () => null,
        deliveries: () => [],
        beginningOf: () => null,
        fetch: () => Promise.resolve(fail('host/offline')),
      }),
      askSavePath: () => Promise.resolve(at(place)),
      onProgress: () => undefined,
    })
  const sums = async (place: string, name: string) => {
    const { id } = listMailboxes(store, findLocalAccount(store)!).find((mailbox) => mailbox.path === name)!
    const scope = { kind: 'mailboxes' as const, mailboxIds: [id] }
    valueOf(await exporter(place).run({ scope, format: 'mbox', form: 'as-stored' }))
    const manifest = JSON.parse(readFileSync(at(place, 'manifest.json'), 'utf8')) as {
      messages: { sha256: string }[]
    }
    return manifest.messages.map(({ sha256 }) => sha256).toSorted()
  }
  const first = await sums('out', 'Imported · first')
  expect(first).toEqual(raws.map((raw) => createHash('sha256').update(raw).digest('hex')).toSorted())
  const [mbox] = readdirSync(at('out')).filter((name) => name.endsWith('.mbox'))
  await bring(`out/${mbox!}`)
  const [, again] = Object.keys(local())
  expect(await sums('out2', again!)).toEqual(first)
})

it('an import that is killed at any point loses nothing and brings nothing twice', async () => {
  const random = seededRandom(11)
  put('mail', Array.from({ length: 210 }, (_, n) => `${separator}${message(String(n))}\n`).join(''))
  const program = fileURLToPath(new URL('programs/import.ts', import.meta.url))
  const { path: storePath, key } = practice
  practice.store.close()
  const bringUntil = async (lastMessage: number) => {
    const args = [storePath, Buffer.from(key).toString('hex'), at('mail'), String(lastMessage)]
    const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' })
    return (await once(child, 'exit')) as [number | null, string | null]
  }
  // Once before the first commit and once behind one, both in the middle of what the next would hold.
  for (const lastMessage of [1 + Math.floor(random() * 49), 51 + Math.floor(random() * 99)]) {
    expect(await bringUntil(lastMessage)).toEqual([null, 'SIGKILL'])
  }
  expect(await bringUntil(Infinity)).toEqual([0, null])
  const store = valueOf(openStore({ path: storePath, key }))
  const subjects = local(store)['Imported · mail']!
  store.close()
  expect(subjects.map(Number).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 210 }, (_, n) => n))
})
