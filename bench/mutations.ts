import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { runMutations } from './mutations/campaign.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    /** Where each message that did harm is written, to be looked at. */
    out: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const runs = Number(values.runs)
const seed = Number(values.seed)
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run -s mutations -- --runs N --seed S [--out FOLDER] [--json]')
  process.exitCode = 2
} else {
  const { findings, ...tally } = await runMutations(runs, seed)
  for (const { run, base64, ...finding } of findings) {
    console.error(JSON.stringify({ run, ...finding }))
    if (values.out !== undefined) writeFileSync(`${values.out}/${run}.eml`, Buffer.from(base64, 'base64'))
  }
  const summary = { seed, ...tally, crashes: findings.length }
  console.log(values.json ? JSON.stringify(summary) : JSON.stringify(summary, null, 2))
  process.exitCode = findings.length === 0 && tally.parseMs.p99 <= 200 ? 0 : 1
}
