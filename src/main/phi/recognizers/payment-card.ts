import { tokenKind } from '../text/token-text.ts'
import { digitsOf, hasLabelNear, matchAt, type Recognizer, phrases } from './recognizer.ts'

/** ISO/IEC 7812-1 annex B. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48
    if (i % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2
    sum += digit
  }
  return digits.length > 0 && sum % 10 === 0
}

const CARD = /(?:\d{4}[- ]\d{4}[- ]\d{4}[- ]\d{4}|3[47]\d{2}[- ]\d{6}[- ]\d{5}|[2-6]\d{12,18})(?![\d-])/y
const ISSUER = /^(?:4|5[1-5]|2[2-7]|3[47]|6)/

export const paymentCard: Recognizer = {
  id: 'payment-card',
  category: 'J',
  anchors: ['numeric'],
  labelWords: phrases(`
    credit card; credit card number; debit card; card number; card no; card; visa; mastercard; amex;
    american express; discover; card on file
  `),
  reference: 'ISO/IEC 7812-1 (issuer ranges, Luhn)',
  validate: (value) => passesLuhn(digitsOf(value)),
  find(input, emit) {
    const { text } = input
    for (const token of text.numeric) {
      if (text.kind[token] !== tokenKind.digits || text.length(token) < 4) continue
      if (
        text.touches(token - 1) &&
        (text.is(token - 1, '-') || text.is(token - 1, '.') || text.is(token - 1, '/'))
      )
        continue
      const start = text.start[token] as number
      const card = matchAt(CARD, text.text, start)
      if (card === null) continue
      const digits = digitsOf(card[0])
      const isCard = passesLuhn(digits) && ISSUER.test(digits)
      const isLabelled = hasLabelNear(input, token, token + 1)
      if (!isCard && !isLabelled && card[0].length === digits.length) continue
      const score = isCard ? 0.96 : isLabelled ? 0.94 : 0.75
      emit({
        start,
        end: start + card[0].length,
        score,
        because: isCard ? 'payment card number' : 'written like a payment card number',
      })
    }
  },
}
