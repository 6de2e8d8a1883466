import { parseArgs } from 'node:util'
import { startLab } from '../e2e/lab/index.ts'
import { ensurePackages } from '../scripts/system/apt.ts'
import { testPackages } from '../scripts/system/packages.ts'
import { withScratch } from './bench.ts'
import { bundleEngineChild } from './engine/bundle.ts'
import { runSyncFault, type Death, type SyncRunOutcome } from './sync-faults/campaign.ts'
import { prepareSyncWorld } from './sync-faults/world.ts'

type Numbered = SyncRunOutcome & { readonly seed: number }

/** Engines whose work was done before their point came don't count. */
function deathsOf(outcomes: readonly Numbered[]): readonly Death[] {
  return outcomes.flatMap(({ deaths }) => deaths).filter(({ isAtWork }) => isAtWork)
}

/**
 * Kills engines at `kills` points that follow from `seed`, one to three in a run: every second run is a first sync, the
 * others tell the server what was done offline.
 */
async function runCampaign(kills: number, seed: number): Promise<Numbered[]> {
  const lab = await startLab({ broken: false })
  try {
    return await withScratch(async (scratch) => {
      const world = await prepareSyncWorld(lab, scratch, await bundleEngineChild())
      const outcomes: Numbered[] = []
      for (let index = 0; deathsOf(outcomes).length < kills; index++) {
        const kind = (seed + index) % 2 === 0 ? 'first' : 'replay'
        const outcome = { seed: seed + index, ...(await runSyncFault(world, scratch, kind, seed + index)) }
        outcomes.push(outcome)
        console.error(`${kind} ${JSON.stringify(outcome)}`)
      }
      await world.stop()
      return outcomes
    })
  } finally {
    await lab.stop()
  }
}

function summarize(outcomes: readonly Numbered[], seed: number) {
  const sum = (key: 'differing' | 'lost' | 'doubled' | 'waiting') =>
    outcomes.reduce((total, outcome) => total + outcome[key].length, 0)
  const deaths = deathsOf(outcomes)
  return {
    runs: outcomes.length,
    kills: deaths.length,
    killsInBulk: deaths.filter(({ isInBulk }) => isInBulk).length,
    differing: sum('differing'),
    lost: sum('lost'),
    doubled: sum('doubled'),
    waiting: sum('waiting'),
    restartMsMax: Math.max(...outcomes.map(({ restartMs }) => restartMs)),
    seed,
  }
}

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const kills = Number(values.kills)
const seed = Number(values.seed)
const packages = ensurePackages(testPackages)
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run -s sync-faults -- --kills N --seed S [--json]')
  process.exitCode = 2
} else if (!packages.ready) {
  console.error(`The campaign needs system packages. Run: ${packages.command}`)
  process.exitCode = 1
} else {
  const summary = summarize(await runCampaign(kills, seed), seed)
  if (values.json) console.log(JSON.stringify(summary))
  else console.table(summary)
  const { differing, lost, doubled, waiting } = summary
  process.exitCode = differing + lost + doubled + waiting === 0 ? 0 : 1
}
