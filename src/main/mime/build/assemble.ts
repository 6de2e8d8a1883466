import { fail, ok, type Result } from '../../../shared/result.ts'
import { parseMessage } from '../parse.ts'
import { asBuffer } from '../transfer-encoding.ts'
import type { FieldLine } from './header-field.ts'

/**
 * Puts `fields` and the entity's own Content-* fields into one header before the entity's body, and checks
 * what leaves: 7-bit, CRLF only, no line over 998 (RFC 5321 4.5.3.1.6).
 */
export function assemble(
  fields: readonly FieldLine[],
  entity: Uint8Array,
  typeSuffix: string,
): Result<Uint8Array> {
  const parsed = parseMessage(entity)
  if (!parsed.ok) return parsed
  const { raw, root } = parsed.value
  const content = root.fields.filter(({ key }) => key.startsWith('content-'))
  const header = [
    ...fields.map(({ text }) => text),
    ...(fields.length === 0 ? [] : ['MIME-Version: 1.0']),
    ...content.map((field) => {
      const text = asBuffer(raw.subarray(field.start, field.end)).toString('latin1').trimEnd()
      return field.key === 'content-type' ? text + typeSuffix.replace('; ', ';\r\n ') : text
    }),
  ]
  const bytes = Buffer.concat([
    Buffer.from(header.map((text) => `${text}\r\n`).join('') + '\r\n', 'latin1'),
    raw.subarray(root.bodyStart),
  ])
  return isWireSafe(bytes) ? ok(bytes) : fail('mime/unsafe-header', { field: 'body' })
}

/** Bare CR or LF is how a second message is smuggled into an SMTP dialogue. */
function isWireSafe(bytes: Buffer): boolean {
  let lineStart = 0
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0
    if (byte === 0 || byte > 0x7f) return false
    if (byte === 0x0d && bytes[index + 1] !== 0x0a) return false
    if (byte !== 0x0a) continue
    if (bytes[index - 1] !== 0x0d || index - 1 - lineStart > 998) return false
    lineStart = index + 1
  }
  return true
}
