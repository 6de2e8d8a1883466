import { fail, ok, type Result } from '../../../../shared/result.ts'
import { decodeBase64, encodeBase64 } from './encodings.ts'

const begin = '-----BEGIN SEALED MESSAGE-----'
const end = '-----END SEALED MESSAGE-----'
const lineCharacters = 76

/** A container as lines of ASCII between two marks (LF line ends): how it lies in the HTML form. */
export function armorContainer(container: Uint8Array): string {
  const base64 = encodeBase64(container)
  const lines: string[] = []
  for (let at = 0; at < base64.length; at += lineCharacters) lines.push(base64.slice(at, at + lineCharacters))
  return [begin, ...lines, end].join('\n')
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
