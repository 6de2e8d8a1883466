import { tokenKind } from '../text/token-text.ts'
import { hasLabelNear, matchAt, type Recognizer } from './recognizer.ts'

const V4 = /(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?!\.?\d)(?:\/\d{1,2}(?!\d))?/y
/** With the zone of RFC 4007, as in fe80::1%eth0. */
const V6 =
  /[0-9A-Fa-f]{1,4}(?::{1,2}[0-9A-Fa-f]{1,4}){1,7}(?:::)?(?:%[0-9A-Za-z]{1,15})?(?![0-9A-Za-z:%])|(?:[0-9A-Fa-f]{1,4}:){2,7}(?::?[0-9A-Fa-f]{1,4}){0,6}(?:::)?(?![0-9A-Za-z:])/y
const VERSION_BEFORE = /(?:version|ver|v|release|section|sec|chapter|firmware|build|§) ?$/i

export const ipAddress: Recognizer = {
  id: 'ip-address',
  category: 'O',
  anchors: ['numeric'],
  labelWords: ['ip', 'ip address', 'ip addr', 'ipv4', 'ipv6', 'ip adresse', 'host'],
  reference: 'RFC 791, RFC 4007, RFC 4291',
  find(input, emit) {
    const { text } = input
    for (const token of text.numeric) {
      const start = text.start[token] as number
      if (text.length(token) > 4) continue
      if (text.kind[token] === tokenKind.digits && text.is(token + 1, '.') && text.length(token) <= 3) {
        const before = text.text.charAt(start - 1)
        if (before === '.' || before === '-') continue
        const v4 = matchAt(V4, text.text, start)
        if (v4 === null) continue
        if (
          VERSION_BEFORE.test(text.text.slice(Math.max(0, start - 12), start)) &&
          !hasLabelNear(input, token, token + 7)
        )
          continue
        emit({ start, end: start + v4[0].length, score: 0.95, because: 'IP address' })
      } else if (text.is(token + 1, ':') && text.touches(token) && text.text.charAt(start - 1) !== ':') {
        const v6 = matchAt(V6, text.text, start)
        if (v6 === null || !isAddress(v6[0])) continue
        emit({ start, end: start + v6[0].length, score: 0.92, because: 'IPv6 address' })
      }
    }
  },
}

/** Tells 2001:db8::1 from a time (12:30:45) and from a hardware address. */
function isAddress(written: string): boolean {
  const [value = ''] = written.split('%')
  if (value.split('::').length > 2) return false
  const groups = value.split(':')
  if (groups.length === 6 && groups.every((group) => group.length === 2)) return false
  return groups.length === 8 || (value.includes('::') && groups.length >= 3 && /[a-f]|\d{3}/i.test(value))
}
