import type { Question, RecipientProtection } from '../../shared/contract/index.ts'
import { canGo } from './route.ts'

/** How many of each kind, and whether they stand nowhere but in what the message itself quotes. */
export type SensitiveNumbers = Readonly<
  Record<'SSN' | 'CARD' | 'ACCOUNT', { readonly count: number; readonly isInQuote: boolean }>
>

/** What the closed list is decided from: facts about one draft, no text of it. */
export interface ReviewFacts {
  readonly recipients: readonly RecipientProtection[]
  /** Names of patients who stand in To or Cc of the same message. */
  readonly patientsInView: readonly string[]
  /** Addresses never written to or heard from, nor confirmed in place. */
  readonly firstTimeAddresses: readonly string[]
  /** `wasCorrected`: the address turned out wrong before, and `known` took its place. */
  readonly lookAlikes: readonly {
    readonly address: string
    readonly known: string
    readonly wasCorrected: boolean
  }[]
  /** Reached with a stronger method the last time, or answered weaker than it came: neither may pass unnoticed. */
  readonly weakerThanBefore: readonly Omit<Extract<Question, { kind: 'weaker-than-before' }>, 'kind'>[]
  readonly otherPatientsNamed: readonly Omit<Extract<Question, { kind: 'another-patient-named' }>, 'kind'>[]
  readonly sensitiveNumbers: SensitiveNumbers
  /** Patients whose passphrase in use stands in the text, the subject or an attachment. */
  readonly passphrasesInText: readonly string[]
  readonly hasPsychotherapyNotes: boolean
  readonly hasPart2Content: boolean
}

export interface AskedQuestion {
  /** The same for the same question about the same draft, so that an answer counts only for what was asked. */
  readonly id: string
  readonly question: Question
  /** No answer lets it go; the draft must change. */
  readonly isBlocking: boolean
}

/**
 * The closed list of what Send asks about. Everything else goes straight to the hold: an alarm that rings for
 * ordinary letters teaches people to click it away.
 */
export function questionsFor(facts: ReviewFacts): AskedQuestion[] {
  const asked: AskedQuestion[] = []
  const ask = (question: Question, key: string, isBlocking = false) => {
    asked.push({ id: `${question.kind}:${key}`, question, isBlocking })
  }

  for (const recipient of facts.recipients) {
    if (!canGo(recipient)) {
      const contactId = recipient.contact?.id ?? null
      ask(
        { kind: 'recipient-without-protection', address: recipient.address, contactId },
        recipient.address,
        true,
      )
    }
  }
  for (const patient of facts.passphrasesInText) {
    ask({ kind: 'passphrase-in-text', patient }, patient, true)
  }
  for (const { patient, recipient, where } of facts.otherPatientsNamed) {
    ask({ kind: 'another-patient-named', patient, recipient, where }, `${patient}>${recipient}`)
  }
  for (const { address, known, wasCorrected } of facts.lookAlikes) {
    ask({ kind: 'look-alike-address', address, known, wasCorrected }, `${address}~${known}`)
  }
  const lookAlikes = new Set(facts.lookAlikes.map(({ address }) => address))
  for (const address of facts.firstTimeAddresses) {
    if (!lookAlikes.has(address)) {
      ask({ kind: 'first-time-address', address }, address)
    }
  }
  for (const weaker of facts.weakerThanBefore) {
    const { measure, address, before, now } = weaker
    ask({ kind: 'weaker-than-before', ...weaker }, `${measure}:${address}:${before}>${now}`)
  }
  if (facts.patientsInView.length > 1) {
    ask(
      { kind: 'patients-visible-to-each-other', patients: [...facts.patientsInView] },
      facts.patientsInView.join('+'),
    )
  }
  for (const label of ['SSN', 'CARD', 'ACCOUNT'] as const) {
    const { count, isInQuote } = facts.sensitiveNumbers[label]
    if (count > 0) {
      ask({ kind: 'sensitive-number', label, count, isInQuote }, `${label}x${String(count)}`)
    }
  }
  if (facts.hasPsychotherapyNotes) {
    ask({ kind: 'psychotherapy-notes' }, '')
  }
  if (facts.hasPart2Content) {
    ask({ kind: 'part-2-content' }, '')
  }
  return asked
}

/** What still stands between the draft and the hold, given the questions that the person has answered. */
export function openQuestions(asked: readonly AskedQuestion[], answered: readonly string[]): AskedQuestion[] {
  const known = new Set(answered)
  return asked.filter(({ id, isBlocking }) => isBlocking || !known.has(id))
}
