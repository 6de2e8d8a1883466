import { base64Lines, mailLines } from '../base64-lines.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { buildEntity } from '../../mime/index.ts'

export type Language = 'en' | 'es'

/** What anyone sees who holds the phone: neutral, and the same for every patient. */
export type Cover = {
  readonly language: Language
  /** Who writes, as the practice wants it seen outside the seal: "Dr. Rivera". */
  readonly senderLabel: string
  /** Whom to call when the passphrase is lost; null when nobody is named. */
  readonly phone: string | null
  /** Outer subject; without it "Message from" and the sender's label. */
  readonly subject?: string
  /** Number of the card that opens it, named from the second on; a patient may hold several. */
  readonly card?: number
  /** A line of the practice's own above what the mail says in any case. */
  readonly note?: string
  /** What the files are called, without their ends, in ASCII; without it "Message". */
  readonly fileName?: string
  /** Who the locked page says it is from; without it the sender's label. */
  readonly pageName?: string
  /** Picture at the head of the page, as `readLogo` made it; the mail and the PDF have none. */
  readonly logo?: string
}

/** The forms that travel; at least one. */
export type Forms = { readonly html?: string; readonly pdf?: Uint8Array }

const formNames = {
  en: { html: 'Message.html', pdf: 'Message.pdf' },
  es: { html: 'Mensaje.html', pdf: 'Mensaje.pdf' },
} as const

/** Names of the attached forms; the page says which of them to open instead. */
export function formFileNames({ language, fileName }: Cover): {
  readonly html: string
  readonly pdf: string
} {
  return fileName === undefined ? formNames[language] : { html: `${fileName}.html`, pdf: `${fileName}.pdf` }
}

/** Outer subject of a sealed message. */
export function coverSubject(cover: Cover): string {
  return cover.subject ?? messageFrom(cover.language, cover.senderLabel)
}

/** Title of the page and of the PDF. */
export function pageTitle({ language, senderLabel, pageName }: Cover): string {
  return messageFrom(language, pageName ?? senderLabel)
}

function messageFrom(language: Language, name: string): string {
  return language === 'es' ? `Mensaje de ${name}` : `Message from ${name}`
}

/** Text of the mail that carries the forms: what to open, whom to call, no link, nothing private. */
export function coverText(cover: Cover, forms: { readonly html: boolean; readonly pdf: boolean }): string {
  const { html, pdf } = formFileNames(cover)
  const phone = cover.phone
  const es = cover.language === 'es'
  const both = forms.html && forms.pdf
  const card =
    cover.card === undefined || cover.card < 2 ? '' : ` (${es ? 'tarjeta' : 'card'} ${String(cover.card)})`
  const open = es
    ? [
        forms.pdf && (both ? `En un teléfono, abra ${pdf}.` : `Abra ${pdf}.`),
        forms.html && `En una computadora, descargue ${html} y ábralo.`,
        `${both ? 'Ambos piden' : 'Le pide'} la frase clave que acordamos${card}.`,
      ]
    : [
        forms.pdf && (both ? `On a phone, open ${pdf}.` : `Open ${pdf}.`),
        forms.html && `On a computer, download ${html} and open it.`,
        `${both ? 'Both ask' : 'It asks'} for the passphrase we agreed${card}.`,
      ]
  const lost = phone !== null && (es ? `¿La perdió? Llame al ${phone}.` : `Lost it? Call ${phone}.`)
  const care = es
    ? 'Por favor, no escriba cosas privadas en una respuesta común.'
    : 'Please keep private things out of an ordinary reply.'
  const instructions = [...open, lost].filter(Boolean).join(' ')
  return [...(cover.note === undefined ? [] : [cover.note]), instructions, care].join('\n\n') + '\n'
}

const crlf = '\r\n'

/**
 * The MIME entity of a sealed mail: the cover text, then the forms. The HTML form goes as 7bit, so that its
 * base64 isn't encoded twice; the PDF as base64.
 *
 * @param boundary letters, digits and "_"
 * @returns `mime/unsafe-header` when the HTML form isn't 7bit with lines of at most 998 characters
 */
export async function buildCoverEntity(
  cover: Cover,
  forms: Forms,
  boundary: string,
): Promise<Result<Uint8Array>> {
  const names = formFileNames(cover)
  const has = { html: forms.html !== undefined, pdf: forms.pdf !== undefined }
  const text = await buildEntity({ text: coverText(cover, has), html: null, attachments: [] })
  if (!text.ok) return text
  const parts: Uint8Array[] = [text.value]
  if (forms.pdf) parts.push(part('application/pdf', names.pdf, 'base64', base64Lines(forms.pdf, mailLines)))
  if (forms.html !== undefined) {
    const html = forms.html.replace(/\r?\n/g, crlf)
    if (!isSevenBit(html)) return fail('mime/unsafe-header', { field: 'body' })
    parts.push(part('text/html; charset=us-ascii', names.html, '7bit', html))
  }
  const head = `Content-Type: multipart/mixed; boundary="${boundary}"${crlf}${crlf}`
  const delimited = parts.flatMap((bytes) => [ascii(`--${boundary}${crlf}`), bytes, ascii(crlf)])
  return ok(new Uint8Array(Buffer.concat([ascii(head), ...delimited, ascii(`--${boundary}--${crlf}`)])))
}

function part(type: string, fileName: string, encoding: '7bit' | 'base64', body: string): Uint8Array {
  const header = [
    `Content-Type: ${type}; name="${fileName}"`,
    `Content-Disposition: attachment; filename="${fileName}"`,
    `Content-Transfer-Encoding: ${encoding}`,
  ]
  return ascii([...header, '', body].join(crlf))
}

/** RFC 2045, section 2.7: no byte above 127, no NUL, no bare CR or LF, lines of at most 998. */
function isSevenBit(text: string): boolean {
  return (
    /^[\t\r\n -~]*$/.test(text) &&
    text.split(crlf).every((line) => line.length <= 998 && !/[\r\n]/.test(line))
  )
}

function ascii(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}
