import { buildExport, createAuditLog } from '../../../../src/main/audit/index.ts'
import type { EngineClient } from '../../../../src/shared/contract/index.ts'
import { noVault } from '../../../support/no-vault.ts'
import { makeTestStore, valueOf } from '../../../support/store.ts'
import { signedBinder } from '../../../support/binder.ts'
import type { Act } from './day.ts'

async function firstLog(client: EngineClient): Promise<number> {
  const [log] = await client.logs.list()
  if (log === undefined) throw new Error('no log was added')
  return log.id
}

async function firstBinder(client: EngineClient): Promise<number> {
  const [binder] = await client.binders.list()
  if (binder === undefined) throw new Error('no binder was added')
  return binder.id
}

/** Another practice's log, of nothing yet. */
async function exportedByAnother(): Promise<string> {
  const { store, write, dispose } = makeTestStore()
  const clock = () => new Date()
  const log = createAuditLog({ store, clock, uptimeMs: () => performance.now(), ...noVault })
  write((tx) => {
    log.begin(tx, '')
  })
  valueOf(log.record({ type: 'vault.created', deviceSecret: 'none' }))
  const { files } = await buildExport(
    store,
    { format: 'jsonl', withNames: false },
    clock(),
    () => new Uint8Array(32),
  )
  dispose()
  return Buffer.concat(files.map(({ bytes }) => bytes)).toString()
}

export const logActs: readonly Act[] = [
  [
    ['collector.set'],
    ({ client }) =>
      () =>
        client.collector.set({ host: 'localhost', port: 1, certificate: null }),
  ],
  [
    ['collector.ended'],
    ({ client }) =>
      () =>
        client.collector.end(),
  ],
  [
    ['activity.reviewed'],
    async ({ client }) => {
      const { to } = await client.audit.review()
      return () => client.audit.signReview({ to })
    },
  ],
  [
    ['audit.verifier-saved'],
    ({ client }) =>
      () =>
        client.audit.saveVerifier(),
  ],
  [
    ['audit.exported'],
    ({ client }) =>
      () =>
        client.audit.export({ format: 'jsonl', withNames: false }),
  ],
  [
    ['audit.head-letter-set'],
    ({ client }) =>
      () =>
        client.audit.planHeadLetter({ to: 'notary@elsewhere.example', every: 'weekly' }),
  ],
  [
    ['audit.head-letter-begun'],
    ({ client }) =>
      () =>
        client.audit.writeHeadLetter({ subject: 'For safekeeping', text: 'Keep it.' }),
  ],
  [
    ['log.added'],
    async ({ client, opens, put }) => {
      opens([put('other.jsonl', await exportedByAnother())])
      const offer = await client.logs.choose()
      return () => client.logs.add({ file: offer?.file ?? '', title: 'Dr. Lee' })
    },
  ],
  [
    ['log.viewed'],
    async ({ client }) => {
      const id = await firstLog(client)
      return () => client.logs.open({ id })
    },
  ],
  [
    ['audit.checkpoint'],
    async ({ client }) => {
      const [id, { to }] = [await firstLog(client), await client.audit.review()]
      for (let seq = to; seq % 100 !== 99; seq += 1) await client.logs.open({ id })
      return () => client.logs.open({ id })
    },
  ],
  [
    ['log.removed'],
    async ({ client }) => {
      const id = await firstLog(client)
      return () => client.logs.remove({ id })
    },
  ],
  [
    ['binder.added'],
    async ({ client, opens, put }) => {
      opens([put('other.json', signedBinder().toString())])
      const offer = await client.binders.choose()
      return () => client.binders.add({ file: offer?.file ?? '', title: 'Dr. Lee' })
    },
  ],
  [
    ['binder.viewed'],
    async ({ client }) => {
      const id = await firstBinder(client)
      return () => client.binders.open({ id })
    },
  ],
  [
    ['binder.removed'],
    async ({ client }) => {
      const id = await firstBinder(client)
      return () => client.binders.remove({ id })
    },
  ],
]
