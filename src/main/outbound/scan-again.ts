import type { Practice } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { htmlToText, type OutgoingAttachment } from '../mime/index.ts'
import type { FullScanResult, ScanDocument } from '../phi/index.ts'
import { listPassphrasesInUse, type Reader } from '../store/index.ts'
import type { OutgoingContent } from './outgoing-content.ts'
import type { FullScan } from './review.ts'
import { scanContextOf } from './scan-draft.ts'

export interface SentLetter {
  readonly content: OutgoingContent
  readonly attachments: readonly OutgoingAttachment[]
  /** The one address that it goes to this time. */
  readonly to: string
}

/**
 * The full scan of a letter that was sent before and leaves once more. Nobody is asked again about what was decided
 * then; a passphrase that has come into use since stops it. Errors: `phi/scan-failed`, `send/decision-needed`.
 */
export async function scanAgain(
  reader: Reader,
  { content, attachments, to }: SentLetter,
  { practice, fullScan }: { readonly practice: () => Practice; readonly fullScan: FullScan },
): Promise<Result<FullScanResult>> {
  const document: ScanDocument = {
    parts: [
      { id: 'subject', kind: 'subject', text: content.subject },
      { id: 'text', kind: 'text', text: htmlToText(content.html) },
      ...attachments.flatMap(({ fileName, contentType, bytes }, index) => [
        { id: `file:${String(index)}`, kind: 'file-name' as const, text: fileName },
        { id: `attachment:${String(index)}`, kind: 'attachment' as const, fileName, contentType, bytes },
      ]),
    ],
  }
  const recipients = { ...content, to: [{ name: '', address: to }], cc: [], bcc: [] }
  const secrets = listPassphrasesInUse(reader).map(({ words }) => words.split(' '))
  try {
    const scan = await fullScan(document, { ...scanContextOf(reader, recipients, practice()), secrets })
    return scan.secretsFound.length > 0 ? fail('send/decision-needed') : ok(scan)
  } catch {
    return fail('phi/scan-failed')
  }
}
