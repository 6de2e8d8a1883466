import { fileURLToPath } from 'node:url'
import { emptyContext, loadLexicon, scan, type ScanResult } from '../../src/main/phi/index.ts'
import { readOwnTexts, readSet, readUnseenTexts } from './own-texts.ts'
import { scoreTexts, type GoldText, type Score } from './score.ts'

/** The development data, by the name that the report gives it. */
const sets: Readonly<Record<string, () => GoldText[]>> = {
  forms: () => readSet('forms'),
  clinical: () => readSet('clinical'),
  general: () => readSet('general'),
  'own queries': () => readOwnTexts('queries'),
  'own notes': () => readOwnTexts('notes'),
  'own mail': () => readOwnTexts('mail'),
  'own forms': () => readOwnTexts('forms'),
  'own second batch': () => readOwnTexts('more'),
  'own third batch': () => readOwnTexts('third'),
  'own clean texts': () => [...readOwnTexts('clean'), ...readOwnTexts('clean-more')],
  'unseen queries': () => readUnseenTexts('queries-m'),
  'unseen notes': () => readUnseenTexts('notes-m'),
  'unseen forms': () => readUnseenTexts('forms-m'),
  'unseen mail': () => readUnseenTexts('mail-m'),
  'unseen queries, newest': () => readUnseenTexts('queries-p'),
  'unseen notes, newest': () => readUnseenTexts('notes-p'),
  'unseen forms, newest': () => readUnseenTexts('forms-p'),
  'unseen mail, newest': () => readUnseenTexts('mail-p'),
}

/** Texts whose decision is labelled, and how many of them are decided so. */
export type DecisionScore = {
  readonly asked: number
  readonly right: number
  /** Labelled as health information of a person, and how many of them are decided so. */
  readonly phi: number
  readonly phiRight: number
  /** Labelled otherwise, and decided so. */
  readonly phiWrong: number
}
export const noDecisions: DecisionScore = { asked: 0, right: 0, phi: 0, phiRight: 0, phiWrong: 0 }

/** Social Security and record numbers of the gold that no finding touches. */
export function missedNumbersOf({ labels }: Score): number {
  return [labels['SSN'], labels['MRN']]
    .filter((score) => score !== undefined)
    .reduce((sum, { gold, goldSeen }) => sum + gold - goldSeen, 0)
}

export type Measured = {
  readonly decisions: Readonly<Record<string, DecisionScore>>
  readonly sets: Readonly<Record<string, Score>>
  /** Share of sections of clinical notes in which health context is seen. */
  readonly healthRecall: number
  /** What was missed, by set: label and the text around it, without more of it than the report shows. */
  readonly missed: Readonly<Record<string, readonly string[]>>
}

/** Scans all development data and scores it. */
export async function measure(): Promise<Measured> {
  await loadLexicon(fileURLToPath(new URL('../../resources/phi', import.meta.url)))
  const scores: Record<string, Score> = {}
  const missed: Record<string, string[]> = {}
  const decisions: Record<string, DecisionScore> = {}
  for (const [name, read] of Object.entries(sets)) {
    const texts = read()
    const results = texts.map(scanOne)
    const found = results.map(({ findings }) => findings)
    scores[name] = scoreTexts(texts, found)
    const isPhi = (index: number) => results[index]?.decision === 'phi'
    const isOther = (decision: GoldText['decision']) => decision !== undefined && decision !== 'phi'
    decisions[name] = {
      asked: count(texts, ({ decision }) => decision !== undefined),
      right: count(texts, ({ decision }, index) => decision === results[index]?.decision),
      phi: count(texts, ({ decision }) => decision === 'phi'),
      phiRight: count(texts, ({ decision }, index) => decision === 'phi' && isPhi(index)),
      phiWrong: count(texts, ({ decision }, index) => isOther(decision) && isPhi(index)),
    }
    // Who reads the misses of these is tempted to mend them, and then they are no measure any more.
    if (name.startsWith('unseen')) continue
    missed[name] = texts.flatMap(({ text, spans }, index) =>
      spans
        .filter(({ label }) => label !== 'IGNORE')
        .filter(
          (span) => !(found[index] ?? []).some(({ start, end }) => start < span.end && span.start < end),
        )
        .map(({ label, start, end }) => `${label} "${text.slice(start, end).replaceAll('\n', ' ')}"`),
    )
  }
  const sections = readSet('health-sections')
  const seen = sections.filter(({ text }) => scanOne({ text }).healthContext.present).length
  return { sets: scores, decisions, healthRecall: seen / sections.length, missed }
}

/** The text alone, as the spans are counted in it; a subject is scanned as the part that it is. */
function scanOne({ text, subject, context }: Pick<GoldText, 'text' | 'subject' | 'context'>): ScanResult {
  const body = { id: 'text', kind: 'text', text } as const
  const head = subject === undefined ? [] : [{ id: 'subject', kind: 'subject', text: subject } as const]
  const result = scan({ parts: [...head, body] }, context ?? emptyContext)
  return { ...result, findings: result.findings.filter(({ part }) => part === 'text') }
}

function count<T>(items: readonly T[], matches: (item: T, index: number) => boolean): number {
  return items.filter(matches).length
}
