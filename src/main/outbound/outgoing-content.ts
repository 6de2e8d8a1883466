import type { DraftContent } from '../../shared/contract/index.ts'
import { ok, type Result } from '../../shared/result.ts'
import { sanitizeFragment } from '../mime/index.ts'

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
