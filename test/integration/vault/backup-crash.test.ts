import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  backupOf,
  noKeychain,
  openBackupWithKit,
  openVault,
  restoreVault,
  vaultExists,
  verifyBackup,
} from '../../../src/main/vault/index.ts'
import { backUp, makeBackedUpVault, quietly, settingsOf, type BackedUpVault } from '../../support/backup.ts'
import { seededRandom } from '../../support/random.ts'
import { valueOf } from '../../support/store.ts'
import { runTraced } from '../../support/strace.ts'
import { goodPassphrase, otherPassphrase, testVaultDeps } from '../../support/vault.ts'

const program = fileURLToPath(new URL('programs/backup.ts', import.meta.url))
/** All steps, and many more bytes, with `SEALPOST_BACKUP_FAULTS=all`; some, chosen by a seed, without. */
const isCampaign = process.env['SEALPOST_BACKUP_FAULTS'] === 'all'
const random = seededRandom(45)

const command = promisify(execFile)

let made: BackedUpVault
/** The vault and its first version, as they were before what is to be killed. */
let before: string

beforeEach(async () => {
  made = await makeBackedUpVault({ keychain: noKeychain })
  made.write('first', 300_000)
  valueOf(await made.backUp())
  made.write('second', 300_000)
  made.unlocked.lock()
  made.locked.close()
  before = join(made.temp, 'before')
  cpSync(made.folder, join(before, 'vault'), { recursive: true })
  cpSync(made.place, join(before, 'place'), { recursive: true })
})
afterEach(() => {
  made.dispose()
})

const deps = () => ({ ...testVaultDeps(), keychain: noKeychain })

function putBack(): void {
  for (const [from, to] of [
    ['vault', made.folder],
    ['place', made.place],
  ] as const) {
    rmSync(to, { recursive: true, force: true })
    cpSync(join(before, from), to, { recursive: true })
  }
}

/**
 * strace counts for each thread and each call: with one thread for files, the backup's own steps are that thread's.
 * `make` first flushes so often there that the main thread, which opens the vault, never gets as far.
 */
const flushesBefore = { make: 12, restore: 0 } as const
const oneThread = ['-E', 'UV_THREADPOOL_SIZE=1']

type Act = keyof typeof flushesBefore
type Step = readonly [call: 'fsync' | 'rename', count: number]

/** Every durable step of the act, as `strace` shows them: flushes and renames. */
const stepsOf: Readonly<Record<Act, readonly Step[]>> = {
  make: [...counted('fsync', 6), ...counted('rename', 2)],
  restore: [...counted('fsync', 5), ...counted('rename', 3)],
}

function counted(call: Step[0], count: number): Step[] {
  return Array.from({ length: count }, (_, index) => [call, index + 1] as const)
}

const run = (act: Act, folder: string, options: readonly string[] = ['-e', 'trace=none']) =>
  runTraced([...oneThread, ...options], program, [act, folder, made.place, made.kit])

function runKilledAt(act: Act, folder: string, [call, count]: Step) {
  const when = call === 'fsync' ? flushesBefore[act] + count : count
  return run(act, folder, ['-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${when}`])
}

/** All of them, or three that the seed chooses. */
function chosen(act: Act): readonly Step[] {
  const steps = stepsOf[act]
  if (isCampaign) return steps
  return Array.from({ length: 3 }, () => steps[Math.floor(random() * steps.length)]!)
}

/** Numbers of the versions that the kit gets back, each looked into. */
async function restorable(): Promise<number[]> {
  const recovered = valueOf(await openBackupWithKit(made.place, made.kit))
  for (const { number } of recovered.versions) {
    const folder = join(made.temp, `restored-${String(number)}`)
    rmSync(folder, { recursive: true, force: true })
    const vault = valueOf(
      await restoreVault(recovered, number, { folder, passphrase: otherPassphrase }, quietly, deps()),
    )
    expect(settingsOf(vault.unlocked, ['first', 'second'])).toEqual([300_000, number === 1 ? null : 300_000])
    vault.unlocked.lock()
    vault.locked.close()
  }
  recovered.identity.wipe()
  return recovered.versions.map(({ number }) => number)
}

describe('kill -9', () => {
  it('at durable steps of a backup leaves the version before whole, and the next backup is made', async () => {
    const found = new Set<string>()
    for (const step of chosen('make')) {
      putBack()
      expect(runKilledAt('make', made.folder, step).signal).toBe('SIGKILL')
      const versions = await restorable()
      found.add(versions.join())
      expect(versions).toContain(1)
      expect(run('make', made.folder).stdout.trim()).toBe('done')
      expect((await restorable()).length).toBe(versions.length + 1)
    }
    if (!isCampaign) return
    expect(found).toEqual(new Set(['1', '2,1']))
    // The control: there is no step after these.
    putBack()
    expect(runKilledAt('make', made.folder, ['fsync', 7]).signal).toBeNull()
  }, 600_000)

  it('at durable steps of a restore leaves no vault or one that opens', async () => {
    const folder = join(made.temp, 'anew')
    const found = new Set<string>()
    for (const step of chosen('restore')) {
      for (const path of [folder, `${folder}.lock`]) rmSync(path, { recursive: true, force: true })
      expect(runKilledAt('restore', folder, step).signal).toBe('SIGKILL')
      found.add(await outcomeOf(folder))
      expect(existsSync(`${folder}.making`)).toBe(false)
    }
    if (!isCampaign) return
    expect(found).toEqual(new Set(['none', 'opens']))
    rmSync(folder, { recursive: true, force: true })
    expect(runKilledAt('restore', folder, ['rename', 4]).signal).toBeNull()
  }, 600_000)
})

/** A restore that was killed: what it left, or what the next one makes. */
async function outcomeOf(folder: string): Promise<'none' | 'opens'> {
  const isThere = vaultExists(folder)
  if (!isThere) expect(run('restore', folder).stdout.trim()).toBe('done')
  const vault = valueOf(openVault(folder, deps()))
  valueOf(await vault.unlock(otherPassphrase)).lock()
  vault.close()
  return isThere ? 'opens' : 'none'
}

describe('a full drive', () => {
  it.skipIf(process.getuid?.() !== 0)(
    'stops the backup wherever it is, and leaves the version before',
    async () => {
      const drive = join(made.temp, 'drive')
      mkdirSync(drive)
      await command('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', drive])
      const vault = valueOf(openVault(made.folder, deps()))
      const unlocked = valueOf(await vault.unlock(goodPassphrase))
      try {
        const name = readdirSync(made.place)[0]!
        const known = { newest: null, recoveryKit: unlocked.recoveryKitWrap! }
        const outcomes: string[] = []
        for (const leftKb of [0, 8, 300, 640, 2000]) {
          rmSync(join(drive, name), { recursive: true, force: true })
          rmSync(join(drive, 'filler'), { force: true })
          cpSync(join(before, 'place', name), join(drive, name), { recursive: true })
          fillUpTo(join(drive, 'filler'), leftKb)
          const ran = await backUp(unlocked, drive)
          outcomes.push(ran.ok ? 'made' : ran.error.code)
          const verified = valueOf(await verifyBackup(backupOf(unlocked, drive), { ...quietly, known }))
          expect(verified).toMatchObject({ versions: ran.ok ? 2 : 1, faults: [] })
        }
        expect(outcomes.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => 'backup/disk-full'))
        expect(outcomes.at(-1)).toBe('made')
      } finally {
        unlocked.lock()
        vault.close()
        await command('umount', [drive])
      }
    },
  )
})

/** Takes all of a disk but so much. */
function fillUpTo(path: string, leftKb: number): void {
  const { bavail, bsize } = statfsSync(dirname(path))
  writeFileSync(path, Buffer.alloc(Math.max(0, bavail * bsize - leftKb * 1024)))
}

describe('a byte changed', () => {
  it('in any place of the folder is found when it is verified', async () => {
    const vault = valueOf(openVault(made.folder, deps()))
    const unlocked = valueOf(await vault.unlock(goodPassphrase))
    const root = join(made.place, readdirSync(made.place)[0]!)
    const files = readdirSync(root, { recursive: true })
      .map(String)
      .filter((name) => statSync(join(root, name)).isFile())
    const backup = backupOf(unlocked, made.place)
    const known = { newest: null, recoveryKit: unlocked.recoveryKitWrap! }
    expect(valueOf(await verifyBackup(backup, { ...quietly, known })).faults).toEqual([])
    let tried = 0
    for (const name of files) {
      const path = join(root, name)
      const whole = readFileSync(path)
      // Of a pack every byte is hashed alike; its first and last ones, and where blocks meet, are the ones that differ.
      const edges = [0, 15, 16, 40, whole.length - 17, whole.length - 1]
      const places = isCampaign
        ? Array.from({ length: Math.min(whole.length, 20_000) }, (_, index) =>
            Math.floor((index * whole.length) / Math.min(whole.length, 20_000)),
          )
        : [...edges, ...Array.from({ length: 14 }, () => Math.floor(random() * whole.length))]
      for (const place of places) {
        const bytes = Buffer.from(whole)
        bytes[place]! ^= 1 << Math.floor(random() * 8)
        writeFileSync(path, bytes)
        const verified = await verifyBackup(backup, { ...quietly, known })
        const isFound = !verified.ok || verified.value.faults.length > 0
        expect(isFound, `byte ${place} of ${name}`).toBe(true)
        tried += 1
      }
      writeFileSync(path, whole)
    }
    expect(tried).toBeGreaterThanOrEqual(60)
    unlocked.lock()
    vault.close()
  }, 3_600_000)
})
