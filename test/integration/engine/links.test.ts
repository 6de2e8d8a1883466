import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { router } from '../../../src/main/engine/router/index.ts'
import { listAuditEvents } from '../../../src/main/store/index.ts'
import type { EngineClient } from '../../../src/shared/contract/index.ts'
import { startTestEngine } from '../../support/engine.ts'
import { valueOf } from '../../support/store.ts'
import { goodPassphrase, tempFolder } from '../../support/vault.ts'

let temp: ReturnType<typeof tempFolder>
let engine: Engine
let client: EngineClient
const opened: string[] = []

beforeAll(async () => {
  temp = tempFolder('sealpost-links-')
  engine = await startTestEngine({
    userDataDir: temp.path,
    desktop: {
      openExternal: (url) => {
        opened.push(url)
        return Promise.resolve()
      },
    },
  })
  client = createRouterClient(router, { context: { engine } })
})
afterAll(async () => {
  await engine.shutdown()
  temp.remove()
})

it('opens a page of a provider before there is a log, and everything else once the log can say so', async () => {
  const { ways } = await client.accounts.suggest({ address: 'ana@gmail.com' })
  const page = ways.flatMap((way) => (way.kind === 'app-password' ? [way.url] : []))[0] ?? ''
  const elsewhere = 'https://elsewhere.example/'
  expect(page).toMatch(/^https:/)
  await client.app.openLink({ url: page })
  for (const url of [elsewhere, `${page}?to=elsewhere`]) {
    await expect(client.app.openLink({ url })).rejects.toMatchObject({ data: { code: 'vault/locked' } })
  }
  expect(opened).toEqual([page])
  valueOf(await engine.create(goodPassphrase))
  await client.app.openLink({ url: elsewhere })
  await client.app.openLink({ url: page })
  expect(opened).toEqual([page, elsewhere, page])
  const { store } = valueOf(engine.session())
  expect(
    listAuditEvents(store, { types: ['link.opened'] }, { before: null, limit: 9 }).map(({ type }) => type),
  ).toEqual(['link.opened', 'link.opened'])
})
