import type { Element, ElementContent, Nodes, Properties, Root, RootContent } from 'hast'
import { limits } from '../limits.ts'
import type { CssFilter } from './css.ts'
import { type ImageGate, isRemote } from './image.ts'
import { inspectLink, type MailLink } from './link.ts'
import { plainText } from './plain-text.ts'
import { frameSchema } from './schema.ts'
import { mayBeTransparent } from './transparency.ts'

export type RewriteOptions = {
  readonly css: CssFilter
  readonly images: ImageGate
  /** `frame`: for the sandboxed frame, links inert. `outgoing`: for mail that leaves, links kept. */
  readonly target: 'frame' | 'outgoing'
  /** Summary of a folded quote. */
  readonly quoteLabel: string
}

export type Rewritten = {
  readonly children: readonly ElementContent[]
  readonly styleSheets: readonly string[]
  readonly links: readonly MailLink[]
  /** Links whose target may not be followed; their text stays. */
  readonly blockedLinks: number
  readonly blockedRemote: number
  /** What could be loaded on request, in order, without trackers. */
  readonly remoteImageUrls: readonly string[]
}

const stripped: ReadonlySet<string> = new Set(frameSchema.strip)

/** Attributes that fetch, on any element. */
const fetchingAttributes = [
  'src',
  'srcSet',
  'poster',
  'data',
  'background',
  'xLinkHref',
  'lowSrc',
  'dynSrc',
  'code',
] as const

/**
 * Rewrites the documents of a parsed mail, nearly always one: images resolved or blocked, links inspected and made inert, styles filtered, quotes
 * folded, presentational colours turned into styles. What it gives still passes the schema, which is the gate.
 */
export function rewriteMail(roots: readonly Root[], options: RewriteOptions): Rewritten {
  return new Rewriter(options).run(roots)
}

class Rewriter {
  readonly #options: RewriteOptions
  readonly #links: MailLink[] = []
  readonly #sheets: string[] = []
  readonly #remoteImageUrls = new Set<string>()
  #blockedLinks = 0
  #blockedRemote = 0
  #isInQuote = false
  #hasText = false

  constructor(options: RewriteOptions) {
    this.#options = options
  }

  run(roots: readonly Root[]): Rewritten {
    const [only, ...others] = roots
    const children =
      only === undefined || others.length > 0
        ? roots.flatMap((root, index) => this.#part(root, index))
        : this.#document(only)
    return {
      children,
      styleSheets: this.#sheets,
      links: this.#links,
      blockedLinks: this.#blockedLinks,
      blockedRemote: this.#blockedRemote + this.#options.css.remoteCount,
      remoteImageUrls: [...this.#remoteImageUrls],
    }
  }

  #document(root: Root): ElementContent[] {
    return this.#list(topLevel(root))
  }

  /** Its styles hold below its own element, which has no neighbours, so that none of them can reach another part. */
  #part(root: Root, index: number): ElementContent[] {
    const rootClass = `sp-part-${index + 1}`
    this.#options.css.scopeTo(rootClass)
    const part = element('div', {}, [element('div', { className: [rootClass] }, this.#document(root))])
    return index === 0 ? [part] : [element('hr', {}), part]
  }

  #node(node: Nodes): ElementContent[] {
    if (node.type === 'text') {
      this.#hasText ||= node.value.trim() !== ''
      return [{ type: 'text', value: plainText(node.value) }]
    }
    if (node.type !== 'element') return []
    if (node.tagName === 'style') {
      const css = this.#options.css.filterSheet(textOf(node))
      if (css !== '') this.#sheets.push(css)
      return []
    }
    if (stripped.has(node.tagName)) {
      this.#countRemote(node)
      return []
    }
    if (node.tagName === 'img') return this.#image(node)
    this.#countOwnRemote(node)
    return isQuote(node) && this.#options.target === 'frame' && !this.#isInQuote
      ? this.#quote(node)
      : this.#plain(node)
  }

  #plain(node: Element): ElementContent[] {
    // The document has one body: the mail's own becomes a block that keeps its colours.
    const tagName = node.tagName === 'body' ? 'div' : node.tagName
    const properties = this.#properties(node)
    if (node.tagName === 'body' && Object.keys(properties).length === 0) return this.#children(node)
    if (tagName === 'a') Object.assign(properties, this.#link(node))
    return [{ type: 'element', tagName, properties, children: this.#children(node) }]
  }

  #children(node: Element): ElementContent[] {
    return this.#list(node.children)
  }

  #list(nodes: readonly Nodes[]): ElementContent[] {
    const out: ElementContent[] = []
    for (const [index, node] of nodes.entries()) {
      // What has nothing before it is the message: somebody passed another one on.
      const mayFold = this.#hasText && !this.#isInQuote && this.#options.target === 'frame'
      if (mayFold && beginsOutlookQuote(node, nodes[index - 1])) {
        this.#isInQuote = true
        const quoted = this.#list(nodes.slice(index))
        this.#isInQuote = false
        out.push(foldedQuote(this.#options.quoteLabel, quoted))
        return out
      }
      for (const kept of this.#node(node)) out.push(kept)
    }
    return out
  }

  #quote(node: Element): ElementContent[] {
    this.#isInQuote = true
    const quoted = this.#plain(node)
    this.#isInQuote = false
    return [foldedQuote(this.#options.quoteLabel, quoted)]
  }

  #properties(node: Element): Properties {
    const { style, className, color, bgColor, text, ...others } = node.properties
    const declarations = [
      colorDeclaration('background-color', bgColor),
      colorDeclaration('color', node.tagName === 'font' ? color : node.tagName === 'body' ? text : undefined),
      typeof style === 'string' ? style : '',
    ].filter((declaration) => declaration !== '')
    const filtered =
      declarations.length === 0 ? '' : this.#options.css.filterAttribute(declarations.join(';'))
    const classes = classesOf(className).filter((name) => !/^sp-/i.test(name))
    return {
      ...withoutLinkMarks(others),
      ...(classes.length === 0 || this.#options.target === 'outgoing' ? {} : { className: classes }),
      ...(filtered === '' ? {} : { style: filtered }),
    }
  }

  #link(node: Element): Properties {
    const { href } = node.properties
    if (typeof href !== 'string' || href.trim() === '' || href.trim().startsWith('#')) return {}
    if (this.#options.target === 'outgoing') return { href: href.trim() }
    const link = this.#links.length < limits.maxLinks ? inspectLink(href, textOf(node)) : null
    if (link === null) {
      this.#blockedLinks += 1
      return {}
    }
    this.#links.push(link)
    return { dataHref: link.href, dataLink: String(this.#links.length - 1), role: 'link', tabIndex: 0 }
  }

  #image(node: Element): ElementContent[] {
    const outcome = this.#options.images.resolve(node)
    const { srcSet } = node.properties
    if (outcome.kind !== 'blocked' && srcSet !== undefined) this.#blockedRemote += 1
    const alt =
      typeof node.properties.alt === 'string' ? plainText(node.properties.alt).trim().slice(0, 500) : ''
    if (outcome.kind === 'shown') {
      const { align, width, height, border } = node.properties
      const size = definedOnly({ align, width, height, border })
      const style = this.#properties(node).style
      // Drawn for a light ground, as logos are: our own style sets it apart from a dark one.
      const isCutOut = this.#options.target === 'frame' && mayBeTransparent(outcome.uri)
      const set = {
        ...(isCutOut ? { className: ['sp-cutout'] } : {}),
        ...(style === undefined ? {} : { style }),
      }
      return [element('img', { ...size, ...set, alt, src: outcome.uri })]
    }
    if (outcome.kind === 'blocked') {
      this.#blockedRemote += 1
      if (outcome.isTracker) return []
      if (/^https?:\/\//i.test(outcome.url)) this.#remoteImageUrls.add(outcome.url)
    }
    if (this.#options.target === 'outgoing') return alt === '' ? [] : [{ type: 'text', value: alt }]
    if (outcome.kind === 'absent' && alt === '') return []
    return [element('span', { className: ['sp-image'] }, [{ type: 'text', value: alt === '' ? '▢' : alt }])]
  }

  #countRemote(node: Element): void {
    this.#countOwnRemote(node)
    for (const child of node.children) if (child.type === 'element') this.#countRemote(child)
  }

  #countOwnRemote(node: Element): void {
    const { properties, tagName } = node
    for (const name of fetchingAttributes) {
      const value = properties[name]
      if (value !== undefined && value !== null && isRemote(String(value))) this.#blockedRemote += 1
    }
    const fetchesByHref = tagName === 'link' || tagName === 'base' || tagName === 'image' || tagName === 'use'
    if (fetchesByHref && typeof properties.href === 'string' && isRemote(properties.href))
      this.#blockedRemote += 1
  }
}

/** A quote behind a summary: opened by the browser itself, no script needed. */
export function foldedQuote(label: string, quoted: readonly ElementContent[]): Element {
  const summary = element('summary', {}, [{ type: 'text', value: label }])
  return element('details', { className: ['sp-quote'] }, [summary, ...quoted])
}

export function element(
  tagName: string,
  properties: Properties,
  children: readonly ElementContent[] = [],
): Element {
  return { type: 'element', tagName, properties, children: [...children] }
}

/** Head (for its style sheets) and body of the document, in order. */
function topLevel(root: Root): RootContent[] {
  const html = root.children.find((node) => node.type === 'element' && node.tagName === 'html')
  if (html?.type !== 'element') return root.children
  return html.children.flatMap((node): RootContent[] =>
    node.type === 'element' && node.tagName === 'head' ? node.children : [node],
  )
}

function textOf(node: Element): string {
  const pieces: string[] = []
  const collect = (inner: Element): void => {
    for (const child of inner.children) {
      if (child.type === 'text') pieces.push(child.value)
      else if (child.type === 'element' && !stripped.has(child.tagName)) collect(child)
    }
  }
  collect(node)
  return pieces.join('')
}

/** How Thunderbird, Apple Mail, Gmail, Yahoo and Proton mark the mail that is answered. */
function isQuote(node: Element): boolean {
  const { type, className } = node.properties
  if (node.tagName === 'blockquote' && type === 'cite') return true
  return classesOf(className).some((name) =>
    /^(gmail_quote(_container)?|yahoo_quoted|protonmail_quote|moz-cite-quote)$/.test(name),
  )
}

const headerLabels = {
  first: /^(from|von|de|da|van)\s*:/i,
  following:
    /\b(sent|date|to|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado|fecha|para|asunto)\s*:/gi,
} as const

/**
 * Where Outlook's copy of the answered mail begins: a rule (a border, or `hr`), then a block of header lines, without any
 * mark; its web form names the block.
 */
function beginsOutlookQuote(node: Nodes, before: Nodes | undefined): boolean {
  if (node.type !== 'element') return false
  if (node.properties.id === 'divRplyFwdMsg') return true
  const hasRule = (before?.type === 'element' && before.tagName === 'hr') || beginsWithBorder(node)
  if (!hasRule) return false
  const start = beginningOf(node)
  return headerLabels.first.test(start) && [...start.matchAll(headerLabels.following)].length >= 2
}

/** Of the element, or of the one that it begins with. */
function beginsWithBorder(node: Element): boolean {
  let current: Element | undefined = node
  for (let depth = 0; depth < 3 && current !== undefined; depth += 1) {
    const { style } = current.properties
    if (typeof style === 'string' && /border-top\s*:\s*solid/i.test(style.slice(0, 1_000))) return true
    current = current.children.find((child) => child.type === 'element')
  }
  return false
}

const mostLookedAt = { characters: 500, nodes: 60 } as const

/** The first words, as far as they tell; bounded, since it is asked of every element behind a rule. */
function beginningOf(node: Element): string {
  const pieces: string[] = []
  let characters = 0
  let nodes = 0
  const collect = (inner: Element): void => {
    for (const child of inner.children) {
      nodes += 1
      if (characters > mostLookedAt.characters || nodes > mostLookedAt.nodes) return
      if (child.type === 'text') {
        pieces.push(child.value)
        characters += child.value.length
      } else if (child.type === 'element' && !stripped.has(child.tagName)) {
        collect(child)
        pieces.push(' ')
      }
    }
  }
  collect(node)
  return pieces.join('').replaceAll(/\s+/g, ' ').trim().slice(0, mostLookedAt.characters)
}

function classesOf(className: Properties[string]): string[] {
  return Array.isArray(className) ? className.map((name) => `${name}`) : []
}

/** Marks that only this program may set. */
function withoutLinkMarks(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !/^(data|aria|on|role$|tabIndex$|href$|id$|name$)/.test(name))
      .map(([name, value]) => [name, typeof value === 'string' ? plainText(value) : value]),
  )
}

function colorDeclaration(property: string, value: Properties[string]): string {
  if (typeof value !== 'string') return ''
  const color = value.trim()
  // The attribute also takes digits without the mark (HTML 2.3.6, legacy colours).
  if (/^[0-9a-f]{6}$/i.test(color)) return `${property}:#${color}`
  return /^#?[a-z0-9]{3,24}$/i.test(color) ? `${property}:${color}` : ''
}

function definedOnly(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== undefined && value !== null),
  )
}
