import type { Finding } from '../../../shared/contract/index.ts'

export type FindingCounts = {
  /** In the new text, the subject and the names of files: what is scanned while typing. */
  readonly written: number
  /** Within files, which are read only in full. */
  readonly inFiles: number
  /** In what is quoted below. */
  readonly inQuote: number
}

/** How many were found where: the composer's count is the first, Review tells all three. */
export function countFindings(findings: readonly Pick<Finding, 'part' | 'isInQuote'>[]): FindingCounts {
  const counts = { written: 0, inFiles: 0, inQuote: 0 }
  for (const { part, isInQuote } of findings) {
    counts[part.startsWith('attachment') ? 'inFiles' : isInQuote ? 'inQuote' : 'written'] += 1
  }
  return counts
}
