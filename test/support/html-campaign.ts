import { encodedVectors } from '../data/html/charsets.ts'
import { type Harm, vectorFamilies } from '../data/html/vectors.ts'
import { asEncoded, asReceived, asSanitized, asShown, shownSandbox, stageSandbox } from './html-documents.ts'
import type { HtmlWindow } from './html-window.ts'

/** Of one family: how many vectors there are, how many were opened as they came, and how many of these did harm. */
export interface Living {
  readonly family: string
  readonly harm: Harm
  readonly vectors: number
  readonly opened: number
  readonly harmful: number
}

const charsets = 'charsets that say two things'
const vectors = [...Object.values(vectorFamilies).flatMap((family) => [...family.vectors]), ...encodedVectors]

/**
 * Every vector sanitized, with all layers of its frame or with none of them. Vectors whose documents come out alike
 * are opened once.
 * @returns what did harm, in words; empty is the promise
 */
export async function harmOfSanitized(window: HtmlWindow, layers: 'all' | 'none'): Promise<string[]> {
  const asDocument = layers === 'all' ? asShown : asSanitized
  const distinct = new Map(vectors.map((vector) => [asDocument(vector).bytes.toString(), vector] as const))
  const { byDocument, unassigned } = await window.expose(
    [...distinct.values()].map((vector) => asDocument(vector)),
    layers === 'all' ? shownSandbox : stageSandbox,
  )
  const opened = [...distinct.values()]
  return [
    ...byDocument.flatMap((seen, index) =>
      [...seen].map(([harm, what]) => `${harm} (${what}): ${JSON.stringify(opened[index])}`),
    ),
    ...unassigned,
  ]
}

/**
 * The vectors as they came, without any layer: what the watchers see of them is what the layers keep from happening.
 * @param most vectors of a family, evenly chosen from it
 */
export async function harmAsReceived(window: HtmlWindow, most = Number.POSITIVE_INFINITY): Promise<Living[]> {
  const living: Living[] = []
  const chosen = Object.entries(vectorFamilies).map(([family, { harm, vectors: all }]) => ({
    family,
    harm,
    vectors: all.length,
    opened: evenly(all, most),
  }))
  const flat = chosen.flatMap(({ opened }) => [...opened])
  const { byDocument } = await window.expose(flat.map(asReceived), stageSandbox)
  let start = 0
  for (const { family, harm, vectors: count, opened } of chosen) {
    const seen = byDocument.slice(start, start + opened.length)
    start += opened.length
    const harmful = seen.filter((each) => each.has(harm)).length
    living.push({ family, harm, vectors: count, opened: opened.length, harmful })
  }
  const encoded = evenly(encodedVectors, most)
  const seen = await window.expose(encoded.map(asEncoded), stageSandbox)
  const harmful = seen.byDocument.filter((each) => each.has('runs')).length
  const counts = { vectors: encodedVectors.length, opened: encoded.length, harmful }
  return [...living, { family: charsets, harm: 'runs', ...counts }]
}

function evenly<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, Math.ceil(all.length / most))
  return all.filter((_, index) => index % step === 0)
}
