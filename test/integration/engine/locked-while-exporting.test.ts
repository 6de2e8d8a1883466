import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../../src/main/engine/engine.ts'
import { router } from '../../../src/main/engine/router/index.ts'
import type { EngineClient } from '../../../src/shared/contract/index.ts'
import { startTestEngine } from '../../support/engine.ts'
import { valueOf } from '../../support/store.ts'
import { goodPassphrase, tempFolder } from '../../support/vault.ts'

let folder: ReturnType<typeof tempFolder>
let engine: Engine
let client: EngineClient
/** Behind which screen dialogs were opened. */
let dialogs: string[]
let choosePlace: () => string | null

beforeEach(async () => {
  folder = tempFolder('sealpost-export-lock-')
  dialogs = []
  choosePlace = () => null
  engine = await startTestEngine({
    userDataDir: folder.path,
    desktop: {
      askSavePath: () => {
        dialogs.push(engine.state().phase)
        return Promise.resolve(choosePlace())
      },
    },
  })
  valueOf(await engine.create(goodPassphrase))
  client = createRouterClient(router, { context: { engine } })
})
afterEach(async () => {
  await engine.shutdown()
  folder.remove()
})

/** What an export answers: whether it was saved, or why not. */
function exported(format: 'jsonl' | 'csv' | 'pdf'): Promise<unknown> {
  return client.audit.export({ format, withNames: false }).then(
    ({ saved }) => saved,
    (error: unknown) => (error as { data?: { code?: string } }).data?.code ?? error,
  )
}

async function turnsPass(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await setImmediate()
}

describe('an export of the activity log that is locked', () => {
  it.each(['jsonl', 'csv', 'pdf'] as const)(
    'in any turn, also its last, asks for no place (%s)',
    async (format) => {
      const locked: unknown[] = []
      // Each lock comes one turn of the thread later, until an export asks before it.
      for (;;) {
        const answer = exported(format)
        await turnsPass(locked.length)
        if (dialogs.includes('unlocked')) break
        engine.lock('person')
        locked.push(await answer)
        valueOf(await engine.unlock(goodPassphrase))
      }
      expect(dialogs).toEqual(['unlocked'])
      expect(locked.length).toBeGreaterThan(2)
      expect(new Set(locked)).toEqual(new Set(['vault/locked']))
    },
  )

  it('while a place is asked for leaves no file there', async () => {
    const place = join(folder.path, 'activity')
    choosePlace = () => {
      engine.lock('idle')
      return place
    }
    expect([await exported('jsonl'), existsSync(place)]).toEqual(['vault/locked', false])
    valueOf(await engine.unlock(goodPassphrase))
    choosePlace = () => place
    expect([await exported('jsonl'), existsSync(place)]).toEqual([true, true])
  })
})
