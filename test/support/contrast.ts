/** One stretch of text as it is painted: its contrast with what lies behind it (WCAG 2.2, 1.4.3). */
export interface PaintedText {
  readonly text: string
  readonly contrast: number
}

/** Runs in the page: every visible text of its document, in order, over the colours that lie behind it. */
export function paintedTexts(): PaintedText[] {
  type Color = readonly [number, number, number, number]
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no canvas')
  const read = (color: string): Color => {
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = color
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data
    return [red, green, blue, alpha / 255]
  }
  const over = (top: Color, below: Color): Color => {
    const mix = (index: 0 | 1 | 2) => top[index] * top[3] + below[index] * (1 - top[3])
    return [mix(0), mix(1), mix(2), 1]
  }
  const luminance = (color: Color): number => {
    const [red = 0, green = 0, blue = 0] = color.slice(0, 3).map((value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const groundOf = (element: Element | null): Color => {
    if (element === null) return [255, 255, 255, 1]
    const own = read(getComputedStyle(element).backgroundColor)
    return own[3] === 1 ? own : over(own, groundOf(element.parentElement))
  }
  const found: PaintedText[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? ''
    const parent = node.parentElement
    if (text === '' || parent?.checkVisibility() !== true) continue
    const ground = groundOf(parent)
    const [dark = 0, light = 0] = [
      luminance(over(read(getComputedStyle(parent).color), ground)),
      luminance(ground),
    ].toSorted((a, b) => a - b)
    found.push({ text, contrast: (light + 0.05) / (dark + 0.05) })
  }
  return found
}
