import { ok, type Result } from '../../shared/result.ts'

/** How long a pause within one act may be. */
export const sameActMs = 600_000

/**
 * Records an act once, however often the window asks for it: with each key that is typed, and again whenever mail comes.
 *
 * @param goesOn what the two are together, where the second is the first one going on so many milliseconds later
 */
export function createRepetition<Act>(
  uptimeMs: () => number,
  goesOn: (last: Act, next: Act, afterMs: number) => Act | null,
): (act: Act, record: () => Result<void>) => Result<void> {
  let last: { readonly act: Act; readonly at: number } | null = null
  return (act, record) => {
    const at = uptimeMs()
    const same = last === null ? null : goesOn(last.act, act, at - last.at)
    const recorded = same === null ? record() : ok(undefined)
    if (recorded.ok) last = { act: same ?? act, at }
    return recorded
  }
}
