import { createCipheriv } from 'node:crypto'
import { sha256 } from '@noble/hashes/sha2.js'
import { encodeHeader, wrapContext } from './header.ts'
import { layout } from './layout.ts'
import { paddedLength } from './padding.ts'
import { readVector } from './vectors.fixture.ts'

/** Containers made by somebody who knows the passphrase key, the spec and no mercy: each with the due error. */
export type Hostile = readonly [name: string, container: Uint8Array, code: string]

export const { container, passphraseKey: key, salt, content } = readVector('full')
export const cost = { memoryKib: 19 * 1024, passes: 2, lanes: 1 }
export const id = new Uint8Array(16).fill(3)
export const contentKey = new Uint8Array(32).fill(4)
export const wrapNonce = new Uint8Array(12).fill(5)

export const changed = (change: (bytes: Uint8Array, view: DataView) => void, from = container) => {
  const bytes = from.slice()
  change(bytes, new DataView(bytes.buffer))
  return bytes
}
/** A change in the header with its check made right again, as an attacker would. */
export const rechecked = (change: (bytes: Uint8Array, view: DataView) => void) =>
  changed((bytes, view) => {
    change(bytes, view)
    bytes.set(sha256(bytes.subarray(0, layout.offset.check)).subarray(0, 8), layout.offset.check)
  })

export function gcm(secret: Uint8Array, nonce: Uint8Array, data: Uint8Array, aad: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', secret, nonce)
  cipher.setAAD(aad)
  return Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()])
}

export type Quirks = {
  readonly swap?: true
  readonly lastFlag?: (last: boolean) => number
  readonly number?: (at: number) => number
}

/** A container whose cryptography is right, over any payload at all. */
export function around(payload: Uint8Array, quirks: Quirks = {}): Uint8Array {
  const fields = { cost, salt, id, wrapNonce }
  const wrappedKey = gcm(key, wrapNonce, contentKey, wrapContext(fields))
  const header = encodeHeader({ ...fields, wrappedKey, payloadBytes: payload.length }, contentKey)
  const count = Math.ceil(payload.length / layout.chunkBytes)
  const chunks = Array.from({ length: count }, (_, at) => {
    const nonce = Buffer.alloc(12)
    nonce.writeUInt32BE(quirks.number?.(at) ?? at, 7)
    nonce[11] = quirks.lastFlag?.(at === count - 1) ?? Number(at === count - 1)
    return gcm(
      contentKey,
      nonce,
      payload.subarray(at * layout.chunkBytes, (at + 1) * layout.chunkBytes),
      header,
    )
  })
  if (quirks.swap) chunks.reverse()
  return new Uint8Array(Buffer.concat([header, ...chunks]))
}

export const goodManifest = {
  id: Buffer.from(id).toString('hex'),
  messageId: '<a@b.example>',
  subject: 's',
  sentAt: '2026-01-01T00:00:00Z',
  fromName: 'f',
  language: 'en',
  text: 't',
  attachments: [] as unknown,
  reply: undefined as unknown,
}
export const certificate = '-----BEGIN PGP PUBLIC KEY BLOCK-----\n'
export const goodReply = { key: Buffer.alloc(32).toString('base64'), certificate, address: 'a@b.example' }

export function payloadOf(
  manifest: unknown,
  files: Uint8Array = new Uint8Array(),
  change?: (payload: Uint8Array) => void,
): Uint8Array {
  const json = typeof manifest === 'string' ? Buffer.from(manifest) : Buffer.from(JSON.stringify(manifest))
  const payload = new Uint8Array(paddedLength(4 + json.length + files.length))
  new DataView(payload.buffer).setUint32(0, json.length)
  payload.set(json, 4)
  payload.set(files, 4 + json.length)
  change?.(payload)
  return payload
}
export const withManifest = (fields: object, files?: Uint8Array) =>
  around(payloadOf({ ...goodManifest, ...fields }, files))
export const withFile = (file: unknown) => withManifest({ attachments: [file] })
