import { fail, ok, type Result } from '../../../../shared/result.ts'
import { bestAead, type Aead } from './aead.ts'
import { commitsTo, encodeHeader, parseHeader, wrapContext, type ContainerHeader } from './header.ts'
import { layout } from './layout.ts'
import { derivePassphraseKey, type DeriveOptions, type PassphraseKey } from './passphrase-key.ts'
import type { SealedContent } from './content.ts'
import { decodePayload, encodePayload } from './payload.ts'

export type OpenOptions = Pick<DeriveOptions, 'onProgress'> & { readonly aead?: Aead }

export type SealOptions = {
  /** Random bytes; only the test vectors give their own. */
  readonly random?: (lengthBytes: number) => Uint8Array
  readonly aead?: Aead
}

const { headerBytes, chunkBytes, tagBytes, nonceBytes, keyBytes, idBytes } = layout

/**
 * Seals content under a passphrase key: a new content key and id for each message, chunks of 64 KiB, each bound
 * to the whole header, to its place and to whether it is the last (the STREAM construction, Hoang et al. 2015).
 *
 * @returns the container's bytes, or `seal/too-large`
 */
export async function sealContainer(
  content: SealedContent,
  passphraseKey: PassphraseKey,
  options: SealOptions = {},
): Promise<Result<Uint8Array>> {
  const random = options.random ?? ((length) => crypto.getRandomValues(new Uint8Array(length)))
  const aead = options.aead ?? bestAead()
  const contentKey = random(keyBytes)
  const id = random(idBytes)
  const payload = encodePayload(content, id)
  if (!payload.ok) return payload
  const { salt, cost } = passphraseKey
  const fields = { cost, salt, id, wrapNonce: random(nonceBytes) }
  const wrappedKey = await aead.seal(passphraseKey.key, fields.wrapNonce, contentKey, wrapContext(fields))
  const header = encodeHeader({ ...fields, wrappedKey, payloadBytes: payload.value.length }, contentKey)
  const container = new Uint8Array(containerLength(payload.value.length))
  container.set(header, 0)
  for (const { plain, sealed, nonce } of chunksOf(payload.value.length)) {
    const chunk = await aead.seal(contentKey, nonce, payload.value.subarray(...plain), header)
    container.set(chunk, sealed[0])
  }
  return ok(container)
}

/**
 * Opens a container with the passphrase. Nothing comes out before every chunk is authenticated.
 *
 * @returns `sealed/not-a-container`, `sealed/version-newer`, `sealed/limits-exceeded`, `sealed/truncated`,
 *   `sealed/damaged` or `sealed/wrong-passphrase`
 */
export async function openContainer(
  container: Uint8Array,
  passphrase: string,
  options: OpenOptions = {},
): Promise<Result<SealedContent>> {
  const header = checkContainer(container)
  if (!header.ok) return header
  const { salt, cost } = header.value
  const passphraseKey = await derivePassphraseKey(passphrase, salt, { ...options, cost })
  return openContainerWithKey(container, passphraseKey, options)
}

/**
 * Opens a container with a key that was derived before, under the same salt and cost.
 *
 * @returns as `openContainer`
 */
export async function openContainerWithKey(
  container: Uint8Array,
  passphraseKey: Pick<PassphraseKey, 'key'>,
  options: Pick<OpenOptions, 'aead'> = {},
): Promise<Result<SealedContent>> {
  const aead = options.aead ?? bestAead()
  const checked = checkContainer(container)
  if (!checked.ok) return checked
  const header = checked.value
  const contentKey = await aead.open(
    passphraseKey.key,
    header.wrapNonce,
    header.wrappedKey,
    wrapContext(header),
  )
  if (contentKey === null) return fail('sealed/wrong-passphrase')
  if (!commitsTo(container, contentKey)) return fail('sealed/damaged', { part: 'header' })
  const aad = container.slice(0, headerBytes)
  const payload = new Uint8Array(header.payloadBytes)
  for (const { plain, sealed, nonce } of chunksOf(header.payloadBytes)) {
    const chunk = await aead.open(contentKey, nonce, container.subarray(...sealed), aad)
    if (chunk === null) return fail('sealed/damaged', { part: 'chunk' })
    payload.set(chunk, plain[0])
  }
  return decodePayload(payload, header.id)
}

/** Header and total length, before any key is derived. */
function checkContainer(container: Uint8Array): Result<ContainerHeader> {
  const header = parseHeader(container)
  if (!header.ok) return header
  const expected = containerLength(header.value.payloadBytes)
  if (container.length < expected) return fail('sealed/truncated')
  if (container.length > expected) return fail('sealed/damaged', { part: 'end' })
  return header
}

/** Length of a container in bytes for a padded payload of this length. */
export function containerLength(payloadBytes: number): number {
  return headerBytes + payloadBytes + Math.ceil(payloadBytes / chunkBytes) * tagBytes
}

type Chunk = {
  readonly plain: readonly [from: number, to: number]
  readonly sealed: readonly [from: number, to: number]
  readonly nonce: Uint8Array
}

/** Nonce: seven zero bytes, the chunk's number from 0 (32 bit), 1 for the last chunk and 0 for others. */
function* chunksOf(payloadBytes: number): Generator<Chunk> {
  const count = Math.ceil(payloadBytes / chunkBytes)
  for (let number = 0; number < count; number++) {
    const from = number * chunkBytes
    const to = Math.min(from + chunkBytes, payloadBytes)
    const start = headerBytes + from + number * tagBytes
    const nonce = new Uint8Array(nonceBytes)
    new DataView(nonce.buffer).setUint32(7, number)
    nonce[nonceBytes - 1] = number === count - 1 ? 1 : 0
    yield { plain: [from, to], sealed: [start, start + (to - from) + tagBytes], nonce }
  }
}
