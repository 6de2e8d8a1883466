import type { Reader } from '../connection.ts'
import { candidatesBelow } from './candidates.ts'
import type { SearchQuery } from './query.ts'
import { resolveQuery } from './resolve.ts'

/** How many messages a search finds; where not exact, there are at least so many. */
export type HitCount = { readonly count: number; readonly isExact: boolean }

const windowMax = 4000
const countedMax = 20_000

export function countHits(reader: Reader, query: SearchQuery): HitCount {
  const resolved = resolveQuery(reader, query)
  if (resolved.isVoid) return { count: 0, isExact: true }
  let count = 0
  let before = Number.MAX_SAFE_INTEGER
  for (let counted = 0; counted < countedMax; counted += windowMax) {
    const candidates = candidatesBelow(reader, resolved, before, windowMax)
    count += candidates.filter(({ isWanted }) => isWanted).length
    before = candidates.at(-1)?.id ?? 0
    if (candidates.length < windowMax) return { count, isExact: true }
  }
  return { count, isExact: false }
}
