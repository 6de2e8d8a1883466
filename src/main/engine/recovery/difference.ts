import type { AuditEvent } from '../../audit/index.ts'
import type { KeptState } from './kept-state.ts'

/** A bundle of this vault that the host shows, opened with the vault's key. */
type Shown = { readonly sequence: number; readonly sha256: string }

type Difference = Extract<AuditEvent, { type: 'recovery-bundle.differed' }>['found']

/**
 * How what the host shows differs from what was put there last; null where it doesn't. Nobody but who holds the vault's
 * keys can make another one: an older one was put back, a newer one is of another computer with this vault.
 */
export function differenceOf(
  { kept, attempted }: Pick<KeptState, 'kept' | 'attempted'>,
  own: readonly Shown[],
): Difference | null {
  const newest = own.toSorted((a, b) => b.sequence - a.sequence)[0]
  if (newest === undefined) {
    return kept === null ? null : 'none'
  }
  // The last attempt was interrupted: it may have arrived.
  if ([attempted?.sha256, kept?.sha256].includes(newest.sha256)) {
    return null
  }
  const { sequence } = newest
  if (kept !== null && sequence < kept.sequence) {
    return 'older'
  }
  return sequence > (attempted?.sequence ?? kept?.sequence ?? 0) ? 'newer' : 'other'
}
