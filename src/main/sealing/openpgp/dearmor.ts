const begin = /^-----BEGIN PGP MESSAGE-----[ \t]*\r?\n/m
const end = '\n-----END PGP MESSAGE-----'
const header = /[^\s:][^:\n]*:.*\n/y
const emptyLine = /[ \t]*\r?\n/y
const checksum = /\n=[A-Za-z0-9+/]{4}\s*$/
/** Longer than the line of a checksum with spaces behind it. */
const checksumRoom = 200

/**
 * The packets in a text's first armored message (RFC 9580, section 6.2). Read here, since the library's own takes longer
 * for a large mail than to decrypt and verify it. The checksum isn't looked at (section 6.1), nor are characters that
 * don't belong to base64: what is inside is authenticated or refused.
 *
 * @returns null when there is none from its first line to its last
 */
export function dearmorMessage(text: string): Uint8Array | null {
  const start = begin.exec(text)
  if (start === null) return null
  let at = start.index + start[0].length
  for (let next = skip(header, text, at); next !== null; next = skip(header, text, at)) at = next
  const body = skip(emptyLine, text, at)
  if (body === null) return null
  const to = text.indexOf(end, body - 1)
  if (to < 0) return null
  const tailAt = Math.max(body, to - checksumRoom)
  const sumAt = checksum.exec(text.slice(tailAt, to))?.index
  const packets = Buffer.from(text.slice(body, sumAt === undefined ? to : tailAt + sumAt), 'base64')
  // No Buffer, whose `slice` is another one than the library knows.
  return new Uint8Array(packets.buffer, packets.byteOffset, packets.length)
}

/** @returns where what the sticky `pattern` matches at `at` ends; null when nothing does */
function skip(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}
