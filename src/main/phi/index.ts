/** The PHI scanner: finds the Safe Harbor identifiers and the health context of what is about to leave. */
import { withoutDismissed } from './dismissals/dismissals.ts'
import { DocumentScanner, type TextPart } from './document/scanner.ts'
import type { ScanBeside } from './document/shared-scan.ts'
import { fullScan, textPartOf } from './full-scan.ts'
import { lexicon } from './lexicon/loaded.ts'
import type { FullScanResult, NotScanned, ScanContext, ScanDocument, ScanPart, ScanResult } from './types.ts'

export { categoryName, type Category, type Label } from './categories.ts'
export { prepareConsultation, rewritingsOf, type Consultation } from './consultation/consultation.ts'
export { alwaysAskedOf, sensitiveKindOf } from './dismissals/always-asked.ts'
export { dismissalKey } from './dismissals/dismissals.ts'
export { isAnsweredQuote } from './practice/answered-quote.ts'
export { guardRecipients, type RecipientGuard } from './practice/guard-recipients.ts'
export { createIsolatedReading, type FileToIndex } from './isolated/isolated-reading.ts'
export { createIsolatedScan, type IsolatedScan } from './isolated/isolated-scan.ts'
export type { ScanWorkerData } from './isolated/protocol.ts'
export { scanBeside, serveParagraphs } from './isolated/second-thread.ts'
export { serveScans } from './isolated/serve-scans.ts'
export { scanWorkerStarter } from './isolated/start-worker.ts'
export { isKnownTerm } from './lexicon/known-term.ts'
export { loadLexicon } from './lexicon/loaded.ts'
export { limits } from './limits.ts'
export { notScannedWords } from './not-scanned-words.ts'
export { type Dismissal, emptyContext } from './types.ts'
export type {
  Decision,
  Finding,
  FullScanResult,
  HealthContext,
  HealthTopic,
  KnownPatient,
  NotScanned,
  NotScannedReason,
  PartKind,
  Reason,
  ScanContext,
  ScanDocument,
  ScanFlags,
  ScanPart,
  ScanResult,
  SelfIdentity,
} from './types.ts'

/** Scans one context's documents again and again, remembering what didn't change. */
export type Scanner = {
  /**
   * Scans what is text: subject, text, html and file names, and attachments that carry `text`. Attachments with bytes
   * or a type alone are listed as not scanned; `scanFully` reads them. Never throws for any input.
   */
  readonly scan: (document: ScanDocument) => ScanResult
  /** The scan at send: attachments are extracted first. Never throws for any input. */
  readonly scanFully: (document: ScanDocument) => Promise<FullScanResult>
}

/** @returns a scanner for messages of one sender to the recipients of `context`; keep it while a draft is open */
export function createScanner(context: ScanContext): Scanner {
  const scanner = new DocumentScanner(lexicon(), context)
  const rememberedHtml = new Map<string, { readonly html: string; readonly part: TextPart }>()
  const asText = (part: ScanPart): TextPart | undefined => {
    const remembered = rememberedHtml.get(part.id)
    if (part.kind === 'html' && remembered !== undefined && remembered.html === part.text)
      return remembered.part
    const made = textPartOf(part)
    if (part.kind === 'html' && made !== undefined)
      rememberedHtml.set(part.id, { html: part.text ?? '', part: made })
    return made
  }
  return {
    scan(document) {
      const texts: TextPart[] = []
      const notScanned: NotScanned[] = []
      for (const part of document.parts) {
        const text = asText(part)
        if (text !== undefined) texts.push(text)
        else notScanned.push({ part: part.id, reason: reasonByType(part), possible: [] })
      }
      return withoutDismissed(scanner.scan(texts, notScanned), texts, context.dismissed ?? [])
    },
    scanFully: (document) => fullScan(document, context, { asText }, scanner),
  }
}

/** What no scan reads is said at once; any other file is read at send. */
function reasonByType({ contentType = '' }: ScanPart): NotScanned['reason'] {
  if (contentType.startsWith('image/')) return 'image'
  return /^(?:audio|video)\//.test(contentType) ? 'audio-or-video' : 'not-extracted'
}

/** One quick scan of what is text already; see `Scanner.scan`. */
export function scan(document: ScanDocument, context: ScanContext): ScanResult {
  return createScanner(context).scan(document)
}

/**
 * One full scan with attachments; see `Scanner.scanFully`.
 * @param beside a second thread, which takes its share of large texts
 */
export function scanFully(
  document: ScanDocument,
  context: ScanContext,
  beside?: ScanBeside,
): Promise<FullScanResult> {
  return fullScan(document, context, beside === undefined ? {} : { beside: () => beside })
}
