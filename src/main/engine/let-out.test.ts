import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestPractice, type TestPractice } from '../../../test/support/practice.ts'
import { valueOf } from '../../../test/support/store.ts'
import { tempFolder } from '../../../test/support/vault.ts'
import type { MessageId } from '../../shared/ids.ts'
import { fail } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import type { MessageFile } from '../inbound/index.ts'
import { listFilesLetOut } from '../store/index.ts'
import { VaultLockedError } from '../vault/index.ts'
import type { DesktopServices } from './desktop-services.ts'
import { createLetOut } from './let-out.ts'

const id = 7 as MessageId
const file = (name: string, text = name, isDangerous = false): MessageFile => ({
  ...{ name, contentType: 'text/plain', bytes: new TextEncoder().encode(text), isDangerous, contactId: null },
})

let practice: TestPractice
let folder: ReturnType<typeof tempFolder>

beforeEach(async () => {
  practice = await makeTestPractice()
  folder = tempFolder('sealpost-let-out-')
})
afterEach(() => {
  practice.dispose()
  folder.remove()
})

function letOut(
  desktop: Partial<DesktopServices> = {},
  printed: string[] = [],
  audit: AuditTrail = practice.audit,
) {
  return createLetOut({
    ...{ store: practice.store, audit, clock: () => new Date(0) },
    desktop: {
      askSavePath: () => Promise.resolve(null),
      askOpenPaths: () => Promise.resolve([folder.path]),
      openFile: () => Promise.resolve(true),
      showInFolder: () => Promise.resolve(),
      openExternal: () => Promise.resolve(),
      printPage: () => Promise.resolve(),
      ...desktop,
    },
    openedFolder: join(folder.path, 'opened'),
    printPage: (html) => {
      printed.push(html)
      return Promise.resolve()
    },
  })
}

const listed = () => listFilesLetOut(practice.store, { before: null, limit: 10 })
const types = () => practice.events().map(({ type }) => type)

describe('all files of a message', () => {
  it('lie in the folder under names that were free, without what can run, and are listed', async () => {
    await writeFile(join(folder.path, 'plan.pdf'), 'mine')
    const files = [file('plan.pdf', 'theirs'), file('plan.pdf', 'theirs too'), file('run.exe', 'MZ', true)]
    expect(valueOf(await letOut().saveAll(id, files))).toMatchObject({ saved: 2, leftOut: 1 })
    expect((await readdir(folder.path)).sort()).toEqual(['plan (2).pdf', 'plan (3).pdf', 'plan.pdf'])
    expect(await readFile(join(folder.path, 'plan.pdf'), 'utf8')).toBe('mine')
    expect(await readFile(join(folder.path, 'plan (3).pdf'), 'utf8')).toBe('theirs too')
    expect(types()).toEqual(['attachment.saved', 'attachment.saved'])
    expect(listed().map(({ name, way }) => `${way} ${name}`)).toEqual([
      'saved plan (3).pdf',
      'saved plan (2).pdf',
    ])
  })

  it('stay where they are when no folder is chosen', async () => {
    const result = await letOut({ askOpenPaths: () => Promise.resolve([]) }).saveAll(id, [file('a.txt')])
    expect(valueOf(result)).toMatchObject({ folder: null, saved: 0 })
    expect(types()).toEqual([])
  })
})

describe('a file for another program', () => {
  it('is a copy that only its owner may read, recorded before, and gone with the lock', async () => {
    const opened: { path: string; events: string[] }[] = []
    const desk = letOut({
      openFile: (path) => {
        opened.push({ path, events: types() })
        return Promise.resolve(true)
      },
    })
    valueOf(await desk.open(id, file('letter.docx', 'Dear')))
    const [{ path, events } = { path: '', events: [] }] = opened
    expect(events).toEqual(['attachment.opened'])
    expect(await readFile(path, 'utf8')).toBe('Dear')
    expect((await stat(path)).mode & 0o777).toBe(0o400)
    expect(listed()).toMatchObject([{ way: 'opened', name: 'letter.docx', messageId: id }])
    await desk.removeOpened()
    await expect(stat(path)).rejects.toThrow('ENOENT')
  })

  it('is never one that can run', async () => {
    const result = await letOut().open(id, file('invoice.pdf.exe', 'MZ', true))
    expect(result).toMatchObject({ ok: false, error: { code: 'file/can-run' } })
    expect(types()).toEqual([])
  })

  it('says so where the folder for copies cannot be made', async () => {
    await writeFile(join(folder.path, 'opened'), 'a file lies in its place')
    expect(await letOut().open(id, file('plan.pdf'))).toMatchObject({
      ok: false,
      error: { code: 'file/unwritable', detail: { name: 'plan.pdf' } },
    })
  })

  it('leaves no copy where no program takes it', async () => {
    const result = await letOut({ openFile: () => Promise.resolve(false) }).open(id, file('a.xyz'))
    expect(result).toMatchObject({ ok: false, error: { code: 'file/no-program' } })
    expect(await readdir(join(folder.path, 'opened'))).toEqual([])
  })
})

it('a copy for another program does not outlast a lock that came before it was opened', async () => {
  const locked = letOut({ openFile: () => Promise.reject(new VaultLockedError()) })
  await expect(locked.open(id, file('a.txt'))).rejects.toThrow(VaultLockedError)
  expect(await readdir(join(folder.path, 'opened'))).toEqual([])
})

it('a printout is recorded and listed before it goes to the printer', async () => {
  const printed: string[] = []
  const page = { html: '<p>Hello</p>', subject: 'Tuesday', contactId: null }
  valueOf(await letOut({}, printed).print(id, page))
  expect(printed).toEqual(['<p>Hello</p>'])
  expect(types()).toEqual(['message.printed'])
  expect(listed()).toMatchObject([{ way: 'printed', path: null, name: 'Tuesday' }])
})

it('nothing leaves where the log refuses the record', async () => {
  const printed: string[] = []
  const audit = { ...practice.audit, append: () => fail('audit/write-failed') }
  const desk = letOut({}, printed, audit)
  const refused = { ok: false, error: { code: 'audit/write-failed' } }
  expect(await desk.print(id, { html: '', subject: '', contactId: null })).toMatchObject(refused)
  expect(await desk.open(id, file('a.txt'))).toMatchObject(refused)
  expect(await desk.saveAll(id, [file('a.txt')])).toMatchObject(refused)
  expect(printed).toEqual([])
  expect(await readdir(folder.path)).toEqual([])
  expect(listed()).toEqual([])
})
