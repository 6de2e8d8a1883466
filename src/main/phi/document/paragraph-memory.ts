import type { ParagraphScan } from './scan-paragraph.ts'

type Remembered = { readonly text: string; readonly scan: ParagraphScan }

/** How many characters of a paragraph its place in the memory hangs on. */
const SAMPLES = 16

/**
 * The scans of paragraphs by their text. A `Map` would read every character to find a place for it, which takes as long
 * as much of a scan; here a few of them say where to look, and of two that look alike the later stays.
 */
export class ParagraphMemory {
  private readonly places = new Map<number, Remembered>()

  get(text: string): ParagraphScan | undefined {
    const remembered = this.places.get(placeOf(text))
    return remembered?.text === text ? remembered.scan : undefined
  }

  set(text: string, scan: ParagraphScan): void {
    this.places.set(placeOf(text), { text, scan })
  }
}

function placeOf(text: string): number {
  let place = text.length
  const step = Math.max(1, Math.floor(text.length / SAMPLES))
  for (let at = text.length - 1; at >= 0; at -= step)
    place = Math.imul(place ^ text.charCodeAt(at), 0x01000193)
  return place
}
