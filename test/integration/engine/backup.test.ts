import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { readNotes, saveNotes } from '../../../src/main/engine/backup/notes.ts'
import {
  addLegalHold,
  addLogicalMessage,
  addSubmission,
  ensureLocalAccount,
  liftLegalHold,
  listAuditEvents,
  listSubmissionsIn,
} from '../../../src/main/store/index.ts'
import { ok } from '../../../src/shared/result.ts'
import { proofOf } from '../../support/paper.ts'
import { startTestEngine } from '../../support/engine.ts'
import { valueOf } from '../../support/store.ts'
import { goodPassphrase, otherPassphrase, tempFolder } from '../../support/vault.ts'

let temp: ReturnType<typeof tempFolder>
let drive: string
let mail: string
const started: Engine[] = []

beforeEach(() => {
  temp = tempFolder()
  drive = tempFolder('drive-', temp.path).path
  mail = tempFolder('mail-', temp.path).path
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((engine) => engine.shutdown()))
  temp.remove()
})

/** A practice's computer; its dialogs are answered in this order. */
async function computer(name: string, answers: string[] = []): Promise<Engine> {
  const engine = await startTestEngine({
    userDataDir: join(temp.path, name),
    desktop: { askOpenPaths: () => Promise.resolve(answers.splice(0, 1)) },
  })
  started.push(engine)
  return engine
}

const session = (engine: Engine) => valueOf(engine.session())
const eventsOf = (engine: Engine) =>
  listAuditEvents(session(engine).store, {}, { before: null, limit: 200 })
    .map(({ type }) => type)
    .toReversed()

/** A practice with a kit, five messages, and a first backup. */
async function backedUp(answers: string[] = []): Promise<{ engine: Engine; kit: string }> {
  for (let index = 1; index <= 5; index += 1) {
    const text = [
      `From: maria${index}@example.org`,
      `Subject: Message ${index}`,
      'Date: Sat, 21 Nov 2026 10:00:00 +0000',
      `Message-ID: <${index}@example.org>`,
      '',
      `Words of Maria ${index}`,
      '',
    ]
    writeFileSync(join(mail, `${index}.eml`), text.join('\r\n'))
  }
  const engine = await computer('old', [mail, drive, ...answers])
  valueOf(await engine.create(goodPassphrase))
  const { kit, mailImport, backups } = session(engine)
  const { words, checkCode } = kit.make()
  valueOf(kit.confirm(proofOf({ words, checkCode })))
  expect(valueOf(await mailImport.run('folder'))).toMatchObject({ counts: { added: 5 } })
  // So long that its log has a checkpoint, which whoever walks it must be able to verify.
  const { store, audit } = session(engine)
  valueOf(
    store.transaction((tx) => {
      for (let index = 0; index < 100; index += 1) valueOf(audit.append(tx, { type: 'message.searched' }))
      return ok(undefined)
    }),
  )
  expect(valueOf(await backups.choosePlace())).toBe(true)
  valueOf(await backups.make('person'))
  return { engine, kit: `${words.join(' ')} ${checkCode}` }
}

describe('backups', () => {
  it('are made, checked and tried, and the log tells of each before it is done', async () => {
    const { engine, kit } = await backedUp()
    const { backups } = session(engine)
    expect(valueOf(await backups.verify()).faults).toEqual([])
    expect(valueOf(await backups.drill(null))).toMatchObject({
      faults: [],
      messages: 5,
      sources: 5,
      withKit: false,
    })
    expect(valueOf(await backups.drill(kit))).toMatchObject({ faults: [], withKit: true })
    expect(await backups.drill(kit.replace(/\d{4}$/, '0000'))).toMatchObject({
      ok: false,
      error: { code: 'vault/recovery-kit-mistyped' },
    })
    expect(readdirSync(join(temp.path, 'old', 'drill'))).toEqual([])
    expect(eventsOf(engine).filter((type) => type.startsWith('backup.'))).toEqual([
      'backup.place-chosen',
      'backup.begun',
      'backup.made',
      'backup.verified',
      'backup.drilled',
      'backup.drilled',
    ])
    expect(backups.state()).toMatchObject({
      verified: { isWhole: true },
      drill: { passed: true, withKit: true },
      reminders: [],
    })
  })

  it('keep every version while a legal hold stands, and go by the rule once it is lifted', async () => {
    const { engine } = await backedUp()
    const { backups, store } = session(engine)
    const hold = valueOf(
      store.transaction((tx) =>
        ok(
          addLegalHold(tx, {
            scope: { kind: 'everything' },
            ...{ name: '', addresses: [], reason: 'A subpoena', setAt: 1 },
          }),
        ),
      ),
    )
    for (let index = 0; index < 4; index += 1) valueOf(await backups.make('person'))
    expect(backups.state().keepsAll).toBe(true)
    expect(valueOf(await backups.versions())).toHaveLength(5)
    valueOf(
      store.transaction((tx) => {
        liftLegalHold(tx, hold, 'It is over', 2)
        return ok(undefined)
      }),
    )
    expect(backups.state().keepsAll).toBe(false)
    // One more than three where midnight comes in between.
    expect(valueOf(await backups.make('person')).removed).toBeGreaterThan(1)
    expect(valueOf(await backups.versions()).length).toBeLessThan(5)
  })

  it('that were tampered with fail their drill, and the log says so', async () => {
    const { engine } = await backedUp()
    const { backups } = session(engine)
    const root = join(drive, readdirSync(drive)[0]!, 'packs')
    const pack = join(root, readdirSync(root)[0]!)
    const bytes = readFileSync(pack)
    bytes[bytes.length - 5]! ^= 4
    writeFileSync(pack, bytes)
    expect(valueOf(await backups.drill(null))).toMatchObject({ faults: ['unreadable'] })
    expect(valueOf(await backups.verify()).faults).toMatchObject([{ kind: 'pack-changed', versions: [1] }])
    expect(backups.state()).toMatchObject({ drill: { passed: false }, verified: { isWhole: false } })
    // What was found changed is stored anew.
    valueOf(await backups.make('person'))
    expect(valueOf(await backups.drill(null))).toMatchObject({ version: 2, faults: [] })
  })

  it('are caught up with when the drive is back, and its absence is one event', async () => {
    const { engine } = await backedUp()
    const { backups, store } = session(engine)
    // A drive of that name which isn't there.
    const change = (place: string, failureAt: number | null) =>
      valueOf(
        store.transaction((tx) => {
          const notes = readNotes(tx)
          const failure =
            notes.failure !== null && failureAt !== null ? { ...notes.failure, at: failureAt } : notes.failure
          saveNotes(tx, { ...notes, place, newest: null, failure }, 1)
          return ok(undefined)
        }),
      )
    change(`${drive}-away`, null)
    await backups.makeDue()
    change(`${drive}-away`, 0)
    await backups.makeDue()
    expect(backups.state().failure).toMatchObject({ code: 'backup/folder-missing' })
    expect(eventsOf(engine).filter((type) => type === 'backup.failed')).toHaveLength(1)
    change(drive, null)
    // Too soon after the last try.
    await backups.makeDue()
    expect(backups.state().newest).toBeNull()
    change(drive, 0)
    await backups.makeDue()
    expect(backups.state().failure).toBeNull()
    expect(backups.state().newest?.addedBytes).toBeGreaterThan(0)
  })

  it('end with the lock, without a trace of failure', async () => {
    const { engine } = await backedUp()
    const run = session(engine).backups.make('person')
    engine.lock('person')
    expect(await run).toMatchObject({ ok: false, error: { code: 'vault/locked' } })
    valueOf(await engine.unlock(goodPassphrase))
    expect(session(engine).backups.state().failure).toBeNull()
  })
})

describe('another computer', () => {
  it('has the practice back with the folder and the kit alone, and nothing that waited leaves by itself', async () => {
    const { engine, kit } = await backedUp()
    hold(engine)
    valueOf(await session(engine).backups.make('person'))
    const events = eventsOf(engine)
    const other = await computer('new', [drive, drive])
    expect(await other.backupSource.choose()).toMatch(/^drive-/)
    const versions = valueOf(await other.backupSource.open(kit))
    expect(versions.map(({ number, counts }) => [number, counts.messages])).toEqual([
      [2, 5],
      [1, 5],
    ])
    valueOf(await other.backupSource.restore(2, otherPassphrase))
    expect(other.state()).toMatchObject({ phase: 'unlocked', setup: { hasRecoveryKit: true } })
    const { store, audit, backups } = session(other)
    expect(listSubmissionsIn(store, 'held')).toMatchObject([{ notBefore: null }])
    expect(listSubmissionsIn(store, 'queued')).toEqual([])
    expect(await audit.status()).toMatchObject({ firstBad: null, isRolledBack: false })
    // As the old computer's log was at that backup, and what happened since.
    expect(eventsOf(other)).toEqual([
      ...events.slice(0, events.lastIndexOf('backup.made')),
      'vault.restored',
      'vault.passphrase-changed',
    ])
    // Where to is chosen anew; then they go on, and only what changed is added.
    expect(backups.state()).toMatchObject({ place: null, reminders: ['no-place'] })
    valueOf(await backups.choosePlace())
    const third = valueOf(await backups.make('person'))
    expect(third.version).toMatchObject({ number: 3 })
    other.lock('person')
    expect(await other.unlock(goodPassphrase)).toMatchObject({ ok: false })
    valueOf(await other.unlock(otherPassphrase))
    expect(eventsOf(other).slice(-3)).toEqual(['vault.locked', 'vault.unlock-failed', 'vault.unlocked'])
  })

  it.each([
    ['went on in the folder', 2],
    ['was restored from an older version', 1],
  ])('that %s has a folder for itself: nothing of the other is touched', async (_what, number) => {
    const own = tempFolder('drive-own-', temp.path).path
    const { engine, kit } = await backedUp([own])
    // The control: its own versions are no other computer's.
    valueOf(await session(engine).backups.make('person'))
    const other = await computer('new', [drive, drive])
    await other.backupSource.choose()
    valueOf(await other.backupSource.open(kit))
    valueOf(await other.backupSource.restore(number, otherPassphrase))
    valueOf(await session(other).backups.choosePlace())
    if (number === 2) valueOf(await session(other).backups.make('person'))
    const late = session(number === 2 ? engine : other).backups
    const part = join(drive, readdirSync(drive)[0]!, 'packs', `${'a'.repeat(32)}.pack.part`)
    writeFileSync(part, 'what the other is writing')
    const before = readdirSync(drive, { recursive: true }).toSorted()
    expect(await late.make('person')).toMatchObject({ ok: false, error: { code: 'backup/other-computer' } })
    expect(readdirSync(drive, { recursive: true }).toSorted()).toEqual(before)
    expect(late.state().failure).toMatchObject({ code: 'backup/other-computer' })
    if (number === 1) return
    valueOf(await late.choosePlace())
    expect(valueOf(await late.make('person')).version.number).toBe(1)
  })

  it('keeps first run as it was when the kit is another one', async () => {
    await backedUp()
    const other = await computer('new', [drive])
    await other.backupSource.choose()
    const words = Array.from({ length: 16 }, () => 'amber').join(' ')
    expect(await other.backupSource.open(`${words} 0000`)).toMatchObject({ ok: false })
    expect(await other.backupSource.restore(1, otherPassphrase)).toMatchObject({
      ok: false,
      error: { code: 'backup/no-folder' },
    })
    expect(other.state().phase).toBe('first-run')
  })
})

/** A message in the hold of Undo, which would leave in a few seconds. */
function hold(engine: Engine): void {
  const { store } = session(engine)
  valueOf(
    store.transaction((tx) => {
      const accountId = ensureLocalAccount(tx, 1)
      const logicalId = addLogicalMessage(tx, {
        accountId,
        subject: 'Held',
        people: { to: [], cc: [], bcc: [] },
        inReplyTo: null,
        answeredMethod: null,
        scan: {},
        line: 'Sealed',
        scheduledFor: null,
        createdAt: 1,
      })
      const id = addSubmission(
        tx,
        {
          ...{ logicalId, accountId, messageId: '<held@example.org>', method: 'openpgp', form: null },
          ...{
            reason: {},
            protection: {},
            decision: {},
            envelopeFrom: 'ana@example.org',
            mac: new Uint8Array(32),
          },
          ...{ notBefore: Date.now() + 600_000, envelopeId: 'held', raw: new Uint8Array(10), recipients: [] },
        },
        1,
      )
      return ok(id)
    }),
  )
}
