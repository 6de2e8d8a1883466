import { parseArgs } from 'node:util'
import { runTampering } from './tampering/campaign.ts'
import { makeExportedLog } from './tampering/exported-log.ts'

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000' },
    most: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    every: { type: 'boolean', default: false },
    part: { type: 'string', default: '1/1' },
    json: { type: 'boolean', default: false },
  },
})
const [records, most, seed] = [Number(values.records), Number(values.most), Number(values.seed)]
const [part = 0, parts = 0] = values.part.split('/').map(Number)
const isUsable = [records, most, seed, part, parts].every((number) => Number.isInteger(number) && number > 0)
if (!isUsable || records < 50 || part > parts) {
  console.error(
    'Usage: npm run -s tampering -- [--records N] [--most N | --every] [--part K/N] [--seed S] [--json]',
  )
  process.exitCode = 2
} else {
  const { log } = await makeExportedLog(records)
  const tallies = await runTampering(log, { most: values.every ? Infinity : most, seed, part, parts })
  if (values.json)
    console.log(JSON.stringify({ records, bytes: log.length, seed, part: values.part, tallies }))
  else console.table(tallies)
  process.exitCode = tallies.every((tally) => tally.examples.length === 0) ? 0 : 1
}
