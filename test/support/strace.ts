import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type TracedRun = {
  /** Lines of the trace in the order of time, without process ids. */
  readonly calls: readonly string[]
  readonly stdout: string
  readonly stderr: string
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly signal: string | null
}

/**
 * Runs a TypeScript program under strace.
 *
 * @param options of strace besides `-f -y`: which calls to trace and which to tamper with
 */
export function runTraced(options: readonly string[], program: string, args: readonly string[]): TracedRun {
  const folder = mkdtempSync(join(tmpdir(), 'sealpost-strace-'))
  const trace = join(folder, 'trace')
  try {
    const run = spawnSync(
      'strace',
      ['-f', '-y', '-o', trace, ...options, process.execPath, program, ...args],
      {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      },
    )
    if (run.error !== undefined) throw run.error
    const calls = readFileSync(trace, 'utf8')
      .split('\n')
      .map((line) => line.replace(/^\d+\s+/, ''))
    // strace ends itself with the signal that ended its program.
    return { calls, stdout: run.stdout, stderr: run.stderr, code: run.status, signal: run.signal }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
