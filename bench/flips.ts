import { parseArgs } from 'node:util'
import { flipFormats, runFlips } from './flips/campaign.ts'

const names = Object.keys(flipFormats)
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    format: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const runs = Number(values.runs)
const seed = Number(values.seed)
const formats = values.format === undefined ? names : names.filter((name) => name === values.format)
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed) || formats.length === 0) {
  console.error(`Usage: npm run -s flips -- --runs N --seed S [--format ${names.join('|')}] [--json]`)
  process.exitCode = 2
} else {
  const tallies = await runFlips(formats, runs, seed, (tally) => console.error(JSON.stringify(tally)))
  if (values.json) console.log(JSON.stringify({ seed, targets: tallies }))
  else console.table(tallies)
  process.exitCode = tallies.every(({ releasedBytes }) => releasedBytes === 0) ? 0 : 1
}
