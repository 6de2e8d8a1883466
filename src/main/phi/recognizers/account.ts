import { wordSet } from '../lexicon/word-set.ts'
import { findLabelledNumbers, type LabelledNumberRule } from './labelled-number.ts'
import { digitsOf, matchAt, type Recognizer, phrases } from './recognizer.ts'

/** ABA routing transit number: 3(d1+d4+d7) + 7(d2+d5+d8) + (d3+d6+d9) divisible by 10. */
export function isRoutingNumber(digits: string): boolean {
  if (!/^\d{9}$/.test(digits)) return false
  const d = [...digits].map(Number)
  const sum = [3, 7, 1, 3, 7, 1, 3, 7, 1].reduce((total, weight, i) => total + weight * (d[i] ?? 0), 0)
  return sum % 10 === 0
}

/** "Visa ...9031", "card **** 4417", "acct xxxx4471" */
const LAST_FOUR = /[ :#(]{0,3}(?:[.*x•…#-][ -]?){2,16}(\d{4})(?![\d-])/iy
const IBAN = /[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/y

const NUMBER: LabelledNumberRule = {
  fewestDigits: 4,
  weak: wordSet(
    'checking invoice transaction receipt confirmation hsa fsa swift check contract estimate client ach eft loan',
  ),
  spacedDigits: 19,
  because: 'account number after its label',
  validate: (value) => isRoutingNumber(digitsOf(value)),
}

export const account: Recognizer = {
  id: 'account-number',
  category: 'J',
  anchors: ['labels', 'alphanumerics'],
  labelWords: phrases(`
    account; account number; account no; account id; acct; acct no; acct number; a/c; bank account;
    checking; checking account; savings account; routing; routing number; routing no; aba; iban; swift;
    billing account; billing id; invoice; invoice number; invoice no; statement number; guarantor;
    guarantor id; guarantor number; guarantor account; payment id; transaction id; transaction number;
    transaction; hsa; fsa; hsa account; receipt; receipt number; confirmation; confirmation number;
    visa; mastercard; amex; discover; card; card no; venmo; card ending; card ending in; visa ending; visa ending in; mastercard ending; amex ending; discover ending;
    account ending; acct ending; ending in; card on file ending; check number; check no; check;
    contract; contract number; contract no; estimate; estimate no; estimate number; inv; inv no; client acct;
    client account; stipend card; gift card; patient's account no; payer account;
    remittance; eft; ach; trace number; envelope number; loan; loan number
  `),
  reference: 'ABA routing number policy; ISO 13616 (IBAN)',
  validate: (value) => isRoutingNumber(digitsOf(value)),
  find(input, emit) {
    const { text } = input
    findLabelledNumbers(input, NUMBER, emit)
    for (const { to } of input.labels) {
      const hidden = matchAt(LAST_FOUR, text.text, text.end[to - 1] as number)
      const digits = hidden?.[1]
      if (hidden === null || digits === undefined) continue
      const end = hidden.index + hidden[0].length
      emit({ start: end - digits.length, end, score: 0.88, because: 'last digits of a card or an account' })
    }
    for (const token of text.alphanumerics) {
      const start = text.start[token] as number
      if (text.length(token) < 4 || (text.codes[start] as number) < 65) continue
      const iban = matchAt(IBAN, text.text, start)
      if (iban !== null && iban[0].length >= 15)
        emit({ start, end: start + iban[0].length, score: 0.85, because: 'written like an IBAN' })
    }
  },
}
