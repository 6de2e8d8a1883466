import type { Finding, ScanContext, ScanDocument, ScanResult } from '../types.ts'
import { isAnsweredQuote } from './answered-quote.ts'
import { addressesOf, isOneEdit } from './patient-index.ts'

/** A sign that the message may be going to the wrong person. `patient` counts into the context's list. */
export type RecipientGuard =
  | {
      readonly kind: 'another-patient-named' | 'attachment-names-other-patient'
      readonly patient: number
      readonly part: string
      /** Nowhere but in the quoted part. */
      readonly isInQuote: boolean
    }
  | { readonly kind: 'look-alike-address'; readonly address: string; readonly known: string }

/** Full names, record numbers, addresses. A lone first name is too common to ask about, save in the greeting. */
const SURE_MATCH = 0.85
const GREETING_BEFORE = /^\s{0,20}(?:hi|hello|dear|hey|good (?:morning|afternoon|evening))[ ,]{1,2}$/i

/**
 * Wrong-recipient guard: the message names patient X and goes to patient Y, a file names another patient, or a
 * first-time address is one letter away from a known one. Writing about a patient to a colleague is no sign.
 */
export function guardRecipients(
  document: ScanDocument,
  result: ScanResult,
  context: ScanContext,
): readonly RecipientGuard[] {
  return [...namedElsewhere(document, result, context), ...lookAlikes(context)]
}

function namedElsewhere(document: ScanDocument, result: ScanResult, context: ScanContext): RecipientGuard[] {
  const recipients = new Set(context.recipients.map(normal))
  const addressed = context.patients.filter((patient) =>
    addressesOf(patient).some((address) => recipients.has(address)),
  )
  if (addressed.length === 0) return []
  const addressedWords = new Set(
    addressed.flatMap(({ name, nicknames }) => nameWords([name, ...(nicknames ?? [])].join(' '))),
  )
  const kinds = new Map(document.parts.map(({ id, kind }) => [id, kind]))
  const texts = new Map(document.parts.map(({ id, text }) => [id, text ?? '']))
  const guards = new Map<string, RecipientGuard>()
  for (const finding of result.findings) {
    const other = finding.patient === undefined ? undefined : context.patients[finding.patient]
    if (finding.patient === undefined || other === undefined || addressed.includes(other)) continue
    // A relative with the same names, or a date that two patients share, proves nothing.
    if (finding.category === 'C' || nameWords(other.name).every((word) => addressedWords.has(word))) continue
    if (isAnsweredQuote(finding, document, context)) continue
    if (finding.score < SURE_MATCH && !isGreeted(finding, texts.get(finding.part) ?? '')) continue
    const partKind = kinds.get(finding.part)
    const kind =
      partKind === 'subject' || partKind === 'text' || partKind === 'html'
        ? 'another-patient-named'
        : 'attachment-names-other-patient'
    const key = `${kind} ${String(finding.patient)}`
    const { patient, part, inQuote } = finding
    if (inQuote && guards.has(key)) continue
    guards.set(key, { kind, patient, part, isInQuote: inQuote })
  }
  return [...guards.values()]
}

function isGreeted(finding: Finding, text: string): boolean {
  return GREETING_BEFORE.test(text.slice(0, finding.start))
}

function lookAlikes({ recipients, patients, knownAddresses, newAddresses }: ScanContext): RecipientGuard[] {
  const all = [...(knownAddresses ?? []), ...patients.flatMap(addressesOf)]
  const fresh = new Set((newAddresses ?? []).map(normal))
  const known = new Set(all.map(normal).filter((address) => !fresh.has(address)))
  const goesTo = new Set(recipients.map(normal))
  const guards: RecipientGuard[] = []
  // Whoever was put on a list a moment ago is on it with the mistyped address: each is compared with its elders.
  for (const address of new Set([...fresh, ...goesTo])) {
    if (known.has(address)) continue
    const other = goesTo.has(address) ? [...known].find((one) => isOneEdit(address, one)) : undefined
    if (other !== undefined) guards.push({ kind: 'look-alike-address', address, known: other })
    if (fresh.has(address)) known.add(address)
  }
  return guards
}

function normal(address: string): string {
  return address.trim().toLowerCase()
}

function nameWords(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1)
}
