import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { hostileFiles } from '../../support/files/hostile.ts'

const main = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url))
const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url))

function sealpost(
  args: readonly string[],
  input: string | Uint8Array = '',
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(node, [main, ...args], { input, encoding: 'utf8' })
}

describe('the command line as a process', () => {
  it('scans standard input and exits by the decision', () => {
    const { status, stdout } = sealpost(['scan', '--json', '-'], 'Daniel Ortiz takes sertraline 50 mg.')
    expect(status).toBe(11)
    expect(JSON.parse(stdout)).toMatchObject({ decision: 'phi' })
  })

  it.each(hostileFiles.slice(0, 6))('answers a %s with 12, on standard input', (_what, _name, make) => {
    const { status, stdout } = sealpost(['scan', '--json', '-'], make())
    expect(status).toBe(12)
    expect(JSON.parse(stdout)).not.toMatchObject({ notScanned: [] })
  })

  it('writes all of a long output into a pipe', () => {
    const lines = Array.from({ length: 3_000 }, (_, id) =>
      JSON.stringify({ id, text: 'MRN: 4471902 and SSN 412-55-8830' }),
    )
    const { status, stdout } = sealpost(['scan', '--jsonl'], lines.join('\n'))
    expect(status).toBe(0)
    expect(stdout.trimEnd().split('\n')).toHaveLength(lines.length)
  })

  it('explains itself and refuses what it does not know', () => {
    expect(sealpost(['--help']).stdout).toContain('sealpost scan')
    const { status, stderr } = sealpost(['frobnicate'])
    expect(status).toBe(64)
    expect(stderr).toContain('no command "frobnicate"')
  })
})
