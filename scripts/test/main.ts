import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { repository } from '../check/run-checks.ts'
import { ensurePackages } from '../system/apt.ts'
import { testPackages } from '../system/packages.ts'
import { stageCounts } from './counts.ts'
import type { Counts } from './counts.ts'
import { describeFailures, readFailures, type Failure } from './failures.ts'
import { reportFolder, stages } from './stages.ts'
import type { Stage } from './stages.ts'

type Finished = Counts & {
  readonly name: string
  readonly seconds: number
  readonly failures: readonly Failure[]
}

/** Runs a program in a process group of its own, so that nothing it started outlives it. */
function runStage(stage: Stage): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(stage.program, stage.args, {
      cwd: repository,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
      env: { ...process.env, ...stage.env },
    })
    const endGroup = (): void => {
      if (child.pid === undefined) return
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch {
        // The group has ended by itself.
      }
    }
    const stop = (): void => {
      endGroup()
      process.exit(130)
    }
    process.once('SIGINT', stop).once('SIGTERM', stop)
    const limit = setTimeout(() => {
      console.error(`${stage.name} took longer than ${stage.limitMinutes} minutes and was stopped`)
      endGroup()
    }, stage.limitMinutes * 60_000)
    const finish = (exitedWell: boolean): void => {
      clearTimeout(limit)
      process.off('SIGINT', stop).off('SIGTERM', stop)
      endGroup()
      resolve(exitedWell)
    }
    child.on('error', (error) => {
      console.error(error.message)
      finish(false)
    })
    child.on('exit', (code) => finish(code === 0))
  })
}

async function readReport({ report }: Stage): Promise<unknown> {
  if (report === undefined || !existsSync(report)) return undefined
  return JSON.parse(await readFile(report, 'utf8'))
}

async function finishStage(stage: Stage): Promise<Finished> {
  console.log(`\n── ${stage.name} ${'─'.repeat(70 - stage.name.length)}`)
  const start = performance.now()
  const exitedWell = await runStage(stage)
  const report = await readReport(stage)
  const seconds = (performance.now() - start) / 1000
  return { ...stageCounts(exitedWell, report), name: stage.name, seconds, failures: readFailures(report) }
}

const readIfThere = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')

function printFailures(finished: readonly Finished[]): void {
  for (const { name, failures } of finished) {
    if (failures.length > 0) console.log(`\n${describeFailures(name, failures, readIfThere)}`)
  }
}

function printTable(finished: readonly Finished[]): void {
  const cell = (text: string | number): string => String(text).padStart(9)
  console.log(`\n${'stage'.padEnd(12)}${['passed', 'failed', 'skipped', 'seconds'].map(cell).join('')}`)
  for (const { name, passed, failed, skipped, seconds } of finished) {
    console.log(name.padEnd(12) + [passed, failed, skipped, seconds.toFixed(1)].map(cell).join(''))
  }
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name))
if (unknown.length > 0) {
  console.error(
    `No such stage: ${unknown.join(', ')}. There are: ${stages.map(({ name }) => name).join(', ')}`,
  )
  process.exit(2)
}

const packages = ensurePackages(testPackages)
if (!packages.ready) {
  const where = packages.reason === 'not-debian' ? ' (the tests are set up for Debian 12)' : ''
  console.error(
    `The tests need system packages${where}. Run this, then npm test again:\n\n  ${packages.command}\n`,
  )
  process.exit(1)
}

await rm(reportFolder, { recursive: true, force: true })
await mkdir(reportFolder, { recursive: true })
const finished: Finished[] = []
for (const stage of stages) {
  if (wanted.length === 0 || wanted.includes(stage.name)) finished.push(await finishStage(stage))
}
printFailures(finished)
printTable(finished)
const sum = (key: 'passed' | 'failed'): number => finished.reduce((total, stage) => total + stage[key], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') === 0 ? 0 : 1
