import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { alternatingMs, ratio, type Ratio } from '../bench.ts'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

/** Milliseconds on the clock until the command line has answered, against Node.js starting and doing nothing. */
export async function commandLineStart(): Promise<Ratio> {
  const times = await alternatingMs(7, {
    ours: () => runToEnd([main, 'scan', '--json', '-'], 'Daniel Ortiz takes sertraline 50 mg.'),
    empty: () => runToEnd(['-e', ''], ''),
  })
  return ratio(times.ours, times.empty, 'ours under 1 s')
}

/** A scan ends with 11 where it found something: no error, its answer. */
function runToEnd(args: readonly string[], input: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, (error) => {
      if (error === null || error.code === 11) resolve()
      else reject(new Error('the command line failed', { cause: error }))
    }).stdin?.end(input)
  })
}
