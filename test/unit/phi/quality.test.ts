import { beforeAll, describe, expect, it } from 'vitest'
import { measure } from '../../../scripts/phi/measure.ts'
import { figuresOf, readRecorded, type Recorded } from '../../../scripts/phi/recorded.ts'

/** One text more or less in a hundred is not a change for the worse. */
const slack = 0.002

const recorded = readRecorded()
let now: Recorded

describe('quality on the development data', () => {
  beforeAll(async () => {
    now = figuresOf(await measure())
  })

  it.each(Object.keys(recorded.sets))('%s is not worse than recorded', (name) => {
    const [before, after] = [recorded.sets[name], now.sets[name]]
    if (before === undefined || after === undefined) throw new Error(`not measured: ${name}`)
    for (const measureName of [
      'recall',
      'f2',
      'precision',
      'covered',
      'allHit',
      'decided',
      'phiDecided',
    ] as const) {
      expect.soft(after[measureName], measureName).toBeGreaterThanOrEqual(before[measureName] - slack)
    }
    expect(after.falseAlerts).toBeLessThanOrEqual(before.falseAlerts + slack)
    expect(after.phiAlerts).toBeLessThanOrEqual(before.phiAlerts + slack)
    expect(Object.keys(after.recallOf).sort()).toEqual(Object.keys(before.recallOf).sort())
    for (const [label, recall] of Object.entries(before.recallOf))
      expect.soft(after.recallOf[label], label).toBeGreaterThanOrEqual(recall - slack)
  })

  it.each(Object.keys(recorded.sets))('%s: no Social Security or record number is missed', (name) => {
    expect(now.sets[name]?.missedNumbers).toBe(0)
  })

  it('sees health context as often as recorded', () => {
    expect(now.healthRecall).toBeGreaterThanOrEqual(recorded.healthRecall - slack)
  })

  it.each(['forms', 'own queries', 'own notes', 'own mail', 'own forms'])(
    '%s reaches the floor of recall and precision',
    (name) => {
      expect(now.sets[name]?.recall).toBeGreaterThanOrEqual(0.975)
      expect(now.sets[name]?.precision).toBeGreaterThanOrEqual(0.98)
    },
  )
})
