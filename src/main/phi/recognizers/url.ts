import { matchAt, type Recognizer, phrases } from './recognizer.ts'

const REST = /[^\s<>"'`{}|\\^]{1,2000}/y
const DOMAIN_END =
  /(?:com|org|net|edu|gov|mil|io|us|co|info|me|app|health|care|clinic|dev|biz|uk|ca|ly|tv|online|site|ai|eu|mx|pro|blog|shop|center|dental|doctor|hospital|healthcare|foundation|network|example)(?![A-Za-z0-9-])(?::\d{2,5})?(?:[/?#][^\s<>"'`{}|\\^]{0,2000})?/iy

/** Sites of public information: their address tells nothing of a person unless it carries a query. */
const PUBLIC_HOST =
  /^(?:[a-z]{2,8}:\/\/)?(?:[a-z0-9-]{1,40}\.){0,3}(?:[a-z0-9-]{1,60}\.gov|who\.int|apa\.org|psychiatry\.org|nami\.org|wikipedia\.org|doi\.org|uptodate\.com|mayoclinic\.org|webmd\.com|988lifeline\.org|google\.com|zoom\.us|youtube\.com)(?:[/?#:]|$)/i

export const url: Recognizer = {
  id: 'url',
  category: 'N',
  anchors: ['schemes', 'dots'],
  labelWords: phrases(`
    url; website; web address; web page; webpage; link; portal link; profile link; homepage
  `),
  reference: 'RFC 3986',
  find({ text }, emit) {
    /** @returns the end of what was emitted, -1 for an address of public information */
    const send = (start: number, end: number, score: number): number => {
      let last = end
      while (last > start && '.,;:!?)]*'.includes(text.text.charAt(last - 1))) last--
      const value = text.text.slice(start, last)
      if (
        PUBLIC_HOST.test(value) &&
        !MEETING.test(value) &&
        !/[?&=@]|patient|record|user|profile/i.test(value)
      )
        return -1
      emit({ start, end: last, score, because: 'web address' })
      return last
    }
    let found = -1
    for (const colon of text.schemes) {
      if (!text.isWord(colon - 1) || !text.touches(colon - 1)) continue
      const start = text.start[colon - 1] as number
      // One address inside another is a part of it.
      if (start < found) continue
      const rest = matchAt(REST, text.text, (text.start[colon] as number) + 3)
      if (rest !== null) found = send(start, rest.index + rest[0].length, 0.95)
    }
    let covered = -1
    for (const dot of text.dots) {
      const position = text.start[dot] as number
      if (position < covered) continue
      const host = hostAround(text.text, position)
      covered = Math.max(host.end, position + 1)
      const end = endOfDomain(text.text, host)
      const before = text.text.charAt(host.start - 1)
      // Part of an e-mail address or of an address with a scheme, found elsewhere.
      if (end === undefined || before === '@' || before === '/' || text.text.charAt(end) === '@') continue
      covered = Math.max(covered, end)
      if (SERVICES.test(text.text.slice(host.start, end))) continue
      const isTelling = end > host.end || text.text.startsWith('www.', host.start)
      send(host.start, end, isTelling ? 0.9 : 0.7)
    }
  },
}

/** The room of one meeting: who has the link comes in. */
const MEETING =
  /^(?:[a-z]{2,8}:\/\/)?(?:[a-z0-9-]{1,40}\.)?(?:zoom\.us\/(?:j|my|s|w)\/[\w.-]|meet\.google\.com\/[a-z]{3}-[a-z]{4}-[a-z]{3})/i

/** What practices call these services by; with a path they are somebody's room. */
const SERVICES = /^(?:doxy\.me|zoom\.us|headway\.co|booking\.com|healthcare\.gov|cms\.gov)$/i
const LONGEST_HOST = 253
const MOST_LABELS_TRIED = 3

/** The run of letters, digits, dots and hyphens around a dot, as long as a host may be (RFC 1035). */
function hostAround(text: string, dot: number): { readonly start: number; readonly end: number } {
  let start = dot
  while (start > 0 && dot - start < LONGEST_HOST && /[A-Za-z0-9.-]/.test(text.charAt(start - 1))) start--
  while (start < dot && /[.-]/.test(text.charAt(start))) start++
  let end = dot
  while (end < text.length && end - dot < LONGEST_HOST && /[A-Za-z0-9.-]/.test(text.charAt(end))) end++
  return { start, end }
}

/** The end of the address that a host begins, with its path: after the last label that is a top-level domain. */
function endOfDomain(
  text: string,
  host: { readonly start: number; readonly end: number },
): number | undefined {
  let dot = text.lastIndexOf('.', host.end - 1)
  for (let tries = 0; tries < MOST_LABELS_TRIED && dot > host.start; tries++) {
    const domain = matchAt(DOMAIN_END, text, dot + 1)
    if (domain !== null) return domain.index + domain[0].length
    dot = text.lastIndexOf('.', dot - 1)
  }
  return undefined
}
