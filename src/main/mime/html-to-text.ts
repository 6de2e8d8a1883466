import type { Element, Nodes } from 'hast'
import { parseHtml } from './html-tree.ts'

/** Not text, or not shown. */
const skipped: ReadonlySet<string> = new Set(
  'head title style script noscript template iframe object embed svg math canvas audio video select textarea'.split(
    ' ',
  ),
)
const blocks: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer ' +
    'form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody tfoot ' +
    'thead tr ul'
  ).split(' '),
)
const paragraphs: ReadonlySet<string> = new Set(
  'p h1 h2 h3 h4 h5 h6 blockquote ul ol table pre dl'.split(' '),
)

/**
 * HTML as readable plain text: blocks on lines of their own, quotes as `> `, list marks, table cells apart,
 * link targets beside a link text that doesn't show them. For search, snippets, quoting and the scan. Total:
 * HTML over the limits is only stripped of its tags.
 */
export function htmlToText(html: string): string {
  const parsed = parseHtml(html)
  if (!parsed.ok) return stripTags(html)
  const writer = new TextWriter()
  writer.write(parsed.value)
  return writer.finish()
}

class TextWriter {
  readonly #lines: string[] = []
  #line: string[] = []
  #hasPendingSpace = false
  #blankLines = 0
  #quoteDepth = 0
  #preDepth = 0
  readonly #lists: { isOrdered: boolean; count: number }[] = []

  finish(): string {
    this.#endLine()
    while (this.#lines.at(-1)?.replace(/^[> ]+/, '') === '') this.#lines.pop()
    return this.#lines.join('\n')
  }

  write(node: Nodes): void {
    if (node.type === 'text') {
      if (this.#preDepth > 0) this.#preformatted(node.value)
      else this.#text(node.value)
    } else if (node.type === 'root') {
      for (const child of node.children) this.write(child)
    } else if (node.type === 'element' && !skipped.has(node.tagName)) {
      this.#element(node)
    }
  }

  #element(element: Element): void {
    const name = element.tagName
    const isBlock = blocks.has(name)
    if (name === 'br') {
      this.#newLine()
      return
    }
    if (isBlock) this.#startBlock(name)
    if (name === 'li') this.#text(this.#listMark())
    if (name === 'hr') this.#text('---')
    if (name === 'img') this.#image(element)
    if (name === 'ul' || name === 'ol') this.#lists.push({ isOrdered: name === 'ol', count: 0 })
    if (name === 'blockquote') this.#quoteDepth += 1
    if (name === 'pre') this.#preDepth += 1
    for (const child of element.children) this.write(child)
    if (name === 'td' || name === 'th') this.#cellEnd()
    if (name === 'a') this.#linkTarget(element)
    if (isBlock) this.#startBlock(name)
    if (name === 'ul' || name === 'ol') this.#lists.pop()
    if (name === 'blockquote') this.#quoteDepth -= 1
    if (name === 'pre') this.#preDepth -= 1
  }

  #text(value: string): void {
    const collapsed = value.replace(/[ \t\r\n\f]+/g, ' ')
    if (collapsed === '') return
    const words = collapsed.replace(/^ | $/g, '')
    if (collapsed.startsWith(' ')) this.#hasPendingSpace = true
    if (words === '') return
    if (this.#hasPendingSpace && this.#line.length > 0) this.#line.push(' ')
    this.#line.push(words)
    this.#hasPendingSpace = collapsed.endsWith(' ')
  }

  #preformatted(value: string): void {
    for (const [index, line] of value.replace(/\r\n?/g, '\n').split('\n').entries()) {
      if (index > 0) this.#newLine()
      if (line !== '') this.#line.push(line)
    }
  }

  #image(element: Element): void {
    const { alt } = element.properties
    if (typeof alt === 'string' && alt.trim() !== '') this.#text(` ${alt} `)
  }

  #cellEnd(): void {
    if (this.#line.length > 0) this.#line.push('  ')
    this.#hasPendingSpace = false
  }

  #linkTarget(element: Element): void {
    const { href } = element.properties
    if (typeof href !== 'string' || !/^(https?|mailto):/i.test(href.trim())) return
    const target = href.trim().slice(0, 2_000)
    const shown = this.#line.slice(-8).join('')
    if (!shown.includes(target.replace(/^(https?:\/\/|mailto:)/i, '').replace(/\/$/, '')))
      this.#text(` <${target}>`)
  }

  #listMark(): string {
    const list = this.#lists.at(-1)
    if (list === undefined) return '- '
    list.count += 1
    return list.isOrdered ? `${list.count}. ` : '- '
  }

  #startBlock(name: string): void {
    this.#endLine()
    const isLoose = paragraphs.has(name) && this.#lists.length === 0
    if (isLoose && this.#lines.length > 0 && this.#blankLines === 0) this.#pushLine('')
  }

  #endLine(): void {
    if (this.#line.length > 0) this.#newLine()
  }

  #newLine(): void {
    this.#pushLine(this.#line.join('').replace(/[ \u00a0]+$/, ''))
    this.#line = []
    this.#hasPendingSpace = false
  }

  #pushLine(line: string): void {
    this.#blankLines = line === '' ? this.#blankLines + 1 : 0
    // More than two blank lines in a row carry nothing.
    if (this.#blankLines > 2) return
    this.#lines.push(this.#quoteDepth > 0 ? `${'>'.repeat(this.#quoteDepth)} ${line}`.trimEnd() : line)
  }
}

function stripTags(html: string): string {
  return html
    .replace(/<(style|script)\b[^>]*>[^<]*/gi, ' ')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&amp;/gi, '&')
    .replace(/[ \t]+/g, ' ')
    .trim()
}
