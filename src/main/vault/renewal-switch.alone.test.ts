import type * as Fs from 'node:fs'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { valueOf } from '../../../test/support/store.ts'
import { goodPassphrase } from '../../../test/support/vault.ts'
import { note, noteOf, useVaults } from '../../../test/support/vaults.ts'
import { fail, ok } from '../../shared/result.ts'
import { parseHeader } from './header.ts'
import { openVault, type UnlockedVault } from './index.ts'

/** What the drive says of the rename that puts the store under its new key in place, and what then comes of it. */
const drive = vi.hoisted(() => ({
  error: null as string | null,
  doesRename: false,
  isUnreadable: false,
}))
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof Fs>()
  const refuse = (code: string) => Object.assign(new Error(code), { code })
  let hasFailed = false
  return {
    ...fs,
    renameSync: (from: string, to: string) => {
      hasFailed = drive.error !== null && from.endsWith('store.db.next')
      if (!hasFailed || drive.doesRename) fs.renameSync(from, to)
      if (hasFailed) throw refuse(drive.error ?? '')
    },
    openSync: (path: string, ...how: [Fs.OpenMode, Fs.Mode?]) => {
      if (hasFailed && drive.isUnreadable && path.endsWith('store.db')) throw refuse('EIO')
      return fs.openSync(path, ...how)
    },
  }
})

const vaults = useVaults()
beforeEach(() => {
  Object.assign(drive, { error: null, doesRename: false, isUnreadable: false })
})

const renew = (unlocked: UnlockedVault) =>
  unlocked.storeKey.renew(goodPassphrase, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onBegin: () => ok(undefined),
    onReady: () => ok(undefined),
  })
const keyIds = () => {
  const header = valueOf(parseHeader(readFileSync(join(vaults.folder, 'vault.json'), 'utf8')))
  return header.body.storeKeys.map(({ id }) => id)
}

it('a bug at the switch is thrown on, and the header names the key of the file alone', async () => {
  const { unlocked } = await vaults.make()
  const before = unlocked.currentStoreKey.id
  drive.error = 'ERR_INVALID_ARG_TYPE'
  await expect(renew(unlocked)).rejects.toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' })
  expect([unlocked.currentStoreKey.id, keyIds()]).toEqual([before, [before]])
  expect(unlocked.storeKey.isRunning).toBe(false)
})

describe('a drive that reports a failure of the rename', () => {
  it.each(['EIO', 'ENOENT'])(
    'after it took effect (%s): the store goes on under its new key',
    async (error) => {
      const { locked, unlocked } = await vaults.make()
      note(unlocked, 'kept')
      const before = unlocked.currentStoreKey.id
      Object.assign(drive, { error, doesRename: true })
      expect(await renew(unlocked)).toEqual(ok(undefined))
      const { id } = unlocked.currentStoreKey
      expect([id === before, keyIds()]).toEqual([false, [before, id]])
      note(unlocked, 'goes on')
      unlocked.lock()
      const again = await vaults.unlock(locked)
      expect([noteOf(again), keyIds()]).toEqual(['goes on', [id]])
    },
  )

  it('after it took effect, and the store then opens no more: no wrap of a key is given up', async () => {
    const { locked, unlocked } = await vaults.make()
    note(unlocked, 'kept')
    const before = unlocked.currentStoreKey.id
    Object.assign(drive, { error: 'EIO', doesRename: true, isUnreadable: true })
    expect(await renew(unlocked)).toEqual(fail('store/damaged'))
    expect([unlocked.store.isOpen, keyIds().length]).toEqual([false, 2])
    unlocked.lock()
    locked.close()
    Object.assign(drive, { error: null, isUnreadable: false })
    const anew = valueOf(openVault(vaults.folder, vaults.deps))
    vaults.closeLater(() => {
      anew.close()
    })
    const again = await vaults.unlock(anew)
    expect(noteOf(again)).toBe('kept')
    expect([keyIds().length, keyIds()[0] === before]).toEqual([1, false])
  })

  it.each([
    ['EIO', 'store/io'],
    ['EBUSY', 'store/io'],
    ['EPERM', 'store/read-only'],
  ] as const)('that had no effect (%s): the old key stays, alone', async (error, code) => {
    const { locked, unlocked } = await vaults.make()
    const before = unlocked.currentStoreKey.id
    drive.error = error
    expect(await renew(unlocked)).toEqual(fail(code))
    expect([keyIds(), statSync(join(vaults.folder, 'store.db.next')).size]).toEqual([[before], 0])
    note(unlocked, 'goes on')
    // The control: nothing stands in the way of the next one.
    drive.error = null
    expect(await renew(unlocked)).toEqual(ok(undefined))
    expect(keyIds()).not.toEqual([before])
    unlocked.lock()
    expect(noteOf(await vaults.unlock(locked))).toBe('goes on')
  })
})
