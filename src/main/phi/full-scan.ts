import { withoutDismissed } from './dismissals/dismissals.ts'
import { DocumentScanner, type TextPart } from './document/scanner.ts'
import type { ScanBeside } from './document/shared-scan.ts'
import { extractAttachment } from './extract/extract.ts'
import { htmlToScanText } from './extract/html.ts'
import { withMetadata } from './extract/metadata-findings.ts'
import type { MetadataFinding, ReadingOptions } from './extract/reading.ts'
import { lexicon } from './lexicon/loaded.ts'
import { findSecrets } from './practice/find-secrets.ts'
import type { FullScanResult, NotScanned, ScanContext, ScanDocument, ScanPart } from './types.ts'

/** @returns undefined for a part that is bytes */
export function textPartOf(part: ScanPart): TextPart | undefined {
  if (part.text === undefined) return undefined
  if (part.kind !== 'html') return { id: part.id, kind: part.kind, text: part.text }
  const { text, offsets } = htmlToScanText(part.text)
  return { id: part.id, kind: part.kind, text, offsets }
}

export type FullScanOptions = ReadingOptions & {
  /** Told when every attachment was read and the scan of the texts begins. */
  readonly onScan?: () => void
  /** How parts that are text become it; a scanner that remembers gives its own. */
  readonly asText?: (part: ScanPart) => TextPart | undefined
  /** Another thread, for large texts; without it they are scanned in this one. */
  readonly beside?: (() => ScanBeside) | undefined
}

/** The scan at send: attachments are extracted first. Never throws for any input. */
export async function fullScan(
  document: ScanDocument,
  context: ScanContext,
  { asText = textPartOf, onScan, beside, ...reading }: FullScanOptions = {},
  scanner: DocumentScanner = new DocumentScanner(lexicon(), context),
): Promise<FullScanResult> {
  const texts: TextPart[] = []
  const named: MetadataFinding[] = []
  const notScanned: NotScanned[] = []
  for (const part of document.parts) {
    const text = asText(part)
    if (text !== undefined) {
      texts.push(text)
      continue
    }
    const extracted = await extractAttachment(part, reading)
    texts.push(...extracted.texts)
    named.push(...extracted.findings)
    notScanned.push(...extracted.notScanned)
  }
  onScan?.()
  if (beside !== undefined) await scanner.readAhead(texts, beside)
  const secretsFound = findSecrets(
    texts.map(({ text }) => text),
    context.secrets ?? [],
  )
  const result = withMetadata(scanner.scan(texts, notScanned), named, texts, context)
  return { ...withoutDismissed(result, texts, context.dismissed ?? []), secretsFound }
}
