import type { DraftContent } from '../../shared/contract/index.ts'
import { ok, type Result } from '../../shared/result.ts'
import { htmlToText, sanitizeFragment } from '../mime/index.ts'

declare const cleaned: unique symbol

/** A letter whose HTML holds nothing that runs, loads or hides: what is scanned and sealed is this and nothing else. */
export type OutgoingContent = DraftContent & { readonly [cleaned]: true }

/**
 * The editor's HTML, and whatever was pasted into it, through the allowlist for outgoing mail.
 * Error: `mime/too-complex`.
 */
export function cleanContent(content: DraftContent): Result<OutgoingContent> {
  const html = sanitizeFragment(content.html)
  return html.ok ? ok({ ...content, html: html.value } as OutgoingContent) : html
}

/** Neither a subject nor a word; a picture in the text counts as something. */
export function isBlank({ subject, html }: Pick<OutgoingContent, 'subject' | 'html'>): boolean {
  return subject.trim() === '' && htmlToText(html).trim() === '' && !/<img\b/i.test(html)
}
