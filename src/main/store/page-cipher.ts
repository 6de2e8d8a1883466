import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  pbkdf2Sync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { pageSizeBytes } from './limits.ts'

/** The file begins with the salt, in the clear; it is part of page 1. */
export const saltBytes = 16
const ivBytes = 16
const macBytes = 64
const macKeyBytes = 32
const bodyEnd = pageSizeBytes - ivBytes - macBytes
const macStart = bodyEnd + ivBytes
/** Of the salt, for the key of the HMAC; and its rounds. */
const [macSaltMask, macRounds] = [0x3a, 2]

/** SQLite never uses the page that holds the byte at 2^30: locks lie there (https://sqlite.org/fileformat.html). */
const lockPage = 0x4000_0000 / pageSizeBytes + 1
const emptyPage = Buffer.alloc(pageSizeBytes)

/**
 * The pages of a SQLCipher 4 file under one raw key (https://www.zetetic.net/sqlcipher/design/): AES-256-CBC with a
 * random IV, and HMAC-SHA-512 over ciphertext, IV and the page's number (little-endian).
 */
export class PageCipher {
  readonly salt: Buffer
  readonly #key: Buffer
  readonly #macKey: Buffer

  /** @param salt the first 16 bytes of the file. Keeps a copy of the key until `wipe`. */
  constructor(key: Uint8Array, salt: Uint8Array) {
    this.salt = Buffer.from(salt)
    this.#key = Buffer.from(key)
    const macSalt = this.salt.map((byte) => byte ^ macSaltMask)
    this.#macKey = pbkdf2Sync(this.#key, macSalt, macRounds, macKeyBytes, 'sha512')
  }

  /** A cipher for a new file. */
  static forNewFile(key: Uint8Array): PageCipher {
    return new PageCipher(key, randomBytes(saltBytes))
  }

  /** Whether this page was written under this key, as a whole. */
  isOwn(page: Uint8Array, number: number): boolean {
    return timingSafeEqual(this.#macOf(page, number), page.subarray(macStart))
  }

  /**
   * Writes the page anew in its place, under the other key. Pages that SQLite never wrote stay as they are.
   *
   * @returns false when the page isn't of this key, or was changed
   */
  passTo(other: PageCipher, page: Buffer, number: number): boolean {
    if (number === lockPage || page.equals(emptyPage)) return true
    if (!this.isOwn(page, number)) return false
    const start = number === 1 ? saltBytes : 0
    const plain = this.#decrypt(page.subarray(start, bodyEnd), page.subarray(bodyEnd, macStart))
    other.#seal(plain, page, number)
    plain.fill(0)
    return true
  }

  wipe(): void {
    this.#key.fill(0)
    this.#macKey.fill(0)
  }

  #decrypt(body: Uint8Array, iv: Uint8Array): Buffer {
    const decipher = createDecipheriv('aes-256-cbc', this.#key, iv).setAutoPadding(false)
    const plain = decipher.update(body)
    decipher.final()
    return plain
  }

  #seal(plain: Uint8Array, page: Buffer, number: number): void {
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv('aes-256-cbc', this.#key, iv).setAutoPadding(false)
    if (number === 1) this.salt.copy(page)
    cipher.update(plain).copy(page, bodyEnd - plain.byteLength)
    cipher.final()
    iv.copy(page, bodyEnd)
    this.#macOf(page, number).copy(page, macStart)
  }

  #macOf(page: Uint8Array, number: number): Buffer {
    const place = Buffer.alloc(4)
    place.writeUInt32LE(number)
    const start = number === 1 ? saltBytes : 0
    return createHmac('sha512', this.#macKey).update(page.subarray(start, macStart)).update(place).digest()
  }
}
