import { fileURLToPath } from 'node:url'
import { emptyContext, loadLexicon, scan } from '../../src/main/phi/index.ts'
import { readOwnTexts, readSet } from './own-texts.ts'
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
}

export type Measured = {
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
  for (const [name, read] of Object.entries(sets)) {
    const texts = read()
    const found = texts.map(({ text }) => scanOne(text).findings)
    scores[name] = scoreTexts(texts, found)
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
  const seen = sections.filter(({ text }) => scanOne(text).healthContext.present).length
  return { sets: scores, healthRecall: seen / sections.length, missed }
}

function scanOne(text: string): ReturnType<typeof scan> {
  return scan({ parts: [{ id: 'text', kind: 'text', text }] }, emptyContext)
}
