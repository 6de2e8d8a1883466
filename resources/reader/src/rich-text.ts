const maxElements = 20_000
const maxDepth = 60
const token =
  /<(\/?)(p|strong|em|u|s|ul|ol|li|blockquote|pre|code|h3)>|<(br)>|<a href="([^"<>]*)">|(<\/a>)|([^<>]+)/y
const escapes: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/**
 * Builds the formatted text from the few forms that the format allows (docs/sealed-message.md). No HTML parser
 * ever sees it, so that nothing in it can run, load or look like a part of this page.
 *
 * @returns null when there is anything else in it, or more than a letter has: the plain text is shown then
 */
export function richText(html: string): DocumentFragment | null {
  const root = document.createDocumentFragment()
  const open: (DocumentFragment | HTMLElement)[] = [root]
  let elements = 0
  token.lastIndex = 0
  while (token.lastIndex < html.length) {
    const [, closing, name, br, href, endOfLink, text] = token.exec(html) ?? []
    const top = open.at(-1) ?? root
    const ended = endOfLink === undefined ? closing === '/' && name : 'a'
    if (text !== undefined) {
      const plain = unescape(text)
      if (plain === null) return null
      top.append(plain)
    } else if (ended) {
      if (!(top instanceof HTMLElement) || top.localName !== ended) return null
      open.pop()
      if (ended === 'a') open.at(-1)?.append(placeNamedBy(top as HTMLAnchorElement))
    } else {
      const made = href === undefined ? (name ?? br) && document.createElement(name ?? 'br') : link(href)
      if (!made || ++elements > maxElements || open.length > maxDepth) return null
      top.append(made)
      if (br === undefined) open.push(made)
    }
  }
  return open.length === 1 ? root : null
}

function unescape(text: string): string | null {
  if (/&(?!(?:amp|lt|gt|quot);)/.test(text)) return null
  return text.replace(/&(\w+);/g, (_, name: string) => escapes[name] ?? '')
}

function link(escapedHref: string): HTMLAnchorElement | null {
  const url = URL.parse(unescape(escapedHref) ?? '')
  if (url?.protocol !== 'https:' && url?.protocol !== 'mailto:') return null
  const made = document.createElement('a')
  made.href = url.href
  made.target = '_blank'
  made.rel = 'noopener noreferrer'
  return made
}

/** Where a link leads, unless its text says so: " (example.org)". */
function placeNamedBy(made: HTMLAnchorElement): string {
  const place = made.protocol === 'https:' ? made.host : made.pathname
  return made.textContent.includes(place) ? '' : ` (${place})`
}
