/** What signatures over text cover (RFC 3156, section 5; RFC 8551, section 3.1.1): bare LF becomes CRLF; a CRLF stays. */
export function canonicalLineEnds(bytes: Uint8Array): Uint8Array {
  let bare = 0
  for (let at = 0; at < bytes.length; at++) if (isBareLf(bytes, at)) bare++
  if (bare === 0) return bytes
  const canonical = new Uint8Array(bytes.length + bare)
  let to = 0
  for (let at = 0; at < bytes.length; at++) {
    if (isBareLf(bytes, at)) canonical[to++] = 0x0d
    canonical[to++] = bytes[at] ?? 0
  }
  return canonical
}

function isBareLf(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x0a && bytes[at - 1] !== 0x0d
}
