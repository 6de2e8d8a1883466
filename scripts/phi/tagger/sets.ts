import { readOwnTexts, readSet } from '../own-texts.ts'
import type { GoldText } from '../score.ts'
import { lessonsOf, type Lesson } from './paragraphs.ts'

/** Texts that were written to learn from; the rules weren't fitted to them. */
export const textsToLearnFrom = [
  ...['queries', 'notes', 'forms', 'mail'].flatMap((kind) =>
    [...'abcefghijklno'].map((batch) => `${kind}-${batch}`),
  ),
  ...['queries', 'notes', 'forms'].map((kind) => `${kind}-d`),
  ...['notes', 'forms', 'mail'].flatMap((kind) => [`${kind}-q`, `${kind}-s`]),
  'notes-r',
  'notes-t',
  'general-a',
  'general-b',
  'train-1',
  'train-2',
  'train-3',
  'train-4',
]
/** Texts that the rules were fitted to: what the rules say of them is truer than elsewhere, so they count less. */
const fitted = ['queries', 'notes', 'mail', 'forms', 'more', 'third', 'clean', 'clean-more']

export type Learned = { readonly name: string; readonly texts: readonly GoldText[] }

export function setsToLearnFrom(): Learned[] {
  return textsToLearnFrom.map((name) => ({ name, texts: readOwnTexts(name) }))
}

/** Texts without an identifier count double: there are few of them here, and many in a practice's mail. */
export function lessonsFrom(text: GoldText): Lesson[] {
  return lessonsOf(text, 'full', text.spans.length === 0 ? 2 : 1)
}

export function otherLessons(): Lesson[] {
  return [
    ...fitted.flatMap(readOwnTexts).flatMap((text) => lessonsOf(text, 'full', 0.5)),
    ...readSet('clinical').flatMap((text) => lessonsOf(text, 'marks-missing', 0.3)),
    ...readSet('forms').flatMap((text) => lessonsOf(text, 'full', 0.1)),
    ...readSet('general').flatMap((text) => lessonsOf(withoutCountries(text), 'full', 0.3)),
    ...readSet('health-sections').flatMap(({ text }) => lessonsOf({ text, spans: [] }, 'marks-missing', 0.2)),
  ]
}

/** The marks of this set call countries places; here they are no identifiers, and nobody can tell the two apart. */
function withoutCountries(text: GoldText): GoldText {
  return {
    ...text,
    spans: text.spans.map((span) => (span.label === 'GEO' ? { ...span, label: 'IGNORE' } : span)),
  }
}
