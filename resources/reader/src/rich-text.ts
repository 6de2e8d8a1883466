const kept = new Set('P BR B STRONG I EM U S UL OL LI BLOCKQUOTE PRE CODE H1 H2 H3 DIV'.split(' '))
const maxElements = 20_000
const maxDepth = 60

/**
 * Builds the formatted text anew from a short list of elements, without attributes. The parser makes an inert
 * document: nothing in it runs or loads. Links to https and mailto stay, and name where they lead.
 *
 * @returns null when there is more of it than a letter has: the plain text is shown then
 */
export function richText(html: string): DocumentFragment | null {
  const source = new DOMParser().parseFromString(html, 'text/html')
  if (source.getElementsByTagName('*').length > maxElements) return null
  const target = document.createDocumentFragment()
  return copyChildren(source.body, target, 0) ? target : null
}

function copyChildren(from: Node, to: Node, depth: number): boolean {
  if (depth > maxDepth) return false
  return [...from.childNodes].every((child) => copyNode(child, to, depth))
}

function copyNode(node: Node, to: Node, depth: number): boolean {
  if (node.nodeType === Node.TEXT_NODE) {
    to.appendChild(document.createTextNode(node.textContent ?? ''))
    return true
  }
  if (!(node instanceof Element) || /^(SCRIPT|STYLE|TEMPLATE|IFRAME|OBJECT|SVG|MATH)$/i.test(node.tagName))
    return true
  if (node.tagName === 'A') return copyLink(node, to, depth)
  if (!kept.has(node.tagName)) return copyChildren(node, to, depth + 1)
  // The page has its own h1.
  const name = /^H[123]$/.test(node.tagName) ? 'h3' : node.tagName.toLowerCase()
  return copyChildren(node, to.appendChild(document.createElement(name)), depth + 1)
}

function copyLink(node: Element, to: Node, depth: number): boolean {
  const url = URL.parse(node.getAttribute('href') ?? '')
  if (url?.protocol !== 'https:' && url?.protocol !== 'mailto:') return copyChildren(node, to, depth + 1)
  const link = document.createElement('a')
  link.href = url.href
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
  if (!copyChildren(node, to.appendChild(link), depth + 1)) return false
  const place = url.protocol === 'https:' ? url.host : url.pathname
  if (!link.textContent.includes(place)) to.appendChild(document.createTextNode(` (${place})`))
  return true
}
