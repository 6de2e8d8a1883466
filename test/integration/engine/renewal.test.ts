import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { router } from '../../../src/main/engine/router/index.ts'
import { listAuditEvents, readSetting, saveSetting } from '../../../src/main/store/index.ts'
import type { AppEvent, EngineClient } from '../../../src/shared/contract/index.ts'
import { ok } from '../../../src/shared/result.ts'
import { startTestEngine } from '../../support/engine.ts'
import { proofOf } from '../../support/paper.ts'
import { valueOf } from '../../support/store.ts'
import { goodPassphrase, memoryKeychain, otherPassphrase, tempFolder } from '../../support/vault.ts'

let temp: ReturnType<typeof tempFolder>
let drive: string
let engine: Engine
let client: EngineClient
let said: AppEvent[]
let react: (event: AppEvent) => void
const started: Engine[] = []

beforeEach(async () => {
  temp = tempFolder('sealpost-renewal-')
  drive = tempFolder('drive-', temp.path).path
  engine = await computer('office')
  client = createRouterClient(router, { context: { engine } })
  valueOf(await engine.create(goodPassphrase))
  said = []
  react = () => undefined
  const { publish } = engine.events
  vi.spyOn(engine.events, 'publish').mockImplementation((event) => {
    said.push(event)
    react(event)
    publish(event)
  })
  // Enough that it takes several turns.
  write('much', randomBytes(1_500_000).toString('base64'))
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.shutdown()))
  temp.remove()
})

async function computer(name: string): Promise<Engine> {
  const one = await startTestEngine({
    userDataDir: join(temp.path, name),
    keychain: memoryKeychain(),
    desktop: { askOpenPaths: () => Promise.resolve([drive]) },
  })
  started.push(one)
  return one
}

const session = () => valueOf(engine.session())
const typesOf = (one: Engine) =>
  listAuditEvents(valueOf(one.session()).store, {}, { before: null, limit: 100 })
    .map(({ type }) => type)
    .toReversed()
const renewalsOf = (one: Engine) => typesOf(one).filter((type) => type.includes('store-key'))
const write = (key: string, value: string) =>
  valueOf(
    session().store.transaction((tx) => {
      saveSetting(tx, key, value, 1)
      return ok(undefined)
    }),
  )
const header = () => readFileSync(join(temp.path, 'office', 'vault', 'vault.json'), 'utf8')
const renew = () => client.vault.renewStoreKey({ passphrase: goodPassphrase })

describe('renewing the key of the store', () => {
  it('is recorded before and after, can be stopped, goes on in the session, and the log stays one chain', async () => {
    expect(await client.vault.storeKey()).toMatchObject({ isRunning: false, renewedAt: null, failure: null })
    const before = header()
    await expect(client.vault.renewStoreKey({ passphrase: otherPassphrase })).rejects.toMatchObject({
      data: { code: 'vault/wrong-passphrase' },
    })
    expect(renewalsOf(engine)).toEqual([])
    react = ({ type }) => {
      if (type === 'renewal-progress') session().renewal.cancel()
    }
    await expect(renew()).rejects.toMatchObject({ data: { code: 'vault/renewal-stopped' } })
    react = () => undefined
    expect(await client.vault.storeKey()).toMatchObject({ isRunning: false, renewedAt: null, failure: null })
    expect([header(), renewalsOf(engine)]).toEqual([
      before,
      ['vault.store-key-renewal-begun', 'vault.store-key-kept'],
    ])
    await renew()
    expect(header()).not.toBe(before)
    expect(renewalsOf(engine).slice(2)).toEqual(['vault.store-key-renewal-begun', 'vault.store-key-renewed'])
    expect(await client.vault.storeKey()).toMatchObject({
      isRunning: false,
      renewedAt: expect.stringMatching(/^\d{4}-/) as string,
    })
    const progress = said.filter((event) => event.type === 'renewal-progress')
    expect(progress.at(-1)).toMatchObject({ done: progress[0]?.total })
    write('after', 'kept')
    engine.lock('person')
    valueOf(await engine.unlock(goodPassphrase))
    expect(readSetting(session().store, 'after')).toBe('kept')
    expect(await session().audit.status()).toMatchObject({ firstBad: null, isRolledBack: false })
  })

  it('makes the next backup a full one, and the kit gets both versions back', async () => {
    const { words, checkCode } = await client.vault.makeKit()
    await client.vault.confirmKit(proofOf({ words, checkCode }))
    await client.backup.choosePlace()
    write('version', 'first')
    await client.backup.make()
    const small = await client.backup.make()
    await renew()
    write('version', 'second')
    const full = await client.backup.make()
    expect(small.addedBytes).toBeLessThan(small.storeBytes / 2)
    expect(full.addedBytes).toBeGreaterThan(full.storeBytes * 0.9)
    expect(await client.backup.verify()).toMatchObject({ versions: 3, faults: [] })
    const kit = `${words.join(' ')} ${checkCode}`
    expect(await client.backup.drill({ kit })).toMatchObject({ version: 3, faults: [] })
    const other = await computer('anew')
    await other.backupSource.choose()
    valueOf(await other.backupSource.open(kit))
    valueOf(await other.backupSource.restore(1, otherPassphrase))
    expect(readSetting(valueOf(other.session()).store, 'version')).toBe('first')
  })

  it('ends with a lock in the middle, and the next unlock says so', async () => {
    const before = header()
    react = ({ type }) => {
      if (type === 'renewal-progress') engine.lock('person')
    }
    await expect(renew()).rejects.toMatchObject({ data: { code: 'vault/locked' } })
    expect(engine.state().phase).toBe('locked')
    valueOf(await engine.unlock(goodPassphrase))
    expect(header()).toBe(before)
    expect(renewalsOf(engine)).toEqual(['vault.store-key-renewal-begun', 'vault.store-key-kept'])
    expect(existsSync(join(temp.path, 'office', 'vault', 'store.db.next'))).toBe(false)
    expect((await client.vault.storeKey()).cutShortAt).not.toBeNull()
    react = () => undefined
    await renew()
    expect((await client.vault.storeKey()).cutShortAt).toBeNull()
  })
})
