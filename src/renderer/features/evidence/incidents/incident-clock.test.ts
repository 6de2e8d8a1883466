import { describe, expect, it } from 'vitest'
import { incidentState } from './incident-clock.ts'

const open = { discoveredOn: '2026-09-23', conclusion: 'open', notifiedOn: null } as const

describe('incidentState', () => {
  it.each([
    ['on the day of discovery', '2026-09-23', 60],
    ['on the last day', '2026-11-22', 0],
    ['the day after', '2026-11-23', -1],
  ])('%s', (_when, today, daysLeft) => {
    const dueOn = '2026-11-22'
    expect(incidentState(open, today)).toEqual({ state: 'undecided', dueOn, daysLeft })
    expect(incidentState({ ...open, conclusion: 'breach' }, today)).toEqual({
      state: 'untold',
      dueOn,
      daysLeft,
    })
  })

  it('has no clock once people were told, or where it was no breach', () => {
    const told = { ...open, conclusion: 'breach', notifiedOn: '2026-10-01' } as const
    expect(incidentState(told, '2027-01-01')).toEqual({ state: 'told', on: '2026-10-01' })
    expect(incidentState({ ...open, conclusion: 'no-breach' }, '2027-01-01')).toEqual({ state: 'no-breach' })
  })

  it('stays open where a day is written down but nothing is concluded', () => {
    expect(incidentState({ ...open, notifiedOn: '2026-10-01' }, '2026-11-01').state).toBe('undecided')
  })
})
