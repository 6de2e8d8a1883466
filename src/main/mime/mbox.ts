const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/**
 * One message of an mbox file (RFC 4155): its "From " line, the message with LF line ends in place of CRLF, an empty
 * line. Lines of the message that could be taken for a "From " line are quoted with ">" in the way called mboxrd,
 * which a reader can undo (`createMboxSplitter`).
 * @param sender the address in the separator; what is no plain address becomes MAILER-DAEMON
 * @param received the time in the separator, written in UTC
 */
export function mboxEntry(
  raw: Uint8Array,
  { sender, received }: { readonly sender: string; readonly received: Date },
): Uint8Array {
  const source = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1')
  // With both kinds of line ends it stays as it is: made the same, nobody could tell which were which.
  const isAllCrlf = !/(^|[^\r])\n|\r\r\n/.test(source)
  const text = (isAllCrlf ? source.replaceAll('\r\n', '\n') : source).replace(/(^|\n)(>*From )/g, '$1>$2')
  const from = /^[\x21-\x7e]+@[\x21-\x7e]+$/.test(sender) ? sender : 'MAILER-DAEMON'
  const end = text.endsWith('\n') ? '\n' : '\n\n'
  return Buffer.from(`From ${from} ${asctime(received)}\n${text}${end}`, 'latin1')
}

/** As C's asctime writes it, without the line end: "Sun Nov 22 09:05:00 2026". */
function asctime(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':')
  const day = String(at.getUTCDate()).padStart(2, ' ')
  return `${days[at.getUTCDay()] ?? ''} ${months[at.getUTCMonth()] ?? ''} ${day} ${time} ${String(at.getUTCFullYear())}`
}
