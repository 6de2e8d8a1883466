import { createRouterClient, ORPCError } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { historyOf } from '../../../src/main/audit/index.ts'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { router } from '../../../src/main/engine/router/index.ts'
import { proofPurposes, type ProofPurpose } from '../../../src/main/vault/index.ts'
import type { EngineClient } from '../../../src/shared/contract/index.ts'
import { startTestEngine } from '../../support/engine.ts'
import { proofOf } from '../../support/paper.ts'
import { valueOf } from '../../support/store.ts'
import { goodPassphrase, memoryKeychain, otherPassphrase, tempFolder } from '../../support/vault.ts'

let folder: ReturnType<typeof tempFolder>
let engine: Engine
let client: EngineClient

const bytes = Buffer.alloc(32, 7).toString('base64')
const passkey = {
  ...{ credentialId: 'AAECAwQFBgcICQoLDA0ODw', transports: [], salt: bytes, output: bytes, name: 'Key' },
  attachment: 'cross-platform' as const,
}

beforeAll(async () => {
  folder = tempFolder('sealpost-wrong-proofs-')
  engine = await startTestEngine({ userDataDir: folder.path, keychain: memoryKeychain() })
  valueOf(await engine.create(goodPassphrase))
  client = createRouterClient(router, { context: { engine } })
  await client.vault.confirmKit(proofOf(await client.vault.makeKit()))
  await client.vault.addPasskey({ ...passkey, passphrase: goodPassphrase })
})
afterAll(async () => {
  await engine.shutdown()
  folder.remove()
})

const session = () => valueOf(engine.session())
const wrongOnes = () => [...historyOf(session().store, ['vault.proof-failed'])].map(({ event }) => event)

async function firstFactor(): Promise<string> {
  const [factor] = await client.vault.factors()
  return factor?.id ?? ''
}

const places: readonly [string, ProofPurpose, (passphrase: string) => Promise<unknown>][] = [
  [
    'changing the passphrase',
    'passphrase-change',
    (current) => client.vault.changePassphrase({ current, next: otherPassphrase }),
  ],
  ['enrolling a passkey', 'factor-addition', (passphrase) => client.vault.beginPasskey({ passphrase })],
  ['adding it', 'factor-addition', (passphrase) => client.vault.addPasskey({ ...passkey, passphrase })],
  [
    'adding a key file',
    'factor-addition',
    (passphrase) => client.vault.addKeyFile({ passphrase, name: 'Stick' }),
  ],
  [
    'taking a factor out of use',
    'factor-removal',
    async (passphrase) => client.vault.removeFactor({ id: await firstFactor(), passphrase }),
  ],
  ['renewing the store key', 'store-key-renewal', (passphrase) => client.vault.renewStoreKey({ passphrase })],
  [
    'erasure',
    'erasure',
    async (passphrase) =>
      client.vault.erase({ passphrase, confirmation: (await client.vault.eraseName()).name }),
  ],
  [
    'lifting a hold',
    'hold-lifting',
    (passphrase) => client.holds.lift({ id: 1, because: 'Settled', passphrase }),
  ],
  [
    'explaining a rollback',
    'rollback-explanation',
    (passphrase) => client.audit.explainRollback({ reason: 'trial', passphrase }),
  ],
  ['leaving the practice', 'policy-leaving', (passphrase) => client.policy.leave({ passphrase })],
]

describe('guessing the passphrase before an unlocked screen', () => {
  it.each(places)('is on record once: %s', async (_place, purpose, ask) => {
    const before = wrongOnes()
    const refused = await ask('not the passphrase of anybody').then(
      () => 'it happened',
      (error: unknown) => (error instanceof ORPCError ? (error.data as unknown) : error),
    )
    expect(refused).toMatchObject({ code: 'vault/wrong-passphrase' })
    const recorded = [{ type: 'vault.proof-failed', purpose, inARow: 1 }, ...before]
    expect(wrongOnes()).toEqual(recorded)

    // Control: the right one leaves none, and the next wrong one is the first in a row again.
    await client.vault.beginPasskey({ passphrase: goodPassphrase })
    expect(wrongOnes()).toEqual(recorded)
  })

  it('was tried for all that a passphrase is asked for anew', () => {
    expect(new Set(places.map(([, purpose]) => purpose))).toEqual(new Set(proofPurposes))
  })

  it('is counted, and the right passphrase ends the row', async () => {
    for (const inARow of [1, 2, 3]) {
      await expect(client.vault.beginPasskey({ passphrase: otherPassphrase })).rejects.toThrow()
      expect(wrongOnes()[0]).toMatchObject({ inARow })
    }
    const { alerts } = await client.audit.review()
    expect(alerts).toContainEqual(expect.objectContaining({ kind: 'failed-unlocks', count: 3 }))
  })
})
