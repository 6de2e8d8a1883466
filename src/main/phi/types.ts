import type { SwitchableRecognizer } from '../../shared/recognizers.ts'
import type { HealthTopic, NotScannedReason } from '../../shared/scan-words.ts'
import type { Category, Label } from './categories.ts'

export type { HealthTopic, NotScannedReason }

export type PartKind = 'subject' | 'text' | 'html' | 'file-name' | 'attachment'

/**
 * One part of what is about to leave. Offsets of findings are UTF-16 offsets into `text` as given (for `html`, into
 * the markup). An attachment given as `bytes` is extracted first; its findings count into the extracted text.
 */
export type ScanPart = {
  readonly id: string
  readonly kind: PartKind
  readonly text?: string
  readonly bytes?: Uint8Array
  readonly contentType?: string
  readonly fileName?: string
}

export type ScanDocument = { readonly parts: readonly ScanPart[] }

/** The sender and the practice: their own data isn't the patient's. */
export type SelfIdentity = {
  readonly name?: string
  readonly practice?: string
  readonly address?: string
  readonly phone?: string
  readonly fax?: string
  readonly email?: string
  readonly signature?: string
}

/** What the practice knows of a patient. Any date form is understood for `dob`. */
export type KnownPatient = {
  readonly id?: string
  readonly name: string
  readonly nicknames?: readonly string[]
  readonly email?: string
  /** Several, beside or instead of `email`. */
  readonly emails?: readonly string[]
  readonly dob?: string
  readonly mrn?: string
  readonly phone?: string
  /** Several, beside or instead of `phone`. */
  readonly phones?: readonly string[]
  readonly address?: string
}

/** A value that a person said is no PHI, in one category; kept in the encrypted store alone. */
export type Dismissal = { readonly category: Category; readonly value: string }

export type ScanContext = {
  readonly self: readonly SelfIdentity[]
  readonly patients: readonly KnownPatient[]
  /** The addresses that the message goes to. */
  readonly recipients: readonly string[]
  /** Who wrote or got the message that this one answers, and so what it quotes; absent where it answers none. */
  readonly quotedFrom?: readonly string[]
  /** Addresses of people and correspondents; the look-alike guard compares with them. */
  readonly knownAddresses?: readonly string[]
  /**
   * Addresses never written to, in the order in which the practice learned of them, though they may be on its lists:
   * each of these can be a look-alike of one that was known before it.
   */
  readonly newAddresses?: readonly string[]
  /** Passphrases in use, each as its words: the full scan looks for them, in attachments too. */
  readonly secrets?: readonly (readonly string[])[]
  /** Recognizers that the practice switched off; those of `switchableRecognizers` alone can be. */
  readonly recognizersOff?: readonly SwitchableRecognizer[]
  /** What persons of the practice said is no PHI; it never takes away what Send asks about (`alwaysAskedOf`). */
  readonly dismissed?: readonly Dismissal[]
}

export const emptyContext: ScanContext = { self: [], patients: [], recipients: [] }

/** An identifier in the text. It never holds the value itself; whoever shows it takes it from the part. */
export type Finding = {
  readonly category: Category
  readonly label: Label
  /** Id of the recognizer that found it. */
  readonly recognizer: string
  /** Id of the part. */
  readonly part: string
  readonly start: number
  readonly end: number
  /** 0 to 1: how sure. Findings below the reporting threshold are not returned. */
  readonly score: number
  /** Why, in words that hold no value. */
  readonly explanation: string
  readonly inQuote: boolean
  /** The patient of the practice that it belongs to, where the patient list knows it: index into the list. */
  readonly patient?: number
}

/** Health, treatment or payment context, for the whole document. */
export type HealthContext = {
  readonly present: boolean
  /** Sum of the weights of the distinct terms found; 1 is enough. */
  readonly strength: number
  readonly topics: readonly HealthTopic[]
  /** Present in the quoted part only. */
  readonly onlyInQuote: boolean
}

export type Decision = 'none' | 'identifiers-only' | 'phi'

export type Reason =
  | { readonly code: 'patient-list-match'; readonly count: number }
  | { readonly code: 'recipient-is-patient' }
  | { readonly code: 'identifiers'; readonly categories: readonly Category[]; readonly count: number }
  | { readonly code: 'health-context'; readonly topics: readonly HealthTopic[] }
  | { readonly code: 'psychotherapy-notes' }
  | { readonly code: 'part2' }
  | { readonly code: 'in-quote-only' }
  | { readonly code: 'not-scanned'; readonly count: number }

export type NotScanned = {
  readonly part: string
  readonly reason: NotScannedReason
  /** Identifiers that can't be ruled out there: (P) and (Q) for images, (P) for sound. */
  readonly possible: readonly Category[]
}

export type ScanFlags = {
  /** Notes of a counselling session kept apart from the record, 45 CFR 164.501. */
  readonly psychotherapyNotes: boolean
  /** Content of a substance-use-disorder programme, 42 CFR Part 2. */
  readonly part2: boolean
}

export type ScanResult = {
  readonly findings: readonly Finding[]
  readonly healthContext: HealthContext
  readonly decision: Decision
  readonly reasons: readonly Reason[]
  readonly flags: ScanFlags
  readonly notScanned: readonly NotScanned[]
  /** How many findings were taken out because they were dismissed; absent where none was. */
  readonly setAside?: number
}

/** What the scan at send gives. */
export type FullScanResult = ScanResult & {
  /** Which of the context's secrets stand somewhere in what leaves: indices into the list. */
  readonly secretsFound: readonly number[]
}
