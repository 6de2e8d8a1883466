import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export const repository = join(import.meta.dirname, '..', '..')

type Outcome = { readonly passed: boolean; readonly output: string }

export type Check = { readonly name: string; readonly run: () => Promise<Outcome> }

/** A check that is a program of node_modules/.bin; it passes when the program exits with 0. */
export function programCheck(name: string, program: string, args: readonly string[]): Check {
  return {
    name,
    run: () =>
      new Promise((resolve) => {
        const child = spawn(join(repository, 'node_modules', '.bin', program), args, {
          cwd: repository,
          shell: process.platform === 'win32',
          env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
        })
        const chunks: Buffer[] = []
        child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
        child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
        child.on('error', (error) => resolve({ passed: false, output: error.message }))
        child.on('close', (code) =>
          resolve({ passed: code === 0, output: Buffer.concat(chunks).toString('utf8') }),
        )
      }),
  }
}

type Result = Outcome & { readonly name: string }

async function runOne(check: Check): Promise<Result> {
  const start = performance.now()
  const { passed, output } = await check.run()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${passed ? 'passed' : 'FAILED'}  ${check.name}  (${seconds} s)`)
  if (!passed) console.log(output.trimEnd())
  return { name: check.name, passed, output }
}

/**
 * Runs the checks two at a time, prints the output of those that fail, and sets the exit code. With
 * `--report FILE` it also writes `{ passed, failed, failures }`, where each check counts as one test.
 */
export async function runChecks(checks: readonly Check[]): Promise<void> {
  const waiting = [...checks]
  const results: Result[] = []
  const lane = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await runOne(check))
  }
  await Promise.all([lane(), lane()])
  const failures = results.filter(({ passed }) => !passed).map(({ name, output }) => ({ name, output }))
  const failed = failures.length
  const passed = results.length - failed
  const flag = process.argv.indexOf('--report')
  const report = flag === -1 ? undefined : process.argv[flag + 1]
  if (report !== undefined) {
    await mkdir(dirname(report), { recursive: true })
    await writeFile(report, JSON.stringify({ passed, failed, failures }))
  }
  process.exitCode = failed === 0 ? 0 : 1
}
