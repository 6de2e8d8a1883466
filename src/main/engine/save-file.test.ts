import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestStore, type TestStore } from '../../../test/support/store.ts'
import { tempFolder } from '../../../test/support/vault.ts'
import { fail, ok } from '../../shared/result.ts'
import { listFilesLetOut } from '../store/index.ts'
import { writeSavedFile } from './files.ts'
import { createSaveFile, type OutgoingFile } from './save-file.ts'

let test: TestStore
let folder: ReturnType<typeof tempFolder>
let suggested: string[]

beforeEach(() => {
  test = makeTestStore()
  folder = tempFolder('sealpost-save-')
  suggested = []
})
afterEach(() => {
  test.dispose()
  folder.remove()
})

const bytes = new TextEncoder().encode('a letter')
const letter: OutgoingFile = { name: 'letter.pdf', bytes, way: 'saved', messageId: null }

function saver(place: string | null) {
  const desktop = {
    askSavePath: (name: string) => {
      suggested.push(name)
      return Promise.resolve(place)
    },
    askOpenPaths: () => Promise.resolve([]),
    openFile: () => Promise.resolve(false),
    showInFolder: () => Promise.resolve(),
    openExternal: () => Promise.resolve(),
    printPage: () => Promise.resolve(),
  }
  return createSaveFile(test.store, desktop, () => new Date(0))
}

describe('a file that leaves the store', () => {
  it('lies where the person wanted it, for its owner alone, and on the list with what belongs beside it', async () => {
    const place = join(folder.path, 'log.csv')
    const beside = [{ suffix: '.csv.manifest.json', bytes: new TextEncoder().encode('{}') }]
    expect(await saver(place)({ ...letter, name: 'activity.csv', beside }, () => ok(undefined))).toEqual(
      ok(true),
    )
    expect(readFileSync(place)).toEqual(Buffer.from(bytes))
    expect(statSync(place).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder.path).sort()).toEqual(['log.csv', 'log.csv.manifest.json'])
    expect(listFilesLetOut(test.store, { before: null, limit: 10 }).map(({ path }) => path)).toEqual(
      expect.arrayContaining([place, join(folder.path, 'log.csv.manifest.json')]),
    )
  })

  it('isn’t written, nor listed, where the log can’t be (A2)', async () => {
    const place = join(folder.path, 'letter.pdf')
    expect(await saver(place)(letter, () => fail('audit/write-failed'))).toEqual(fail('audit/write-failed'))
    expect(readdirSync(folder.path)).toEqual([])
    expect(listFilesLetOut(test.store, { before: null, limit: 10 })).toEqual([])
  })

  it.each([
    ['../../.bashrc', 'bashrc'],
    ['C:\\Windows\\evil.dll', 'evil.dll'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['a\0b.pdf', 'ab.pdf'],
    ['', 'file'],
    ['letter.pdf', 'letter.pdf'],
  ])('named %j by a stranger is offered as %j', async (name, shown) => {
    expect(await saver(null)({ ...letter, name }, () => ok(undefined))).toEqual(ok(false))
    expect(suggested).toEqual([shown])
  })
})

describe('writing it', () => {
  it('takes the place of a link that someone left there, and leaves alone what it points to', async () => {
    const target = join(folder.path, 'target')
    const place = join(folder.path, 'letter.pdf')
    writeFileSync(target, 'precious')
    symlinkSync(target, place)
    expect(await writeSavedFile(place, bytes)).toEqual(ok(undefined))
    expect(readFileSync(target, 'utf8')).toBe('precious')
    expect(readFileSync(place)).toEqual(Buffer.from(bytes))
  })

  it('that fails leaves what was there, and no half of the new', async () => {
    const place = join(folder.path, 'letter.pdf')
    mkdirSync(place)
    expect(await writeSavedFile(place, bytes)).toMatchObject({ error: { code: 'file/unwritable' } })
    expect(readdirSync(folder.path)).toEqual(['letter.pdf'])
  })

  it.each([
    ['received', 'win32', 1],
    ['own', 'win32', 0],
    ['received', 'linux', 0],
  ] as const)('marks a %s file on %s as from the internet: %i', async (origin, platform, count) => {
    await writeSavedFile(join(folder.path, 'letter.pdf'), bytes, origin, platform)
    // Elsewhere than on NTFS the stream is a file of that name.
    const marks = readdirSync(folder.path).filter((name) => name.endsWith(':Zone.Identifier'))
    expect(marks).toHaveLength(count)
    expect(marks.map((name) => readFileSync(join(folder.path, name), 'utf8'))).toEqual(
      Array.from({ length: count }, () => '[ZoneTransfer]\r\nZoneId=3\r\n'),
    )
  })
})
