import { ok, type Result } from '../../shared/result.ts'

/** How long after the last of them an act that goes on counts as the same. */
export const sameActMs = 600_000

/**
 * Records an act once, however often the window asks for it: with each key that is typed, and again whenever mail comes.
 *
 * @param goesOn what the two are together, where the second is the first one going on
 */
export function createRepetition<Act>(
  uptimeMs: () => number,
  goesOn: (last: Act, next: Act) => Act | null,
): (act: Act, record: () => Result<void>) => Result<void> {
  let last: { readonly act: Act; readonly at: number } | null = null
  return (act, record) => {
    const at = uptimeMs()
    const same = last === null || at - last.at >= sameActMs ? null : goesOn(last.act, act)
    const recorded = same === null ? record() : ok(undefined)
    if (recorded.ok) last = { act: same ?? act, at }
    return recorded
  }
}
