import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { valueOf } from '../../../test/support/store.ts'
import { tempFolder } from '../../../test/support/vault.ts'
import type { FileHandle } from '../../shared/ids.ts'
import { createFileDesk, type FileDesk } from './files.ts'

let folder: ReturnType<typeof tempFolder>
let now: number
let desk: FileDesk
const at = (name: string) => join(folder.path, name)

beforeEach(() => {
  folder = tempFolder('sealpost-files-')
  now = 1_000
  desk = createFileDesk(() => new Date(now))
  writeFileSync(at('plan.txt'), 'The plan')
})
afterEach(() => {
  folder.remove()
})

async function handleOf(name: string): Promise<FileHandle> {
  const [registered] = await desk.register([at(name)])
  if (registered === undefined) {
    throw new Error(`${name} wasn't registered`)
  }
  return registered.handle
}

describe('files that a person picked', () => {
  it('are known by handle, name and size, never by path', async () => {
    const registered = await desk.register([at('plan.txt')])
    expect(registered).toMatchObject([{ name: 'plan.txt', sizeBytes: 8 }])
    expect(JSON.stringify(registered)).not.toContain(folder.path)
  })

  it('are read by their handle', async () => {
    const { name, bytes } = valueOf(await desk.read(await handleOf('plan.txt')))
    expect([name, new TextDecoder().decode(bytes)]).toEqual(['plan.txt', 'The plan'])
  })

  it('are files: no folder and nothing that is not there', async () => {
    mkdirSync(at('folder'))
    expect(await desk.register([at('folder'), at('missing.txt')])).toEqual([])
  })

  it.each([
    ['a path', () => at('plan.txt')],
    ['a guess', () => 'AAAAAAAAAAAAAAAAAAAAAAAA'],
  ])('are not opened by %s', async (_name, guess) => {
    expect(await desk.read(guess() as FileHandle)).toMatchObject({ error: { code: 'file/handle-expired' } })
  })

  it('may be used for an hour, and not after the lock', async () => {
    const expired = { error: { code: 'file/handle-expired' } }
    const handle = await handleOf('plan.txt')
    now += 3_600_001
    expect(await desk.read(handle)).toMatchObject(expired)
    const fresh = await handleOf('plan.txt')
    desk.forget()
    expect(await desk.read(fresh)).toMatchObject(expired)
  })

  it('say when they cannot be read any more', async () => {
    const handle = await handleOf('plan.txt')
    rmSync(at('plan.txt'))
    expect(await desk.read(handle)).toMatchObject({
      error: { code: 'file/unreadable', detail: { name: 'plan.txt' } },
    })
  })

  it('are not read into memory when they are far too large', async () => {
    writeFileSync(at('large.bin'), '')
    truncateSync(at('large.bin'), 101 * 1024 * 1024)
    expect(await desk.readPath(at('large.bin'))).toMatchObject({
      error: { code: 'file/too-large', detail: { limitBytes: 100 * 1024 * 1024 } },
    })
  })
})
