import { parseArgs } from 'node:util'
import { startLab } from '../e2e/lab/index.ts'
import { ensurePackages } from '../scripts/system/apt.ts'
import { testPackages } from '../scripts/system/packages.ts'
import { withScratch } from './bench.ts'
import { runOnce } from './faults/campaign.ts'
import type { RunOutcome } from './faults/campaign.ts'
import { everyByte, runCuts } from './faults/cuts.ts'
import type { CutsOutcome } from './faults/cuts.ts'
import { preparePractice } from './faults/practice.ts'

/** An engine that takes longer than this to come back has kept a person waiting. */
const restartLimitMs = 5000

type Summary = {
  readonly runs: number
  readonly lost: number
  readonly duplicated: number
  readonly inClear: number
  readonly receiptsAmiss: number
  readonly slowRestarts: number
  readonly interrupted: number
  readonly onTheWay: number
  readonly unknown: number
  readonly restartMsMax: number
  readonly seed: number
}

function summarize(outcomes: readonly RunOutcome[], seed: number): Summary {
  const sum = (key: Exclude<keyof RunOutcome, 'killedAt'>): number =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0)
  return {
    runs: outcomes.length,
    lost: sum('lost'),
    duplicated: sum('duplicated'),
    inClear: sum('inClear'),
    receiptsAmiss: sum('receiptsAmiss'),
    slowRestarts: outcomes.filter(({ restartMs }) => restartMs > restartLimitMs).length,
    interrupted: sum('interrupted'),
    onTheWay: sum('onTheWay'),
    unknown: sum('unknown'),
    restartMsMax: Math.max(0, ...outcomes.map(({ restartMs }) => restartMs)),
    seed,
  }
}

/** Kills the engine at `runs` points that follow from `seed`, against the lab's real servers. */
async function runCampaign(runs: number, seed: number): Promise<Summary> {
  const lab = await startLab({ broken: false })
  try {
    return await withScratch(async (scratch) => {
      const practice = await preparePractice(lab, scratch)
      const outcomes: RunOutcome[] = []
      for (let index = 0; index < runs; index++) {
        const outcome = await runOnce(lab, practice, scratch, seed + index)
        outcomes.push(outcome)
        console.error(`seed ${seed + index}: ${JSON.stringify(outcome)}`)
      }
      return summarize(outcomes, seed)
    })
  } finally {
    await lab.stop()
  }
}

/** Cuts the connection at every byte of an SMTP dialogue, in both directions. */
async function runEveryCut(): Promise<CutsOutcome> {
  const lab = await startLab({ broken: false })
  try {
    return await runCuts(lab, everyByte)
  } finally {
    await lab.stop()
  }
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    cuts: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const runs = Number(values.runs)
const seed = Number(values.seed)
const packages = ensurePackages(testPackages)
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run -s faults -- --runs N --seed S [--json], or -- --cuts [--json]')
  process.exitCode = 2
} else if (!packages.ready) {
  console.error(`The campaign needs system packages. Run: ${packages.command}`)
  process.exitCode = 1
} else if (values.cuts) {
  const outcome = await runEveryCut()
  if (values.json) console.log(JSON.stringify(outcome))
  else console.table(outcome)
  process.exitCode = outcome.wrongSent + outcome.duplicated + outcome.lost === 0 ? 0 : 1
} else {
  const summary = await runCampaign(runs, seed)
  if (values.json) console.log(JSON.stringify(summary))
  else console.table(summary)
  const { lost, duplicated, inClear, receiptsAmiss, slowRestarts } = summary
  process.exitCode = lost + duplicated + inClear + receiptsAmiss + slowRestarts === 0 ? 0 : 1
}
