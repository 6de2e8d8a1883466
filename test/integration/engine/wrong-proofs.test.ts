import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient, ORPCError } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { historyOf } from '../../../src/main/audit/index.ts'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { router } from '../../../src/main/engine/router/index.ts'
import { proofPurposes, type ProofPurpose } from '../../../src/main/vault/index.ts'
import { kitOf } from '../../../src/main/vault/recovery-kit.ts'
import type { EngineClient } from '../../../src/shared/contract/index.ts'
import { startTestEngine } from '../../support/engine.ts'
import { proofOf } from '../../support/paper.ts'
import { valueOf } from '../../support/store.ts'
import { goodPassphrase, memoryKeychain, otherPassphrase, tempFolder } from '../../support/vault.ts'

let folder: ReturnType<typeof tempFolder>
let engine: Engine
let client: EngineClient
/** Of the kit that opens this vault. */
let ownWords: string

const passkey = () => ({
  ...{ credentialId: 'AAECAwQFBgcICQoLDA0ODw', transports: [], name: 'Key' },
  salt: Buffer.alloc(32, 7).toString('base64'),
  output: engine.heldSecrets.hold(new Uint8Array(32).fill(7)),
  attachment: 'cross-platform' as const,
})

beforeAll(async () => {
  folder = tempFolder('sealpost-wrong-proofs-')
  const drive = join(folder.path, 'drive')
  mkdirSync(drive)
  engine = await startTestEngine({
    userDataDir: folder.path,
    keychain: memoryKeychain(),
    desktop: { askOpenPaths: () => Promise.resolve([drive]) },
  })
  valueOf(await engine.create(goodPassphrase))
  client = createRouterClient(router, { context: { engine } })
  const kit = await client.vault.makeKit()
  await client.vault.confirmKit(proofOf(kit))
  ownWords = `${kit.words.join(' ')} ${kit.checkCode}`
  await client.vault.addPasskey({ ...passkey(), passphrase: goodPassphrase })
  await client.backup.choosePlace()
  await client.backup.make()
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

/** Well written, and of no vault here. */
const foreignKit = kitOf(Array.from({ length: 16 }, () => 'harbor'))
const foreignWords = `${foreignKit.words.join(' ')} ${foreignKit.checkCode}`
const holders = ['A colleague', 'The executor', 'The safe'] as const

const kitPlaces: readonly [string, ProofPurpose, (kit: string) => Promise<unknown>][] = [
  ['making shares', 'share-making', (kit) => client.vault.makeShares({ kit, holders: [...holders] })],
  ['trying a restore', 'restore-drill', (kit) => client.backup.drill({ kit })],
]

const places: readonly [string, ProofPurpose, (passphrase: string) => Promise<unknown>][] = [
  [
    'changing the passphrase',
    'passphrase-change',
    (current) => client.vault.changePassphrase({ current, next: otherPassphrase }),
  ],
  ['enrolling a passkey', 'factor-addition', (passphrase) => client.vault.beginPasskey({ passphrase })],
  ['adding it', 'factor-addition', (passphrase) => client.vault.addPasskey({ ...passkey(), passphrase })],
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
    const recorded = [{ type: 'vault.proof-failed', purpose, with: 'passphrase', inARow: 1 }, ...before]
    expect(wrongOnes()).toEqual(recorded)

    // Control: the right one leaves none, and the next wrong one is the first in a row again.
    await client.vault.beginPasskey({ passphrase: goodPassphrase })
    expect(wrongOnes()).toEqual(recorded)
  })

  it.each(kitPlaces)('with a recovery kit is on record as well: %s', async (_place, purpose, ask) => {
    const before = wrongOnes()
    const refusedWith = (kit: string) =>
      ask(kit).then(
        () => 'it happened',
        (error: unknown) => (error instanceof ORPCError ? (error.data as unknown) : error),
      )
    expect(await refusedWith(foreignWords)).toMatchObject({ code: 'vault/wrong-recovery-kit' })
    const recorded = [{ type: 'vault.proof-failed', purpose, with: 'recovery-kit', inARow: 1 }, ...before]
    expect(wrongOnes()).toEqual(recorded)

    // Controls: the right one, and a slip of the pen, leave none; the right passphrase ends the row.
    expect(await refusedWith(`${foreignWords}0`)).toMatchObject({ code: 'vault/recovery-kit-mistyped' })
    expect(await refusedWith(ownWords)).toBe('it happened')
    expect(wrongOnes()).toEqual(recorded)
    await client.vault.beginPasskey({ passphrase: goodPassphrase })
  })

  it('was tried for all that a passphrase is asked for anew', () => {
    expect(new Set([...places, ...kitPlaces].map(([, purpose]) => purpose))).toEqual(new Set(proofPurposes))
  })

  it('is counted, also with a kit among them, and the right passphrase ends the row', async () => {
    for (const inARow of [1, 2, 3]) {
      const guess =
        inARow === 2
          ? client.backup.drill({ kit: foreignWords })
          : client.vault.beginPasskey({ passphrase: otherPassphrase })
      await expect(guess).rejects.toThrow()
      expect(wrongOnes()[0]).toMatchObject({ inARow })
    }
    const { alerts } = await client.audit.review()
    expect(alerts).toContainEqual(expect.objectContaining({ kind: 'failed-unlocks', count: 3 }))
  })
})
