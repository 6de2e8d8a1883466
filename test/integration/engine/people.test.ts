import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { savePractice, readPractice } from '../../../src/main/practice/index.ts'
import { listAuditEvents } from '../../../src/main/store/index.ts'
import { readTypedKit } from '../../../src/main/vault/index.ts'
import { ok } from '../../../src/shared/result.ts'
import { proofOf } from '../../support/paper.ts'
import { startTestEngine, type TestEngineOptions } from '../../support/engine.ts'
import {
  goodPassphrase,
  memoryKeychain,
  otherPassphrase,
  tempFolder,
  type MemoryKeychain,
} from '../../support/vault.ts'
import { valueOf } from '../../support/store.ts'

/** As cheap as it goes: here nobody guesses. */

let folder: ReturnType<typeof tempFolder>
let drive: ReturnType<typeof tempFolder>
let keychain: MemoryKeychain
let engines: Engine[]

beforeEach(() => {
  folder = tempFolder('sealpost-people-')
  drive = tempFolder('sealpost-drive-')
  keychain = memoryKeychain()
  engines = []
})
afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.shutdown()))
  folder.remove()
  drive.remove()
})

async function start(options: Partial<TestEngineOptions> = {}): Promise<Engine> {
  const engine = await startTestEngine({ userDataDir: folder.path, keychain, ...options })
  engines.push(engine)
  return engine
}

function callOneself(engine: Engine, clinicianName: string): void {
  const { store } = valueOf(engine.session())
  valueOf(
    store.transaction((tx) => {
      savePractice(tx, { ...readPractice(tx), clinicianName }, 0)
      return ok(undefined)
    }),
  )
}

/** Ana in `vault`, Ben in `vault-2`; Ben's is open. */
async function twoPeople(options: Partial<TestEngineOptions> = {}): Promise<Engine> {
  const engine = await start(options)
  valueOf(await engine.create(goodPassphrase))
  callOneself(engine, 'Ana Rivera')
  valueOf(engine.choosePerson('new'))
  valueOf(await engine.create(otherPassphrase))
  callOneself(engine, 'Ben Cole')
  return engine
}

const events = (engine: Engine) =>
  listAuditEvents(valueOf(engine.session()).store, {}, { before: null, limit: 100 })
    .map(({ type }) => type)
    .reverse()

describe('two people on one computer', () => {
  it('have a vault each, with a passphrase, a log and a device secret that are of no use to the other', async () => {
    const engine = await twoPeople()
    const ben = valueOf(engine.session())
    valueOf(engine.choosePerson(1))
    // Changing places is a lock.
    expect(ben.store.isOpen).toBe(false)
    expect(() => ben.vault.subKey('audit-signing')).toThrow()
    expect(engine.state()).toMatchObject({ phase: 'locked', person: 1, practiceName: null })
    expect(await engine.unlock(otherPassphrase)).toMatchObject({ error: { code: 'vault/wrong-passphrase' } })
    valueOf(await engine.unlock(goodPassphrase))
    const ana = valueOf(engine.session())
    expect(readPractice(ana.store).clinicianName).toBe('Ana Rivera')
    expect(events(engine)).toEqual(['vault.created', 'vault.locked', 'vault.unlock-failed', 'vault.unlocked'])

    const secretOf = ({ vault }: typeof ana) => `vault ${vault.vaultId} device secret`
    const [hers, his] = [ana, ben].map((one) => keychain.items.get(secretOf(one)) ?? '')
    valueOf(engine.choosePerson(2))
    keychain.items.set(secretOf(ben), hers ?? '')
    expect(await engine.unlock(otherPassphrase)).toMatchObject({ error: { code: 'vault/keychain-changed' } })
    keychain.items.set(secretOf(ben), his ?? '')
    valueOf(await engine.unlock(otherPassphrase))
    // What Ana's vault was tried with is Ana's affair.
    expect(events(engine)).toEqual(['vault.created', 'vault.locked', 'vault.unlocked'])
    expect(engine.choosePerson(3)).toMatchObject({ error: { code: 'vault/absent' } })
    expect(engine.state()).toMatchObject({ phase: 'unlocked', person: 2 })
  })

  it('are asked who is there at the next start, by names that lie in the keychain alone', async () => {
    await (await twoPeople()).shutdown()
    const again = await start()
    await expect
      .poll(() => again.state().people)
      .toEqual([
        { number: 1, name: 'Ana Rivera' },
        { number: 2, name: 'Ben Cole' },
      ])
    expect(again.state()).toMatchObject({ phase: 'locked', person: null, waysIn: null })
    expect(await again.unlock(goodPassphrase)).toMatchObject({ error: { code: 'vault/absent' } })
    valueOf(again.choosePerson(2))
    const unlocking = again.unlock(otherPassphrase)
    expect(again.choosePerson(1)).toMatchObject({ error: { code: 'vault/too-many-attempts' } })
    valueOf(await unlocking)
    expect(again.state()).toMatchObject({ phase: 'unlocked', person: 2 })
    await again.shutdown()
    const bytes = readdirSync(folder.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n')
    expect(bytes).not.toMatch(/Ana Rivera|Ben Cole/)
    expect([...keychain.items.values()]).toEqual(expect.arrayContaining(['Ana Rivera', 'Ben Cole']))
  })

  it('erase each their own: the other vault, its files and its secrets stay', async () => {
    const certificate = join(drive.path, 'certificate.txt')
    const engine = await twoPeople({ desktop: { askSavePath: () => Promise.resolve(certificate) } })
    expect(await engine.erase(otherPassphrase, 'Ben Cole')).toMatchObject({ ok: true, value: true })
    expect(existsSync(certificate)).toBe(true)
    expect(
      readdirSync(folder.path).filter((name) => name.startsWith('vault') && !name.endsWith('.lock')),
    ).toEqual(['vault'])
    expect([...keychain.items.values()]).not.toContain('Ben Cole')
    expect(engine.state()).toMatchObject({ phase: 'locked', person: 1 })
    valueOf(await engine.unlock(goodPassphrase))
  })
})

describe('another person', () => {
  it('who goes back leaves nothing behind', async () => {
    const engine = await start()
    valueOf(await engine.create(goodPassphrase))
    valueOf(engine.choosePerson('new'))
    expect(engine.state()).toMatchObject({ phase: 'first-run', person: 2, isDemoOffered: false })
    valueOf(engine.choosePerson(null))
    expect(engine.state()).toMatchObject({ phase: 'locked', person: 1 })
    expect(existsSync(join(folder.path, 'vault-2'))).toBe(false)
  })

  it('gets nothing of a backup that is still being opened for who was here', async () => {
    const engine = await start({ desktop: { askOpenPaths: () => Promise.resolve([drive.path]) } })
    valueOf(await engine.create(goodPassphrase))
    const { kit, backups } = valueOf(engine.session())
    const made = kit.make()
    valueOf(kit.confirm(proofOf(made)))
    const paper = `${made.words.join(' ')} ${made.checkCode}`
    valueOf(await backups.choosePlace())
    valueOf(await backups.make('person'))
    valueOf(engine.choosePerson('new'))
    await engine.backupSource.choose()
    const opening = engine.backupSource.open(paper)
    // The paper was read by then, and the folder wasn't.
    valueOf(await readTypedKit(paper, []))
    valueOf(engine.choosePerson('new'))
    expect(await opening).toMatchObject({ error: { code: 'backup/no-folder' } })
    // The control: nobody came in between.
    await engine.backupSource.choose()
    expect(valueOf(await engine.backupSource.open(paper))).toHaveLength(1)
  })

  it('can not bring a vault that is here already, whose secrets the two would share', async () => {
    const engine = await start({ desktop: { askOpenPaths: () => Promise.resolve([drive.path]) } })
    valueOf(await engine.create(goodPassphrase))
    const { kit, backups } = valueOf(engine.session())
    const made = kit.make()
    valueOf(kit.confirm(proofOf(made)))
    const paper = `${made.words.join(' ')} ${made.checkCode}`
    valueOf(await backups.choosePlace())
    valueOf(await backups.make('person'))
    valueOf(engine.choosePerson('new'))
    await engine.backupSource.choose()
    const [version] = valueOf(await engine.backupSource.open(paper))
    const restore = () => engine.backupSource.restore(version?.number ?? 0, otherPassphrase)
    expect(await restore()).toMatchObject({ error: { code: 'vault/here-already' } })
    // The control: where that vault is gone, the same backup comes back.
    await engine.shutdown()
    rmSync(join(folder.path, 'vault'), { recursive: true })
    const elsewhere = await start({ desktop: { askOpenPaths: () => Promise.resolve([drive.path]) } })
    await elsewhere.backupSource.choose()
    valueOf(await elsewhere.backupSource.open(paper))
    expect(await elsewhere.backupSource.restore(version?.number ?? 0, otherPassphrase)).toMatchObject({
      ok: true,
    })
  })
})
