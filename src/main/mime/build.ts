import MailComposer from 'nodemailer/lib/mail-composer'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { Address } from './addresses.ts'
import {
  addressField,
  autocryptField,
  dateField,
  type FieldLine,
  hasUnsafeCharacters,
  messageIdField,
  outerRecord,
  referencesField,
  textField,
} from './header-field.ts'
import { parseMessage } from './parse.ts'
import { asBuffer } from './transfer-encoding.ts'

/** The outer subject where the true one is protected (RFC 9788 section 3.2.1, `hcp_baseline`). */
export const neutralSubject = '[...]'

/** The message fields that Sealpost writes. There is no Bcc: a Bcc recipient gets a copy of their own. */
export type MessageFields = {
  readonly from: Address
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  readonly subject: string
  /** ISO 8601; written in UTC. */
  readonly date: string
  /** With angle brackets. */
  readonly messageId: string
  readonly inReplyTo: string | null
  readonly references: readonly string[]
}

export type OutgoingAttachment = {
  readonly fileName: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

export type OutgoingBody = {
  readonly text: string
  readonly html: string | null
  readonly attachments: readonly OutgoingAttachment[]
}

export type InnerMessage = MessageFields &
  OutgoingBody & {
    /** Where the outer header of this copy will differ from `neutralSubject` and the fields above. */
    readonly outer?: Partial<MessageFields>
  }

export type OuterFields = Omit<MessageFields, 'subject'> & {
  /** `neutralSubject` unless given. */
  readonly subject?: string
  readonly autocrypt?: { readonly address: string; readonly keyData: Uint8Array }
}

/**
 * The entity that is encrypted: true header fields and body with header protection (RFC 9788: `hp="cipher"`,
 * an HP-Outer record of each field as it will stand outside). CRLF line ends, 7-bit, lines of at most 998.
 * Fails with `mime/unsafe-header` { field } (a control character anywhere in a field or file name) or
 * `mime/bad-address` { input }.
 */
export async function buildInner(message: InnerMessage): Promise<Result<Uint8Array>> {
  const inner = fieldLines(message)
  if (!inner.ok) return inner
  const outer = fieldLines({ ...message, subject: neutralSubject, ...message.outer })
  if (!outer.ok) return outer
  const entity = await buildEntity(message)
  if (!entity.ok) return entity
  const records = outer.value.map(outerRecord)
  return assemble([...inner.value, ...records], entity.value, '; hp="cipher"')
}

/**
 * A body as a MIME entity: its Content-* fields, an empty line, the content. For wrapping by `buildOuter`.
 * Attachments keep their exact bytes (base64). Failures as `buildInner`.
 */
export async function buildEntity(body: OutgoingBody): Promise<Result<Uint8Array>> {
  for (const { fileName, contentType } of body.attachments) {
    if (hasUnsafeCharacters(fileName)) return fail('mime/unsafe-header', { field: 'filename' })
    if (!/^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(contentType))
      return fail('mime/unsafe-header', { field: 'Content-Type' })
  }
  const composer = new MailComposer({
    text: plainLines(body.text),
    ...(body.html === null ? {} : { html: plainLines(body.html) }),
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

/**
 * Wraps an entity (encrypted, or a cover with sealed files) into a message. `entity` may have Content-* fields
 * only: any other field in it is refused, so that nothing from inside can become a header outside.
 * Fails with `mime/unsafe-header` { field } or `mime/bad-address` { input }.
 */
export function buildOuter(fields: OuterFields, entity: Uint8Array): Result<Uint8Array> {
  const lines = fieldLines({ subject: neutralSubject, ...fields })
  if (!lines.ok) return lines
  const autocrypt =
    fields.autocrypt === undefined ? null : autocryptField(fields.autocrypt.address, fields.autocrypt.keyData)
  if (autocrypt?.ok === false) return autocrypt
  const parsed = parseMessage(entity)
  if (!parsed.ok) return parsed
  const { root } = parsed.value
  const foreign = root.fields.find(({ key }) => !key.startsWith('content-') && key !== 'mime-version')
  if (foreign !== undefined || root.defects.length > 0) return fail('mime/unsafe-header', { field: 'entity' })
  return assemble([...lines.value, ...(autocrypt === null ? [] : [autocrypt.value])], entity, '')
}

function fieldLines(fields: MessageFields): Result<FieldLine[]> {
  const results = [
    addressField('From', [fields.from]),
    fields.to.length === 0 ? ok(null) : addressField('To', fields.to),
    fields.cc.length === 0 ? ok(null) : addressField('Cc', fields.cc),
    textField('Subject', fields.subject),
    dateField(fields.date),
    messageIdField('Message-ID', fields.messageId),
    referencesField('In-Reply-To', fields.inReplyTo === null ? [] : [fields.inReplyTo]),
    referencesField('References', fields.references),
  ]
  const lines: FieldLine[] = []
  for (const result of results) {
    if (!result.ok) return result
    if (result.value !== null) lines.push(result.value)
  }
  return ok(lines)
}

/**
 * Puts `fields` and the entity's own Content-* fields into one header before the entity's body, and checks
 * what leaves: 7-bit, CRLF only, no line over 998 (RFC 5321 4.5.3.1.6).
 */
function assemble(fields: readonly FieldLine[], entity: Uint8Array, typeSuffix: string): Result<Uint8Array> {
  const parsed = parseMessage(entity)
  if (!parsed.ok) return parsed
  const { raw, root } = parsed.value
  const content = root.fields.filter(({ key }) => key.startsWith('content-'))
  const header = [
    ...fields.map(({ text }) => text),
    ...(fields.length === 0 ? [] : ['MIME-Version: 1.0']),
    ...content.map((field) => {
      const text = asBuffer(raw.subarray(field.start, field.end)).toString('latin1').trimEnd()
      return field.key === 'content-type' ? text + typeSuffix.replace('; ', ';\r\n ') : text
    }),
  ]
  const bytes = Buffer.concat([
    Buffer.from(header.map((text) => `${text}\r\n`).join('') + '\r\n', 'latin1'),
    raw.subarray(root.bodyStart),
  ])
  return isWireSafe(bytes) ? ok(bytes) : fail('mime/unsafe-header', { field: 'body' })
}

/** Bare CR or LF is how a second message is smuggled into an SMTP dialogue. */
function isWireSafe(bytes: Buffer): boolean {
  let lineStart = 0
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0
    if (byte === 0 || byte > 0x7f) return false
    if (byte === 0x0d && bytes[index + 1] !== 0x0a) return false
    if (byte !== 0x0a) continue
    if (bytes[index - 1] !== 0x0d || index - 1 - lineStart > 998) return false
    lineStart = index + 1
  }
  return true
}

/** Line breaks as LF, which the composer turns into CRLF; no lone CR, no NUL. */
function plainLines(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\0', '')
}

/** An attached message or multipart would be parsed as part of ours: it travels as a file, byte for byte. */
function attachmentType(contentType: string): string {
  return /^(multipart|message)\//i.test(contentType) ? 'application/octet-stream' : contentType.toLowerCase()
}
