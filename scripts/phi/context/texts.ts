import { readOwnTexts, readSet } from '../own-texts.ts'
import type { GoldText } from '../score.ts'
import { textsToLearnFrom } from '../tagger/sets.ts'

const decided = [...textsToLearnFrom, 'context-a']

/** Texts that hold identifiers, with whether they speak of care too. */
export function textsWithDecision(): { readonly text: GoldText; readonly weight: number }[] {
  const texts = decided
    .flatMap(readOwnTexts)
    .filter(({ decision }) => decision !== undefined && decision !== 'none')
  const others = readSet('general').map((text): GoldText => ({ ...text, decision: 'identifiers-only' }))
  const sections = readSet('health-sections').map(({ text }): GoldText => ({
    text,
    spans: [],
    decision: 'phi',
  }))
  return [
    ...texts.map((text) => ({ text, weight: text.decision === 'phi' ? 1 : 5 })),
    ...others.map((text) => ({ text, weight: 1 })),
    ...sections.map((text) => ({ text, weight: 0.2 })),
  ]
}
