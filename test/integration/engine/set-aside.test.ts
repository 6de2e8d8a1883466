import { existsSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { listAuditEvents } from '../../../src/main/store/index.ts'
import { startTestEngine } from '../../support/engine.ts'
import { valueOf } from '../../support/store.ts'
import { goodPassphrase, otherPassphrase, tempFolder } from '../../support/vault.ts'

let temp: ReturnType<typeof tempFolder>
let engine: Engine

beforeEach(async () => {
  temp = tempFolder('sealpost-aside-')
  engine = await startTestEngine({ userDataDir: temp.path })
  valueOf(await engine.create(goodPassphrase))
  await engine.shutdown()
})
afterEach(async () => {
  await engine.shutdown()
  temp.remove()
})

const file = (name: string) => join(temp.path, 'vault', name)
const restart = async () => {
  engine = await startTestEngine({ userDataDir: temp.path })
}
const asideFolders = () => readdirSync(temp.path).filter((name) => name.startsWith('vault.aside-'))
const types = () =>
  listAuditEvents(valueOf(engine.session()).store, {}, { before: null, limit: 20 }).map(({ type }) => type)

describe('a vault that nothing opens any more', () => {
  it('gets another name, whole, and the log of the next one says so', async () => {
    truncateSync(file('vault.json'), 400)
    const store = readFileSync(file('store.db'))
    await restart()
    expect(engine.state()).toMatchObject({ phase: 'locked', canSetAside: true })
    valueOf(engine.setAside())
    expect(engine.state()).toMatchObject({ phase: 'first-run', canSetAside: false })
    const [name, ...others] = asideFolders()
    expect(others).toEqual([])
    expect(readFileSync(join(temp.path, name!, 'store.db')).equals(store)).toBe(true)
    expect(readFileSync(join(temp.path, name!, 'vault.json'))).toHaveLength(400)
    // Also where the program was closed in between.
    await restart()
    expect(engine.state().phase).toBe('first-run')
    valueOf(await engine.create(otherPassphrase))
    expect(types()).toContain('vault.set-aside')
  })

  it('is offered where its passphrase opens the header, and the store is gone', async () => {
    rmSync(file('store.db'))
    await restart()
    expect(engine.state().canSetAside).toBe(false)
    expect(await engine.unlock(goodPassphrase)).toMatchObject({ error: { code: 'store/missing' } })
    expect(engine.state().canSetAside).toBe(true)
    valueOf(engine.setAside())
    expect(engine.state().phase).toBe('first-run')
  })

  it('of one of several people goes alone, and one more may begin in its place', async () => {
    await restart()
    valueOf(engine.choosePerson('new'))
    valueOf(await engine.create(otherPassphrase))
    await engine.shutdown()
    rmSync(join(temp.path, 'vault-2', 'store.db'))
    await restart()
    valueOf(engine.choosePerson(2))
    expect(await engine.unlock(otherPassphrase)).toMatchObject({ error: { code: 'store/missing' } })
    valueOf(engine.choosePerson(1))
    expect(engine.state().canSetAside).toBe(false)
    expect(engine.setAside()).toMatchObject({ error: { code: 'vault/already-exists' } })
    valueOf(engine.choosePerson(2))
    expect(engine.state().canSetAside).toBe(true)
    valueOf(engine.setAside())
    expect(engine.state()).toMatchObject({ phase: 'first-run', person: 2, people: [{ number: 1 }] })
    valueOf(engine.choosePerson(1))
    valueOf(await engine.unlock(goodPassphrase))
    expect(types()).not.toContain('vault.set-aside')
  })

  it('is not moved by somebody at the keyboard where it is whole', async () => {
    await restart()
    expect(engine.state().canSetAside).toBe(false)
    expect(engine.setAside()).toMatchObject({ error: { code: 'vault/already-exists' } })
    expect(await engine.unlock(otherPassphrase)).toMatchObject({ ok: false })
    expect(engine.setAside()).toMatchObject({ error: { code: 'vault/already-exists' } })
    expect(existsSync(file('vault.json'))).toBe(true)
    valueOf(await engine.unlock(goodPassphrase))
    expect(types()).not.toContain('vault.set-aside')
    expect(engine.setAside()).toMatchObject({ error: { code: 'vault/already-exists' } })
  })
})
