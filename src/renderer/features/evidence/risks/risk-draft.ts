import {
  riskThreats,
  type RiskAnalysis,
  type RiskRow,
  type RiskThreat,
} from '../../../../shared/contract/index.ts'
import type { Base } from '../use-save-record.ts'
import type { RecordOf } from '../records.ts'

const emptyRow: RiskRow = { likelihood: null, impact: null, response: null, measure: '', dueOn: null }

/** The worksheet that is being written. */
export type RiskDraft = {
  /** Null as long as nothing of it was saved. */
  readonly base: Base
  readonly rows: RiskAnalysis['rows']
}

/** The one that isn't signed; else a new one that goes on from what was signed last, or from nothing. */
export function riskDraft(records: readonly RecordOf<'risk-analysis'>[]): RiskDraft {
  const unsigned = records.find(({ body }) => body.signedOn === null)
  if (unsigned !== undefined) return { base: unsigned, rows: unsigned.body.rows }
  const rows =
    signedAnalyses(records)[0]?.body.rows ??
    (Object.fromEntries(riskThreats.map((threat) => [threat, emptyRow])) as RiskAnalysis['rows'])
  return { base: null, rows }
}

/** Those that were signed, the newest first. */
export function signedAnalyses(
  records: readonly RecordOf<'risk-analysis'>[],
): readonly RecordOf<'risk-analysis'>[] {
  return records
    .filter(({ body }) => body.signedOn !== null)
    .toSorted((a, b) => (b.body.signedOn ?? '').localeCompare(a.body.signedOn ?? ''))
}

export function isJudged({ likelihood, impact, response }: RiskRow): boolean {
  return likelihood !== null && impact !== null && response !== null
}

/** Threats that lack a likelihood, an impact or a response. */
export function unjudgedThreats(rows: RiskAnalysis['rows']): RiskThreat[] {
  return riskThreats.filter((threat) => !isJudged(rows[threat]))
}
