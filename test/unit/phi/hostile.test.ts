import { beforeAll, describe, expect, it } from 'vitest'
import { hostileInputs } from '../../support/phi/hostile-inputs.ts'
import { loadTestLexicon, scanText } from '../../support/phi/scan-text.ts'

const small = 4_000
const factor = 10
/** A quadratic scan grows a hundredfold; a busy machine may triple a time. */
const mostGrowth = 35
/** Times below this are noise of the clock and the collector. */
const noiseMs = 3

function bestCpuMs(text: string): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 4; round++) {
    const before = process.cpuUsage()
    scanText(text)
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1_000)
  }
  return best
}

describe('denial of service by input', () => {
  beforeAll(async () => {
    await loadTestLexicon()
    for (const make of Object.values(hostileInputs)) scanText(make(small))
  })

  it.each(Object.entries(hostileInputs))(
    '%s: ten times the size takes no more than linear time allows',
    (_name, make) => {
      const few = Math.max(noiseMs, bestCpuMs(make(small)))
      const many = bestCpuMs(make(small * factor))
      expect(many).toBeLessThan(few * mostGrowth)
    },
  )
})
