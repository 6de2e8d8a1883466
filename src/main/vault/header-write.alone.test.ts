import type * as Fs from 'node:fs'
import { beforeEach, expect, it, vi } from 'vitest'
import { makeKit, useVaults } from '../../../test/support/vaults.ts'
import { goodPassphrase, otherPassphrase } from '../../../test/support/vault.ts'
import { ok } from '../../shared/result.ts'

/** What the drive refuses to flush, with an error of input and output. */
const refused = vi.hoisted(() => ({ flushOf: null as 'file' | 'folder' | null }))
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof Fs>()
  return {
    ...fs,
    fsyncSync: (file: number) => {
      const kind = fs.fstatSync(file).isDirectory() ? 'folder' : 'file'
      if (kind === refused.flushOf) throw Object.assign(new Error('EIO'), { code: 'EIO' })
      fs.fsyncSync(file)
    },
  }
})

const vaults = useVaults()
beforeEach(() => {
  refused.flushOf = null
})

it('a folder that is not flushed after the header was replaced leaves the new one in force', async () => {
  const { locked, unlocked } = await vaults.make()
  makeKit(unlocked)
  refused.flushOf = 'folder'
  const file = Buffer.from(unlocked.factors.newKeyFile())
  expect(await unlocked.factors.addKeyFile(goodPassphrase, file, () => ok(undefined))).toEqual(ok(undefined))
  expect(unlocked.factors.list).toMatchObject([{ kind: 'key-file' }])
  refused.flushOf = null
  unlocked.lock()
  expect(await locked.unlock(goodPassphrase)).toMatchObject({ error: { code: 'vault/factor-needed' } })
  const opened = await locked.unlock(goodPassphrase, { kind: 'key-file', file })
  expect(opened.ok).toBe(true)
  if (opened.ok) opened.value.lock()
})

it('a header that is not flushed never takes the place of the old one', async () => {
  const { locked, unlocked } = await vaults.make()
  refused.flushOf = 'file'
  expect(await unlocked.changePassphrase(goodPassphrase, otherPassphrase)).toMatchObject({
    error: { code: 'store/io' },
  })
  refused.flushOf = null
  unlocked.lock()
  expect(await locked.unlock(otherPassphrase)).toMatchObject({ error: { code: 'vault/wrong-passphrase' } })
  await vaults.unlock(locked)
})
