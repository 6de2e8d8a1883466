import { join } from 'node:path'
import { repository } from '../check/run-checks.ts'

export type Stage = {
  readonly name: string
  readonly program: string
  readonly args: readonly string[]
  /** Where the program leaves its JSON report; absent where the exit code says everything. */
  readonly report?: string
  readonly env?: Readonly<Record<string, string>>
  /** A stage that takes longer hangs: it is killed and counts as failed. */
  readonly limitMinutes: number
}

export const reportFolder = join(repository, '.cache', 'test-reports')

const reportFile = (name: string): string => join(reportFolder, `${name}.json`)

function checkStage(name: string, script: string): Stage {
  const report = reportFile(name)
  return {
    name,
    program: process.execPath,
    args: [join('scripts', 'check', script), '--report', report],
    report,
    limitMinutes: 12,
  }
}

function vitestStage(name: 'unit' | 'integration', limitMinutes: number): Stage {
  const report = reportFile(name)
  return {
    name,
    program: 'vitest',
    args: [
      'run',
      '--project',
      `${name}*`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    report,
    limitMinutes,
  }
}

/** Everything that `npm test` runs, in this order. */
export const stages: readonly Stage[] = [
  checkStage('lint', 'lint.ts'),
  checkStage('types', 'types.ts'),
  vitestStage('unit', 20),
  { name: 'build', program: 'electron-vite', args: ['build', '--logLevel', 'warn'], limitMinutes: 3 },
  vitestStage('integration', 45),
  {
    name: 'e2e',
    program: 'playwright',
    args: ['test', '--reporter=list,json'],
    report: reportFile('e2e'),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile('e2e') },
    limitMinutes: 30,
  },
]
