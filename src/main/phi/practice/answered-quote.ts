import type { Finding, ScanContext, ScanDocument } from '../types.ts'

/**
 * Whether what stands in the quoted part of the message tells its recipients nothing new: each of them wrote what is
 * quoted, or got it. A forward, a file, and an answer that goes to somebody else as well are read as the rest is.
 */
export function isAnsweredQuote(
  finding: Pick<Finding, 'part' | 'inQuote'>,
  document: ScanDocument,
  { recipients, quotedFrom }: Pick<ScanContext, 'recipients' | 'quotedFrom'>,
): boolean {
  if (!finding.inQuote || quotedFrom === undefined) return false
  const kind = document.parts.find(({ id }) => id === finding.part)?.kind
  if (kind !== 'text' && kind !== 'html') return false
  const knowIt = new Set(quotedFrom.map(normal))
  return recipients.every((address) => knowIt.has(normal(address)))
}

function normal(address: string): string {
  return address.trim().toLowerCase()
}
