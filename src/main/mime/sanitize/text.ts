import type { ElementContent } from 'hast'
import { limits } from '../limits.ts'
import { splitQuote } from '../split-quote.ts'
import { inspectLink, type MailLink } from './link.ts'
import { plainText } from './plain-text.ts'
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
  const { newText, quoted, signature } = splitQuote(plainText(text))
  const children: ElementContent[] = blocks(newText, links)
  if (signature !== null) children.push(block(['sp-text', 'sp-signature'], signature, links))
  if (quoted !== null) children.push(foldedQuote(quoteLabel, blocks(quoted, links)))
  return { children, links }
}

/** Running text, and what is drawn with characters in a type whose letters are of one width. */
function blocks(text: string, links: MailLink[]): ElementContent[] {
  const [first = { text: '', isDrawn: false }, ...others] = runsOf(text.split('\n'))
  return [first, ...others].map((run) => block([run.isDrawn ? 'sp-drawn' : 'sp-text'], run.text, links))
}

function runsOf(lines: readonly string[]): { text: string; isDrawn: boolean }[] {
  const drawn = lines.map(isDrawnLine)
  // One line alone is a rule, or something else with a stroke in it.
  const isDrawn = (index: number) =>
    drawn[index] === true && (drawn[index - 1] === true || drawn[index + 1] === true)
  const runs: { lines: string[]; isDrawn: boolean }[] = []
  for (const [index, line] of lines.entries()) {
    const last = runs.at(-1)
    if (last?.isDrawn === isDrawn(index)) last.lines.push(line)
    else runs.push({ lines: [line], isDrawn: isDrawn(index) })
  }
  return runs.map((run) => ({ text: run.lines.join('\n'), isDrawn: run.isDrawn }))
}

/** A row or a rule of a table: of box-drawing letters (U+2500 to U+257F), between strokes, or of crosses and lines. */
function isDrawnLine(line: string): boolean {
  const text = line
    .replace(/^[> ]*/, '')
    .trimEnd()
    .slice(0, 1_000)
  const isBetweenStrokes = text.length > 2 && text.startsWith('|') && text.endsWith('|')
  return isBetweenStrokes || /[\u2500-\u257f]/.test(text) || /^\+[-=+]{2,}\+$/.test(text)
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
