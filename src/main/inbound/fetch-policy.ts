/**
 * Which messages come by themselves; the others are listed, and come whole when somebody opens them. What is no longer
 * than the beginning that is downloaded in any case (64 KB) comes whatever its age.
 */
export interface FetchPolicy {
  /** Null: whatever their size. */
  readonly fetchUpToBytes: number | null
  /** Counted back from now; null: whatever their age. */
  readonly fetchBackMonths: number | null
}

/** The policy as bounds at this moment. */
export function boundsOf(
  { fetchUpToBytes, fetchBackMonths }: FetchPolicy,
  now: Date,
): { readonly largestBytes: number; readonly notBefore: Date | null } {
  const largestBytes = fetchUpToBytes ?? Infinity
  if (fetchBackMonths === null) {
    return { largestBytes, notBefore: null }
  }
  // From the first of that month on: the day of the month may not exist in it.
  const notBefore = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - fetchBackMonths))
  return { largestBytes, notBefore }
}
