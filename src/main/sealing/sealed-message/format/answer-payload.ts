import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import { encodeHex, equalBytes, joinBytes } from './encodings.ts'
import { answerLayout, containerLimits } from './layout.ts'
import { describeAttachments, isMessageId, isRecord, parseJson, readAttachments } from './manifest.ts'
import { paddedLength } from './padding.ts'
import type { SealedAttachment } from './content.ts'
import { readFiles } from './payload.ts'

/** What a patient writes back. */
export type Answer = {
  /** Message-ID of the message that is answered, with angle brackets. */
  readonly messageId: string
  /** Id of the container that was opened, 16 bytes. */
  readonly containerId: Uint8Array
  readonly text: string
  readonly attachments: readonly SealedAttachment[]
}

export type ReadAnswer = Omit<Answer, 'containerId'> & {
  /** Lower-case hexadecimal. */
  readonly containerId: string
  /** True when the answer was made by somebody who holds this reply key. */
  readonly isAuthenticatedBy: (replyKey: Uint8Array) => boolean
}

const { magic, version, macBytes, leastBytes } = answerLayout
const utf8 = new TextEncoder()
const prefixBytes = magic.length + 1 + macBytes
const lengthBytes = 4

/** The bytes that are then encrypted with OpenPGP. */
export function encodeAnswer(answer: Answer, replyKey: Uint8Array): Uint8Array {
  const manifest = utf8.encode(
    JSON.stringify({
      messageId: answer.messageId,
      id: encodeHex(answer.containerId),
      text: answer.text,
      attachments: describeAttachments(answer.attachments),
    }),
  )
  const files = answer.attachments.map(({ bytes }) => bytes)
  const start = prefixBytes + lengthBytes
  const end = files.reduce((sum, { length }) => sum + length, start + manifest.length)
  const payload = new Uint8Array(paddedLength(end, leastBytes))
  payload.set(utf8.encode(magic), 0)
  payload[magic.length] = version
  new DataView(payload.buffer).setUint32(prefixBytes, manifest.length)
  payload.set(joinBytes([manifest, ...files]), start)
  payload.set(macOf(payload, replyKey), magic.length + 1)
  return payload
}

/**
 * Reads a decrypted answer. Whether it was made by somebody who opened the message is a second question, put to
 * `isAuthenticatedBy` with the reply key of the message that it names.
 *
 * @returns `sealed/not-a-container`, `sealed/version-newer`, `sealed/limits-exceeded` or `sealed/damaged`
 */
export function decodeAnswer(payload: Uint8Array): Result<ReadAnswer> {
  if (!utf8.encode(magic).every((byte, at) => payload[at] === byte)) return fail('sealed/not-a-container')
  const found = payload[magic.length]
  if (found !== undefined && found > version) return fail('sealed/version-newer', { version: found })
  if (found !== version || payload.length < prefixBytes + lengthBytes) return damaged('manifest')
  const start = prefixBytes + lengthBytes
  const length = new DataView(payload.buffer, payload.byteOffset).getUint32(prefixBytes)
  if (length > containerLimits.manifestBytes) return fail('sealed/limits-exceeded', { limit: 'manifest' })
  if (start + length > payload.length) return damaged('manifest')
  const manifest = parseJson(payload.subarray(start, start + length))
  if (!isRecord(manifest)) return damaged('manifest')
  const { messageId, id, text } = manifest
  if (!isMessageId(messageId)) return damaged('messageId')
  if (typeof id !== 'string' || !/^[0-9a-f]{32}$/.test(id)) return damaged('id')
  if (typeof text !== 'string') return damaged('text')
  const listed = readAttachments(manifest['attachments'])
  if (!listed.ok) return listed
  const files = readFiles(payload, start + length, listed.value, (end) => paddedLength(end, leastBytes))
  if (!files.ok) return files
  const mac = payload.slice(magic.length + 1, prefixBytes)
  return ok({
    messageId,
    containerId: id,
    text,
    attachments: files.value,
    isAuthenticatedBy: (replyKey) => equalBytes(mac, macOf(payload, replyKey)),
  })
}

/** Over everything that follows the MAC, padding included. */
function macOf(payload: Uint8Array, replyKey: Uint8Array): Uint8Array {
  return hmac(sha256, replyKey, joinBytes([utf8.encode('sealpost/answer/1'), payload.subarray(prefixBytes)]))
}

function damaged(part: string) {
  return fail('sealed/damaged', { part })
}
