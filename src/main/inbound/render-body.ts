import type { MailLink } from '../../shared/contract/index.ts'
import type { Result } from '../../shared/result.ts'
import {
  inlineImageUri,
  sanitizeHtml,
  textToHtml,
  type Content,
  type MessageTree,
  type SanitizedMail,
} from '../mime/index.ts'
import type { OpenedMessage } from './opened-message.ts'

export interface ViewOptions {
  readonly scheme: 'light' | 'dark'
  /** Remote images that the person asked for, by URL; nothing else of the network is ever shown. */
  readonly images: ReadonlyMap<string, string> | null
}

/** The body as a document: sealed answers and what can't be trusted as plain text. */
export function renderBody(message: OpenedMessage, options: ViewOptions): Result<SanitizedMail> {
  return message.answer === null
    ? renderContent(message, isShownAsText(message), options)
    : textToHtml(message.answer.text, { scheme: options.scheme })
}

/** Signed with a bad signature or partly encrypted: as text only, so that no style can hide what is wrong. */
export function isShownAsText({ protection }: OpenedMessage): boolean {
  return (
    protection.kind === 'partial' ||
    (protection.kind === 'openpgp' && protection.signature === 'bad') ||
    (protection.kind === 'smime' && (protection.signature === 'bad' || protection.integrity === 'none'))
  )
}

/** The text of a message, or of one that is a file of it, as a document. */
export function renderContent(
  { content, tree }: { readonly content: Content; readonly tree: MessageTree },
  asText: boolean,
  options: ViewOptions,
): Result<SanitizedMail> {
  if (content.html === null || asText) {
    return textToHtml(content.text ?? '', { scheme: options.scheme })
  }
  return sanitizeHtml(content.html, {
    scheme: options.scheme,
    inlineImage: (contentId) => inlineImageUri(tree, content, contentId),
    remoteImages: options.images ?? 'blocked',
  })
}

/** Its links for the window, which shows where each leads. */
export function asLinks({ links }: SanitizedMail): MailLink[] {
  return links.map(({ href, host, text, mismatched }) => ({ href, host, text, isMismatched: mismatched }))
}
