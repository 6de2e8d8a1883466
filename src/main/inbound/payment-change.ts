import { splitQuote } from '../mime/index.ts'

const account =
  '(?:bank(?:ing)?|wire|ach|routing|direct[- ]deposit|remittance|payroll|payment|payee|beneficiary)\\s+(?:account|details?|info(?:rmation)?|instructions?|number|data)|direct[- ]deposit|bank\\s+account'

/** Words of every name of an account: most mail lacks the one or the other, and is done. */
const wordsOfAccount = [
  /\b(?:bank|wire|ach|routing|direct|remittance|payroll|payment|payee|beneficiary)/,
  /account|detail|info|instruction|number|data|deposit/,
]

/** What every one of `changes` needs. */
const namesAccount = new RegExp(`\\b(?:${account})\\b`)

/** Said of the account itself: that it isn't the one known until now. */
const changes: readonly RegExp[] = [
  new RegExp(
    `\\b(?:our|my|new|updated|revised|changed|different)\\s+(?:\\w+\\s+){0,2}?(?:${account})\\b.{0,80}\\b(?:ha(?:s|ve)\\s+(?:been\\s+)?(?:changed?|updated|moved)|changed|below|attached|as\\s+follows|going\\s+forward|from\\s+now\\s+on)\\b`,
  ),
  new RegExp(
    `\\b(?:chang(?:e|ed|ing)|updat(?:e|ed|ing)|switch(?:ed|ing)?)\\b.{0,30}\\b(?:our|my)\\s+(?:${account})\\b`,
  ),
  new RegExp(`\\bchange\\s+of\\s+(?:${account})\\b`),
  new RegExp(`\\b(?:updated|new|revised)\\s+(?:${account})\\b`),
]

/** What is wanted: that money goes there. */
const request =
  /\b(please|kindly|asap|urgent(ly)?|immediately|effective|all future|future|next|pending|outstanding)\b.{0,120}\b(pay(ments?|ing|roll)?|paychecks?|invoices?|remit(tances?)?|transfers?|deposits?|funds?|wire|confirm|update|change|use|send)\b/

/**
 * True for a mail that says, in the sender's own words, that money shall go to another account than before, and asks
 * to act on it: the pattern of payment fraud. The words alone prove nothing; the verdict weighs them.
 */
export function asksToRedirectPayment(subject: string, text: string): boolean {
  const all = `${subject}\n${text}`.toLowerCase()
  if (!wordsOfAccount.every((word) => word.test(all))) {
    return false
  }
  const said = `${subject}\n${splitQuote(text).newText.slice(0, 20_000)}`.toLowerCase().replace(/\s+/g, ' ')
  return namesAccount.test(said) && changes.some((change) => change.test(said)) && request.test(said)
}
