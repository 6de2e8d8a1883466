import { canonicalJson } from '../../shared/canonical-json.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { Protection, SealMethod } from './protection.ts'
import { macOf, macMatches } from './row-mac.ts'

/** The SMTP envelope that the bytes were sealed for (RFC 5321 paths without angle brackets). */
export type SealedEnvelope = { readonly from: string; readonly to: readonly string[] }

/** What a `SealedMessage` is when it lies in the store. `mac` covers every other field. */
export type SealedRow = {
  readonly messageId: string
  readonly protection: Protection
  readonly envelope: SealedEnvelope
  readonly raw: Uint8Array
  readonly mac: Uint8Array
}

/** What a `SelfSealed` is when it lies in the store. `mac` covers every other field. */
export type SelfSealedRow = {
  readonly messageId: string
  readonly raw: Uint8Array
  readonly mac: Uint8Array
}

export type SealedFields = Omit<SealedRow, 'mac'>
export type SelfSealedFields = Omit<SelfSealedRow, 'mac'>

/** Never leaves this module: whoever doesn't hold it can't construct, at run time either. */
const made = Symbol('made by seal')

// Filled by the classes' static blocks, which alone may call the private constructors.
let newSealed: (fields: SealedFields, mac: Uint8Array) => SealedMessage
let newSelfSealed: (fields: SelfSealedFields, mac: Uint8Array) => SelfSealed
let isSealedBrand: (value: object) => boolean
let isSelfSealedBrand: (value: object) => boolean

/**
 * A message that may leave the machine by SMTP. Only `seal()` and `restoreSealed()` make one, so a function
 * that takes it can't be handed plaintext. The bytes can't be changed from outside: `raw` gives a copy.
 */
export class SealedMessage {
  readonly #raw: Uint8Array
  readonly #mac: Uint8Array
  readonly messageId: string
  readonly protection: Protection
  readonly envelope: SealedEnvelope

  private constructor(token: symbol, fields: SealedFields, mac: Uint8Array) {
    if (token !== made) throw new TypeError('a SealedMessage is made by seal() only')
    this.#raw = fields.raw.slice()
    this.#mac = mac.slice()
    this.messageId = fields.messageId
    this.protection = fields.protection
    this.envelope = Object.freeze({ from: fields.envelope.from, to: Object.freeze([...fields.envelope.to]) })
    Object.freeze(this)
  }

  /** Complete RFC 5322 message with CRLF line ends: a fresh copy of the sealed bytes. */
  get raw(): Uint8Array {
    return this.#raw.slice()
  }

  /** HMAC-SHA-256 under the vault's key over bytes, envelope, protection and Message-ID. */
  get mac(): Uint8Array {
    return this.#mac.slice()
  }

  get method(): SealMethod {
    return this.protection.method
  }

  get sizeBytes(): number {
    return this.#raw.byteLength
  }

  static {
    newSealed = (fields, mac) => new SealedMessage(made, fields, mac)
    isSealedBrand = (value) => #raw in value
  }
}

/**
 * A copy for the practice's own Sent or Drafts mailbox, encrypted to the practice's own certificate, or its recovery
 * bundle, encrypted to the recovery kit. IMAP APPEND takes nothing else. Only `sealForSelf()`, `sealRecoveryBundle()`
 * and `restoreSelfSealed()` make one.
 */
export class SelfSealed {
  readonly #raw: Uint8Array
  readonly #mac: Uint8Array
  readonly messageId: string

  private constructor(token: symbol, fields: SelfSealedFields, mac: Uint8Array) {
    if (token !== made)
      throw new TypeError('a SelfSealed is made by sealForSelf() or sealRecoveryBundle() only')
    this.#raw = fields.raw.slice()
    this.#mac = mac.slice()
    this.messageId = fields.messageId
    Object.freeze(this)
  }

  /** Complete RFC 5322 message with CRLF line ends: a fresh copy of the sealed bytes. */
  get raw(): Uint8Array {
    return this.#raw.slice()
  }

  /** HMAC-SHA-256 under the vault's key over bytes and Message-ID. */
  get mac(): Uint8Array {
    return this.#mac.slice()
  }

  get sizeBytes(): number {
    return this.#raw.byteLength
  }

  static {
    newSelfSealed = (fields, mac) => new SelfSealed(made, fields, mac)
    isSelfSealedBrand = (value) => #raw in value
  }
}

/** Run-time twin of the type: true only for values that this module made. */
export function isSealedMessage(value: unknown): value is SealedMessage {
  return typeof value === 'object' && value !== null && isSealedBrand(value)
}

/** Run-time twin of the type: true only for values that this module made. */
export function isSelfSealed(value: unknown): value is SelfSealed {
  return typeof value === 'object' && value !== null && isSelfSealedBrand(value)
}

/** For `seal()` alone: not exported from the room. */
export function makeSealed(fields: SealedFields, macKey: Uint8Array): SealedMessage {
  return newSealed(fields, macOf(sealedParts(fields), macKey))
}

/** For `sealForSelf()` and `sealRecoveryBundle()` alone: not exported from the room. */
export function makeSelfSealed(fields: SelfSealedFields, macKey: Uint8Array): SelfSealed {
  return newSelfSealed(fields, macOf(selfSealedParts(fields), macKey))
}

/**
 * A stored message back from the queue.
 *
 * @param macKey the vault's 32-byte key that `seal()` used
 * @returns `seal/tampered-row` when any field isn't exactly what `seal()` stored
 */
export function restoreSealed(row: SealedRow, macKey: Uint8Array): Result<SealedMessage> {
  if (!macMatches(sealedParts(row), row.mac, macKey)) return fail('seal/tampered-row')
  return ok(newSealed(row, row.mac))
}

/**
 * A stored own copy back from the queue.
 *
 * @param macKey the vault's 32-byte key that `sealForSelf()` used
 * @returns `seal/tampered-row` when any field isn't exactly what `sealForSelf()` stored
 */
export function restoreSelfSealed(row: SelfSealedRow, macKey: Uint8Array): Result<SelfSealed> {
  if (!macMatches(selfSealedParts(row), row.mac, macKey)) return fail('seal/tampered-row')
  return ok(newSelfSealed(row, row.mac))
}

/** What the store keeps of a sealed message; `restoreSealed` takes it back. */
export function sealedRow(message: SealedMessage): SealedRow {
  const { messageId, protection, envelope, raw, mac } = message
  return { messageId, protection, envelope, raw, mac }
}

/** What the store keeps of an own copy; `restoreSelfSealed` takes it back. */
export function selfSealedRow(copy: SelfSealed): SelfSealedRow {
  const { messageId, raw, mac } = copy
  return { messageId, raw, mac }
}

function sealedParts(fields: SealedFields): readonly (string | Uint8Array)[] {
  const { messageId, protection, envelope, raw } = fields
  return ['sealpost/sealed-row/1', messageId, canonicalJson(protection), envelope.from, ...envelope.to, raw]
}

function selfSealedParts(fields: SelfSealedFields): readonly (string | Uint8Array)[] {
  return ['sealpost/self-sealed-row/1', fields.messageId, fields.raw]
}
