import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proofOf } from '../../../test/support/paper.ts'
import { valueOf } from '../../../test/support/store.ts'
import { goodPassphrase, tempFolder, testVaultDeps, type TestVaultDeps } from '../../../test/support/vault.ts'
import { fail } from '../../shared/result.ts'
import { headerText, isHeaderGenuine, parseHeader } from './header.ts'
import { createVault, openVault } from './index.ts'
import { headerMacKey } from './wraps.ts'

let temp: ReturnType<typeof tempFolder>
let folder: string
let deps: TestVaultDeps
let original: string

beforeAll(async () => {
  temp = tempFolder()
  folder = join(temp.path, 'vault')
  deps = testVaultDeps()
  const { locked, unlocked } = valueOf(await createVault({ folder, passphrase: goodPassphrase }, deps))
  const kit = unlocked.makeRecoveryKit()
  valueOf(unlocked.confirmRecoveryKit(proofOf(kit)))
  unlocked.lock()
  locked.close()
  original = readFileSync(join(folder, 'vault.json'), 'utf8')
})
afterAll(() => temp.remove())

describe('the header of a vault', () => {
  it('is read as it was written', () => {
    const header = valueOf(parseHeader(original))
    expect(header.body.wraps.map(({ kind }) => kind)).toEqual(['passphrase', 'recovery-kit'])
    expect(header.body.storeKeys).toHaveLength(1)
  })

  it('with any one byte changed is refused by name, and the file stays as it is', () => {
    const bytes = Buffer.from(original)
    for (let offset = 0; offset < bytes.length; offset += 1) {
      const changed = Buffer.from(bytes)
      changed[offset]! ^= 1
      const parsed = parseHeader(changed.toString('utf8'))
      expect(parsed.ok ? `byte ${offset} was changed unseen` : parsed.error.code).toMatch(
        /^vault\/header-(damaged|newer)$/,
      )
    }
  })

  it.each([
    ['empty', ''],
    ['cut in half', () => original.slice(0, original.length / 2)],
    ['of another program', '{"format":"something","version":1}'],
    ['with a doubled member', () => original.replace('"version": 1,', '"version": 1,\n  "version": 1,')],
    ['without its last line end', () => original.trimEnd()],
  ])('%s is damaged', (_what, text) => {
    expect(parseHeader(typeof text === 'string' ? text : text())).toEqual(fail('vault/header-damaged'))
  })

  it('of a newer program is named as such, whatever else it holds', () => {
    expect(parseHeader('{"format":"sealpost-vault","version":2,"news":true}\n')).toEqual(
      fail('vault/header-newer'),
    )
  })

  it('keeps ways to open that a newer program added', () => {
    const { body } = valueOf(parseHeader(original))
    const added = { kind: 'passkey', id: 'ab'.repeat(16), credentialId: 'x', prfSalt: 'y' }
    const text = headerText({ ...body, wraps: [...body.wraps, added] }, randomBytes(32))
    expect(valueOf(parseHeader(text)).body.wraps.at(-1)).toEqual(added)
  })

  it('that someone without the key put together anew opens nothing', async () => {
    const { body } = valueOf(parseHeader(original))
    const forged = headerText({ ...body, createdAt: '2020-01-01T00:00:00.000Z' }, randomBytes(32))
    expect(parseHeader(forged).ok).toBe(true)
    writeFileSync(join(folder, 'vault.json'), forged)
    const locked = valueOf(openVault(folder, deps))
    expect(await locked.unlock(goodPassphrase)).toEqual(fail('vault/header-damaged'))
    expect(readFileSync(join(folder, 'vault.json'), 'utf8')).toBe(forged)
    locked.close()
    writeFileSync(join(folder, 'vault.json'), original)
  })

  it('with the wrap of another vault, or weaker parameters, opens nothing', async () => {
    const other = join(temp.path, 'other')
    const made = valueOf(await createVault({ folder: other, passphrase: goodPassphrase }, deps))
    made.unlocked.lock()
    made.locked.close()
    const foreign = valueOf(parseHeader(readFileSync(join(other, 'vault.json'), 'utf8'))).body
    const { body } = valueOf(parseHeader(original))
    const [own] = body.wraps
    for (const wraps of [
      foreign.wraps,
      [{ ...own!, kdf: { name: 'argon2id', memoryKib: 8, iterations: 1 } }],
    ]) {
      const text = headerText({ ...body, wraps }, randomBytes(32))
      writeFileSync(join(folder, 'vault.json'), text)
      const locked = openVault(folder, deps)
      const opened = locked.ok ? await locked.value.unlock(goodPassphrase) : locked
      expect(opened.ok ? 'open' : opened.error.code).toMatch(/^vault\/(wrong-passphrase|header-damaged)$/)
      if (locked.ok) locked.value.close()
    }
    writeFileSync(join(folder, 'vault.json'), original)
  })

  it('carries a MAC that only the vault key makes', () => {
    const { body } = valueOf(parseHeader(original))
    const key = headerMacKey(randomBytes(32), body.vaultId)
    const header = valueOf(parseHeader(headerText(body, key)))
    expect(isHeaderGenuine(header, key)).toBe(true)
    expect(isHeaderGenuine(header, headerMacKey(randomBytes(32), body.vaultId))).toBe(false)
  })
})
