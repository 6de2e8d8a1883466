import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Address } from '../addresses.ts'
import {
  addressField,
  autocryptField,
  dateField,
  type FieldLine,
  messageIdField,
  outerRecord,
  referencesField,
  textField,
} from './header-field.ts'
import { parseMessage } from '../parse.ts'
import { buildEntity, type OutgoingBody } from './entity.ts'
import { assemble } from './assemble.ts'

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
