import type { EvidenceRecord } from '../../../shared/contract/index.ts'
import { paragraphs } from '../../../shared/evidence-paragraphs.ts'
import { printedTime } from '../pdf/printed-time.ts'
import type { Binder } from './binder.ts'
import {
  accessLines,
  agreementLines,
  configurationLines,
  incidentLines,
  mailLines,
  openLines,
  riskLines,
  trainingLines,
  type Line,
} from './binder-words.ts'

/** A version of what was written down. */
export type WrittenVersion = {
  readonly version: number
  readonly at: string
  readonly lines: readonly Line[]
}

/** A part of the binder, on its pages and in the window; `paragraph` of 45 CFR, empty where each line has its own. */
export type BinderSection = { readonly title: string; readonly paragraph: string } & (
  | { readonly kind: 'open' | 'mail' | 'facts'; readonly lines: readonly Line[] }
  /** Of each record its versions, the newest first. */
  | { readonly kind: 'records'; readonly records: readonly (readonly WrittenVersion[])[] }
)

export function binderSections(binder: Binder): BinderSection[] {
  const { overview, createdAt, changes } = binder
  return [
    { kind: 'open', title: 'Open', paragraph: '', lines: openLines(overview.tasks, createdAt.slice(0, 10)) },
    {
      ...{ kind: 'mail', title: 'Mail that left', paragraph: paragraphs.protection },
      lines: mailLines(overview.months),
    },
    facts('Configuration', '164.312(a)(2), (d)', configurationLines(overview)),
    records('Agreements', paragraphs.agreements, binder.agreements, agreementLines),
    records('Training', paragraphs.training, binder.trainings, trainingLines),
    records('Risk analysis', paragraphs.risks, binder.riskAnalyses, riskLines),
    records('Incidents', paragraphs.incidents, binder.incidents, incidentLines),
    facts('Who has access', paragraphs.access, accessLines(binder.access)),
    facts(
      'Changes of the configuration',
      '164.312(b), 164.316(b)',
      changes.map(({ at, type, values }) => [printedTime(new Date(at)), `${type} ${JSON.stringify(values)}`]),
    ),
  ]
}

function facts(title: string, paragraph: string, lines: readonly Line[]): BinderSection {
  return { kind: 'facts', title, paragraph, lines }
}

function records(
  title: string,
  paragraph: string,
  histories: readonly (readonly EvidenceRecord[])[],
  linesOf: (body: EvidenceRecord['body']) => readonly Line[],
): BinderSection {
  const versions = histories.map((history) =>
    history.map(({ version, at, body }) => ({ version, at, lines: linesOf(body) })),
  )
  return { kind: 'records', title, paragraph, records: versions }
}
