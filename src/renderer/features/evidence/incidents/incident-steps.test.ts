import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../../shared/contract/index.ts'
import { canBeNoBreach, stepsOf, weighedFactors } from './incident-steps.ts'

const low = { weight: 'low', note: '' } as const
const open = { weight: null, note: '' } as const
const all: Incident['factors'] = { nature: low, recipient: low, acquired: low, mitigated: low }

describe('the steps of an incident', () => {
  it.each([
    ['no', 'open', ['what', 'secured', 'factors', 'conclusion']],
    ['unknown', 'breach', ['what', 'secured', 'factors', 'conclusion', 'told']],
    ['yes', 'no-breach', ['what', 'secured', 'conclusion']],
    ['yes', 'breach', ['what', 'secured', 'conclusion', 'told']],
  ] as const)('secured %s, concluded %s', (wasSecured, conclusion, steps) => {
    expect(stepsOf({ wasSecured, conclusion })).toEqual(steps)
  })

  it('needs all four factors for "no breach", unless the PHI was secured', () => {
    const three = { ...all, acquired: open }
    expect(weighedFactors({ factors: three })).toBe(3)
    expect(canBeNoBreach({ wasSecured: 'no', factors: three })).toBe(false)
    expect(canBeNoBreach({ wasSecured: 'unknown', factors: all })).toBe(true)
    expect(canBeNoBreach({ wasSecured: 'yes', factors: three })).toBe(true)
  })
})
