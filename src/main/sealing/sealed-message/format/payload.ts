import { fail, ok, type Result } from '../../../../shared/result.ts'
import { containerLimits } from './layout.ts'
import { manifestOf, readManifest, type ListedAttachment } from './manifest.ts'
import { paddedLength } from './padding.ts'
import type { SealedAttachment, SealedContent } from './content.ts'

const lengthBytes = 4

/**
 * Length of the manifest, manifest, attachments one after the other, zeros up to `paddedLength`.
 *
 * @param id the container's 16-byte id
 * @returns `seal/too-large` (detail `limitBytes`)
 */
export function encodePayload(content: SealedContent, id: Uint8Array): Result<Uint8Array> {
  const manifest = new TextEncoder().encode(JSON.stringify(manifestOf(content, id)))
  const attached = content.attachments.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const length = paddedLength(lengthBytes + manifest.length + attached)
  const limit = containerLimits.payloadBytes.max
  if (length > limit || manifest.length > containerLimits.manifestBytes) {
    return fail('seal/too-large', { limitBytes: limit })
  }
  if (content.attachments.length > containerLimits.attachments) {
    return fail('seal/too-large', { attachments: containerLimits.attachments })
  }
  const payload = new Uint8Array(length)
  new DataView(payload.buffer).setUint32(0, manifest.length)
  payload.set(manifest, lengthBytes)
  let at = lengthBytes + manifest.length
  for (const { bytes } of content.attachments) {
    payload.set(bytes, at)
    at += bytes.length
  }
  return ok(payload)
}

/**
 * The reverse. The bytes are authenticated, yet they come from outside: every length and every field is checked.
 *
 * @returns `sealed/damaged` (detail `part`) or `sealed/limits-exceeded` (detail `limit`)
 */
export function decodePayload(payload: Uint8Array, id: Uint8Array): Result<SealedContent> {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
  const manifestLength = payload.length < lengthBytes ? 0 : view.getUint32(0)
  if (manifestLength > containerLimits.manifestBytes)
    return fail('sealed/limits-exceeded', { limit: 'manifest' })
  if (manifestLength === 0 || lengthBytes + manifestLength > payload.length) {
    return fail('sealed/damaged', { part: 'manifest' })
  }
  const manifest = readManifest(payload.subarray(lengthBytes, lengthBytes + manifestLength), id)
  if (!manifest.ok) return manifest
  const { attachments, ...fields } = manifest.value
  const files = readFiles(payload, lengthBytes + manifestLength, attachments, paddedLength)
  if (!files.ok) return files
  return ok({ ...fields, attachments: files.value })
}

/**
 * The files that lie at `start`, and nothing but the due zeros after them.
 *
 * @returns `sealed/damaged` (detail `part`)
 */
export function readFiles(
  payload: Uint8Array,
  start: number,
  listed: readonly ListedAttachment[],
  lengthAfterPadding: (lengthBytes: number) => number,
): Result<SealedAttachment[]> {
  let at = start
  const files: SealedAttachment[] = []
  for (const { name, type, size } of listed) {
    if (at + size > payload.length) return fail('sealed/damaged', { part: 'attachments' })
    files.push({ name, type, bytes: payload.slice(at, at + size) })
    at += size
  }
  const padding = payload.subarray(at)
  if (payload.length !== lengthAfterPadding(at) || padding.some((byte) => byte !== 0)) {
    return fail('sealed/damaged', { part: 'padding' })
  }
  return ok(files)
}
