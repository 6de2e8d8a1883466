import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const module = pathToFileURL(path.join(import.meta.dirname, 'core-dumps.ts')).href
/** Dumps go to a file in the folder where the process runs; elsewhere only the limits can be looked at. */
const dumpsHere =
  process.platform === 'linux' && readFileSync('/proc/sys/kernel/core_pattern', 'utf8').startsWith('core')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sealpost-core-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a program that may write dumps of any size, and gives what it printed and what it left. */
function run(program: string) {
  const { stdout, signal } = spawnSync(
    'bash',
    [
      '-c',
      'ulimit -c unlimited && exec "$@"',
      'bash',
      process.execPath,
      '--input-type=module',
      '-e',
      program,
    ],
    { cwd: folder, encoding: 'utf8' },
  )
  return { stdout, signal, left: readdirSync(folder) }
}

const leaveNothing = `import { leaveNothingInCoreDumps } from '${module}'; leaveNothingInCoreDumps();`
const crash = (signal: string) => `process.kill(process.pid, '${signal}');`
const older = `
  import { spawn } from 'node:child_process'
  const older = spawn('sleep', ['60'])
`
const limits = `
  import { readFileSync } from 'node:fs'
  const limitOf = (pid) => /Max core file size +(\\S+) +(\\S+)/.exec(readFileSync('/proc/' + pid + '/limits', 'utf8')).slice(1)
  console.log(JSON.stringify([limitOf('self'), limitOf(older.pid), readFileSync('/proc/self/coredump_filter', 'utf8').trim()]))
  older.kill()
`

describe.runIf(process.platform === 'linux')('a core dump', () => {
  it('is not allowed any more to this process and those that it started before, nor would it hold memory', () => {
    expect(JSON.parse(run(`${older}${leaveNothing}${limits}`).stdout)).toEqual([
      ['0', '0'],
      ['0', '0'],
      '00000000',
    ])
  })

  it.runIf(dumpsHere).each(['SIGSEGV', 'SIGABRT'])('is not written after %s', (signal) => {
    expect(run(`${leaveNothing}${crash(signal)}`)).toMatchObject({ signal, left: [] })
    // Positive control: without it, one is.
    expect(run(crash(signal)).left).toHaveLength(1)
  })
})
