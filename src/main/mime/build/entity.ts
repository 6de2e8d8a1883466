import MailComposer from 'nodemailer/lib/mail-composer'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { sanitizeFragment } from '../sanitize/index.ts'
import { asBuffer } from '../transfer-encoding.ts'
import { assemble } from './assemble.ts'
import { hasUnsafeCharacters } from './header-field.ts'

export type OutgoingAttachment = {
  readonly fileName: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

export type OutgoingBody = {
  readonly text: string
  /** Passes the outgoing sanitizer: no remote image, script or style sheet leaves, whatever was pasted. */
  readonly html: string | null
  /** The answered mail's HTML, set below `html` as a quote. */
  readonly quotedHtml?: string
  readonly attachments: readonly OutgoingAttachment[]
}

/**
 * A body as a MIME entity: its Content-* fields, an empty line, the content. For wrapping by `buildOuter`.
 * Attachments keep their exact bytes (base64). Failures as `buildInner`, and `mime/too-complex` for the HTML.
 */
export async function buildEntity(body: OutgoingBody): Promise<Result<Uint8Array>> {
  for (const { fileName, contentType } of body.attachments) {
    if (hasUnsafeCharacters(fileName)) return fail('mime/unsafe-header', { field: 'filename' })
    if (!/^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(contentType))
      return fail('mime/unsafe-header', { field: 'Content-Type' })
  }
  const html = outgoingHtml(body)
  if (!html.ok) return html
  const composer = new MailComposer({
    text: plainLines(body.text),
    ...(html.value === null ? {} : { html: plainLines(html.value) }),
    attachments: body.attachments.map(({ fileName, contentType, bytes }) => ({
      filename: fileName === '' ? 'attachment.bin' : fileName.toWellFormed(),
      contentType: attachmentType(contentType),
      contentDisposition: 'attachment',
      contentTransferEncoding: 'base64',
      content: asBuffer(bytes),
    })),
    textEncoding: 'quoted-printable',
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const built = await composer.compile().build()
  return assemble([], built, '')
}

/** Line breaks as LF, which the composer turns into CRLF; no lone CR, no NUL. */
function plainLines(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\0', '')
}

function outgoingHtml(body: OutgoingBody): Result<string | null> {
  if (body.html === null) return ok(null)
  const own = sanitizeFragment(body.html)
  if (!own.ok || body.quotedHtml === undefined) return own
  const quoted = sanitizeFragment(body.quotedHtml)
  return quoted.ok ? ok(`${own.value}\n<blockquote type="cite">${quoted.value}</blockquote>`) : quoted
}

/** An attached message or multipart would be parsed as part of ours: it travels as a file, byte for byte. */
function attachmentType(contentType: string): string {
  return /^(multipart|message)\//i.test(contentType) ? 'application/octet-stream' : contentType.toLowerCase()
}
