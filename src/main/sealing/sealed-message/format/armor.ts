import { fail, ok, type Result } from '../../../../shared/result.ts'
import { base64Lines, type LineShape } from '../../base64-lines.ts'
import { decodeBase64 } from './encodings.ts'

const begin = '-----BEGIN SEALED MESSAGE-----'
const end = '-----END SEALED MESSAGE-----'
const shape: LineShape = { characters: 76, end: '\n' }

/** A container as lines of ASCII between two marks (LF line ends): how it lies in the HTML form. */
export function armorContainer(container: Uint8Array): string {
  return [begin, base64Lines(container, shape), end].join(shape.end)
}

/**
 * The container from a text that holds it, such as the whole HTML form.
 *
 * @returns `sealed/not-a-container` without a beginning, `sealed/truncated` without an end, `sealed/damaged`
 *   when it isn't base64
 */
export function dearmorContainer(text: string): Result<Uint8Array> {
  // On a line of its own: the page's script names the marks too.
  const from = text.search(/^-----BEGIN SEALED MESSAGE-----\r?$/m)
  if (from < 0) return fail('sealed/not-a-container')
  const to = text.indexOf(end, from)
  if (to < 0) return fail('sealed/truncated')
  const container = decodeBase64(text.slice(from + begin.length, to))
  return container ? ok(container) : fail('sealed/damaged')
}
