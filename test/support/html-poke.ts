/**
 * Runs in the page: uses everything in every frame as a curious reader would, writes each document's markup out and in
 * again, and tells what in each of them lies over the rest, hides it, forges or could be found by name ('' for nothing).
 */
export async function pokeFrames(): Promise<string[]> {
  /** What our own document sets is the rule; anything else of these is the mail's doing. */
  const initial: Readonly<Record<string, readonly string[]>> = {
    position: ['static'],
    transform: ['none'],
    translate: ['none'],
    rotate: ['none'],
    scale: ['none'],
    perspective: ['none'],
    'offset-path': ['none'],
    filter: ['none'],
    'backdrop-filter': ['none'],
    'mix-blend-mode': ['normal'],
    opacity: ['1'],
    visibility: ['visible'],
    'clip-path': ['none'],
    clip: ['auto'],
    'mask-image': ['none'],
    'content-visibility': ['visible'],
    contain: ['none'],
    'animation-name': ['none'],
    'transition-duration': ['0s'],
    'pointer-events': ['auto'],
    'user-select': ['auto'],
    'z-index': ['auto'],
    'unicode-bidi': ['normal', 'isolate', 'embed'],
    'writing-mode': ['horizontal-tb'],
    'column-count': ['auto'],
    zoom: ['1'],
    resize: ['none'],
    'box-shadow': ['none'],
    'text-shadow': ['none'],
    'outline-style': ['none', 'auto'],
    'shape-outside': ['none'],
    'view-transition-name': ['none'],
    'scroll-behavior': ['auto'],
    'scroll-snap-type': ['none'],
    'anchor-name': ['none'],
    'overscroll-behavior': ['auto'],
    '-webkit-text-security': ['none'],
    '-webkit-text-stroke-width': ['0px'],
    '-webkit-box-reflect': ['none'],
    '-webkit-user-modify': ['read-only'],
    '-webkit-line-clamp': ['none'],
    'forced-color-adjust': ['auto'],
    order: ['0'],
  }
  const lengths = [
    'margin-top',
    'margin-left',
    'margin-right',
    'margin-bottom',
    'text-indent',
    'letter-spacing',
    'word-spacing',
  ]
  const odd =
    'input,textarea,select,button,dialog,meter,progress,marquee,canvas,svg,math,video,audio,object,iframe,embed,output,' +
    'fieldset,label,bdo,x-y,[id],[name],[contenteditable],[popover],[autofocus],[accesskey],[draggable],[inert],' +
    '[hidden],[aria-live],[aria-hidden],[aria-label],[aria-modal],[tabindex]:not(a[data-link]),[role]:not(a[data-link]),' +
    '[slot],[part],[itemprop],[href]'

  const oddityOf = (node: Element): string => {
    const style = getComputedStyle(node)
    const set = Object.entries(initial).find(([name, usual]) => {
      const value = style.getPropertyValue(name)
      return value !== '' && !usual.includes(value)
    })
    if (set !== undefined) return `${node.localName} ${set[0]}: ${style.getPropertyValue(set[0])}`
    const pulled = lengths.find((name) => Number.parseFloat(style.getPropertyValue(name)) < 0)
    if (pulled !== undefined) return `${node.localName} ${pulled} below 0`
    const words = ['::before', '::after'].map((part) => getComputedStyle(node, part).content)
    if (words.some((content) => !/^(none|normal|(open|close)-quote)$/.test(content))) {
      return `${node.localName} says ${words.join(' ')}`
    }
    if (/flex|grid|contents|-webkit-box/.test(style.display)) return `${node.localName} ${style.display}`
    return node.getBoundingClientRect().height > 140 ? `${node.localName} is tall` : ''
  }

  const use = (node: Element, view: Window): void => {
    for (const name of [
      'mouseover',
      'mouseenter',
      'mousemove',
      'mousedown',
      'pointerenter',
      'dblclick',
      'contextmenu',
      'wheel',
      'copy',
    ]) {
      node.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true }))
    }
    if (node instanceof (view as Window & typeof globalThis).HTMLElement) {
      HTMLElement.prototype.focus.call(node)
      HTMLElement.prototype.click.call(node)
    } else node.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  }

  // Not the document's own method: a mail may have put something else in its place.
  const ask: (selector: string) => NodeListOf<Element> = Reflect.get(Document.prototype, 'querySelectorAll')
  const all = (inside: Document, selector: string): Element[] => [...ask.call(inside, selector)]
  const settled = (): Promise<unknown> =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

  await settled()
  const frames = [...document.querySelectorAll('iframe')]
  const found = frames.map((frame) => {
    const inside = frame.contentDocument
    if (inside === null) return ''
    const named = all(inside, odd).find((node) => node.closest('head') === null)
    if (named !== undefined) return named.outerHTML.slice(0, 80)
    if (/[\u202d\u202e]/.test(all(inside, 'html')[0]?.textContent ?? '')) return 'text turned round'
    return (
      all(inside, 'body, body *')
        .map(oddityOf)
        .find((oddity) => oddity !== '') ?? ''
    )
  })
  for (const frame of frames) {
    const { contentDocument: inside, contentWindow: view } = frame
    if (inside === null || view === null) continue
    for (const node of all(inside, 'body *')) use(node, view)
  }
  await settled()
  for (const frame of frames) {
    const [body] = frame.contentDocument === null ? [] : all(frame.contentDocument, 'body')
    // Twice: what comes to life when it is written and parsed again.
    for (let round = 0; round < 2 && body; round += 1) body.innerHTML = body.innerHTML.slice()
  }
  await settled()
  return found
}
