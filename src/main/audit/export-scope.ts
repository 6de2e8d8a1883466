import { listAuditReferences, type AuditEventRow, type Reader } from '../store/index.ts'
import { isCheckpointAt } from './checkpoint.ts'
import { inTurns } from './in-turns.ts'

/**
 * The numbers of the records that concern one person: those that name her, and all of the messages that these speak of,
 * since a try to deliver a letter names the letter alone. Checkpoints go along: they concern nobody, and prove the others.
 *
 * @param person her code
 * @param rows among which to look
 */
export async function scopeOf(
  reader: Reader,
  person: string,
  rows: readonly AuditEventRow[],
): Promise<ReadonlySet<number>> {
  const found = await inTurns(rows, (piece) =>
    listAuditReferences(reader, piece[0]?.seq ?? 1, piece.at(-1)?.seq ?? 0),
  )
  const references = found.flat()
  const own = `person:${person}`
  const scope = new Set(references.flatMap(({ reference, seq }) => (reference === own ? [seq] : [])))
  const messages = new Set(
    references.flatMap(({ reference, seq }) =>
      scope.has(seq) && !reference.startsWith('person:') ? [reference] : [],
    ),
  )
  for (const { reference, seq } of references) if (messages.has(reference)) scope.add(seq)
  for (const { seq } of rows) if (isCheckpointAt(seq)) scope.add(seq)
  return scope
}
