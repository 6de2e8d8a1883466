import { describe, expect, it } from 'vitest'
import { riskThreats, type RiskAnalysis, type RiskRow } from '../../../../shared/contract/index.ts'
import type { RecordOf } from '../records.ts'
import { riskDraft, signedAnalyses, unjudgedThreats } from './risk-draft.ts'

const judged: RiskRow = {
  likelihood: 'low',
  impact: 'high',
  response: 'reduce',
  measure: 'Lock it',
  dueOn: null,
}

function analysis(record: number, signedOn: string | null, row = judged): RecordOf<'risk-analysis'> {
  const rows = Object.fromEntries(riskThreats.map((threat) => [threat, row])) as RiskAnalysis['rows']
  return {
    ...{ record, version: 3, at: '2026-11-22T10:00:00.000Z' },
    body: { kind: 'risk-analysis', rows, signedOn, configuration: null },
  }
}

describe('riskDraft', () => {
  it('begins with every threat unjudged', () => {
    const { base, rows } = riskDraft([])
    expect(base).toBeNull()
    expect(unjudgedThreats(rows)).toEqual(riskThreats)
  })

  it('goes on with the one that is not signed', () => {
    const open = analysis(4, null)
    expect(riskDraft([analysis(2, '2026-01-01'), open])).toEqual({ base: open, rows: open.body.rows })
  })

  it('goes on from what was signed last, as a new one', () => {
    const newest = analysis(2, '2026-01-01', { ...judged, measure: 'the newest' })
    const { base, rows } = riskDraft([analysis(5, '2025-01-01'), newest])
    expect(base).toBeNull()
    expect(rows['lost-data'].measure).toBe('the newest')
    expect(signedAnalyses([analysis(5, '2025-01-01'), newest]).map(({ record }) => record)).toEqual([2, 5])
  })

  it.each([
    ['likelihood', { ...judged, likelihood: null }],
    ['impact', { ...judged, impact: null }],
    ['response', { ...judged, response: null }],
  ] as const)('lacks what has no %s', (_what, row) => {
    const { rows } = analysis(1, null).body
    expect(unjudgedThreats({ ...rows, phishing: row })).toEqual(['phishing'])
    expect(unjudgedThreats(rows)).toEqual([])
  })
})
