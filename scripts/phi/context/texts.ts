import { readOwnTexts, readSet } from '../own-texts.ts'
import type { GoldText } from '../score.ts'

const KINDS = ['queries', 'notes', 'forms', 'mail'] as const
const OWN = [
  ...KINDS.flatMap((kind) => [`${kind}-a`, `${kind}-b`, `${kind}-c`]),
  ...['queries', 'notes', 'forms'].map((kind) => `${kind}-d`),
  ...['notes', 'forms', 'mail'].map((kind) => `${kind}-f`),
  'context-a',
  'general-a',
  'general-b',
  'train-1',
  'train-2',
  'train-3',
]

/** Texts that hold identifiers, with whether they speak of care too. */
export function textsWithDecision(): { readonly text: GoldText; readonly weight: number }[] {
  const decided = OWN.flatMap(readOwnTexts).filter(
    ({ decision }) => decision !== undefined && decision !== 'none',
  )
  const others = readSet('general').map((text): GoldText => ({ ...text, decision: 'identifiers-only' }))
  const sections = readSet('health-sections').map(({ text }): GoldText => ({
    text,
    spans: [],
    decision: 'phi',
  }))
  return [
    ...decided.map((text) => ({ text, weight: text.decision === 'phi' ? 1 : 5 })),
    ...others.map((text) => ({ text, weight: 1 })),
    ...sections.map((text) => ({ text, weight: 0.2 })),
  ]
}
