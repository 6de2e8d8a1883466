import type { Cover } from '../cover.ts'
import { showReference } from '../format/reference.ts'

export type PdfWords = {
  readonly date: (sentAt: string) => string
  readonly printed: (names: readonly string[]) => string
  readonly onlyInHtml: (names: readonly string[], htmlName: string) => string
  /** How to answer; `isBeside`: besides the reply page, which was named before. */
  readonly answer: (htmlName: string | null, isBeside: boolean) => string
}

/** What the PDF says beside the message. Times are in UTC and say so: the sender's zone says where they are. */
export function pdfWords({ language, phone, senderLabel }: Cover): PdfWords {
  const date = (sentAt: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
      new Date(sentAt),
    ) + ' UTC'
  const list = (names: readonly string[]) => names.join(', ')
  if (language === 'es') {
    const call = phone === null ? `pregunte a ${senderLabel}` : `llame al ${phone}`
    return {
      date,
      printed: (names) => `En las páginas siguientes: ${list(names)}`,
      onlyInHtml: (names, html) => `No está en este PDF: ${list(names)}. Abra ${html} en una computadora.`,
      answer: (html, isBeside) => {
        const start = isBeside ? 'O bien' : 'Para responder'
        return html === null ? `${start}, ${call}.` : `${start}, abra ${html} en una computadora, o ${call}.`
      },
    }
  }
  const call = phone === null ? `ask ${senderLabel}` : `call ${phone}`
  return {
    date,
    printed: (names) => `On the following pages: ${list(names)}`,
    onlyInHtml: (names, html) => `Not in this PDF: ${list(names)}. Open ${html} on a computer.`,
    answer: (html, isBeside) => {
      const start = isBeside ? 'Or' : 'To answer,'
      return html === null ? `${start} ${call}.` : `${start} open ${html} on a computer, or ${call}.`
    },
  }
}

/**
 * How the PDF names the reply page, as text: a line that says what follows, and what is copied from the paper.
 *
 * @param reference nine digits
 */
export function replyPageLines(
  { language }: Pick<Cover, 'language'>,
  address: string,
  reference: string,
): readonly { readonly says: string; readonly shows: string }[] {
  const number = showReference(reference)
  return language === 'es'
    ? [
        { says: 'Para responder, escriba esta dirección en un navegador:', shows: address },
        { says: 'Allí se le pide este número, y nunca la frase clave:', shows: number },
      ]
    : [
        { says: 'To answer, type this address into a browser:', shows: address },
        { says: 'The page asks for this number, and never for a passphrase:', shows: number },
      ]
}
