import type { Decision, ScanContext } from '../../src/main/phi/index.ts'

/** Scores findings against gold spans: the same measures as the shared scorer, for the report and the quality test. */
export type Span = { readonly start: number; readonly end: number; readonly label: string }
export type GoldText = {
  readonly text: string
  readonly spans: readonly Span[]
  readonly decision?: Decision
  readonly subject?: string
  readonly context?: ScanContext
}

export type LabelScore = {
  gold: number
  found: number
  goldHit: number
  /** Gold that was hit under any label. */
  goldSeen: number
  foundRight: number
  covered: number
}

export type Score = {
  readonly labels: Readonly<Record<string, LabelScore>>
  readonly textsWithPhi: number
  /** Texts of which every identifier was hit at least in part. */
  readonly textsAllHit: number
  readonly textsClean: number
  readonly textsFalselyAlerted: number
}

const IGNORED = 'IGNORE'
/** Gold labels that another label of ours stands for. */
const SAME_AS: Readonly<Record<string, string>> = { AGE90: 'DATE' }

function isWordUnit(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character)
}

/** Spans without the marks at their edges, under our own label names. */
function trimmed(text: string, spans: readonly Span[]): Span[] {
  return spans.flatMap(({ start, end, label }) => {
    let [from, to] = [start, end]
    while (from < to && !isWordUnit(text.charAt(from))) from++
    while (to > from && !isWordUnit(text.charAt(to - 1))) to--
    return to > from ? [{ start: from, end: to, label: SAME_AS[label] ?? label }] : []
  })
}

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** Whether every letter and digit of a gold span lies inside some finding. */
function isCovered(text: string, gold: Span, found: readonly Span[]): boolean {
  for (let i = gold.start; i < gold.end; i++) {
    if (isWordUnit(text.charAt(i)) && !found.some(({ start, end }) => start <= i && i < end)) return false
  }
  return true
}

/** @param found for each text its findings, in the same order; `ANY` in the result is whatever the label */
export function scoreTexts(texts: readonly GoldText[], found: readonly (readonly Span[])[]): Score {
  const labels: Record<string, LabelScore> = {}
  const of = (label: string): LabelScore =>
    (labels[label] ??= { gold: 0, found: 0, goldHit: 0, goldSeen: 0, foundRight: 0, covered: 0 })
  const counts = { textsWithPhi: 0, textsAllHit: 0, textsClean: 0, textsFalselyAlerted: 0 }
  texts.forEach(({ text, spans }, index) => {
    const all = trimmed(text, spans)
    const gold = all.filter(({ label }) => label !== IGNORED)
    const ignored = all.filter(({ label }) => label === IGNORED)
    const predicted = trimmed(text, found[index] ?? []).filter(
      (span) => gold.some((one) => overlaps(one, span)) || !ignored.some((one) => overlaps(one, span)),
    )
    for (const span of gold) {
      for (const label of [span.label, 'ANY']) {
        const score = of(label)
        const candidates = label === 'ANY' ? predicted : predicted.filter((one) => one.label === label)
        score.gold++
        if (candidates.some((one) => overlaps(one, span))) score.goldHit++
        if (predicted.some((one) => overlaps(one, span))) score.goldSeen++
        if (isCovered(text, span, predicted)) score.covered++
      }
    }
    for (const span of predicted) {
      for (const label of [span.label, 'ANY']) {
        const score = of(label)
        const candidates = label === 'ANY' ? gold : gold.filter((one) => one.label === label)
        score.found++
        if (candidates.some((one) => overlaps(one, span))) score.foundRight++
      }
    }
    if (gold.length > 0) {
      counts.textsWithPhi++
      if (gold.every((span) => predicted.some((one) => overlaps(one, span)))) counts.textsAllHit++
    } else {
      counts.textsClean++
      if (predicted.length > 0) counts.textsFalselyAlerted++
    }
  })
  return { labels, ...counts }
}

export function recallOf({ gold, goldHit }: LabelScore): number {
  return gold === 0 ? 1 : goldHit / gold
}

export function precisionOf({ found, foundRight }: LabelScore): number {
  return found === 0 ? 1 : foundRight / found
}

/** Recall weighs twice as much as precision: a missed identifier is worse than a false one. */
export function f2Of(score: LabelScore): number {
  const [precision, recall] = [precisionOf(score), recallOf(score)]
  return precision + recall === 0 ? 0 : (5 * precision * recall) / (4 * precision + recall)
}
