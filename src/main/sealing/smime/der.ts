/** One element of DER (X.690, chapter 10): where it starts, where its content starts, where it ends. */
export type DerElement = {
  readonly tag: number
  readonly start: number
  readonly content: number
  readonly end: number
}

/**
 * Reads the element at an offset without building anything: what has a hundred thousand entries, or is one of
 * hundreds of roots, is walked through like this.
 *
 * @param limit where the element that contains it ends
 * @returns null when no element with a one-byte tag and a definite length fits in
 */
export function elementAt(bytes: Uint8Array, start: number, limit: number): DerElement | null {
  const tag = bytes[start]
  const first = bytes[start + 1]
  if (tag === undefined || first === undefined || start + 2 > limit || (tag & 0x1f) === 0x1f) return null
  let length = first
  let content = start + 2
  if (first >= 0x80) {
    const count = first - 0x80
    if (count < 1 || count > 4 || content + count > limit) return null
    length = 0
    for (let index = 0; index < count; index += 1) length = length * 256 + (bytes[content + index] ?? 0)
    content += count
  }
  const end = content + length
  return end > limit ? null : { tag, start, content, end }
}

/** The elements inside one, in order, up to `most`; null when they don't fill it. */
export function elementsIn(bytes: Uint8Array, parent: DerElement, most: number): DerElement[] | null {
  const found: DerElement[] = []
  for (let at = parent.content; at < parent.end && found.length < most;) {
    const element = elementAt(bytes, at, parent.end)
    if (element === null) return null
    found.push(element)
    at = element.end
  }
  return found
}
