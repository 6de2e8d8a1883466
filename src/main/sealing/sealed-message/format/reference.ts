import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'

/** Digits before the check digit. */
const digits = 8
const label = new TextEncoder().encode('sealpost/reference/1')

/**
 * The number that the PDF form shows and the reply page asks for: nine digits. Whoever has it has most likely seen the
 * PDF, but it is short, and copied by hand: it says which message is meant, and proves nothing.
 *
 * The first 48 bits of HMAC-SHA-256 under the message's reply key, modulo 10^8, and a check digit (ISO/IEC 7064,
 * MOD 11,10), which finds every single wrong digit and nearly every exchange of two neighbours.
 */
export function referenceOf(replyKey: Uint8Array): string {
  const mac = hmac(sha256, replyKey, label)
  const value = mac.subarray(0, 6).reduce((sum, byte) => sum * 256 + byte, 0)
  const body = String(value % 10 ** digits).padStart(digits, '0')
  return body + String(checkDigit(body))
}

/** As it is printed: "482 177 305". */
export function showReference(reference: string): string {
  return reference.replace(/(\d{3})(?=\d)/g, '$1 ')
}

/** What a person typed, with or without gaps; null when it can't be such a number. */
export function readReference(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(/[\s.,\-\u2010-\u2015]/g, '')
  return isReference(plain) ? plain : null
}

export function isReference(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{9}$/.test(value)) return false
  return Number(value.at(-1)) === checkDigit(value.slice(0, -1))
}

/** ISO/IEC 7064, MOD 11,10. */
function checkDigit(body: string): number {
  let product = 10
  for (const digit of body) {
    const sum = (product + Number(digit)) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10
}
