import { labelOf } from '../categories.ts'
import { decide } from '../document/decide.ts'
import type { TextPart } from '../document/scanner.ts'
import { OwnData } from '../practice/own-data.ts'
import type { Finding, ScanContext, ScanResult } from '../types.ts'
import type { MetadataFinding } from './reading.ts'

/**
 * Adds the identifiers that metadata name by their tag. What a recognizer made of the same place gives way, except
 * where it knows the patient; the sender's own data stay out, as everywhere.
 */
export function withMetadata(
  result: ScanResult,
  named: readonly MetadataFinding[],
  texts: readonly TextPart[],
  context: ScanContext,
): ScanResult {
  if (named.length === 0) return result
  const own = new OwnData(context.self)
  const textOf = new Map(texts.map(({ id, text }) => [id, text]))
  const known = result.findings.filter(({ patient }) => patient !== undefined)
  const added = named.filter(
    (one) =>
      !own.isOwn(one.category, (textOf.get(one.part) ?? '').slice(one.start, one.end)) &&
      !known.some((other) => overlaps(one, other)),
  )
  const kept = result.findings.filter(
    (other) => known.includes(other) || !added.some((one) => overlaps(one, other)),
  )
  const findings = [...kept, ...added.map(asFinding)]
  const isToPatient = result.reasons.some(({ code }) => code === 'recipient-is-patient')
  const { decision, reasons } = decide(
    findings,
    result.healthContext,
    result.flags,
    isToPatient,
    result.notScanned,
  )
  return { ...result, findings, decision, reasons }
}

type Place = Pick<Finding, 'part' | 'start' | 'end'>

function overlaps(one: Place, other: Place): boolean {
  return one.part === other.part && one.start < other.end && other.start < one.end
}

function asFinding({ because, ...place }: MetadataFinding): Finding {
  return {
    ...place,
    label: labelOf[place.category],
    recognizer: 'metadata',
    explanation: because,
    inQuote: false,
  }
}
