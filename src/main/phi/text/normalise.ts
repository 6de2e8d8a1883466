/**
 * Brings a text to the form that the recognizers read: NFKC by character, no invisible characters, plain dashes,
 * quotes and spaces. Whoever hides an SSN behind zero-width spaces or full-width digits hides nothing.
 */
export type NormalisedText = {
  readonly text: string
  /** For each unit of `text`, and for its end, the offset in the original; absent where both are the same. */
  readonly offsets?: Int32Array
}

const NEEDS_WORK = /[^\t\n\r\x20-\x7e\u00c0-\u024f]/
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/
const COMBINING = /[\u0300-\u036f]/

const REPLACEMENTS: Readonly<Record<string, string>> = {
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2015': '-',
  '\u2212': '-',
  '\ufe58': '-',
  '\ufe63': '-',
  '\uff0d': '-',
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u201b': "'",
  '\u02bb': "'",
  '\u02bc': "'",
  '\u00b4': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2024': '.',
  '\u2028': '\n',
  '\u2029': '\n',
  '\u0085': '\n',
  '\u000b': '\n',
  '\u000c': '\n',
}

function replaceCharacter(character: string): string {
  const plain = REPLACEMENTS[character]
  if (plain !== undefined) return plain
  if (INVISIBLE.test(character)) return ''
  if (/\s/.test(character)) return ' '
  const compatible = character.normalize('NFKC')
  // Ligatures and the like may grow, but a single sign that unfolds into a sentence (U+FDFA) stays as it is.
  return compatible.length <= 4 ? compatible : character
}

/** @returns the text for matching and the way back to the offsets of `original` */
export function normalise(original: string): NormalisedText {
  if (!NEEDS_WORK.test(original)) return { text: original }
  const pieces: string[] = []
  const offsets = new Int32Array(original.length * 4 + 1)
  let length = 0
  let isSame = true
  for (let i = 0; i < original.length; i++) {
    const character = original.charAt(i)
    if (COMBINING.test(character) && pieces.length > 0) {
      const last = pieces[pieces.length - 1] ?? ''
      const composed = (last + character).normalize('NFC')
      isSame = false
      // A mark that doesn't compose is dropped: the base letter is what names are compared by.
      if (composed.length === last.length) pieces[pieces.length - 1] = composed
      continue
    }
    const replaced = character <= '\x7e' ? character : replaceCharacter(character)
    if (replaced.length !== 1) isSame = false
    if (replaced.length === 0) continue
    pieces.push(replaced)
    offsets.fill(i, length, length + replaced.length)
    length += replaced.length
  }
  const text = pieces.join('')
  if (isSame) return { text }
  offsets[length] = original.length
  return { text, offsets: offsets.slice(0, length + 1) }
}

/** The offset in the original of the start of a match. */
export function originalStart(normalised: NormalisedText, offset: number): number {
  return normalised.offsets?.[offset] ?? offset
}

/** The offset in the original just after a match; combining marks and invisible characters stay inside it. */
export function originalEnd(normalised: NormalisedText, offset: number): number {
  if (normalised.offsets === undefined || offset === 0) return offset
  const last = normalised.offsets[offset - 1] ?? 0
  const next = normalised.offsets[offset] ?? last + 1
  return Math.max(last + 1, Math.min(next, last + 8))
}
