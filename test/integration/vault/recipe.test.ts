import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createVault } from '../../../src/main/vault/index.ts'
import { openRaw, valueOf } from '../../support/store.ts'
import { goodPassphrase, otherPassphrase, tempFolder, testVaultDeps } from '../../support/vault.ts'

const recipe = resolve(import.meta.dirname, '../../../docs/recipes/open-vault.py')
let temp: ReturnType<typeof tempFolder>
let folder: string
let kit: string
let deviceSecret: string

beforeAll(async () => {
  temp = tempFolder()
  folder = join(temp.path, 'vault')
  const deps = testVaultDeps()
  const { locked, unlocked } = valueOf(await createVault({ folder, passphrase: goodPassphrase }, deps))
  const { words, checkCode } = unlocked.makeRecoveryKit()
  valueOf(unlocked.confirmRecoveryKit({ checkCode, wordNumber: 1, word: words[0]! }))
  kit = `${words.join(' ')} ${checkCode}`
  unlocked.lock()
  locked.close()
  deviceSecret = [...deps.keychain.items.values()][0]!
})
afterAll(() => temp.remove())

/** Debian's Python, which has Debian's python3-argon2. */
function runRecipe(typed: string, ...args: string[]) {
  const { status, stdout } = spawnSync('/usr/bin/python3', [recipe, folder, ...args], {
    encoding: 'utf8',
    input: typed,
  })
  return { status, key: stdout.trim() }
}

function expectOpens(key: string): void {
  const database = openRaw({ path: join(folder, 'store.db'), key: Buffer.from(key, 'hex') })
  expect(database.prepare('SELECT value FROM meta WHERE key = ?').pluck().get('created-at')).toMatch(/^2026-/)
  database.close()
}

describe('the documented recipe alone', () => {
  it('gets the store’s key from the recovery kit', () => {
    const { status, key } = runRecipe(kit)
    expect(status).toBe(0)
    expectOpens(key)
  })

  it('gets it from the passphrase and the device secret, and from neither alone', () => {
    const { status, key } = runRecipe(goodPassphrase, '--device-secret', deviceSecret)
    expect(status).toBe(0)
    expectOpens(key)
    expect(runRecipe(goodPassphrase, '--device-secret', 'none').status).not.toBe(0)
    expect(runRecipe(otherPassphrase, '--device-secret', deviceSecret).status).not.toBe(0)
  })
})
