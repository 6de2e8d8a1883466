import type { Cover } from '../cover.ts'

export type PdfWords = {
  readonly date: (sentAt: string) => string
  readonly printed: (names: readonly string[]) => string
  readonly onlyInHtml: (names: readonly string[], htmlName: string) => string
  readonly answer: (htmlName: string | null) => string
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
      answer: (html) =>
        html === null
          ? `Para responder, ${call}.`
          : `Para responder, abra ${html} en una computadora, o ${call}.`,
    }
  }
  const call = phone === null ? `ask ${senderLabel}` : `call ${phone}`
  return {
    date,
    printed: (names) => `On the following pages: ${list(names)}`,
    onlyInHtml: (names, html) => `Not in this PDF: ${list(names)}. Open ${html} on a computer.`,
    answer: (html) =>
      html === null ? `To answer, ${call}.` : `To answer, open ${html} on a computer, or ${call}.`,
  }
}
