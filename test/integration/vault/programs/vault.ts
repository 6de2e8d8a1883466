/**
 * One act on a vault, to be killed in the middle: `vault.ts ACT FOLDER`. Writes the act's outcome as its last line.
 * There is no keychain here: a test of the system's own has its own program.
 */
import { readFileSync, writeSync } from 'node:fs'
import { ok } from '../../../../src/shared/result.ts'
import { anchorIn, createAuditLog } from '../../../../src/main/audit/index.ts'
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
  if (act === 'guess') {
    const guessed = await vault.value.unlock(otherPassphrase)
    return guessed.ok || guessed.error.code !== 'vault/wrong-passphrase' ? 'let in' : 'done'
  }
  const unlocked = await vault.value.unlock(goodPassphrase)
  if (!unlocked.ok) return unlocked.error.code
  if (act === 'hold') {
    writeSync(1, 'holding\n')
    await new Promise((resolve) => setTimeout(resolve, 600_000))
  }
  if (act === 'add-key-file') {
    const file = readFileSync(`${folder}.key-file`)
    const added = await unlocked.value.factors.addKeyFile(goodPassphrase, file, () => ok(undefined))
    return added.ok ? 'done' : added.error.code
  }
  if (act === 'renew') {
    const { store } = unlocked.value
    const signingKey = () => unlocked.value.subKey('audit-signing')
    const anchor = anchorIn(unlocked.value)
    const audit = createAuditLog({ store, clock: () => new Date(), uptimeMs: () => 0, anchor, signingKey })
    const renewed = await unlocked.value.storeKey.renew(goodPassphrase, {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onBegin: () => audit.record({ type: 'vault.store-key-renewal-begun' }),
      onReady: () => audit.record({ type: 'vault.store-key-renewed' }),
    })
    return renewed.ok ? 'done' : renewed.error.code
  }
  if (act === 'unlock') return 'done'
  if (act === 'erase') {
    unlocked.value.lock()
    const erased = await vault.value.erase()
    return erased.ok ? 'done' : erased.error.code
  }
  const changed = await unlocked.value.changePassphrase(goodPassphrase, otherPassphrase)
  return changed.ok ? 'done' : changed.error.code
}

writeSync(1, `${await run()}\n`)
