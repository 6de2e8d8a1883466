import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { router } from '../../../src/main/engine/router/index.ts'
import { listAuditEventsAfter, readRecoveryRows } from '../../../src/main/store/index.ts'
import type { EngineClient, Settings } from '../../../src/shared/contract/index.ts'
import { startTestEngine } from '../../support/engine.ts'
import { valueOf } from '../../support/store.ts'
import { goodPassphrase, memoryKeychain, tempFolder } from '../../support/vault.ts'

let folder: ReturnType<typeof tempFolder>
let engine: Engine
let client: EngineClient

beforeAll(async () => {
  folder = tempFolder('sealpost-spelling-')
  engine = await startTestEngine({ userDataDir: folder.path, keychain: memoryKeychain() })
  valueOf(await engine.create(goodPassphrase))
  client = createRouterClient(router, { context: { engine } })
})
afterAll(async () => {
  await engine.shutdown()
  folder.remove()
})

const wrong = (...words: string[]) => client.spelling.check({ words })
const set = async (spelling: Settings['spelling']) =>
  client.app.saveSettings({ ...(await client.app.settings()), spelling })

describe('spelling', () => {
  it('tells wrong words from right ones, from terms of care and from names', async () => {
    expect(await wrong('Thanks', 'for', 'your', 'lettre', 'recieve')).toEqual(['lettre', 'recieve'])
    expect(await wrong('sertraline', 'Zoloft', 'anhedonia', 'psychoeducational', 'Wernicke')).toEqual([])
    expect(await wrong('Zorvanek', 'zorvanek')).toEqual(['Zorvanek', 'zorvanek'])
    await client.contacts.add({
      ...{ kind: 'patient', name: 'Zorvanek Adé-Brkić', addresses: ['o@mail.test'], nicknames: ['Seunny'] },
      ...{ birthDate: null, recordNumber: null, phones: [], readsMailOn: 'phone', agreedToEmailOn: null },
      isAddressConfirmed: true,
    })
    expect(await wrong('Zorvanek', 'Zorvanek’s', 'Brkić', 'Seunny', 'zorvanek')).toEqual(['zorvanek'])
  })

  it('offers what may have been meant', async () => {
    expect((await client.spelling.suggest({ word: 'recieve' }))[0]).toBe('receive')
  })

  it('learns a word in any case, keeps it over a lock and takes it along, and forgets it', async () => {
    const events = () => listAuditEventsAfter(valueOf(engine.anySession()).store, 0, 10_000)
    const recorded = events().length
    await client.spelling.learn({ word: 'Sandtrayish' })
    await client.spelling.learn({ word: 'sandtrayish' })
    expect(await client.spelling.learned()).toEqual(['Sandtrayish'])
    expect(await wrong('sandtrayish', 'Sandtrayish', 'sandtrayish’s', 'sandtrayisch')).toEqual([
      'sandtrayisch',
    ])
    expect(events()).toHaveLength(recorded)

    engine.lock('person')
    await expect(wrong('sandtrayisch')).rejects.toMatchObject({ data: { code: 'vault/locked' } })
    valueOf(await engine.unlock(goodPassphrase))
    expect(await wrong('sandtrayish')).toEqual([])
    const { tables } = readRecoveryRows(valueOf(engine.anySession()).store)
    expect(tables['learned_words']).toMatchObject([{ key: 'sandtrayish', word: 'Sandtrayish' }])

    await client.spelling.unlearn({ word: 'Sandtrayish' })
    expect(await client.spelling.learned()).toEqual([])
    expect(await wrong('Sandtrayish')).toEqual(['Sandtrayish'])
  })

  it('goes by the languages of the settings, and is silent while it is off', async () => {
    const words = ['letter', 'cita', 'medicacion']
    expect(await wrong(...words)).toEqual(['cita', 'medicacion'])
    await set('es')
    expect(await wrong(...words)).toEqual(['letter', 'medicacion'])
    await set('en-es')
    expect(await wrong(...words)).toEqual(['medicacion'])
    await set('off')
    expect(await wrong(...words)).toEqual([])
    expect(await client.spelling.suggest({ word: 'medicacion' })).toEqual([])
    await set('en')
  })

  it('takes no more words at once than a paragraph has, and nothing that is no word', async () => {
    await expect(wrong(...Array.from({ length: 501 }, () => 'one'))).rejects.toThrow()
    await expect(wrong('a'.repeat(65))).rejects.toThrow()
    await expect(wrong('one two')).rejects.toThrow()
    await expect(client.spelling.learn({ word: '4111' })).rejects.toThrow()
    expect(await client.spelling.learned()).toEqual([])
  })
})
