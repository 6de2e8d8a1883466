/** What is asked of a font: whether it has a character, and how wide a text is at a size in points. */
export type Measure = {
  readonly hasGlyph: (codePoint: number) => boolean
  readonly widthOf: (text: string, size: number) => number
}

/** Marks without a shape of their own: joiners, direction marks, variation selectors, soft hyphens. */
const shapeless = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/g

/** Scripts that need joining, reordering or stacking, which a line of single glyphs gets wrong. */
const needsShaping =
  /[\p{M}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Lao}\p{Script=Tibetan}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Mongolian}]/u

/** The text as it can be set: NFC, tabs as spaces, without shapeless marks and control characters. */
export function settable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, '    ')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(shapeless, '')
    .replace(/[^\P{Cc}\n]/gu, '')
}

/** The first character that would be missing or wrong on paper; null when every one can be set. */
export function firstUnprintable(text: string, { hasGlyph }: Measure): string | null {
  for (const character of text) {
    if (character === '\n' || character === ' ') continue
    if (needsShaping.test(character) || !hasGlyph(character.codePointAt(0) ?? 0)) return character
  }
  return null
}

/** The text with each character that would be missing or wrong on paper as its number, "[U+1F600]". */
export function replaceUnprintable(text: string, measure: Measure): { text: string; replaced: number } {
  let replaced = 0
  const characters = [...text].map((character) => {
    if (firstUnprintable(character, measure) === null) return character
    replaced += 1
    return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
  })
  return { text: characters.join(''), replaced }
}

/** Lines no wider than `width` points. Breaks at spaces; a word that is longer than a line is cut. */
export function wrap(text: string, width: number, size: number, { widthOf }: Measure): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(/(?<= )/)) {
      if (widthOf((line + word).trimEnd(), size) <= width) {
        line += word
        continue
      }
      if (line.trim() !== '') lines.push(line.trimEnd())
      const pieces = cut(word, width, size, widthOf)
      lines.push(...pieces.slice(0, -1))
      line = pieces.at(-1) ?? ''
    }
    return [...lines, line.trimEnd()]
  })
}

function cut(word: string, width: number, size: number, widthOf: Measure['widthOf']): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece !== '' && widthOf((piece + character).trimEnd(), size) > width) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}
