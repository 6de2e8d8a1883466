import type { OwnData } from '../practice/own-data.ts'
import type { Paragraph } from './paragraphs.ts'

const MOST_LINES = 12
const LONGEST_LINE = 90
const POSTSCRIPT = /^\s{0,10}p\.? ?(?:p\.? ?)?s\b/i
/** Seven words and a full stop: somebody is telling something again. */
const SENTENCE = /(?:\S+\s+){6}\S+[.!?]\s*$/

/**
 * Marks the sender's own signature among the paragraphs of a part: the configured one wherever it stands, and the one
 * typed by hand under a closing with the sender's name. It ends where the lines stop reading like one, so that a
 * postscript is ordinary text.
 */
export function markSignature(
  text: string,
  paragraphs: readonly Paragraph[],
  own: OwnData,
): readonly Paragraph[] {
  if (!own.isKnown) return paragraphs
  const closing = own.signatureStart(text)
  const marked: Paragraph[] = []
  let lines = 0
  let isOpen = false
  for (const paragraph of paragraphs) {
    if (paragraph.segment !== 'new') {
      marked.push(paragraph)
      continue
    }
    if (closing > paragraph.start && closing < paragraph.end) {
      isOpen = true
      lines = lineCount(text.slice(closing, paragraph.end))
      marked.push(
        { ...paragraph, end: closing },
        { start: closing, end: paragraph.end, segment: 'signature' },
      )
      continue
    }
    const written = text.slice(paragraph.start, paragraph.end)
    if (closing === paragraph.start) isOpen = true
    if (isOpen) {
      lines += lineCount(written)
      isOpen = lines <= MOST_LINES && readsAsSignature(written)
    }
    marked.push(isOpen || own.holdsAll(written) ? { ...paragraph, segment: 'signature' } : paragraph)
  }
  return marked
}

function lineCount(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length
}

function readsAsSignature(text: string): boolean {
  if (POSTSCRIPT.test(text)) return false
  return text.split('\n').every((line) => line.length <= LONGEST_LINE && !SENTENCE.test(line))
}
