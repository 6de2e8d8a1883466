import type { EvidenceBody, EvidenceRecord } from '../../../shared/contract/index.ts'

/** Every field of a record that is written down; `kind` never changes. */
type FieldOf<Body> = Body extends unknown ? Exclude<keyof Body, 'kind'> : never
export type Field = FieldOf<EvidenceBody>

/** A version, and what it has differently from the one before; null for the first. */
export type Version = {
  readonly version: number
  readonly at: string
  readonly changes: readonly Change[] | null
}

/** Before and after only where both are a few words; else that it was changed is all that is told. */
export type Change = { readonly field: Field; readonly before: unknown; readonly after: unknown }

function changesOf(before: EvidenceBody, after: EvidenceBody): Change[] {
  const old = new Map<string, unknown>(Object.entries(before))
  return Object.entries<unknown>(after)
    .filter(([field, value]) => JSON.stringify(old.get(field)) !== JSON.stringify(value))
    .map(([field, value]) => ({ field: field as Field, before: old.get(field), after: value }))
}

/** @param history every version of one record, the newest first */
export function versionsOf(history: readonly EvidenceRecord[]): Version[] {
  return history.map(({ version, at, body }, index) => {
    const before = history[index + 1]
    return { version, at, changes: before === undefined ? null : changesOf(before.body, body) }
  })
}
