const ascii = /^[\x20-\x7e]*$/
const shifted = /&([A-Za-z0-9+,]*)-/g

/**
 * A mailbox name as IMAP servers before UTF8=ACCEPT, and Maildir on their disks, write it (RFC 3501 section 5.1.3), in
 * letters. What isn't well formed is given back as written: programs that never knew of this encoding name folders
 * `R&D`.
 */
export function decodeModifiedUtf7(written: string): string {
  if (!ascii.test(written) || written.replaceAll(shifted, '').includes('&')) {
    return written
  }
  const isSound = [...written.matchAll(shifted)].every(([, base64 = '']) => decodePiece(base64) !== null)
  return isSound
    ? written.replaceAll(shifted, (_piece, base64: string) => decodePiece(base64) ?? '')
    : written
}

/** Null for what no encoder writes: odd bytes, bits left over, half a surrogate pair, letters that need no shift. */
function decodePiece(base64: string): string | null {
  if (base64 === '') {
    return '&'
  }
  const standard = base64.replaceAll(',', '/')
  const bytes = Buffer.from(standard, 'base64')
  if (bytes.length % 2 !== 0 || bytes.toString('base64').replaceAll('=', '') !== standard) {
    return null
  }
  const text = bytes.swap16().toString('utf16le')
  return text.isWellFormed() && !/[\x00-\x7f\p{Cc}]/u.test(text) ? text : null
}
