/**
 * What the vault does with the system's own keychain: `keychain.ts FOLDER`. Prints one line of JSON with the outcome
 * of each act. Run inside a session bus with a keyring, or without any.
 */
import { createVault, systemKeychain, type VaultDeps } from '../../../../src/main/vault/index.ts'
import { goodPassphrase, testVaultDeps } from '../../../support/vault.ts'

const [folder = ''] = process.argv.slice(2)
const keychain = systemKeychain()
const deps: VaultDeps = { ...testVaultDeps(), keychain, now: () => Date.now() }

async function run(): Promise<Record<string, unknown>> {
  const created = await createVault({ folder, passphrase: goodPassphrase }, deps)
  if (!created.ok) return { created: created.error.code }
  const { locked, unlocked } = created.value
  const { deviceSecret, vaultId } = unlocked
  const anchored = await unlocked.writeAnchor('{"seq":1}')
  const anchor = await unlocked.readAnchor()
  unlocked.lock()
  const again = await locked.unlock(goodPassphrase)
  if (again.ok) again.value.lock()
  await keychain.write(`vault ${vaultId} device secret`, Buffer.alloc(32, 1).toString('base64'))
  const changed = await locked.unlock(goodPassphrase)
  if (changed.ok) changed.value.lock()
  locked.close()
  return {
    deviceSecret,
    anchored,
    anchor,
    again: again.ok ? 'open' : again.error.code,
    changed: changed.ok ? 'open' : changed.error.code,
  }
}

process.stdout.write(`${JSON.stringify(await run())}\n`)
