import { labelOf } from '../categories.ts'
import type { HealthSign } from '../context/health-sign.ts'
import { redisclosureNotice } from '../context/protected-notes.ts'
import type { Lexicon } from '../lexicon/lexicon.ts'
import { limits } from '../limits.ts'
import { OwnData } from '../practice/own-data.ts'
import type { PatientIndex } from '../practice/patient-index.ts'
import { practiceRulesOf, type PracticeRules } from '../practice/practice-rules.ts'
import type { Finding, NotScanned, ScanContext, ScanPart, ScanResult } from '../types.ts'
import { readsAsArrangement } from './arrangement.ts'
import { decide, flagsOf, healthContextOf } from './decide.ts'
import { ParagraphMemory } from './paragraph-memory.ts'
import { splitParagraphs, type Paragraph } from './paragraphs.ts'
import { hasEndlessNumber } from './endless-number.ts'
import { markSignature } from './signature.ts'
import { scanParagraph, withoutHead, type LocalFinding, type ParagraphScan } from './scan-paragraph.ts'
import { shareOut, takePart, type ScanBeside } from './shared-scan.ts'

/** A part as text. `offsets` leads from the text back to the part as written (HTML); absent where they are equal. */
export type TextPart = {
  readonly id: string
  readonly kind: ScanPart['kind']
  readonly text: string
  readonly offsets?: Int32Array
}

type PlacedParagraph = {
  readonly paragraph: Paragraph
  readonly written: string
  readonly scan: ParagraphScan
  readonly isDisclaimer: boolean
}

/** What a message to a patient says of their care without a word of health. */
const CARE: HealthSign = { key: 'arrangement', topic: 'care', weight: 0.5 }

/** Health words are weighed in the message and its attachments, not in the sender's signature or a disclaimer. */
const COUNTS_FOR_HEALTH: ReadonlySet<Paragraph['segment']> = new Set<Paragraph['segment']>(['new', 'quoted'])

/**
 * Scans documents against one context. It remembers the paragraphs of the last scan, so that a rescan after a
 * keystroke works on the edited paragraph alone; the result is the same as that of a fresh scanner.
 */
export class DocumentScanner {
  private readonly lexicon: Lexicon
  private readonly context: ScanContext
  private readonly rules: PracticeRules
  private readonly patients: PatientIndex
  private readonly own: OwnData
  private readonly recipients: ReadonlySet<string>
  private readonly isToPatient: boolean
  private remembered = new ParagraphMemory()

  constructor(lexicon: Lexicon, context: ScanContext) {
    this.lexicon = lexicon
    this.context = context
    this.rules = practiceRulesOf(context)
    this.patients = this.rules.patients
    this.own = new OwnData(context.self)
    this.recipients = new Set(context.recipients.map((address) => address.trim().toLowerCase()))
    this.isToPatient = context.recipients.some((address) => this.patients.byEmail(address) !== undefined)
  }

  /** Scans parts that are text already. `notScanned` are those that could not be made text. */
  scan(parts: readonly TextPart[], notScanned: readonly NotScanned[]): ScanResult {
    const scanned = new ParagraphMemory()
    const unreadable = [...notScanned]
    const placed = new Map<TextPart, PlacedParagraph[]>()
    for (const part of parts) {
      if (part.text.length > limits.textLength) {
        unreadable.push({ part: part.id, reason: 'too-large', possible: [] })
        continue
      }
      if (hasEndlessNumber(part.text))
        unreadable.push({ part: part.id, reason: 'endless-digits', possible: [] })
      placed.set(part, this.scanParagraphs(part, scanned))
    }
    this.remembered = scanned
    const nameWords = new Set<number>()
    for (const paragraphs of placed.values()) {
      for (const { scan } of paragraphs) for (const word of scan.nameWords) nameWords.add(word)
    }
    const findings: Finding[] = []
    const envelopes: Finding[] = []
    const own = new Map<string, HealthSign>()
    const quoted = new Map<string, HealthSign>()
    for (const [part, paragraphs] of placed) {
      this.collect(part, paragraphs, nameWords, findings, envelopes)
      for (const { paragraph, written, scan, isDisclaimer } of paragraphs) {
        if (!COUNTS_FOR_HEALTH.has(paragraph.segment)) continue
        if (this.isToPatient && !isDisclaimer && paragraph.segment === 'new' && readsAsArrangement(written))
          own.set(CARE.key, CARE)
        for (const sign of isDisclaimer ? scan.health.filter(isNotice) : scan.health)
          (paragraph.segment === 'quoted' ? quoted : own).set(sign.key, sign)
      }
    }
    // Who wrote when says nothing beside a message that says nothing; beside one that does it identifies.
    if (findings.length > 0 && envelopes.length > 0) {
      findings.push(...envelopes)
      const order = new Map(parts.map(({ id }, index) => [id, index]))
      findings.sort((a, b) => (order.get(a.part) ?? 0) - (order.get(b.part) ?? 0) || a.start - b.start)
    }
    const sums = { own, quoted }
    const healthContext = healthContextOf(sums, this.isToPatient)
    const flags = flagsOf(sums)
    const { decision, reasons } = decide(findings, healthContext, flags, this.isToPatient, unreadable)
    return { findings, healthContext, decision, reasons, flags, notScanned: unreadable }
  }

  /**
   * Scans large texts in two threads, so that `scan` remembers their paragraphs. What the other thread leaves undone is
   * left to `scan`.
   * @param beside gives the other thread, asked only where the texts are large
   */
  async readAhead(parts: readonly TextPart[], beside: () => ScanBeside): Promise<void> {
    const texts = parts.filter(({ kind, text }) => kind !== 'file-name' && text.length <= limits.textLength)
    if (texts.reduce((sum, { text }) => sum + text.length, 0) < limits.twoThreadsLength) return
    const paragraphs = texts.flatMap((part) =>
      this.paragraphsOf(part).map((paragraph) => headOf(paragraph) + writtenIn(part, paragraph)),
    )
    const work = shareOut(paragraphs.filter((paragraph) => this.remembered.get(paragraph) === undefined))
    const theirs = beside()(work, this.context)
    const ours = takePart(work, this.lexicon, this.rules)
    const mine = ours.reduce((sum, { scans }) => sum + scans.length, 0)
    for (const { from, scans } of mine === work.paragraphs.length ? ours : [...ours, ...(await theirs)])
      scans.forEach((scan, index) => this.remembered.set(work.paragraphs[from + index] as string, scan))
  }

  private paragraphsOf(part: TextPart): readonly Paragraph[] {
    return markSignature(part.text, splitParagraphs(part.text), this.own)
  }

  private scanParagraphs(part: TextPart, scanned: ParagraphMemory): PlacedParagraph[] {
    const isFileName = part.kind === 'file-name'
    return this.paragraphsOf(part).map((paragraph) => {
      const written = writtenIn(part, paragraph)
      const before = headOf(paragraph)
      const key = `${isFileName ? '\0' : ''}${before}${written}`
      const whole =
        scanned.get(key) ??
        this.remembered.get(key) ??
        scanParagraph(before + written, isFileName, this.lexicon, this.rules)
      scanned.set(key, whole)
      const scan = before === '' ? whole : withoutHead(whole, before.length)
      return { paragraph, written, scan, isDisclaimer: this.isDisclaimer(scan, written) }
    })
  }

  private collect(
    part: TextPart,
    paragraphs: readonly PlacedParagraph[],
    nameWords: ReadonlySet<number>,
    into: Finding[],
    envelopes: Finding[],
  ): void {
    let count = 0
    for (const { paragraph, written, scan, isDisclaimer } of paragraphs) {
      const local = [...scan.findings, ...propagated(scan, nameWords)].sort((a, b) => a.start - b.start)
      for (const finding of local) {
        const start = paragraph.start + finding.start
        const end = paragraph.start + finding.end
        const value = written.slice(finding.start, finding.end)
        const patient = finding.patient ?? this.patientOf(finding, value)
        if (patient === undefined && this.isNobodysPatient(finding, value, paragraph, isDisclaimer)) continue
        if (++count > limits.findingsPerPart) return
        const isEnvelope =
          paragraph.segment === 'attribution' &&
          patient === undefined &&
          finding.recognizer !== 'patient-list'
        ;(isEnvelope ? envelopes : into).push({
          category: finding.category,
          label: labelOf[finding.category],
          recognizer: finding.recognizer,
          part: part.id,
          start: part.offsets?.[start] ?? start,
          end: part.offsets === undefined ? end : (part.offsets[end - 1] ?? end - 1) + 1,
          score: finding.score,
          explanation: finding.because,
          inQuote: isQuoted(paragraph),
          ...(patient === undefined ? {} : { patient }),
        })
      }
    }
  }

  /** A notice that names nobody but the sender. One that names a person, or holds a number of one, is no notice. */
  private isDisclaimer(scan: ParagraphScan, written: string): boolean {
    return (
      scan.readsAsDisclaimer &&
      scan.findings.every(
        ({ category, recognizer, start, end }) =>
          recognizer === 'tagger' ||
          (category !== 'A' && this.own.isSignatureMatter(category)) ||
          this.own.isOwn(category, written.slice(start, end)),
      )
    )
  }

  private patientOf(finding: LocalFinding, value: string): number | undefined {
    if (finding.category === 'F' && this.recipients.has(value.toLowerCase())) return undefined
    return this.patients.byFound(finding.category, value)
  }

  /** Own data, the recipients' addresses, and the envelope of a quoted message aren't a patient's identifiers. */
  private isNobodysPatient(
    finding: LocalFinding,
    value: string,
    paragraph: Paragraph,
    isDisclaimer: boolean,
  ): boolean {
    if (finding.category === 'F' && this.recipients.has(value.toLowerCase())) return true
    if (finding.recognizer === 'patient-list') return false
    if (this.own.isOwn(finding.category, value)) return true
    const isSignature = paragraph.segment === 'signature' || isDisclaimer
    if (finding.recognizer === 'tagger' && (isSignature || this.own.isInOwnText(value))) return true
    return isSignature && this.own.isSignatureMatter(finding.category)
  }

  /** The patients of the context, in the order that `Finding.patient` counts. */
  get knownPatients(): ScanContext['patients'] {
    return this.context.patients
  }
}

function isNotice({ key }: HealthSign): boolean {
  return redisclosureNotice.includes(key)
}

function writtenIn({ text }: TextPart, { start, end }: Paragraph): string {
  return text.slice(start, end)
}

/** The head of a long table, which is read before each further piece of it; '' for any other paragraph. */
function headOf({ head }: Paragraph): string {
  return head === undefined ? '' : `${head}\n`
}

/** In an earlier message, or the line that says who wrote it. */
function isQuoted({ segment }: Paragraph): boolean {
  return segment === 'quoted' || segment === 'attribution'
}

/** Lone surnames and first names of people who are named in full elsewhere in the document. */
function propagated(scan: ParagraphScan, nameWords: ReadonlySet<number>): LocalFinding[] {
  const found: LocalFinding[] = []
  for (const { word, start, end } of scan.possibleNames) {
    if (!nameWords.has(word)) continue
    found.push({
      category: 'A',
      recognizer: 'name-again',
      start,
      end,
      score: 0.7,
      because: 'named in full elsewhere in the text',
    })
  }
  return found
}
