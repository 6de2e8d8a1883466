import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { router } from '../../../src/main/engine/router/index.ts'
import { listAuditEvents } from '../../../src/main/store/index.ts'
import { sql } from '../../../src/main/store/connection.ts'
import { openVault } from '../../../src/main/vault/index.ts'
import type { EngineClient } from '../../../src/shared/contract/index.ts'
import { fail, ok } from '../../../src/shared/result.ts'
import { proofOf } from '../../support/paper.ts'
import { startTestEngine, type TestEngineOptions } from '../../support/engine.ts'
import {
  goodPassphrase,
  memoryKeychain,
  otherPassphrase,
  tempFolder,
  testVaultDeps,
} from '../../support/vault.ts'
import { valueOf } from '../../support/store.ts'

let folder: ReturnType<typeof tempFolder>
let engines: Engine[]

const clientOf = (engine: Engine): EngineClient => createRouterClient(router, { context: { engine } })

beforeEach(() => {
  folder = tempFolder('sealpost-engine-')
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

/** A vault that was made and locked again, by a program that has ended. */
async function madeVault(options: Partial<TestEngineOptions> = {}): Promise<void> {
  const engine = await start(options)
  valueOf(await engine.create(goodPassphrase))
  await engine.shutdown()
}

const eventTypes = (engine: Engine) =>
  listAuditEvents(valueOf(engine.session()).store, {}, { before: null, limit: 100 })
    .map(({ type }) => type)
    .reverse()

describe('locking', () => {
  it('while an unlock is under way keeps the vault locked, and both are on record', async () => {
    await madeVault()
    const engine = await start()
    const unlocking = engine.unlock(goodPassphrase)
    engine.lock('suspend')
    expect(await unlocking).toMatchObject({ error: { code: 'vault/locked' } })
    expect(engine.state().phase).toBe('locked')
    valueOf(await engine.unlock(goodPassphrase))
    expect(eventTypes(engine)).toEqual([
      'vault.created',
      'vault.locked',
      'vault.unlocked',
      'vault.locked',
      'vault.unlocked',
    ])
  })

  it('drops keys and store even where the disk refuses every read and write', async () => {
    const engine = await start()
    valueOf(await engine.create(goodPassphrase))
    const { store, vault } = valueOf(engine.session())
    const full = () => fail('store/disk-full')
    Object.assign(store, { attempt: full, transaction: full })
    engine.lock('idle')
    expect(engine.state().phase).toBe('locked')
    expect(store.isOpen).toBe(false)
    expect(() => vault.subKey('audit-signing')).toThrow()
  })

  it('comes of itself where an unlock meets an exception: no key and no store stays open behind the locked screen', async () => {
    await madeVault()
    const vault = valueOf(openVault(join(folder.path, 'vault'), testVaultDeps()))
    const { store } = valueOf(await vault.unlock(goodPassphrase))
    valueOf(store.transaction((tx) => ok(tx[sql].run('ALTER TABLE meta RENAME TO elsewhere'))))
    store.close()
    vault.close()
    const engine = await start()
    await expect(engine.unlock(goodPassphrase)).rejects.toThrow('no such table: meta')
    expect(engine.state().phase).toBe('locked')
    // Not that the vault is open already.
    await expect(engine.unlock(goodPassphrase)).rejects.toThrow('no such table: meta')
  })

  it('ends also what had begun, where the exception comes last', async () => {
    const stopped: boolean[] = []
    const engine = await start({
      desktop: {
        hideFromScreenCapture: (hides) => {
          const session = engine.session()
          if (!session.ok || !hides) return Promise.resolve()
          const { stop } = session.value
          Object.assign(session.value, {
            stop: () => {
              stopped.push(session.value.store.isOpen)
              return stop()
            },
          })
          throw new Error('no such window')
        },
      },
    })
    await expect(engine.create(goodPassphrase)).rejects.toThrow('no such window')
    expect([engine.state().phase, stopped]).toEqual(['locked', [true]])
  })

  it('twice, and from several sides at once, is one lock', async () => {
    const engine = await start()
    valueOf(await engine.create(goodPassphrase))
    engine.lock('suspend')
    engine.lock('screen-locked')
    engine.lock('person')
    valueOf(await engine.unlock(goodPassphrase))
    expect(eventTypes(engine).filter((type) => type === 'vault.locked')).toHaveLength(1)
  })
})

describe('unlocking', () => {
  it('twice at a time opens once, and says so to the other', async () => {
    await madeVault()
    const engine = await start()
    const answers = await Promise.all([engine.unlock(goodPassphrase), engine.unlock(goodPassphrase)])
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(engine.state().phase).toBe('unlocked')
  })

  it('in a second instance is refused until the first has ended', async () => {
    await madeVault()
    const first = await start()
    valueOf(await first.unlock(goodPassphrase))
    const second = await start()
    expect(await second.unlock(goodPassphrase)).toMatchObject({ error: { code: 'vault/in-use' } })
    await first.shutdown()
    expect(await second.unlock(goodPassphrase)).toMatchObject({ ok: true })
  })

  it.each(['vault.json', 'store.db'])('with a damaged %s says so and changes no byte', async (name) => {
    await madeVault()
    const file = join(folder.path, 'vault', name)
    const bytes = readFileSync(file)
    writeFileSync(
      file,
      bytes.subarray(0, 1000).map((byte) => byte ^ 0x5a),
    )
    const before = contents()
    const engine = await start()
    expect(engine.state().phase).toBe('locked')
    const refused = await engine.unlock(goodPassphrase)
    expect(refused).toMatchObject({
      error: { code: name === 'vault.json' ? 'vault/header-damaged' : 'store/damaged' },
    })
    expect(await engine.create(goodPassphrase)).toMatchObject({ error: { code: 'vault/already-exists' } })
    expect(contents()).toEqual(before)
    // What stood in the way is put right: the same program opens it.
    writeFileSync(file, bytes)
    expect(await engine.unlock(goodPassphrase)).toMatchObject({ ok: true })
  })

  /** Of header and store; the journal of attempts is written to by design. */
  function contents(): Record<string, string> {
    const inside = join(folder.path, 'vault')
    return Object.fromEntries(
      readdirSync(inside)
        .filter((name) => name === 'vault.json' || name === 'store.db')
        .map((name) => [name, readFileSync(join(inside, name)).toString('base64')]),
    )
  }
})

describe('the recovery kit, from the locked screen', () => {
  it('opens a vault whose keychain is gone, with a new passphrase from then on', async () => {
    const keychain = memoryKeychain()
    const engine = await start({ keychain })
    valueOf(await engine.create(goodPassphrase))
    const { kit } = valueOf(engine.session())
    const { words, checkCode } = kit.make()
    valueOf(kit.confirm(proofOf({ words, checkCode })))
    engine.lock('person')
    keychain.isAvailable = false

    expect(await engine.unlock(goodPassphrase)).toMatchObject({
      error: { code: 'vault/keychain-unavailable' },
    })
    const typed = `${words.join(' ')} ${checkCode}`
    const paper = { kit: typed, newPassphrase: otherPassphrase, keepsFactors: true }
    expect(await clientOf(engine).vault.unlockWithKit(paper)).toEqual({
      told: { code: 'vault/keychain-part-lost' },
    })
    expect(eventTypes(engine).slice(-3)).toEqual([
      'vault.unlocked',
      'vault.device-secret-lost',
      'vault.passphrase-changed',
    ])
    engine.lock('person')
    expect(await engine.unlock(goodPassphrase)).toMatchObject({ error: { code: 'vault/wrong-passphrase' } })
    expect(await engine.unlock(otherPassphrase)).toMatchObject({ ok: true })
    engine.lock('person')
    // It is told once: there is nothing left to lose.
    expect(await clientOf(engine).vault.unlockWithKit(paper)).toEqual({ told: null })
  })
})

describe('the recovery kit, where the store is damaged', () => {
  it('changes nothing: neither header nor passphrase', async () => {
    const engine = await start()
    valueOf(await engine.create(goodPassphrase))
    const { kit } = valueOf(engine.session())
    const { words, checkCode } = kit.make()
    valueOf(kit.confirm(proofOf({ words, checkCode })))
    engine.lock('person')
    const file = join(folder.path, 'vault', 'store.db')
    const bytes = readFileSync(file)
    const header = readFileSync(join(folder.path, 'vault', 'vault.json'), 'utf8')
    writeFileSync(
      file,
      bytes.map((byte) => byte ^ 0x5a),
    )
    const typed = `${words.join(' ')} ${checkCode}`
    expect(await engine.unlockWithKit(typed, otherPassphrase, true)).toMatchObject({
      error: { code: 'store/damaged' },
    })
    expect(readFileSync(join(folder.path, 'vault', 'vault.json'), 'utf8')).toBe(header)
    // Positive control: with the store put right, the old passphrase opens it.
    writeFileSync(file, bytes)
    expect(await engine.unlock(goodPassphrase)).toMatchObject({ ok: true })
  })
})

describe('the demo', () => {
  it('is refused beside a vault of one’s own, which still opens after', async () => {
    await madeVault()
    const demo = {
      name: 'Dr. Rivera',
      address: 'rivera@hope.example',
      userName: 'rivera',
      password: 'x',
      imap: { host: '127.0.0.1', port: 1 },
      smtp: { host: '127.0.0.1', port: 1 },
      people: [],
      patientViewUrl: 'http://127.0.0.1:1/',
      opensAtOnce: false,
    }
    const engine = await start({ demo })
    expect(await engine.openDemo()).toMatchObject({ error: { code: 'vault/already-exists' } })
    expect(engine.state().demo).toBeNull()
    expect(await engine.unlock(goodPassphrase)).toMatchObject({ ok: true })
  })
})
