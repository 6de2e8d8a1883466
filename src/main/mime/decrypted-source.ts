import { textField } from './build/header-field.ts'
import { asBuffer } from './transfer-encoding.ts'
import type { HeaderField, MessageTree } from './tree.ts'

/** Of the decrypted entity: written once for the whole, a record of what stood outside, and whom nobody vouches for. */
const leftInside: ReadonlySet<string> = new Set(['mime-version', 'hp-outer', 'from'])

/**
 * A message as it reads once decrypted, for an export: the outer header with the protected fields in the place of the
 * outer ones (RFC 9788), and the decrypted content. From stays the outer one, which the host has judged.
 * @param subject the true one, for an entity that doesn't hold it
 */
export function decryptedSource(outer: MessageTree, inner: MessageTree, subject: string): Uint8Array {
  const innerFields = inner.root.fields.filter(({ key }) => !leftInside.has(key))
  const replaced = new Set(innerFields.map(({ key }) => key))
  const written = replaced.has('subject') ? null : textField('Subject', subject)
  const kept = outer.root.fields.filter(
    ({ key }) =>
      !key.startsWith('content-') &&
      key !== 'mime-version' &&
      !replaced.has(key) &&
      (key !== 'subject' || written?.ok !== true),
  )
  return Buffer.concat([
    ...kept.map((field) => fieldBytes(outer, field)),
    Buffer.from(`${written?.ok === true ? `${written.value.text}\r\n` : ''}MIME-Version: 1.0\r\n`, 'latin1'),
    ...innerFields.map((field) => fieldBytes(inner, field)),
    Buffer.from('\r\n'),
    inner.raw.subarray(inner.root.bodyStart, inner.root.end),
  ])
}

/** The last field of a header may end with its message. */
function fieldBytes({ raw }: MessageTree, { start, end }: HeaderField): Uint8Array {
  const bytes = asBuffer(raw.subarray(start, end))
  return bytes.at(-1) === 0x0a ? bytes : Buffer.concat([bytes, Buffer.from('\r\n')])
}
