import type { Element, Root, RootContent } from 'hast'
import { parseHtml } from '../../mime/index.ts'

/** Elements that the page knows, and what others are written as. */
const writtenAs: Readonly<Record<string, string>> = {
  p: 'p',
  div: 'p',
  strong: 'strong',
  b: 'strong',
  em: 'em',
  i: 'em',
  u: 'u',
  s: 's',
  del: 's',
  strike: 's',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  blockquote: 'blockquote',
  pre: 'pre',
  code: 'code',
  h1: 'h3',
  h2: 'h3',
  h3: 'h3',
  h4: 'h3',
}

/** Elements whose content isn't text of the letter. */
const leftOut = new Set(
  'head title style script noscript template iframe object embed svg math select textarea'.split(' '),
)

/**
 * A letter's HTML in the few forms that docs/sealed-message.md lists: known elements without attributes, links to
 * https and mailto, text with four escapes. Everything else is unwrapped or left out.
 *
 * @returns null when the HTML is too complex to be a letter's: the plain text goes alone then
 */
export function canonicalHtml(html: string): string | null {
  const tree = parseHtml(html)
  return tree.ok ? writeAll(tree.value) : null
}

function writeAll({ children }: Root | Element): string {
  return children.map((child) => write(child)).join('')
}

function write(node: RootContent): string {
  if (node.type === 'text') return escape(node.value)
  if (node.type !== 'element' || leftOut.has(node.tagName)) return ''
  if (node.tagName === 'br') return '<br>'
  const inner = writeAll(node)
  if (node.tagName === 'a') return writeLink(node.properties.href, inner)
  const name = writtenAs[node.tagName]
  return name === undefined ? inner : `<${name}>${inner}</${name}>`
}

function writeLink(href: unknown, inner: string): string {
  const url = typeof href === 'string' ? URL.parse(href) : null
  if (url?.protocol !== 'https:' && url?.protocol !== 'mailto:') return inner
  return `<a href="${escape(url.href)}">${inner}</a>`
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\0', '')
}
