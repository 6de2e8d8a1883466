/**
 * One act on a vault, to be killed in the middle: `vault.ts ACT FOLDER`. Writes the act's outcome as its last line.
 * There is no keychain here: a test of the system's own has its own program.
 */
import { writeSync } from 'node:fs'
import { createVault, noKeychain, openVault, type VaultDeps } from '../../../../src/main/vault/index.ts'
import { goodPassphrase, otherPassphrase, testVaultDeps } from '../../../support/vault.ts'

const [act, folder = ''] = process.argv.slice(2)
const deps: VaultDeps = { ...testVaultDeps(), keychain: noKeychain, now: () => Date.now() }

async function run(): Promise<string> {
  if (act === 'create') {
    const created = await createVault({ folder, passphrase: goodPassphrase }, deps)
    return created.ok ? 'done' : created.error.code
  }
  const vault = openVault(folder, deps)
  if (!vault.ok) return vault.error.code
  const unlocked = await vault.value.unlock(goodPassphrase)
  if (!unlocked.ok) return unlocked.error.code
  if (act === 'hold') {
    writeSync(1, 'holding\n')
    await new Promise((resolve) => setTimeout(resolve, 600_000))
  }
  const changed = await unlocked.value.changePassphrase(goodPassphrase, otherPassphrase)
  return changed.ok ? 'done' : changed.error.code
}

writeSync(1, `${await run()}\n`)
