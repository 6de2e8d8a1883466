import type { ElementContent } from 'hast'
import { limits } from '../limits.ts'
import { splitQuote } from '../split-quote.ts'
import { inspectLink, type MailLink } from './link.ts'
import { element, foldedQuote } from './rewrite.ts'

/** Web addresses and mail addresses in running text, without the punctuation that ends a sentence. */
const linkPattern =
  /\b(?:https:\/\/[^\s<>"'`]{1,2000}|www\.[^\s<>"'`]{3,500}|mailto:[^\s<>"'`]{3,500}|[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})/gi

/** A plain-text body as elements: paragraphs keep their line breaks, links are inert and numbered. */
export function textToElements(
  text: string,
  quoteLabel: string,
): { children: ElementContent[]; links: MailLink[] } {
  const links: MailLink[] = []
  const { newText, quoted, signature } = splitQuote(text.replaceAll('\0', ''))
  const children: ElementContent[] = [block(['sp-text'], newText, links)]
  if (signature !== null) children.push(block(['sp-text', 'sp-signature'], signature, links))
  if (quoted !== null) children.push(foldedQuote(quoteLabel, [block(['sp-text'], quoted, links)]))
  return { children, links }
}

function block(className: string[], text: string, links: MailLink[]): ElementContent {
  return element('div', { className }, linkify(text, links))
}

function linkify(text: string, links: MailLink[]): ElementContent[] {
  const out: ElementContent[] = []
  let position = 0
  for (const match of text.matchAll(linkPattern)) {
    const found = withoutTrailingPunctuation(match[0])
    const link = links.length < limits.maxLinks ? inspectLink(asHref(found), found) : null
    if (link === null) continue
    if (match.index > position) out.push({ type: 'text', value: text.slice(position, match.index) })
    const properties = { dataHref: link.href, dataLink: String(links.length), role: 'link', tabIndex: 0 }
    out.push(element('a', properties, [{ type: 'text', value: found }]))
    links.push(link)
    position = match.index + found.length
  }
  if (position < text.length) out.push({ type: 'text', value: text.slice(position) })
  return out
}

function asHref(found: string): string {
  if (/^www\./i.test(found)) return `https://${found}`
  return /^(https|mailto):/i.test(found) ? found : `mailto:${found}`
}

function withoutTrailingPunctuation(found: string): string {
  let end = found.length
  let surplus = found.split(')').length - found.split('(').length
  for (; end > 0; end -= 1) {
    const last = found[end - 1] ?? ''
    // `(see https://example.org/a)` ends before the parenthesis, `https://example.org/a_(b)` after it.
    if (last === ')' && surplus > 0) surplus -= 1
    else if (!'.,;:!?…'.includes(last)) break
  }
  return found.slice(0, end)
}
