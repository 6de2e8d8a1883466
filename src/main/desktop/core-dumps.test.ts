import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { leaveNothingInCoreDumps } from './core-dumps.ts'

const filter = '/proc/self/coredump_filter'

describe.runIf(process.platform === 'linux')('a core dump of this process', () => {
  const before = readFileSync(filter, 'utf8')
  afterEach(() => {
    writeFileSync(filter, `0x${before.trim()}`)
  })

  it('would hold its memory, until it is told to hold none', () => {
    expect(Number.parseInt(before, 16)).toBeGreaterThan(0)
    leaveNothingInCoreDumps()
    expect(Number.parseInt(readFileSync(filter, 'utf8'), 16)).toBe(0)
  })
})
