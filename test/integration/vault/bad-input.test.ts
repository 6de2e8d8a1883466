import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { createAuditLog } from '../../../src/main/audit/index.ts'
import { listAuditEvents, type Store } from '../../../src/main/store/index.ts'
import { createVault } from '../../../src/main/vault/index.ts'
import { errors } from '../../../src/renderer/i18n/en/errors/index.ts'
import type { ErrorCode } from '../../../src/shared/errors/index.ts'
import type { Result } from '../../../src/shared/result.ts'
import { startTestEngine, type TestEngineOptions } from '../../support/engine.ts'
import { noVault } from '../../support/no-vault.ts'
import { openRaw, valueOf } from '../../support/store.ts'
import {
  goodPassphrase,
  memoryKeychain,
  tempFolder,
  testVaultDeps,
  type MemoryKeychain,
} from '../../support/vault.ts'
import { keysOf } from '../../support/vault-keys.ts'

let templates: ReturnType<typeof tempFolder>
let folder: ReturnType<typeof tempFolder>
let keychain: MemoryKeychain
let engines: Engine[]

/** A vault of its own, made once; `with-keychain` has a device secret, kept in `deviceSecret`. */
const templateNames = ['plain', 'another', 'with-keychain'] as const
type TemplateName = (typeof templateNames)[number]
const template = (name: TemplateName) => join(templates.path, name)
let deviceSecrets: [string, string][]

function beginLog(vaultStore: Store): Result<void> {
  const clock = () => new Date()
  const audit = createAuditLog({ store: vaultStore, clock, uptimeMs: () => performance.now(), ...noVault })
  return vaultStore.transaction((tx) => {
    audit.begin(tx, '')
    return audit.append(tx, { type: 'vault.created', deviceSecret: 'none' })
  })
}

beforeAll(async () => {
  templates = tempFolder('sealpost-bad-input-')
  for (const name of templateNames) {
    const device = memoryKeychain()
    device.isAvailable = name === 'with-keychain'
    // Made at hardly any cost: each is opened many times.
    const deps = { ...testVaultDeps(), keychain: device, now: () => Date.now() }
    const vault = { folder: join(template(name), 'vault'), passphrase: goodPassphrase, prepare: beginLog }
    const { locked, unlocked } = valueOf(await createVault(vault, deps))
    unlocked.lock()
    locked.close()
    deviceSecrets = [...device.items]
  }
})
afterAll(() => {
  templates.remove()
})

beforeEach(() => {
  folder = tempFolder('sealpost-bad-input-')
  keychain = memoryKeychain()
  engines = []
})
afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.shutdown()))
  folder.remove()
})

async function start(options: Partial<TestEngineOptions> = {}): Promise<Engine> {
  const engine = await startTestEngine({ userDataDir: folder.path, ...options })
  engines.push(engine)
  return engine
}

function copyOf(name: TemplateName): void {
  cpSync(template(name), folder.path, { recursive: true })
}

const inVault = (name: string) => join(folder.path, 'vault', name)
const header = () => inVault('vault.json')
const store = () => inVault('store.db')

/** Of every file of the vault; the journal of attempts is written to by design. */
function hashes(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(folder.path, 'vault'))
      .filter((name) => name !== 'locked.jsonl')
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(inVault(name)))
          .digest('hex'),
      ]),
  )
}

type Case = {
  readonly what: string
  readonly code: ErrorCode
  readonly damage: () => unknown
  /** Words of what the person is told to do. */
  readonly wayForward: RegExp
}

/** Put right again, each opens with the files of the template. */
const cases: readonly Case[] = [
  {
    what: 'a header that was cut in half',
    code: 'vault/header-damaged',
    damage: () => truncateSync(header(), Math.floor(statSync(header()).size / 2)),
    wayForward: /backup/,
  },
  {
    what: 'a header that is gone',
    code: 'vault/header-damaged',
    damage: () => rmSync(header()),
    wayForward: /backup/,
  },
  {
    what: 'a header with one other digit',
    code: 'vault/header-damaged',
    damage: () =>
      writeFileSync(
        header(),
        readFileSync(header(), 'utf8').replace(/"iterations": (\d)/, (_all, digit: string) => {
          return `"iterations": ${String((Number(digit) % 8) + 1)}`
        }),
      ),
    wayForward: /backup/,
  },
  {
    what: 'a header of a newer version',
    code: 'vault/header-newer',
    damage: () =>
      writeFileSync(header(), readFileSync(header(), 'utf8').replace('"version": 1', '"version": 2')),
    wayForward: /newer version/,
  },
  {
    what: 'the header of another vault',
    code: 'store/damaged',
    damage: () => cpSync(join(template('another'), 'vault', 'vault.json'), header()),
    wayForward: /backup/,
  },
  {
    what: 'the store of another vault',
    code: 'store/damaged',
    damage: () => cpSync(join(template('another'), 'vault', 'store.db'), store()),
    wayForward: /backup/,
  },
  {
    what: 'a store that lost its second half',
    code: 'store/damaged',
    damage: () => truncateSync(store(), Math.floor(statSync(store()).size / 32_768) * 16_384),
    wayForward: /backup/,
  },
  {
    what: 'an empty store',
    code: 'store/damaged',
    damage: () => truncateSync(store(), 0),
    wayForward: /backup/,
  },
  {
    what: 'a store that is gone',
    code: 'store/missing',
    damage: () => rmSync(store()),
    wayForward: /Put the file back/,
  },
  {
    what: 'a store that a newer program wrote',
    code: 'store/schema-newer',
    damage: async () => {
      const secrets = { passphrase: goodPassphrase, deviceSecret: null }
      const { storeKey } = await keysOf(join(folder.path, 'vault'), secrets)
      const database = openRaw({ path: store(), key: storeKey })
      database.pragma('user_version = 999')
      database.close()
    },
    wayForward: /newer version/,
  },
]

describe('is refused by its name, changes no byte, and opens once it is put right:', () => {
  it.each(cases)('$what ($code)', async ({ code, damage, wayForward }) => {
    copyOf('plain')
    await damage()
    const before = hashes()
    const engine = await start()
    expect(engine.state().phase).toBe('locked')
    expect(await engine.unlock(goodPassphrase)).toMatchObject({ error: { code } })
    // Nothing is made anew over it, and nothing is deleted.
    expect(await engine.create(goodPassphrase)).toMatchObject({ error: { code: 'vault/already-exists' } })
    expect(hashes()).toEqual(before)
    expect(errors[code].next).toMatch(wayForward)
    copyOf('plain')
    expect(await engine.unlock(goodPassphrase)).toMatchObject({ ok: true })
  })
})

describe('a keychain', () => {
  beforeEach(() => {
    copyOf('with-keychain')
    for (const [name, value] of deviceSecrets) keychain.items.set(name, value)
  })

  const damages: readonly (readonly [string, ErrorCode, () => void])[] = [
    [
      'that was replaced',
      'vault/keychain-changed',
      () => {
        for (const name of keychain.items.keys())
          keychain.items.set(name, Buffer.alloc(32, 1).toString('base64'))
      },
    ],
    ['that was emptied', 'vault/keychain-changed', () => keychain.items.clear()],
    [
      'that does not answer',
      'vault/keychain-unavailable',
      () => {
        keychain.isAvailable = false
      },
    ],
  ]
  it.each(damages)('%s is named, and nothing is weakened or changed', async (_what, code, damage) => {
    const right = [...keychain.items]
    damage()
    const before = hashes()
    const engine = await start({ keychain })
    expect(await engine.unlock(goodPassphrase)).toMatchObject({ error: { code } })
    expect(hashes()).toEqual(before)
    expect(errors[code].next).toMatch(/recovery kit/)
    keychain.isAvailable = true
    for (const [name, value] of right) keychain.items.set(name, value)
    expect(await engine.unlock(goodPassphrase)).toMatchObject({ ok: true })
  })
})

describe('two instances', () => {
  it('of which the second is told, and waits for the first', async () => {
    copyOf('plain')
    const first = await start()
    valueOf(await first.unlock(goodPassphrase))
    const second = await start()
    expect(await second.unlock(goodPassphrase)).toMatchObject({ error: { code: 'vault/in-use' } })
    // Asking took nothing from the first: not even the lock.
    expect(await second.unlock(goodPassphrase)).toMatchObject({ error: { code: 'vault/in-use' } })
    expect(await outcomeInAnotherProgram()).toBe('vault/in-use')
    await first.shutdown()
    expect(await second.unlock(goodPassphrase)).toMatchObject({ ok: true })
  })
})

const program = fileURLToPath(new URL('programs/open.ts', import.meta.url))

/** @param tamper with the program's process, before it opens the vault */
async function outcomeInAnotherProgram(
  tamper: (pid: number) => Promise<unknown> = () => Promise.resolve(),
  identity: { uid?: number; gid?: number } = {},
): Promise<string> {
  const child = spawn(process.execPath, [program, folder.path, goodPassphrase], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...identity,
  })
  let said = ''
  const ended = once(child, 'exit')
  child.stdout.on('data', (text: Buffer) => (said += text.toString()))
  await Promise.race([once(child.stdout, 'data'), ended])
  await tamper(child.pid ?? 0)
  child.stdin.end('\n')
  await ended
  return said.trim().split('\n').at(-1) ?? ''
}

describe.runIf(process.platform === 'linux')('a folder', () => {
  it('that may only be read is named, and opens once it may be written', async () => {
    copyOf('plain')
    // Root may write everywhere; the program then runs as nobody.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
    if (nobody.uid !== undefined) giveTo(folder.path, nobody.uid, nobody.gid)
    const before = hashes()
    chmodSync(join(folder.path, 'vault'), 0o500)
    chmodSync(folder.path, 0o500)
    expect(await outcomeInAnotherProgram(undefined, nobody)).toBe('store/read-only')
    chmodSync(folder.path, 0o700)
    // Beside the vault it may write, in the vault it may not: the attempt can't be written down.
    chmodSync(inVault('locked.jsonl'), 0o400)
    expect(await outcomeInAnotherProgram(undefined, nobody)).toBe('store/read-only')
    expect(hashes()).toEqual(before)
    chmodSync(inVault('locked.jsonl'), 0o600)
    chmodSync(join(folder.path, 'vault'), 0o700)
    expect(await outcomeInAnotherProgram(undefined, nobody)).toBe('open')
  })

  it.each(['ENOLCK', 'EOPNOTSUPP'])('on a drive without locks (%s) is named', async (error) => {
    copyOf('plain')
    const before = hashes()
    const withoutLocks = async (pid: number) => {
      const strace = spawn(
        'strace',
        [
          '-f',
          '-p',
          String(pid),
          '-o',
          '/dev/null',
          '-e',
          'trace=fcntl',
          '-e',
          `inject=fcntl:error=${error}`,
        ],
        { stdio: ['ignore', 'ignore', 'pipe'] },
      )
      await once(strace.stderr, 'data')
    }
    expect(await outcomeInAnotherProgram(withoutLocks)).toBe('vault/no-locks')
    expect(hashes()).toEqual(before)
    expect(readdirSync(folder.path).filter((name) => name.startsWith('vault.lock.'))).toEqual([])
    expect(await outcomeInAnotherProgram()).toBe('open')
  })
})

function giveTo(path: string, uid: number, gid: number): void {
  chownSync(path, uid, gid)
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), uid, gid)
}

describe('a clock', () => {
  const eventTypes = (engine: Engine) =>
    listAuditEvents(valueOf(engine.session()).store, {}, { before: null, limit: 100 }).map(({ type }) => type)
  const day = 24 * 60 * 60 * 1000

  it.each([
    ['in 1970', -Date.now() + day],
    ['before 1970', -Date.now() - 400 * day],
    ['set back by a month', -30 * day],
  ])('%s: said, recorded, and nothing else goes wrong', async (_when, clockOffsetMs) => {
    copyOf('plain')
    const engine = await start({ clockOffsetMs })
    valueOf(await engine.unlock(goodPassphrase))
    expect(engine.state().isClockBehind).toBe(true)
    expect(eventTypes(engine)).toContain('clock.set-back')
    expect(await valueOf(engine.session()).audit.status()).toMatchObject({ firstBad: null })
    await engine.shutdown()

    const right = await start()
    valueOf(await right.unlock(goodPassphrase))
    expect(right.state().isClockBehind).toBe(false)
    expect(await valueOf(right.session()).audit.status()).toMatchObject({ firstBad: null })
  })

  it('in 1970 makes a vault that opens then and afterwards', async () => {
    const engine = await start({ clockOffsetMs: -Date.now() + day })
    valueOf(await engine.create(goodPassphrase))
    engine.lock('person')
    valueOf(await engine.unlock(goodPassphrase))
    await engine.shutdown()
    const right = await start()
    expect(await right.unlock(goodPassphrase)).toMatchObject({ ok: true })
    expect(right.state().isClockBehind).toBe(false)
  })
})
