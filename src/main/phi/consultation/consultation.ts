import { withoutDismissed } from '../dismissals/dismissals.ts'
import { DocumentScanner } from '../document/scanner.ts'
import { htmlToScanText, type HtmlText } from '../extract/html.ts'
import { lexicon } from '../lexicon/loaded.ts'
import type { ConsultationRisk } from '../../../shared/safe-harbor.ts'
import type { Finding, ScanContext, ScanResult } from '../types.ts'
import { allChangesOf, applyChanges, changesOf, mentionsOf, type Change, type Rewriter } from './changes.ts'
import { Cast, greets } from './people.ts'
import { risksOf } from './risks.ts'
import { changeMarkup, withoutLinks } from './rewrite-markup.ts'

export type ConsultationInput = {
  readonly subject: string
  /** The body as markup, the quoted part in it. */
  readonly html: string
  /** How many files go along; they are not rewritten. */
  readonly attachments: number
  readonly thisYear: number
  /** Names of whom it goes to; a greeting with one of them stays. */
  readonly addressees: readonly string[]
}

export type Consultation = {
  readonly subject: string
  readonly html: string
  /** What was changed, in order. Holds content: kept in memory alone. */
  readonly changes: readonly Change[]
  readonly risks: readonly ConsultationRisk[]
}

/** A rewriting can bring to light what stood in its shadow; a text settles after two rounds. */
const MOST_ROUNDS = 4

type Texts = { readonly subject: string; readonly text: string }

/**
 * Rewrites a letter by the list of 45 CFR 164.514(b)(2)(i), for a question to a colleague: people to roles, dates to
 * years, places to states, ages over 89 to "90 or older", other identifiers out; in the subject, the text and what it
 * quotes. The second condition of the rule, that nobody knows who it is about, no program can promise: `risks` names
 * what points to it. The same input gives the same output, and what came out stays as it is.
 */
export function prepareConsultation(input: ConsultationInput, context: ScanContext): Consultation {
  // Whoever it goes to may be named in it too; and here a recipient is nobody's patient.
  const scanner = new DocumentScanner(lexicon(), { ...context, recipients: [] })
  const scan = ({ subject, text }: Texts): ScanResult => {
    const parts = [
      { id: 'subject', kind: 'subject' as const, text: subject },
      { id: 'text', kind: 'text' as const, text },
    ]
    return withoutDismissed(scanner.scan(parts, []), parts, context.dismissed ?? [])
  }
  let { subject } = input
  let html = withoutLinks(input.html)
  let parsed = textOf(html)
  const changes: Change[] = []
  const cast = new Cast([subject, parsed.text])
  const { thisYear, addressees } = input
  const rewriter: Rewriter = { cast, thisYear, addressees }
  let result = scan({ subject, text: parsed.text })
  for (let round = 0; round < MOST_ROUNDS; round++) {
    meetAll(cast, { subject, text: parsed.text }, result, addressees)
    const inSubject = allChangesOf('subject', subject, result, rewriter)
    const inText = allChangesOf('text', parsed.text, result, rewriter)
    if (inSubject.length + inText.length === 0) break
    changes.push(...inSubject, ...inText)
    subject = applyChanges(subject, inSubject)
    html = changeMarkup(html, parsed, inText)
    parsed = textOf(html)
    result = scan({ subject, text: parsed.text })
  }
  const risks = risksOf({
    text: `${subject}\n${parsed.text}`,
    attachments: input.attachments,
    hasSetAside: (result.setAside ?? 0) > 0,
  })
  return { subject, html, changes, risks }
}

/** The rewriting of each finding for itself, for the one that a person wants replaced. */
export function rewritingsOf(
  texts: Texts,
  result: ScanResult,
  thisYear: number,
): ReadonlyMap<Finding, Change> {
  const cast = new Cast([texts.subject, texts.text])
  meetAll(cast, texts, result, [])
  const rewriter: Rewriter = { cast, thisYear, addressees: [] }
  const changes = [
    ...changesOf('subject', texts.subject, result.findings, rewriter),
    ...changesOf('text', texts.text, result.findings, rewriter),
  ]
  return new Map(
    changes.flatMap((change) => (change.finding === undefined ? [] : [[change.finding, change]])),
  )
}

/** As the letter's text is scanned when it is sent: without the line breaks around it. */
function textOf(html: string): HtmlText {
  const { text, offsets } = htmlToScanText(html)
  const start = text.length - text.trimStart().length
  const trimmed = text.trim()
  return { text: trimmed, offsets: offsets.subarray(start, start + trimmed.length + 1) }
}

function meetAll(
  cast: Cast,
  { subject, text }: Texts,
  { findings, healthContext }: ScanResult,
  addressees: readonly string[],
): void {
  const mentions = [...mentionsOf('subject', subject, findings), ...mentionsOf('text', text, findings)]
  const names = mentions.filter((mention) => mention.finding.category === 'A' && !greets(mention, addressees))
  cast.meet(names, healthContext.present)
}
