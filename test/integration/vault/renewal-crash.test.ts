import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listAuditEvents, saveSetting } from '../../../src/main/store/index.ts'
import { beginAudit, recordOpening } from '../../../src/main/engine/audit-opening.ts'
import { parseHeader } from '../../../src/main/vault/header.ts'
import { createVault, noKeychain, openVault, type VaultDeps } from '../../../src/main/vault/index.ts'
import { fail, ok } from '../../../src/shared/result.ts'
import { seededRandom } from '../../support/random.ts'
import { valueOf } from '../../support/store.ts'
import { runTraced } from '../../support/strace.ts'
import { goodPassphrase, tempFolder, testVaultDeps } from '../../support/vault.ts'
import { noteOf, note } from '../../support/vaults.ts'

const program = fileURLToPath(new URL('programs/vault.ts', import.meta.url))
/** All steps with `SEALPOST_RENEWAL_FAULTS=all`; some, chosen by a seed, without. */
const isCampaign = process.env['SEALPOST_RENEWAL_FAULTS'] === 'all'
const random = seededRandom(50)
const command = promisify(execFile)
const deps: VaultDeps = { ...testVaultDeps(), keychain: noKeychain, now: () => Date.now() }

let temp: ReturnType<typeof tempFolder>
let folder: string
let template: string
let oldKey: string

beforeEach(async () => {
  temp = tempFolder()
  folder = join(temp.path, 'vault')
  template = join(temp.path, 'template')
  const { locked, unlocked } = valueOf(
    await createVault({ folder, passphrase: goodPassphrase, prepare: beginAudit(() => new Date()) }, deps),
  )
  note(unlocked, 'kept')
  valueOf(
    unlocked.store.transaction((tx) => {
      saveSetting(tx, 'much', randomBytes(1_500_000).toString('base64'), 1)
      return ok(undefined)
    }),
  )
  oldKey = unlocked.currentStoreKey.id
  unlocked.lock()
  locked.close()
  cpSync(folder, template, { recursive: true })
})
afterEach(() => {
  temp.remove()
})

function putBack(): void {
  rmSync(folder, { recursive: true, force: true })
  cpSync(template, folder, { recursive: true })
}

/** strace counts for each thread and each call; with one thread for files the flushes of the copy are that thread's. */
const run = (act: string, options: readonly string[]) =>
  runTraced(['-E', 'UV_THREADPOOL_SIZE=1', ...options], program, [act, folder])

const calls = ['fsync', 'rename', 'pwrite64', 'ftruncate', 'unlink'] as const
type Call = (typeof calls)[number]

function countOf(act: string): Record<Call, number> {
  putBack()
  const traced = run(act, ['-e', `trace=${calls.join()}`])
  expect(traced.stdout.trim()).toBe('done')
  const count = (call: Call) => traced.calls.filter((line) => line.startsWith(`${call}(`)).length
  return Object.fromEntries(calls.map((call) => [call, count(call)])) as Record<Call, number>
}

/** Opens the vault as the next start does; which key its store has. */
async function keyAfterwards(): Promise<'old' | 'new'> {
  const vault = valueOf(openVault(folder, deps))
  // What the crash left takes no room from now on.
  const copy = join(folder, 'store.db.next')
  if (existsSync(copy)) expect(statSync(copy).size).toBe(0)
  const unlocked = valueOf(await vault.unlock(goodPassphrase))
  expect(noteOf(unlocked)).toBe('kept')
  const { body } = valueOf(parseHeader(readFileSync(join(folder, 'vault.json'), 'utf8')))
  expect(body.storeKeys).toEqual([unlocked.currentStoreKey])
  valueOf(recordOpening(unlocked, () => new Date(), '0.1.0'))
  expect(existsSync(copy)).toBe(false)
  note(unlocked, 'written again')
  const { id } = unlocked.currentStoreKey
  const [last] = listAuditEvents(unlocked.store, {}, { before: null, limit: 100 })
    .map(({ type }) => type)
    .filter((type) => type.startsWith('vault.store-key'))
  expect(last === 'vault.store-key-renewed').toBe(id !== oldKey)
  unlocked.lock()
  vault.close()
  return id === oldKey ? 'old' : 'new'
}

describe('kill -9', () => {
  it('at durable steps of a renewal leaves a vault that opens, with the old key or the new one', async () => {
    const [opening, whole] = [countOf('unlock'), countOf('renew')]
    const durable = (['fsync', 'rename', 'ftruncate'] as const).flatMap((call) =>
      Array.from(
        { length: whole[call] - opening[call] },
        (_, index) => [call, opening[call] + index + 1] as const,
      ),
    )
    const writes = Array.from({ length: 4 }, () => {
      const count = opening.pwrite64 + 1 + Math.floor(random() * (whole.pwrite64 - opening.pwrite64))
      return ['pwrite64', count] as const
    })
    const all = [...durable, ...writes]
    // The last rename is the header's, of a store that has its new key.
    const mustBe = ['rename', whole.rename]
    const steps = isCampaign
      ? all
      : all.filter((step, index) => index % 6 === 0 || step.join() === mustBe.join())
    const outcomes = new Set<string>()
    for (const [call, count] of steps) {
      putBack()
      const killed = run('renew', [
        '-e',
        `trace=${call}`,
        '-e',
        `inject=${call}:signal=SIGKILL:when=${count}`,
      ])
      // What is counted on two threads is more than one of them reaches.
      if (killed.signal === null) continue
      outcomes.add(await keyAfterwards())
    }
    expect(durable.length).toBeGreaterThan(8)
    expect(outcomes).toEqual(new Set(['old', 'new']))
  })
})

describe('a full disk', () => {
  it.each([
    ['in the copy', 'pwrite64', 'store.db.next'],
    ['in the flush of the copy', 'fsync', 'store.db.next'],
    ['in the header', 'write', 'vault.json.new'],
  ])('%s ends it: the store is as it was, and the copy is gone', async (_where, call, file) => {
    const ended = run('renew', [
      ...['-P', join(folder, file), '-e', `trace=${call}`],
      ...['-e', `inject=${call}:error=ENOSPC:when=1+`],
    ])
    expect(ended.stdout.trim()).toBe('store/disk-full')
    expect(statSync(join(folder, 'store.db.next')).size).toBe(0)
    expect(await keyAfterwards()).toBe('old')
  })

  it.skipIf(process.getuid?.() !== 0)('is foreseen, and met when it comes in the middle', async () => {
    const drive = join(temp.path, 'drive')
    const [here, filler] = [join(drive, 'vault'), join(drive, 'filler')]
    mkdirSync(drive)
    await command('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', drive])
    cpSync(template, here, { recursive: true })
    const vault = valueOf(openVault(here, deps))
    const unlocked = valueOf(await vault.unlock(goodPassphrase))
    const renew = (onProgress: () => void) =>
      unlocked.storeKey.renew(goodPassphrase, {
        ...{ signal: new AbortController().signal, onProgress },
        ...{ onBegin: () => ok(undefined), onReady: () => ok(undefined) },
      })
    const fillUpTo = (left: number) => {
      const { bavail, bsize } = statfsSync(drive)
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)))
    }
    try {
      fillUpTo(60_000_000)
      const neededBytes = statSync(unlocked.store.path).size + 64 * 1024 * 1024
      expect(await renew(() => undefined)).toEqual(fail('vault/renewal-no-room', { neededBytes }))
      rmSync(filler)
      expect(
        await renew(() => {
          if (!existsSync(filler)) fillUpTo(100_000)
        }),
      ).toMatchObject({ ok: false, error: { code: 'store/disk-full' } })
      expect(statSync(join(here, 'store.db.next')).size).toBe(0)
      // The room that the copy had is there again: the store goes on, and once there is enough it is renewed.
      note(unlocked, 'goes on')
      rmSync(filler)
      expect(await renew(() => undefined)).toEqual(ok(undefined))
      expect(noteOf(unlocked)).toBe('goes on')
    } finally {
      unlocked.lock()
      vault.close()
      await command('umount', [drive])
    }
  })
})
