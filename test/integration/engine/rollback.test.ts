import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { router } from '../../../src/main/engine/router/index.ts'
import type { EngineClient } from '../../../src/shared/contract/index.ts'
import { proofOf } from '../../support/paper.ts'
import { startTestEngine } from '../../support/engine.ts'
import { valueOf } from '../../support/store.ts'
import {
  goodPassphrase,
  memoryKeychain,
  otherPassphrase,
  tempFolder,
  type MemoryKeychain,
} from '../../support/vault.ts'
import { eventually } from '../../support/eventually.ts'

// Each unlock derives a key at its full price, which a busy machine takes seconds for.
vi.setConfig({ testTimeout: 240_000 })

let temp: ReturnType<typeof tempFolder>
let keychain: MemoryKeychain
let running: Engine | null

beforeEach(() => {
  temp = tempFolder('sealpost-rollback-')
  keychain = memoryKeychain()
  running = null
})
afterEach(async () => {
  await running?.shutdown()
  temp.remove()
})

const vaultFolder = () => join(temp.path, 'practice', 'vault')
const setAside = () => join(temp.path, 'aside')
const session = (engine: Engine) => valueOf(engine.session())
const anchor = () => [...keychain.items.values()].find((text) => text.startsWith('{"seq"'))
const isRolledBack = async (engine: Engine) => (await session(engine).audit.status()).isRolledBack

async function anchorAfter(known: string | undefined): Promise<string | undefined> {
  await eventually(() => {
    expect(anchor()).not.toBe(known)
  })
  return anchor()
}

async function start(answers: string[] = []): Promise<Engine> {
  await running?.shutdown()
  running = await startTestEngine({
    userDataDir: join(temp.path, 'practice'),
    keychain,
    desktop: { askOpenPaths: () => Promise.resolve(answers.splice(0, 1)) },
  })
  return running
}

/** Some records, and a turn for the anchor that unlocking looks at. */
async function work(engine: Engine): Promise<void> {
  for (let index = 0; index < 5; index += 1) {
    valueOf(session(engine).audit.record({ type: 'message.searched' }))
  }
  await session(engine).audit.anchorHead()
}

/** A practice that worked, was closed and set aside, and went on working. */
async function wentOn(): Promise<void> {
  const engine = await start()
  valueOf(await engine.create(goodPassphrase))
  await work(engine)
  await engine.shutdown()
  cpSync(vaultFolder(), setAside(), { recursive: true })
  const later = await start()
  valueOf(await later.unlock(goodPassphrase))
  await work(later)
  await later.shutdown()
}

function putBack(): void {
  rmSync(vaultFolder(), { recursive: true })
  cpSync(setAside(), vaultFolder(), { recursive: true })
}

describe('a store that was put back to an earlier state', () => {
  it('is said to be, also after more work and another unlock', async () => {
    await wentOn()
    const known = anchor()
    expect(known).toBeDefined()
    putBack()
    const engine = await start()
    valueOf(await engine.unlock(goodPassphrase))
    expect(await isRolledBack(engine)).toBe(true)
    await work(engine)
    await work(engine)
    expect(await isRolledBack(engine)).toBe(true)
    engine.lock('person')
    valueOf(await engine.unlock(goodPassphrase))
    expect(await isRolledBack(engine)).toBe(true)
    expect(anchor()).toBe(known)
  })

  it('is said to be, until its owner says why; put back again, it is said again', async () => {
    await wentOn()
    putBack()
    const engine = await start()
    valueOf(await engine.unlock(goodPassphrase))
    const client: EngineClient = createRouterClient(router, { context: { engine } })
    const alerts = async () => (await client.audit.review()).alerts.map(({ kind }) => kind)
    expect(await alerts()).toContain('put-back')
    const explain = (passphrase: string) =>
      client.audit.explainRollback({ reason: 'files-put-back', passphrase })
    await expect(explain('not the passphrase of anybody')).rejects.toMatchObject({
      data: { code: 'vault/wrong-passphrase' },
    })
    expect(await alerts()).toContain('put-back')
    await explain(goodPassphrase)
    expect(await isRolledBack(engine)).toBe(false)
    expect(await alerts()).toContain('put-back-explained')
    expect(await alerts()).not.toContain('put-back')
    await expect(explain(goodPassphrase)).rejects.toMatchObject({ data: { code: 'audit/not-rolled-back' } })
    await work(engine)
    await engine.shutdown()
    putBack()
    const again = await start()
    valueOf(await again.unlock(goodPassphrase))
    expect(await isRolledBack(again)).toBe(true)
  })

  it('together with its anchor, taken out of the keychain, is not passed over', async () => {
    await wentOn()
    putBack()
    const gone = [...keychain.items].find(([, text]) => text === anchor())
    keychain.items.delete(gone?.[0] ?? '')
    expect(anchor()).toBeUndefined()
    const engine = await start()
    valueOf(await engine.unlock(goodPassphrase))
    await anchorAfter(undefined)
    const client: EngineClient = createRouterClient(router, { context: { engine } })
    expect((await client.audit.review()).alerts.map(({ kind }) => kind)).toContain('anchor-missing')
  })

  it('is not said of one that was left alone, whose anchor goes on with it', async () => {
    await wentOn()
    const known = anchor()
    const engine = await start()
    valueOf(await engine.unlock(goodPassphrase))
    expect(await isRolledBack(engine)).toBe(false)
    const atStart = await anchorAfter(known)
    engine.lock('person')
    await anchorAfter(atStart)
    valueOf(await engine.unlock(goodPassphrase))
    expect(await isRolledBack(engine)).toBe(false)
  })
})

describe('a backup restored on the same computer', () => {
  it('is no rollback, and one of it is seen again', async () => {
    const drive = tempFolder('drive-', temp.path).path
    const engine = await start([drive])
    valueOf(await engine.create(goodPassphrase))
    const { kit, backups } = session(engine)
    const { words, checkCode } = kit.make()
    valueOf(kit.confirm(proofOf({ words, checkCode })))
    valueOf(await backups.choosePlace())
    valueOf(await backups.make('person'))
    for (let index = 0; index < 4; index += 1) await work(engine)
    await engine.shutdown()
    const before = anchor()

    rmSync(vaultFolder(), { recursive: true })
    const anew = await start([drive])
    await anew.backupSource.choose()
    valueOf(await anew.backupSource.open(`${words.join(' ')} ${checkCode}`))
    valueOf(await anew.backupSource.restore(1, otherPassphrase))
    await anchorAfter(before)
    expect(await isRolledBack(anew)).toBe(false)
    await anew.shutdown()
    cpSync(vaultFolder(), setAside(), { recursive: true })

    const later = await start()
    valueOf(await later.unlock(otherPassphrase))
    expect(await isRolledBack(later)).toBe(false)
    await work(later)
    await later.shutdown()
    putBack()
    const rolledBack = await start()
    valueOf(await rolledBack.unlock(otherPassphrase))
    expect(await isRolledBack(rolledBack)).toBe(true)
  })
})
