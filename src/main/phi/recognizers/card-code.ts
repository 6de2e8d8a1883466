import { wordSet } from '../lexicon/word-set.ts'
import { tokenKind } from '../text/token-text.ts'
import { phrases, type Recognizer } from './recognizer.ts'

const LINKS = wordSet('is was number no code on the back of card reads my her his it')
const LINK_MARKS = new Set([...':=#('].map((mark) => mark.charCodeAt(0)))
const MOST_LINKS = 7

/** "CVV 123", "the security code on the back is 4417": the three or four digits that go with a payment card. */
export const cardCode: Recognizer = {
  id: 'card-code',
  category: 'J',
  anchors: ['labels'],
  labelWords: phrases(`
    cvv; cvv2; cvv code; cvc; cvc2; cvc code; csc; security code; card security code; card verification code;
    card verification value; card code
  `),
  reference: 'ANSI X9.10, PCI DSS 4.0 3.3.1.2 (card verification code)',
  find({ text, labels }, emit) {
    for (const hit of labels) {
      let token = hit.to
      for (let steps = 0; steps < MOST_LINKS; steps++) {
        if (!LINK_MARKS.has(text.mark(token)) && !text.isOneOf(token, LINKS)) break
        token++
      }
      const length = text.length(token)
      if (text.kindAt(token) !== tokenKind.digits || length < 3 || length > 4 || token === hit.from) continue
      const end = text.end[token] as number
      if (/^(?:[-/.%]\w| ?(?:mg|ml|mmhg|days?|hours?)\b)/i.test(text.text.slice(end, end + 8))) continue
      emit({ start: text.start[token] as number, end, score: 0.88, because: 'security code of a card' })
    }
  },
}
