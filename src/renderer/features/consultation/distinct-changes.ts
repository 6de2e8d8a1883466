import type { Consultation } from '../../../shared/contract/index.ts'

type Change = Consultation['changes'][number]

/** Each change once, in the order of the text; `further`: in how many more places it is made. */
export function distinctChanges(changes: readonly Change[]): (Change & { readonly further: number })[] {
  const counted = new Map<string, Change & { readonly further: number }>()
  for (const change of changes) {
    const key = `${change.replaced} ${change.words.toLowerCase()}`
    const known = counted.get(key)
    counted.set(
      key,
      known === undefined ? { ...change, further: 0 } : { ...known, further: known.further + 1 },
    )
  }
  return [...counted.values()]
}
