import { commandLineStart } from './phi/command-line.ts'
import { ratio, type Bench, type BenchResult, type Ratio } from './bench.ts'
import { contestants, type ContestantName } from './phi/contestants.ts'
import { capMs, hostileBudgetMs, measureScanner, type Figures } from './phi/measure.ts'

const seconds = (ms: number): string => `${String(ms / 1_000)} s`
const MEASURED =
  'each scanner alone in a worker, one after the other; 1 MB: best of up to 40 readings in 4 s after warming up, ' +
  `not answered after ${seconds(capMs.document)}; two threads: the same text, which a second thread has a share in; rescan: for every keystroke that 3 s leave time for the best of up to 7 rounds; ` +
  'hostile: 5, 50 and 500 KB in turns, best of up to 12 readings in 0.12 s, ' +
  `not answered after ${seconds(capMs.hostile)} (which then counts as the slowest), and no further input asked after ${seconds(hostileBudgetMs)}`

/** Start of the command line, throughput on 1 MB, rescan after a keystroke in a 20 KB draft, growth on hostile inputs, beside three peers. */
export const bench: Bench = {
  name: 'phi',
  run: async (): Promise<BenchResult> => {
    const figures: Figures = { measured: MEASURED }
    const ratios: Record<string, Ratio> = {}
    const ours = await measureScanner('sealpost')
    Object.assign(figures, ours)
    for (const [name, { finds }] of Object.entries(contestants)) {
      figures[`${name}: finds`] = finds
      if (name === 'sealpost') continue
      const theirs = await measureScanner(name as ContestantName)
      for (const [figure, value] of Object.entries(theirs)) figures[`${name}: ${figure}`] = value
      for (const figure of ['throughputMbPerS', 'rescan20KbP99Ms', 'hostileSlowest50KbMs'] as const) {
        // What wasn't answered can't be divided by.
        if (typeof ours[figure] !== 'number' || typeof theirs[figure] !== 'number') continue
        const target = figure === 'throughputMbPerS' ? '>= 5, or 1 MB in 40 ms' : '<= 1'
        ratios[`${figure} vs ${name}`] = ratio(ours[figure], theirs[figure], target)
      }
    }
    const start = await commandLineStart()
    figures['commandLineSmallFileMs'] = start.ours
    ratios['command line, one small file, vs an empty program'] = start
    return { figures, ratios }
  },
}
