import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runSyncFault } from '../../../bench/sync-faults/campaign.ts'
import { prepareSyncWorld, type SyncWorld } from '../../../bench/sync-faults/world.ts'
import { startLab, type Lab } from '../../../e2e/lab/index.ts'

const nothingAmiss = { differing: [], lost: [], doubled: [], waiting: [] }

let lab: Lab
let scratch = ''
let world: SyncWorld

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'sealpost-sync-faults-'))
  lab = await startLab({ broken: false })
  world = await prepareSyncWorld(lab, scratch)
})

afterAll(async () => {
  await world.stop()
  await lab.stop()
  await rm(scratch, { recursive: true, force: true })
})

describe('kill -9', () => {
  it('in a first sync, in the middle of a commit: the store is what the server is', async () => {
    const outcome = await runSyncFault(world, scratch, 'first', 54)
    expect(outcome).toMatchObject(nothingAmiss)
    expect(outcome.deaths.map(({ isAtWork }) => isAtWork)).toEqual([true])
  })

  it('while the server is told what was done offline: nothing is lost, nothing done twice', async () => {
    const outcome = await runSyncFault(world, scratch, 'replay', 24)
    expect(outcome).toMatchObject(nothingAmiss)
    expect(outcome.deaths.map(({ isAtWork }) => isAtWork)).toEqual([true])
  })

  it('would count what was done and forgotten, and a message that the store doesn’t have', async () => {
    // It dies before it has told anything.
    const outcome = await runSyncFault(world, scratch, 'replay', 118, {
      damage: async (folder) => {
        await rm(folder, { recursive: true })
        await world.copyTo('synced', folder)
      },
      harm: (other) => other.append('Archive', 'Subject: Behind our back\r\n\r\nText.\r\n'),
    })
    expect(outcome.lost.length).toBeGreaterThan(0)
    expect(outcome.differing).toEqual([expect.stringMatching(/^Archive\/\d+ is missing$/)])
  })
})
