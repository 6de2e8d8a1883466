/**
 * One act on a backup, to be killed in the middle: `backup.ts make|restore FOLDER PLACE [KIT]`. Writes the act's outcome
 * as its last line.
 */
import { writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import {
  noKeychain,
  openBackupWithKit,
  openVault,
  restoreVault,
  type VaultDeps,
} from '../../../../src/main/vault/index.ts'
import { ok, type Result } from '../../../../src/shared/result.ts'
import { backUp, quietly } from '../../../support/backup.ts'
import { goodPassphrase, otherPassphrase, testVaultDeps } from '../../../support/vault.ts'

const [act, folder = '', place = '', kit = ''] = process.argv.slice(2)
const deps: VaultDeps = { ...testVaultDeps(), keychain: noKeychain, now: () => Date.now() }

/** Durable steps that are taken before those of a backup: see the test. */
async function takeSteps(count: number): Promise<void> {
  const file = await open(`${folder}.steps`, 'w')
  for (let index = 0; index < count; index += 1) await file.sync()
  await file.close()
}

async function make(): Promise<Result<unknown>> {
  await takeSteps(12)
  const vault = openVault(folder, deps)
  if (!vault.ok) return vault
  const unlocked = await vault.value.unlock(goodPassphrase)
  return unlocked.ok ? backUp(unlocked.value, place, { now: new Date('2026-11-22T12:00:00Z') }) : unlocked
}

async function restore(): Promise<Result<unknown>> {
  const recovered = await openBackupWithKit(place, kit)
  if (!recovered.ok) return recovered
  const [newest] = recovered.value.versions
  if (newest === undefined) return ok('nothing')
  return restoreVault(recovered.value, newest.number, { folder, passphrase: otherPassphrase }, quietly, deps)
}

const outcome = act === 'make' ? await make() : await restore()
writeSync(1, `${outcome.ok ? 'done' : outcome.error.code}\n`)
