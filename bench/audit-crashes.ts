import { parseArgs } from 'node:util'
import { runCrashes } from './audit-crashes/campaign.ts'
import { withScratch } from './bench.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const runs = Number(values.runs)
const seed = Number(values.seed)
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run -s audit-crashes -- --runs N --seed S [--json]')
  process.exitCode = 2
} else {
  const tally = await withScratch((scratch) => runCrashes(scratch, runs, seed))
  if (values.json) console.log(JSON.stringify({ runs, seed, ...tally }))
  else console.table({ runs, seed, ...tally })
  const { falseAlarms, unmatched, unseenByKeychain, unseenByExport } = tally
  process.exitCode = falseAlarms + unmatched + unseenByKeychain + unseenByExport === 0 ? 0 : 1
}
