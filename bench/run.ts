import { ensurePackages } from '../scripts/system/apt.ts'
import { withScratch } from './bench.ts'
import type { Bench, BenchResult } from './bench.ts'
import { benches } from './registry.ts'

function printResult(name: string, { figures, ratios }: BenchResult): void {
  console.log(`\n${name}`)
  for (const [figure, value] of Object.entries(figures)) {
    console.log(`  ${figure.padEnd(44)} ${value}`)
  }
  for (const [label, { ours, peer, ratio, target }] of Object.entries(ratios)) {
    console.log(`  ${label.padEnd(44)} ${ratio} (ours ${ours}, peer ${peer}; target ${target})`)
  }
}

async function runBench(bench: Bench, flags: ReadonlySet<string>): Promise<BenchResult> {
  const packages = ensurePackages(bench.packages ?? [])
  if (!packages.ready)
    throw new Error(`${bench.name} compares with programs that are missing. Run: ${packages.command}`)
  return withScratch((scratch) => bench.run(scratch, flags))
}

const args = process.argv.slice(2)
const asJson = args.includes('--json')
const [name] = args.filter((arg) => !arg.startsWith('--'))
const load = name === undefined ? undefined : benches[name]
if (load === undefined) {
  console.error(
    `Usage: npm run -s bench -- NAME [--json] [--long]\nThere are: ${Object.keys(benches).join(', ')}`,
  )
  process.exitCode = 2
} else {
  const { bench } = await load()
  const result = await runBench(bench, new Set(args.filter((arg) => arg.startsWith('--'))))
  if (asJson) console.log(JSON.stringify({ name: bench.name, ...result }))
  else printResult(bench.name, result)
}
