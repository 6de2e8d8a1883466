import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beforeLastAnswer, runCuts, seededCuts } from '../../../bench/faults/cuts.ts'
import { startLab, type Lab } from '../../../e2e/lab/index.ts'

let lab: Lab

beforeAll(async () => {
  lab = await startLab({ broken: false })
})
afterAll(() => lab.stop())

describe('a line that is cut at a byte of the dialogue', () => {
  it('makes no wrong "sent", nothing double, nothing lost', async () => {
    const outcome = await runCuts(lab, seededCuts(4001, 36))
    expect(outcome).toMatchObject({ wrongSent: 0, duplicated: 0, lost: 0, cuts: 36 })
    expect(outcome.unknown).toBeGreaterThan(0)
    expect(outcome.sentLater).toBeGreaterThan(10)
  })

  it('would count what is sent a second time on a guess', async () => {
    const { duplicated } = await runCuts(lab, beforeLastAnswer, { resendUnknown: true })
    expect(duplicated).toBeGreaterThan(0)
  })
})
