import type { Category } from '../categories.ts'
import type { HealthSign } from '../context/health-sign.ts'
import type {
  Decision,
  Finding,
  HealthContext,
  HealthTopic,
  NotScanned,
  Reason,
  ScanFlags,
} from '../types.ts'

const ENOUGH = 1
/** A message to a patient of the practice needs less: "see you at our session on Thursday" is about treatment. */
const ENOUGH_FOR_PATIENT = 0.5

export type HealthSums = {
  readonly own: ReadonlyMap<string, HealthSign>
  readonly quoted: ReadonlyMap<string, HealthSign>
}

function strengthOf(signs: Iterable<HealthSign>): number {
  let sum = 0
  for (const sign of signs) sum += sign.weight
  return Math.round(sum * 100) / 100
}

/** Health, treatment or payment context of a message (45 CFR 160.103, "health information"). */
export function healthContextOf({ own, quoted }: HealthSums, isToPatient: boolean): HealthContext {
  const enough = isToPatient ? ENOUGH_FOR_PATIENT : ENOUGH
  const all = new Map([...quoted, ...own])
  const strength = strengthOf(all.values())
  const present = strength >= enough
  const topics = new Set<HealthTopic>()
  for (const sign of all.values()) topics.add(sign.topic)
  return {
    present,
    strength,
    topics: present ? [...topics].sort() : [],
    onlyInQuote: present && strengthOf(own.values()) < enough,
  }
}

export function flagsOf({ own, quoted }: HealthSums): ScanFlags {
  const notes = new Set([...own.values(), ...quoted.values()].map(({ note }) => note))
  return { psychotherapyNotes: notes.has('psychotherapy'), part2: notes.has('part2') }
}

/** An identifier alone is not PHI; together with health, treatment or payment context it is. */
export function decide(
  findings: readonly Finding[],
  health: HealthContext,
  flags: ScanFlags,
  isToPatient: boolean,
  notScanned: readonly NotScanned[],
): { readonly decision: Decision; readonly reasons: readonly Reason[] } {
  const reasons: Reason[] = []
  const known = findings.filter(
    (finding) => finding.recognizer === 'patient-list' || finding.patient !== undefined,
  )
  if (known.length > 0) reasons.push({ code: 'patient-list-match', count: known.length })
  if (isToPatient) reasons.push({ code: 'recipient-is-patient' })
  if (findings.length > 0) {
    const found = new Set<Category>(findings.map((finding) => finding.category))
    reasons.push({ code: 'identifiers', categories: [...found].sort(), count: findings.length })
  }
  if (health.present) reasons.push({ code: 'health-context', topics: health.topics })
  if (flags.psychotherapyNotes) reasons.push({ code: 'psychotherapy-notes' })
  if (flags.part2) reasons.push({ code: 'part2' })
  const hasIdentifier = findings.length > 0 || isToPatient
  const isQuoteOnly =
    findings.length > 0 && !isToPatient && findings.every((finding) => finding.inQuote) && health.onlyInQuote
  if (isQuoteOnly) reasons.push({ code: 'in-quote-only' })
  if (notScanned.length > 0) reasons.push({ code: 'not-scanned', count: notScanned.length })
  const decision: Decision = !hasIdentifier ? 'none' : health.present ? 'phi' : 'identifiers-only'
  return { decision, reasons }
}
