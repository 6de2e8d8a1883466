import { matchAt, type Recognizer, phrases } from './recognizer.ts'

const REST = /[^\s<>"'`{}|\\^]{1,2000}/y
const DOMAIN_END =
  /(?:com|org|net|edu|gov|mil|io|us|co|info|me|app|health|care|clinic|dev|biz|uk|ca|ly|tv|online|site)(?![A-Za-z0-9-])(?::\d{2,5})?(?:[/?#][^\s<>"'`{}|\\^]{0,2000})?/iy

/** Sites of public information: their address tells nothing of a person unless it carries a query. */
const PUBLIC_HOST =
  /^(?:[a-z]{2,8}:\/\/)?(?:[a-z0-9-]{1,40}\.){0,3}(?:[a-z0-9-]{1,60}\.gov|who\.int|apa\.org|psychiatry\.org|nami\.org|wikipedia\.org|doi\.org|uptodate\.com|mayoclinic\.org|webmd\.com|988lifeline\.org|google\.com|zoom\.us|youtube\.com)(?:[/?#:]|$)/i

export const url: Recognizer = {
  id: 'url',
  category: 'N',
  labelWords: phrases(`
    url; website; web address; web page; webpage; link; portal link; profile link; homepage
  `),
  reference: 'RFC 3986',
  find({ text }, emit) {
    const send = (start: number, end: number, score: number): void => {
      let last = end
      while (last > start && '.,;:!?)]*'.includes(text.text.charAt(last - 1))) last--
      const value = text.text.slice(start, last)
      if (PUBLIC_HOST.test(value) && !/[?&=@]|patient|record|user|profile/i.test(value)) return
      emit({ start, end: last, score, because: 'web address' })
    }
    for (const colon of text.schemes) {
      if (!text.isWord(colon - 1) || !text.touches(colon - 1)) continue
      const start = text.start[colon - 1] as number
      const rest = matchAt(REST, text.text, (text.start[colon] as number) + 3)
      if (rest !== null) send(start, rest.index + rest[0].length, 0.95)
    }
    let covered = -1
    let runStart = -1
    for (const dot of text.dots) {
      const position = text.start[dot] as number
      if (position < covered) continue
      const domain = matchAt(DOMAIN_END, text.text, position + 1)
      if (domain === null) continue
      // In "a.co.co.co" the run goes on; walking back again for each dot would be quadratic.
      const start = position === covered ? runStart : hostStart(text.text, position)
      const end = domain.index + domain[0].length
      covered = end
      runStart = start
      const before = text.text.charAt(start - 1)
      // Part of an e-mail address or of an address with a scheme, found elsewhere.
      if (before === '@' || before === '/' || start === position || text.text.charAt(end) === '@') continue
      const isTelling = domain[0].includes('/') || text.text.startsWith('www.', start)
      send(start, end, isTelling ? 0.9 : 0.7)
    }
  },
}

const LONGEST_HOST = 253

/** Where the host that holds a dot begins (RFC 1035: at most 253 characters). */
function hostStart(text: string, dot: number): number {
  let start = dot
  while (start > 0 && dot - start < LONGEST_HOST && /[A-Za-z0-9.-]/.test(text.charAt(start - 1))) start--
  while (start < dot && /[.-]/.test(text.charAt(start))) start++
  return start
}
