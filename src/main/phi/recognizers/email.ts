import { tokenKind } from '../text/token-text.ts'
import { matchAt, type Recognizer } from './recognizer.ts'

const LOCAL_CHARACTER = /[A-Za-z0-9._%+'\u00c0-\u024f-]/
const DOMAIN =
  /[A-Za-z0-9\u00c0-\u024f](?:[A-Za-z0-9\u00c0-\u024f-]{0,62})(?:\.[A-Za-z0-9\u00c0-\u024f-]{1,63}){1,6}/y
const SPELLED =
  /([A-Za-z0-9._%+-]{1,64}) ?[([{] ?at ?[)\]}] ?([A-Za-z0-9-]{1,63}) ?(?:[([{] ?dot ?[)\]}]|\.) ?([A-Za-z]{2,12})/iy
/** Of "0.75@0.4" the last label is no domain's. */
const NO_DOMAIN = /\.\d{1,63}[.-]{0,3}$/
const LONGEST_LOCAL = 64
const MAIL_HOSTS = ['gmail', 'yahoo', 'outlook', 'hotmail', 'icloud', 'aol', 'protonmail', 'comcast']

export const email: Recognizer = {
  id: 'email',
  category: 'F',
  anchors: ['ats', 'labels'],
  labelWords: [
    'email',
    'e mail',
    'e mail address',
    'email address',
    'correo',
    'mailto',
    ...MAIL_HOSTS.map((host) => `${host} dot com`),
  ],
  reference: 'RFC 5321 section 4.1.2, RFC 6531',
  find({ text, labels }, emit) {
    for (const at of text.ats) {
      const position = text.start[at] as number
      let start = position
      while (
        start > 0 &&
        position - start < LONGEST_LOCAL &&
        LOCAL_CHARACTER.test(text.text.charAt(start - 1))
      )
        start--
      while (start < position && /[.'-]/.test(text.text.charAt(start))) start++
      if (start === position) continue
      const domain = matchAt(DOMAIN, text.text, position + 1)
      if (domain === null || NO_DOMAIN.test(domain[0])) continue
      const end = position + 1 + domain[0].replace(/[.-]{1,3}$/, '').length
      emit({ start, end, score: 0.98, because: 'e-mail address' })
    }
    for (const hit of labels) {
      // "janedoe at gmail dot com"
      if (text.word(hit.from + 1).toLowerCase() === 'dot') {
        const local = hit.from - 2
        if (
          text.word(hit.from - 1).toLowerCase() !== 'at' ||
          local < 0 ||
          text.kindAt(local) < tokenKind.lower
        )
          continue
        emit({
          start: text.start[local] as number,
          end: text.end[hit.to - 1] as number,
          score: 0.9,
          because: 'e-mail address in words',
        })
        continue
      }
      for (let token = hit.to; token < Math.min(hit.to + 6, text.count); token++) {
        const spelled = matchAt(SPELLED, text.text, text.start[token] as number)
        if (spelled === null) continue
        emit({
          start: spelled.index,
          end: spelled.index + spelled[0].length,
          score: 0.85,
          because: 'e-mail address in words',
        })
        break
      }
    }
  },
}
