import { fail, ok, type Result } from '../../../../shared/result.ts'
import { decodeBase64, encodeBase64, encodeHex } from './encodings.ts'
import { containerLimits, layout } from './layout.ts'
import type { SealedAttachment, SealedContent } from './content.ts'

export type Manifest = Omit<SealedContent, 'attachments'> & {
  readonly attachments: readonly ListedAttachment[]
}

export type ListedAttachment = { readonly name: string; readonly type: string; readonly size: number }

/** The manifest as it is written: an object for JSON, in this order of keys. */
export function manifestOf(content: SealedContent, id: Uint8Array): object {
  const { messageId, subject, sentAt, fromName, language, text, html, reply } = content
  return {
    id: encodeHex(id),
    messageId,
    subject,
    sentAt,
    fromName,
    language,
    text,
    ...(html !== undefined && { html }),
    attachments: describeAttachments(content.attachments),
    ...(reply && {
      reply: { key: encodeBase64(reply.key), certificate: reply.certificate, address: reply.address },
    }),
  }
}

/** Names, types and sizes as a manifest lists them; names and types are made safe. */
export function describeAttachments(attachments: readonly SealedAttachment[]): ListedAttachment[] {
  return attachments.map(({ name, type, bytes }) => ({
    name: safeFileName(name),
    type: isMediaType(type) ? type.toLowerCase() : 'application/octet-stream',
    size: bytes.length,
  }))
}

/**
 * Checks a manifest field by field. Unknown fields are ignored, so that later writers may add some.
 *
 * @returns `sealed/damaged` (detail `part` names the field) or `sealed/limits-exceeded`
 */
export function readManifest(bytes: Uint8Array, id: Uint8Array): Result<Manifest> {
  const parsed = parseJson(bytes)
  if (!isRecord(parsed)) return damaged('manifest')
  const { messageId, subject, sentAt, fromName, language, text, html } = parsed
  if (parsed['id'] !== encodeHex(id)) return damaged('id')
  if (!isMessageId(messageId)) return damaged('messageId')
  if (!isLine(subject)) return damaged('subject')
  if (!isTimestamp(sentAt)) return damaged('sentAt')
  if (!isLine(fromName)) return damaged('fromName')
  if (language !== 'en' && language !== 'es') return damaged('language')
  if (typeof text !== 'string') return damaged('text')
  if (html !== undefined && typeof html !== 'string') return damaged('html')
  const attachments = readAttachments(parsed['attachments'])
  if (!attachments.ok) return attachments
  const reply = readReply(parsed['reply'])
  if (reply === null) return damaged('reply')
  return ok({
    messageId,
    subject,
    sentAt,
    fromName,
    language,
    text,
    ...(html !== undefined && { html }),
    attachments: attachments.value,
    ...(reply && { reply }),
  })
}

/**
 * The list of files in a manifest, of a message or of an answer.
 *
 * @returns `sealed/damaged` or `sealed/limits-exceeded`
 */
export function readAttachments(value: unknown): Result<ListedAttachment[]> {
  if (!Array.isArray(value)) return damaged('attachments')
  if (value.length > containerLimits.attachments)
    return fail('sealed/limits-exceeded', { limit: 'attachments' })
  const attachments: ListedAttachment[] = []
  for (const entry of value as unknown[]) {
    if (!isRecord(entry)) return damaged('attachments')
    const { name, type, size } = entry
    if (typeof name !== 'string' || name !== safeFileName(name)) return damaged('attachment name')
    if (typeof type !== 'string' || !isMediaType(type)) return damaged('attachment type')
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return damaged('attachment size')
    attachments.push({ name, type, size })
  }
  return ok(attachments)
}

/** `undefined` when absent, null when wrong. */
function readReply(value: unknown): Manifest['reply'] | null {
  if (value === undefined) return undefined
  if (!isRecord(value)) return null
  const { key, certificate, address } = value
  const keyBytes = typeof key === 'string' ? decodeBase64(key) : null
  if (keyBytes?.length !== layout.keyBytes) return null
  if (typeof certificate !== 'string' || !certificate.startsWith('-----BEGIN PGP PUBLIC KEY BLOCK-----'))
    return null
  if (typeof address !== 'string' || !/^[^\s<>,;:?&@"]+@[^\s<>,;:?&@"]+$/.test(address)) return null
  return { key: keyBytes, certificate, address }
}

/**
 * A name that can't climb out of a folder, hide its ending (bidi controls) or hold a control character.
 * The same for what is written and for what is accepted.
 */
export function safeFileName(name: string): string {
  const cleaned = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return [...cleaned].slice(0, containerLimits.nameCharacters).join('').trim() || 'file'
}

export function isMediaType(type: string): boolean {
  return /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}$/i.test(type)
}

export function isMessageId(value: unknown): value is string {
  return typeof value === 'string' && /^<[^\s<>@]{1,200}@[^\s<>@]{1,200}>$/.test(value)
}

function isLine(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 1000 && !/\p{Cc}/u.test(value)
}

function isTimestamp(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  )
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

function damaged(part: string) {
  return fail('sealed/damaged', { part })
}
