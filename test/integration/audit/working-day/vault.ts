import { dirname } from 'node:path'
import { ORPCError } from '@orpc/server'
import type { EngineClient, Shares } from '../../../../src/shared/contract/index.ts'
import { proofOf } from '../../../support/paper.ts'
import { goodPassphrase, otherPassphrase } from '../../../support/vault.ts'
import type { Act } from './day.ts'

const holders: Shares['holders'] = ['A colleague', 'The executor of my will', 'A safe']

async function newKit(client: EngineClient): Promise<string> {
  const kit = await client.vault.makeKit()
  await client.vault.confirmKit(proofOf(kit))
  return `${kit.words.join(' ')} ${kit.checkCode}`
}

/** Ends well where the answer is that the passphrase is wrong. */
const refusedAsWrong = (asked: Promise<unknown>) =>
  asked.then(
    () => {
      throw new Error('a wrong passphrase was taken')
    },
    (error: unknown) => {
      const data: unknown = error instanceof ORPCError ? error.data : undefined
      if ((data as { code?: string } | undefined)?.code !== 'vault/wrong-passphrase') throw error
    },
  )

export const vaultActs: readonly Act[] = [
  [
    ['vault.kit-made'],
    ({ client }) =>
      () =>
        client.vault.makeKit(),
  ],
  [
    ['vault.kit-printed'],
    ({ client }) =>
      () =>
        client.vault.printKit(),
  ],
  [
    ['vault.kit-confirmed'],
    async ({ client }) => {
      const { words, checkCode } = await client.vault.makeKit()
      return () => client.vault.confirmKit(proofOf({ words, checkCode }))
    },
  ],
  [
    ['vault.shares-made'],
    async ({ client }) => {
      const kit = await newKit(client)
      return () => client.vault.makeShares({ kit, holders })
    },
  ],
  [
    ['vault.share-printed'],
    ({ client }) =>
      () =>
        client.vault.printShare({ share: 2 }),
  ],
  [
    ['vault.shares-confirmed'],
    async ({ client }) => {
      const [first, second, third] = (await client.vault.makeShares({ kit: await newKit(client), holders }))
        .shares
      if (first === undefined || second === undefined || third === undefined) throw new Error('no shares')
      await client.vault.confirmShare({ share: 1, proof: proofOf(first) })
      await client.vault.confirmShare({ share: 2, proof: proofOf(second) })
      return () => client.vault.confirmShare({ share: 3, proof: proofOf(third) })
    },
  ],
  [
    ['backup.holder-said'],
    async ({ client, opens, put }) => {
      opens([dirname(put('a-file-beside-the-backup.txt', ''))])
      await client.backup.choosePlace()
      return async () => {
        await client.backup.sayHolder({ isOurs: true })
        // Else a backup begins by itself while the day lasts.
        await client.backup.giveUpPlace()
      }
    },
  ],
  [
    ['vault.proof-failed'],
    ({ client }) =>
      () =>
        refusedAsWrong(client.vault.renewStoreKey({ passphrase: otherPassphrase })),
  ],
  [
    ['vault.store-key-renewal-begun'],
    ({ client }) =>
      () =>
        client.vault.renewStoreKey({ passphrase: goodPassphrase }),
  ],
]
