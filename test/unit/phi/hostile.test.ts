import { beforeAll, describe, expect, it } from 'vitest'
import { leastCpuMs } from '../../support/cpu-time.ts'
import { hostileInputs } from '../../support/phi/hostile-inputs.ts'
import { loadTestLexicon, scanText } from '../../support/phi/scan-text.ts'

const small = 4_000
const factor = 10
/** A quadratic scan grows a hundredfold; a busy machine may triple a time. */
const mostGrowth = 35
/** Times below this are noise of the clock and the collector. */
const noiseMs = 3

const rounds = 4

describe('denial of service by input', () => {
  beforeAll(async () => {
    await loadTestLexicon()
    for (const make of Object.values(hostileInputs)) scanText(make(small))
  })

  it.each(Object.entries(hostileInputs))(
    '%s: ten times the size takes no more than linear time allows',
    async (_name, make) => {
      const [little, much] = [make(small), make(small * factor)]
      const few = Math.max(noiseMs, await leastCpuMs(rounds, () => scanText(little)))
      const many = await leastCpuMs(rounds, () => scanText(much))
      expect(many).toBeLessThan(few * mostGrowth)
    },
  )

  it('10 MB of digits are named as not scanned, never called clean', () => {
    const { notScanned, reasons } = scanText('1234567890'.repeat(1_000_000))
    expect(notScanned).toEqual([{ part: 'text', reason: 'endless-digits', possible: [] }])
    expect(reasons).toContainEqual({ code: 'not-scanned', count: 1 })
    expect(scanText('4111 1111 1111 1111, '.repeat(1_000)).notScanned).toEqual([])
    expect(scanText('9'.repeat(900).concat('\n').repeat(100)).notScanned).toEqual([])
  })
})
