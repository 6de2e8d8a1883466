import type { ElementContent, Root } from 'hast'
import { sanitize, type Schema } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { htmlBudget, parseHtml } from '../html-tree.ts'
import { CssFilter } from './css.ts'
import { ImageGate, type ImageSources } from './image.ts'
import type { MailLink } from './link.ts'
import { mailDocument } from './mail-document.ts'
import { rewriteMail } from './rewrite.ts'
import type { Scheme } from './palette.ts'
import { frameSchema, outgoingSchema } from './schema.ts'
import { textToElements } from './text.ts'

export type { Scheme } from './palette.ts'
export type { MailLink } from './link.ts'

export type DisplayOptions = {
  readonly scheme: Scheme
  /** Words on a folded quote; `Quoted text` unless given. */
  readonly quoteLabel?: string
}

export type SanitizeOptions = DisplayOptions & ImageSources

export type SanitizedMail = {
  /** A complete document for a sandboxed frame under `default-src 'none'; style-src 'unsafe-inline'; img-src data:`. */
  readonly html: string
  /** Remote references that were left out, trackers and style sheets included. */
  readonly blockedRemote: number
  /** Remote images that can be loaded on request, as written in the mail. */
  readonly remoteImageUrls: readonly string[]
  /** In the order of their `data-link` numbers. */
  readonly links: readonly MailLink[]
  /** Links that may not be followed (any scheme but https and mailto); their text is still shown. */
  readonly blockedLinks: number
}

const defaultQuoteLabel = 'Quoted text'

/**
 * Another's HTML as a document that can run nothing, fetch nothing, submit nothing and lead nowhere: parsed as
 * browsers parse, rewritten, then rebuilt from an allowlist. A link is an `a`
 * without href that carries `data-link` (its number) and `data-href`; the parent frame takes the click and asks. Of several
 * documents none can reach into another. Fails with `mime/too-complex` { limit: 'html' }.
 */
export function sanitizeHtml(
  html: string | readonly string[],
  options: SanitizeOptions,
): Result<SanitizedMail> {
  const budget = htmlBudget()
  const roots: Root[] = []
  for (const document of typeof html === 'string' ? [html] : html) {
    const parsed = parseHtml(document, budget)
    if (!parsed.ok) return parsed
    roots.push(parsed.value)
  }
  const rewritten = rewriteMail(roots, {
    css: new CssFilter(options.scheme),
    images: new ImageGate(options),
    target: 'frame',
    quoteLabel: options.quoteLabel ?? defaultQuoteLabel,
  })
  const children = gate(rewritten.children, frameSchema)
  if (!children.ok) return children
  const { blockedRemote, remoteImageUrls, links, blockedLinks } = rewritten
  const document = mailDocument(children.value, rewritten.styleSheets, options.scheme)
  return ok({ html: document, blockedRemote, remoteImageUrls, links, blockedLinks })
}

/** Plain text as the same kind of document: links detected, quote folded, signature set apart. */
export function textToHtml(text: string, options: DisplayOptions): Result<SanitizedMail> {
  const { children, links } = textToElements(text, options.quoteLabel ?? defaultQuoteLabel)
  const safe = gate(children, frameSchema)
  if (!safe.ok) return safe
  const html = mailDocument(safe.value, [], options.scheme)
  return ok({ html, blockedRemote: 0, remoteImageUrls: [], links, blockedLinks: 0 })
}

/**
 * HTML for mail that leaves (the composer's, or a quote of another's): the same allowlist as a fragment, links
 * kept (https, http, mailto), no style sheets, no remote images. Fails as `sanitizeHtml`.
 */
export function sanitizeFragment(html: string): Result<string> {
  const parsed = parseHtml(html)
  if (!parsed.ok) return parsed
  const { children } = rewriteMail([parsed.value], {
    css: new CssFilter('light'),
    images: new ImageGate({ inlineImage: () => null, remoteImages: 'blocked' }),
    target: 'outgoing',
    quoteLabel: '',
  })
  const safe = gate(children, outgoingSchema)
  return safe.ok ? ok(toHtml([...safe.value])) : safe
}

function gate(children: readonly ElementContent[], schema: Schema): Result<ElementContent[]> {
  try {
    const safe = sanitize({ type: 'root', children: [...children] }, schema)
    return ok(safe.type === 'root' ? safe.children.filter(isContent) : [safe].filter(isContent))
  } catch (error) {
    // The library spreads child lists into arguments: more than the engine takes is too much to show.
    if (error instanceof RangeError) return fail('mime/too-complex', { limit: 'html' })
    throw error
  }
}

function isContent(node: { readonly type: string }): node is ElementContent {
  return node.type === 'element' || node.type === 'text'
}
