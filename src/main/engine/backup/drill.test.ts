import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeBackedUpVault, quietly, type BackedUpVault } from '../../../../test/support/backup.ts'
import { valueOf } from '../../../../test/support/store.ts'
import { openBackupWithKit, VaultLockedError } from '../../vault/index.ts'
import { runDrill } from './drill.ts'

let made: BackedUpVault
beforeEach(async () => {
  made = await makeBackedUpVault()
})
afterEach(() => {
  made.dispose()
})

it('holds the key of the vault no longer than restoring takes', async () => {
  made.write('first', 900_000)
  valueOf(await made.backUp())
  const recovered = valueOf(await openBackupWithKit(made.place, made.kit))
  const isKeyHeld: Record<'restoring' | 'comparing', boolean[]> = { restoring: [], comparing: [] }
  const look = (done: number, total: number) => {
    isKeyHeld[done * 2 <= total ? 'restoring' : 'comparing'].push(hasKey())
  }
  function hasKey(): boolean {
    try {
      return recovered.identity.subKey('backup').length > 0
    } catch (error) {
      expect(error).toBeInstanceOf(VaultLockedError)
      return false
    }
  }
  const drilled = await runDrill(recovered, {
    ...quietly,
    folder: join(made.temp, 'drill'),
    version: 1,
    withKit: true,
    clock: () => new Date('2026-11-22T12:00:00Z'),
    onProgress: look,
  })
  expect(valueOf(drilled).faults).toEqual([])
  // The control: it is needed for restoring.
  expect(new Set(isKeyHeld.restoring)).toEqual(new Set([true]))
  expect(new Set(isKeyHeld.comparing)).toEqual(new Set([false]))
})
