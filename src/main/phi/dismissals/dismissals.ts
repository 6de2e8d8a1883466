import { decide } from '../document/decide.ts'
import type { TextPart } from '../document/scanner.ts'
import type { Dismissal, Finding, ScanResult } from '../types.ts'
import { alwaysAskedOf } from './always-asked.ts'

/** The value as it is compared: however it is cased, spaced or hyphenated. */
export function dismissalKey({ category, value }: Dismissal): string {
  const words = value
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s$/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  // The groups of a number are spaced by whoever types it.
  return `${category} ${/\d/.test(words) ? words.replaceAll(' ', '') : words}`
}

/**
 * Takes out of a result what was dismissed, and decides anew. Findings of the closed list stay whatever was dismissed
 * (`alwaysAskedOf`), and so do the health context and its flags.
 */
export function withoutDismissed(
  result: ScanResult,
  parts: readonly TextPart[],
  dismissals: readonly Dismissal[],
): ScanResult {
  if (dismissals.length === 0) return result
  const keys = new Set(dismissals.map(dismissalKey))
  const partOf = new Map(parts.map((part) => [part.id, part]))
  const isDismissed = (finding: Finding): boolean => {
    const part = partOf.get(finding.part)
    if (part === undefined || alwaysAskedOf(finding) !== null) return false
    return keys.has(dismissalKey({ category: finding.category, value: valueIn(part, finding) }))
  }
  const findings = result.findings.filter((finding) => !isDismissed(finding))
  const setAside = result.findings.length - findings.length
  if (setAside === 0) return result
  const isToPatient = result.reasons.some(({ code }) => code === 'recipient-is-patient')
  const decided = decide(findings, result.healthContext, result.flags, isToPatient, result.notScanned)
  return { ...result, ...decided, findings, setAside }
}

/** The words found; the offsets of a marked-up part are led back to its text. */
function valueIn({ text, offsets }: TextPart, { start, end }: Finding): string {
  return offsets === undefined
    ? text.slice(start, end)
    : text.slice(firstAt(offsets, start), firstAt(offsets, end))
}

function firstAt(offsets: Int32Array, offset: number): number {
  let low = 0
  let high = offsets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((offsets[middle] as number) < offset) low = middle + 1
    else high = middle
  }
  return low
}
