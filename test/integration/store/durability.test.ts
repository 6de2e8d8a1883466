import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, readSetting, saveSetting } from '../../../src/main/store/index.ts'
import { makeTestStore, valueOf, type TestStore } from '../../support/store.ts'
import { runTraced, type TracedRun } from '../../support/strace.ts'

const program = fileURLToPath(new URL('programs/work.ts', import.meta.url))
let test: TestStore

beforeEach(() => {
  test = makeTestStore()
  test.write((tx) => saveSetting(tx, 'commit', -1, 1))
  test.store.close()
})
afterEach(() => test.dispose())

function work(mode: string, ...options: string[]): TracedRun {
  return runTraced(options, program, [mode, test.path, Buffer.from(test.key).toString('hex')])
}

/** How often the WAL was flushed before each announced commit. */
function flushesPerCommit({ calls }: TracedRun): number[] {
  const counts = [0]
  for (const call of calls) {
    if (/^f(data)?sync\(\d+<[^>]*store\.db-wal>/.test(call)) counts[counts.length - 1]! += 1
    if (/^write\(1<[^>]*>, "commit /.test(call)) counts.push(0)
  }
  return counts.slice(0, -1)
}

const syncs = ['-e', 'trace=fsync,fdatasync,write']

describe('power loss', () => {
  it('costs no commit: each one of a reopened store is flushed before anyone hears of it', () => {
    const run = work('commits', ...syncs)
    expect(run.code, run.stderr).toBe(0)
    expect(flushesPerCommit(run)).toHaveLength(5)
    expect(Math.min(...flushesPerCommit(run))).toBeGreaterThanOrEqual(1)
  })

  it('would cost commits with the settings that the library has on reopening (so the test above can fail)', () => {
    const run = work('careless commits', ...syncs)
    expect(run.code, run.stderr).toBe(0)
    expect(flushesPerCommit(run).slice(1)).toEqual([0, 0, 0, 0])
  })

  it.each([1, 2, 3, 4, 5, 6])('at durable step %i loses nothing that was announced', (step) => {
    const run = work(
      'commits',
      '-e',
      'trace=fsync,fdatasync',
      '-e',
      `inject=fsync,fdatasync:signal=SIGKILL:when=${step}`,
    )
    const announced = run.stdout.match(/commit \d/g) ?? []
    const store = valueOf(openStore({ path: test.path, key: test.key }))
    const last = readSetting(store, 'commit')
    store.close()
    expect(last).toBeGreaterThanOrEqual(announced.length - 1)
    if (step === 1) expect(run.signal).toBe('SIGKILL')
  })
})

/** Every write to the WAL fails. */
const failingWrites = (error: string) => [
  '-P',
  `${test.path}-wal`,
  '-e',
  'trace=pwrite64',
  '-e',
  `inject=pwrite64:error=${error}:when=1+`,
]

describe('a full disk', () => {
  it('is a named failure, and what was there before stays', () => {
    const run = work('commits', ...failingWrites('ENOSPC'))
    expect(run.stdout.trim().split('\n')).toEqual(Array.from({ length: 5 }, () => 'store/disk-full'))
    const store = valueOf(openStore({ path: test.path, key: test.key }))
    expect(readSetting(store, 'commit')).toBe(-1)
    store.close()
  })

  it.each(['EIO', 'EROFS'])('and a failing one (%s) is told apart', (error) => {
    const run = work('commits', ...failingWrites(error))
    expect(new Set(run.stdout.trim().split('\n'))).toEqual(new Set(['store/io']))
  })
})

describe('a sort that does not fit the cache', () => {
  const opens = ['-e', 'trace=openat']
  const temporaryFiles = ({ calls }: TracedRun) => calls.filter((call) => call.includes('etilqs_'))

  it('opens no temporary file', () => {
    const run = work('sort', ...opens)
    expect([run.code, temporaryFiles(run)]).toEqual([0, []])
  })

  it('would open one with the library’s default (so the test above can fail)', () => {
    const run = work('careless sort', ...opens)
    expect(run.code, run.stderr).toBe(0)
    expect(temporaryFiles(run).length).toBeGreaterThan(0)
  })
})
