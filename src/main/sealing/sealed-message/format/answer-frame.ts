import { fail, ok, type Result } from '../../../../shared/result.ts'
import { joinBytes } from './encodings.ts'
import { answerLayout, containerLimits } from './layout.ts'
import { describeAttachments, isRecord, parseJson, readAttachments } from './manifest.ts'
import { paddedLength } from './padding.ts'
import type { SealedAttachment } from './content.ts'
import { readFiles } from './payload.ts'

/** How a kind of answer begins: its mark, its version, and the bytes that it keeps for a MAC. */
export type AnswerKind = { readonly magic: string; readonly version: number; readonly macBytes: number }

/** What a person writes, whichever page it is written on. */
export type Written = { readonly text: string; readonly attachments: readonly SealedAttachment[] }

export type ReadFrame = Written & {
  /** The manifest's other fields: not checked yet. */
  readonly fields: Readonly<Record<string, unknown>>
}

const utf8 = new TextEncoder()
const { leastBytes } = answerLayout
const lengthBytes = 4

/** Where the length of the manifest stands: after mark, version and MAC. */
export function lengthOffset({ magic, macBytes }: AnswerKind): number {
  return magic.length + 1 + macBytes
}

/** Mark, version, room for the MAC, manifest, files, zeros: docs/sealed-message.md, "Answer". */
export function frameAnswer(
  kind: AnswerKind,
  fields: Readonly<Record<string, string>>,
  { text, attachments }: Written,
): Uint8Array {
  const manifest = utf8.encode(
    JSON.stringify({ ...fields, text, attachments: describeAttachments(attachments) }),
  )
  const lengthAt = lengthOffset(kind)
  const parts = joinBytes([manifest, ...attachments.map(({ bytes }) => bytes)])
  const start = lengthAt + lengthBytes
  const payload = new Uint8Array(paddedLength(start + parts.length, leastBytes))
  payload.set(utf8.encode(kind.magic), 0)
  payload[kind.magic.length] = kind.version
  new DataView(payload.buffer).setUint32(lengthAt, manifest.length)
  payload.set(parts, start)
  return payload
}

/**
 * Takes such a frame apart, and checks what all kinds have in common.
 *
 * @returns `sealed/not-a-container`, `sealed/version-newer`, `sealed/limits-exceeded` or `sealed/damaged`
 */
export function readAnswerFrame(payload: Uint8Array, kind: AnswerKind): Result<ReadFrame> {
  const { magic, version } = kind
  if (!isMarked(payload, kind)) return fail('sealed/not-a-container')
  const found = payload[magic.length]
  if (found !== undefined && found > version) return fail('sealed/version-newer', { version: found })
  const lengthAt = lengthOffset(kind)
  const start = lengthAt + lengthBytes
  if (found !== version || payload.length < start) return damaged('manifest')
  const length = new DataView(payload.buffer, payload.byteOffset).getUint32(lengthAt)
  if (length > containerLimits.manifestBytes) return fail('sealed/limits-exceeded', { limit: 'manifest' })
  if (start + length > payload.length) return damaged('manifest')
  const fields = parseJson(payload.subarray(start, start + length))
  if (!isRecord(fields)) return damaged('manifest')
  if (typeof fields['text'] !== 'string') return damaged('text')
  const listed = readAttachments(fields['attachments'])
  if (!listed.ok) return listed
  const files = readFiles(payload, start + length, listed.value, (end) => paddedLength(end, leastBytes))
  return files.ok ? ok({ fields, text: fields['text'], attachments: files.value }) : files
}

/** True when it begins as this kind of answer does. */
export function isMarked(payload: Uint8Array, { magic }: AnswerKind): boolean {
  return utf8.encode(magic).every((byte, at) => payload[at] === byte)
}

function damaged(part: string) {
  return fail('sealed/damaged', { part })
}
