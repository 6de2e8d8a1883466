import { hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEngineProcess, type EngineProcess } from '../../../bench/engine/engine-process.ts'
import { vaultPassphrase } from '../../../bench/engine/set-up.ts'
import { parseHeader } from '../../../src/main/vault/header.ts'
import { keyPurposes } from '../../../src/main/vault/sub-keys.ts'
import { proofOf } from '../../support/paper.ts'
import { countInMemory, keyForms } from '../../support/process-memory.ts'
import { valueOf } from '../../support/store.ts'
import { tempFolder } from '../../support/vault.ts'
import { keysOf } from '../../support/vault-keys.ts'

let folder: ReturnType<typeof tempFolder>
let engine: EngineProcess

beforeEach(() => {
  folder = tempFolder('sealpost-memory-')
  engine = startEngineProcess(folder.path, null)
})
afterEach(async () => {
  await engine.kill()
  folder.remove()
})

/** Every key of the vault, in every form. */
async function keys(): Promise<Record<string, Buffer>> {
  const secrets = { passphrase: vaultPassphrase, deviceSecret: null }
  const { vaultKey, storeKey, body } = await keysOf(join(folder.path, 'vault'), secrets)
  const subKeys = keyPurposes.map((purpose) => {
    const salt = Buffer.from(body.vaultId, 'hex')
    return [purpose, hkdfSync('sha256', vaultKey, salt, `sealpost/vault/1/key/${purpose}`, 32)] as const
  })
  return {
    ...keyForms('vault key', vaultKey),
    ...keyForms('store key', storeKey),
    ...Object.fromEntries(subKeys.map(([purpose, key]) => [purpose, Buffer.from(key)])),
  }
}

const found = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))

describe.runIf(process.platform === 'linux')('a dump of the engine’s memory', () => {
  it('holds the keys while the vault is open, and none of them, in no form, once it is locked', async () => {
    const { client } = engine
    await client.vault.create({ passphrase: vaultPassphrase })
    const kit = await client.vault.makeKit()
    await client.vault.confirmKit(proofOf(kit))
    const wanted = await keys()
    const open = found(countInMemory(engine.pid, wanted))
    // Positive control: the search finds what is there.
    expect(open).toHaveProperty(['vault key'])
    expect(open).toHaveProperty(['store key'])
    expect(open).toHaveProperty(['sealed-row-mac'])

    await client.vault.renewStoreKey({ passphrase: vaultPassphrase })
    const renewed = await keys()
    expect(renewed['store key']).not.toEqual(wanted['store key'])
    expect(found(countInMemory(engine.pid, renewed))).toHaveProperty(['store key'])

    await client.vault.lock()
    await client.vault.unlock({ passphrase: vaultPassphrase })
    for (let round = 0; round < 20; round += 1) {
      await client.contacts.add({
        ...{
          kind: 'patient',
          name: `Patient ${String(round)}`,
          addresses: [`patient${String(round)}@hope.test`],
        },
        ...{ nicknames: [], birthDate: null, recordNumber: null, phones: [], agreedToEmailOn: null },
        ...{ readsMailOn: 'unsure', isAddressConfirmed: true },
      })
      await client.audit.list({ cursor: null, limit: 100 })
    }
    await client.vault.lock()
    expect(found(countInMemory(engine.pid, wanted))).toEqual({})
    expect(found(countInMemory(engine.pid, renewed))).toEqual({})
  })

  it('holds none of them either where a lock left the vault key, wrapped, for a passkey', async () => {
    const { client } = engine
    await client.vault.create({ passphrase: vaultPassphrase })
    await client.vault.confirmKit(proofOf(await client.vault.makeKit()))
    const wanted = await keys()
    const output = randomBytes(32)
    const held = () => engine.measure.holdSecret(output.map((byte) => byte ^ 0x5a))
    await client.vault.addPasskey({
      ...{ passphrase: vaultPassphrase, name: 'This laptop', attachment: 'platform', transports: [] },
      credentialId: randomBytes(16).toString('base64url'),
      ...{ salt: randomBytes(32).toString('base64'), output: await held() },
    })
    await client.app.saveSettings({ ...(await client.app.settings()), passkeyUnlocksAlone: true })
    const [passkey] = await client.vault.factors()
    const salt = Buffer.from(vaultIdIn(folder.path), 'hex')
    const factor = hkdfSync('sha256', output, salt, 'sealpost/vault/1/factor/passkey', 32)
    const proof = async () => ({ id: passkey?.id ?? '', output: await held() })
    await client.vault.lock()
    await client.vault.unlock({
      passphrase: vaultPassphrase,
      factor: { kind: 'passkey', ...(await proof()) },
    })
    await client.vault.lock()
    const { waysIn } = await client.app.state()
    expect(waysIn?.passkeys).toMatchObject([{ opensAlone: true }])
    // Beside the keys, what would open the wrapped one.
    const opening = {
      ...keyForms('factor', new Uint8Array(factor)),
      ...keyForms('output of the passkey', output),
    }
    expect(found(countInMemory(engine.pid, { ...wanted, ...opening }))).toEqual({})

    // Positive control: it was kept.
    await client.vault.unlockWithPasskey(await proof())
    const { 'vault key': vaultKey = output } = wanted
    expect(found(countInMemory(engine.pid, { vaultKey }))).toHaveProperty(['vaultKey'])
  })
})

function vaultIdIn(userDataDir: string): string {
  const header = readFileSync(join(userDataDir, 'vault', 'vault.json'), 'utf8')
  return valueOf(parseHeader(header)).body.vaultId
}
