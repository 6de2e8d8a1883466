import * as csstree from 'css-tree'
import type { CssNode, Declaration, Rule, Selector } from 'css-tree'
import { limits } from '../limits.ts'
import {
  allowedDisplays,
  allowedFunctions,
  allowedMediaFeatures,
  allowedMediaTypes,
  allowedProperties,
  allowedPseudoClasses,
  allowedUnits,
  namedColors,
  nonNegativeProperties,
} from './css-allowlist.data.ts'
import { darkPalette, type Scheme } from './palette.ts'

/** The element that holds the mail in the sandboxed document; every selector of a mail is put under it. */
export const mailRootClass = 'sp-mail'

/**
 * Filters the style sheets and style attributes of one mail. Built anew from what is allowed, never by cutting
 * out what is known to be bad. Colours are turned for the dark scheme here, where they are known as colours.
 */
export class CssFilter {
  readonly #scheme: Scheme
  #rootClass = mailRootClass
  #remainingChars: number = limits.maxCssChars
  #remainingSheets: number = limits.maxStyleSheets
  #remoteCount = 0

  constructor(scheme: Scheme) {
    this.#scheme = scheme
  }

  /** From here on selectors are put under this class instead: of one document among several. */
  scopeTo(rootClass: string): void {
    this.#rootClass = rootClass
  }

  /** References to remote resources that were left out. */
  get remoteCount(): number {
    return this.#remoteCount
  }

  /** The allowed declarations of a style attribute, or '' . */
  filterAttribute(css: string): string {
    if (!this.#isTakeable(css)) return ''
    const list = parse(css, 'declarationList')
    return list?.type === 'DeclarationList' ? this.#declarations(list.children) : ''
  }

  /** The allowed rules of a style sheet, each selector under the mail's root element. */
  filterSheet(css: string): string {
    this.#remainingSheets -= 1
    if (this.#remainingSheets < 0 || !this.#isTakeable(css)) return ''
    const sheet = parse(css.replace(/<!--|-->/g, ' '), 'stylesheet')
    return sheet?.type === 'StyleSheet' ? this.#rules(sheet.children, true) : ''
  }

  #isTakeable(css: string): boolean {
    this.#remainingChars -= css.length
    this.#remoteCount += countRemote(css)
    return this.#remainingChars >= 0 && nestingOf(css) <= limits.maxCssDepth
  }

  #rules(nodes: csstree.List<CssNode>, isTop: boolean): string {
    const out: string[] = []
    for (const node of nodes) {
      if (node.type === 'Rule') out.push(this.#rule(node))
      else if (isTop && node.type === 'Atrule' && node.name.toLowerCase() === 'media')
        out.push(this.#media(node))
    }
    return out.filter((rule) => rule !== '').join('\n')
  }

  #rule(rule: Rule): string {
    if (rule.prelude.type !== 'SelectorList') return ''
    const selectors = rule.prelude.children
      .toArray()
      .flatMap((selector) => (selector.type === 'Selector' ? scopeSelector(selector, this.#rootClass) : []))
    const declarations = this.#declarations(rule.block.children)
    return selectors.length === 0 || declarations === '' ? '' : `${selectors.join(',')}{${declarations}}`
  }

  #media(rule: csstree.Atrule): string {
    const { prelude, block } = rule
    if (prelude === null || block === null || !isAllowedMedia(prelude)) return ''
    const inner = this.#rules(block.children, false)
    const query = csstree.generate(prelude)
    return inner === '' || !isInert(query) ? '' : `@media ${query}{${inner}}`
  }

  #declarations(nodes: csstree.List<CssNode>): string {
    return nodes
      .toArray()
      .flatMap((node) => (node.type === 'Declaration' ? this.#declaration(node) : []))
      .join(';')
  }

  #declaration(declaration: Declaration): string[] {
    const property = declaration.property.toLowerCase()
    if (!allowedProperties.has(property) || declaration.value.type !== 'Value') return []
    const parts = declaration.value.children.toArray()
    if (!parts.every((part) => isAllowedValue(part, property))) return []
    if (property === 'display' && !parts.every((part) => isDisplay(part))) return []
    if (this.#scheme === 'dark') turnColors(declaration.value.children, roleOf(property))
    const value = csstree.generate(declaration.value)
    if (!isInert(value)) return []
    return [`${property}:${value}${declaration.important === false ? '' : '!important'}`]
  }
}

function parse(css: string, context: 'declarationList' | 'stylesheet'): CssNode | null {
  try {
    return csstree.parse(css, { context, parseCustomProperty: false })
  } catch {
    // The parser recovers from errors by itself; where it can't, the styles go and the text stays.
    return null
  }
}

function isAllowedValue(node: CssNode, property: string): boolean {
  switch (node.type) {
    case 'Identifier':
      return /^-?[a-z][a-z0-9-]*$/i.test(node.name)
    case 'Number':
    case 'Percentage':
      return !isNegative(node.value, property)
    case 'Dimension':
      return allowedUnits.has(node.unit.toLowerCase()) && !isNegative(node.value, property)
    case 'Hash':
      return /^[0-9a-f]{3,8}$/i.test(node.value)
    case 'Operator':
      return true
    case 'String':
      return property.startsWith('font') && /^[\w .,-]*$/.test(node.value)
    case 'Parentheses':
      return node.children.toArray().every((child) => isAllowedValue(child, property))
    case 'Function':
      // What a function comes to isn't known here, so it could be negative.
      return (
        !nonNegativeProperties.test(property) &&
        allowedFunctions.has(node.name.toLowerCase()) &&
        node.children.toArray().every((child) => isAllowedValue(child, ''))
      )
    default:
      return false
  }
}

function isNegative(value: string, property: string): boolean {
  return value.startsWith('-') && nonNegativeProperties.test(property)
}

function isDisplay(node: CssNode): boolean {
  return node.type === 'Identifier' && allowedDisplays.has(node.name.toLowerCase())
}

/** `body .card > p` → `.sp-mail .card > p`; an empty list where anything in it isn't allowed. */
function scopeSelector(selector: Selector, rootClass: string): string[] {
  const pieces: string[] = []
  for (const node of selector.children) {
    const piece = selectorPiece(node, rootClass)
    if (piece === null) return []
    pieces.push(piece)
  }
  const text = pieces.join('').trim()
  const scoped = text.startsWith(`.${rootClass}`) ? text : `.${rootClass} ${text}`
  return text !== '' && isInert(scoped.replaceAll('>', '')) ? [scoped] : []
}

function selectorPiece(node: CssNode, rootClass: string): string | null {
  switch (node.type) {
    case 'TypeSelector': {
      const name = node.name.toLowerCase()
      if (name === 'body' || name === 'html') return `.${rootClass}`
      return /^(\*|[a-z][a-z0-9]*)$/.test(name) ? name : null
    }
    case 'ClassSelector':
      return /^[a-z_-][\w-]*$/i.test(node.name) && !node.name.startsWith('sp-') ? `.${node.name}` : null
    case 'Combinator':
      return [' ', '>', '+', '~'].includes(node.name) ? node.name : null
    case 'PseudoClassSelector': {
      const text = csstree.generate(node)
      return allowedPseudoClasses.has(node.name.toLowerCase()) &&
        /^:[a-z-]+(\([\d\w+ -]{1,20}\))?$/i.test(text)
        ? text
        : null
    }
    default:
      return null
  }
}

function isAllowedMedia(prelude: CssNode): boolean {
  let isAllowed = true
  csstree.walk(prelude, (node) => {
    switch (node.type) {
      case 'AtrulePrelude':
      case 'MediaQueryList':
      case 'Condition':
      case 'Dimension':
      case 'Number':
        return
      case 'MediaQuery':
        if (node.mediaType !== null && !allowedMediaTypes.has(node.mediaType.toLowerCase())) isAllowed = false
        if (node.modifier !== null && node.modifier.toLowerCase() !== 'only') isAllowed = false
        return
      case 'Feature':
        if (!allowedMediaFeatures.has(node.name.toLowerCase())) isAllowed = false
        return
      case 'Identifier':
        if (node.name.toLowerCase() !== 'and') isAllowed = false
        return
      default:
        isAllowed = false
    }
  })
  return isAllowed
}

/**
 * Nothing in a finished value may leave its place: `<` would end the style element, a backslash or brace would
 * change what the browser reads, a scheme or url would fetch.
 */
function isInert(css: string): boolean {
  return !/[<>\\{}@;]|url\s*\(|\/\/|\/\*|expression|javascript|-moz-|behavior/i.test(css)
}

/** What a colour is for: it decides how light it is in the dark. */
type ColorRole = 'text' | 'ground' | 'line'

function roleOf(property: string): ColorRole {
  if (/^(color|text-)/.test(property)) return 'text'
  return property.startsWith('background') ? 'ground' : 'line'
}

/**
 * Dark scheme: each colour keeps its hue. Grounds come out dark, those that were dark already as they were; text comes
 * out light enough to be read on the lightest of them; lines are turned over. Relative colours (CSS Color 5) let the
 * browser do the arithmetic.
 */
function turnColors(nodes: csstree.List<CssNode>, role: ColorRole): void {
  nodes.forEach((node, item) => {
    if (isColor(node)) {
      const turned = turnedColor(csstree.generate(node), role)
      nodes.replace(item, nodes.createItem({ type: 'Raw', value: turned }))
    } else if (node.type === 'Function' || node.type === 'Parentheses') turnColors(node.children, role)
  })
}

const darkLightness: Readonly<Record<ColorRole, string>> = {
  text: '.8 + .28*max(l - .5,.5 - l)',
  // A saturated one, such as a marker's yellow, stays apart from the ground around it.
  ground: 'min(l,.4,.21 + .75*max(0,1 - l) + .6*c)',
  line: '.21 + .73*pow(max(0,1 - l),.8)',
}

function turnedColor(color: string, role: ColorRole): string {
  // Plain white and black become exactly the ground and text of the window around the mail.
  if (role === 'ground' && /^(white|#f{3}|#f{6})$/i.test(color)) return darkPalette.ground
  if (role === 'text' && /^(black|#0{3}|#0{6})$/i.test(color)) return darkPalette.text
  return `oklch(from ${color} calc(${darkLightness[role]}) ${role === 'text' ? 'min(c,.16)' : 'c'} h)`
}

function isColor(node: CssNode): boolean {
  if (node.type === 'Hash') return true
  if (node.type === 'Identifier') return namedColors.has(node.name.toLowerCase())
  return node.type === 'Function' && /^(rgba?|hsla?|hwb|lab|lch|oklab|oklch)$/i.test(node.name)
}

function countRemote(css: string): number {
  return css.match(/url\s*\(\s*["']?\s*(https?:)?\/\/|@import/gi)?.length ?? 0
}

/** Deepest nesting of brackets, counted without knowing strings or comments: at least the true depth. */
function nestingOf(css: string): number {
  let depth = 0
  let deepest = 0
  for (const character of css) {
    if (character === '(' || character === '[' || character === '{') depth += 1
    else if ((character === ')' || character === ']' || character === '}') && depth > 0) depth -= 1
    if (depth > deepest) deepest = depth
  }
  return deepest
}
