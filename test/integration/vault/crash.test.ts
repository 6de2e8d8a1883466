import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  createVault,
  finishErasure,
  noKeychain,
  openVault,
  vaultExists,
  type VaultDeps,
} from '../../../src/main/vault/index.ts'
import { seededRandom } from '../../support/random.ts'
import { valueOf } from '../../support/store.ts'
import { runTraced } from '../../support/strace.ts'
import { goodPassphrase, otherPassphrase, tempFolder, testVaultDeps } from '../../support/vault.ts'
import { makeKit } from '../../support/vaults.ts'

const program = fileURLToPath(new URL('programs/vault.ts', import.meta.url))
let temp: ReturnType<typeof tempFolder>
let folder: string
const deps: VaultDeps = { ...testVaultDeps(), keychain: noKeychain, now: () => Date.now() }

beforeEach(() => {
  temp = tempFolder()
  folder = join(temp.path, 'vault')
})
afterEach(() => temp.remove())

const killAt = (step: number) => [
  '-e',
  'trace=fsync,fdatasync,rename',
  '-e',
  `inject=fsync,fdatasync,rename:signal=SIGKILL:when=${step}`,
]

/** Which of the two passphrases opens the vault; it has to be exactly one. */
async function openingPassphrase(): Promise<'good' | 'other'> {
  const vault = valueOf(openVault(folder, deps))
  const opens: ('good' | 'other')[] = []
  for (const [name, passphrase] of [
    ['good', goodPassphrase],
    ['other', otherPassphrase],
  ] as const) {
    const unlocked = await vault.unlock(passphrase)
    if (!unlocked.ok) continue
    opens.push(name)
    valueOf(unlocked.value.foldLockedJournal())
    unlocked.value.lock()
  }
  vault.close()
  expect(opens).toHaveLength(1)
  return opens[0]!
}

/** Runs an act again and again, killed at its first, second, … durable step, until it gets through. */
async function killAtEveryStep(
  act: string,
  check: (step: number) => Promise<void>,
  prepare: () => Promise<void>,
) {
  for (let step = 1; ; step += 1) {
    await prepare()
    const run = runTraced(killAt(step), program, [act, folder])
    if (run.signal === null) {
      expect(run.stdout.trim()).toBe('done')
      return step - 1
    }
    expect(run.signal).toBe('SIGKILL')
    await check(step)
  }
}

async function makeVault(): Promise<void> {
  temp.remove()
  temp = tempFolder()
  folder = join(temp.path, 'vault')
  const { locked, unlocked } = valueOf(await createVault({ folder, passphrase: goodPassphrase }, deps))
  unlocked.lock()
  locked.close()
}

/** A vault with a recovery kit, and beside it a key file that it doesn't ask for yet. */
async function makeVaultWithKeyFile(): Promise<void> {
  await makeVault()
  const vault = valueOf(openVault(folder, deps))
  const unlocked = valueOf(await vault.unlock(goodPassphrase))
  makeKit(unlocked)
  writeFileSync(`${folder}.key-file`, unlocked.factors.newKeyFile())
  valueOf(unlocked.foldLockedJournal())
  unlocked.lock()
  vault.close()
}

describe('kill -9', () => {
  it('at every durable step of creation leaves no vault or one that opens', async () => {
    const outcomes: string[] = []
    const steps = await killAtEveryStep(
      'create',
      async () => {
        if (vaultExists(folder)) {
          outcomes.push(await openingPassphrase())
          return
        }
        outcomes.push('none')
        const { locked, unlocked } = valueOf(await createVault({ folder, passphrase: goodPassphrase }, deps))
        unlocked.lock()
        locked.close()
        expect(existsSync(`${folder}.making`)).toBe(false)
      },
      async () => {
        temp.remove()
        temp = tempFolder()
        folder = join(temp.path, 'vault')
      },
    )
    expect(steps).toBeGreaterThan(8)
    expect(new Set(outcomes)).toEqual(new Set(['none', 'good']))
  })

  it('at every durable step of a change of passphrase leaves the old or the new one, never neither', async () => {
    const outcomes: string[] = []
    const steps = await killAtEveryStep(
      'change',
      async () => {
        outcomes.push(await openingPassphrase())
      },
      makeVault,
    )
    expect(steps).toBeGreaterThan(3)
    expect(new Set(outcomes)).toEqual(new Set(['good', 'other']))
  })

  it('at every durable step of adding a key file leaves a vault that opens without it or with it', async () => {
    const outcomes: string[] = []
    const steps = await killAtEveryStep(
      'add-key-file',
      async () => {
        const vault = valueOf(openVault(folder, deps))
        const alone = await vault.unlock(goodPassphrase)
        const file = readFileSync(`${folder}.key-file`)
        const opened = alone.ok ? alone : await vault.unlock(goodPassphrase, { kind: 'key-file', file })
        outcomes.push(alone.ok ? 'without' : alone.error.code)
        valueOf(opened).lock()
        vault.close()
      },
      makeVaultWithKeyFile,
    )
    expect(steps).toBeGreaterThan(2)
    expect(new Set(outcomes)).toEqual(new Set(['without', 'vault/factor-needed']))
  })

  it('at every durable step of an erasure leaves a vault that opens or one that nobody opens', async () => {
    const outcomes: string[] = []
    const steps = await killAtEveryStep(
      'erase',
      async () => {
        await finishErasure(folder, deps.keychain)
        if (!vaultExists(folder)) {
          outcomes.push('none')
          expect(existsSync(`${folder}.erased`)).toBe(false)
          return
        }
        outcomes.push(await openingPassphrase())
      },
      makeVault,
    )
    expect(steps).toBeGreaterThan(2)
    expect(new Set(outcomes)).toEqual(new Set(['good', 'none']))
  })

  it('between the writing down of a guess and its answer leaves no guess that isn’t told', async () => {
    const outcomes: (string | null)[] = []
    const steps = await killAtEveryStep(
      'guess',
      async () => {
        const vault = valueOf(openVault(folder, deps))
        const unlocked = valueOf(await vault.unlock(goodPassphrase))
        const { attempts, isAuthentic } = unlocked.lockedJournal
        // Without a keychain nothing vouches for the lines; they fit each other.
        expect([isAuthentic, attempts.map(({ number }) => number)]).toEqual([null, [1, 2]])
        expect(attempts[0]).toMatchObject({ factor: 'passphrase' })
        outcomes.push(attempts[0]?.outcome ?? null)
        unlocked.lock()
        vault.close()
      },
      makeVault,
    )
    expect(steps).toBe(2)
    expect(outcomes).toEqual([null, 'vault/wrong-passphrase'])
  })

  it('at 20 seeded moments of a change of passphrase leaves one that opens', async () => {
    const random = seededRandom(7)
    await makeVault()
    for (let round = 0; round < 20; round += 1) {
      if ((await openingPassphrase()) === 'other') await makeVault()
      const child = spawn(process.execPath, [program, 'change', folder], { stdio: 'ignore' })
      const ended = once(child, 'exit')
      const timer = setTimeout(() => child.kill('SIGKILL'), 100 + random() * 400)
      await ended
      clearTimeout(timer)
      await openingPassphrase()
    }
  })
})

describe('a vault in use', () => {
  it('is refused while another program holds it, and free at once when that one is killed', async () => {
    await makeVault()
    const child = spawn(process.execPath, [program, 'hold', folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    expect(openVault(folder, deps)).toMatchObject({ ok: false, error: { code: 'vault/in-use' } })
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    expect(await openingPassphrase()).toBe('good')
  })
})

describe('a full disk', () => {
  const failing = (call: string, file: string) => [
    '-P',
    join(temp.path, file),
    '-e',
    `trace=${call}`,
    '-e',
    `inject=${call}:error=ENOSPC:when=1+`,
  ]

  it.each([
    ['the journal', 'vault/locked.jsonl'],
    ['the new header', 'vault/vault.json.new'],
  ])('in %s stops a change of passphrase and leaves the old one', async (_what, file) => {
    await makeVault()
    const run = runTraced(failing('write', file), program, ['change', folder])
    expect(run.stdout.trim()).toBe('store/disk-full')
    expect(await openingPassphrase()).toBe('good')
  })

  it.each([
    ['the store', 'pwrite64', 'vault.making/store.db-wal'],
    ['the header', 'write', 'vault.making/vault.json.new'],
  ])('in %s stops the creation and leaves nothing', (_what, call, file) => {
    const run = runTraced(failing(call, file), program, ['create', folder])
    expect(run.stdout.trim()).toBe('store/disk-full')
    expect([vaultExists(folder), existsSync(`${folder}.making`)]).toEqual([false, false])
  })
})
