/** What is read is no TNEF, or ends before it should. */
export class BrokenTnef extends Error {}

/** Reads little-endian values one after another; throws `BrokenTnef` at the end. */
export class ByteReader {
  readonly #bytes: Buffer
  #position = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#bytes.length
  }

  u8(): number {
    return this.take(1)[0] ?? 0
  }

  u16(): number {
    return this.take(2).readUInt16LE()
  }

  u32(): number {
    return this.take(4).readUInt32LE()
  }

  /** A view of the same memory. */
  take(length: number): Buffer {
    const end = this.#position + length
    if (end > this.#bytes.length) throw new BrokenTnef()
    const taken = this.#bytes.subarray(this.#position, end)
    this.#position = end
    return taken
  }

  /** As `take`, with what fills it up to a multiple of four; the last one may lack that. */
  takePadded(length: number): Buffer {
    const taken = this.take(length)
    this.#position = Math.min(this.#bytes.length, this.#position + ((4 - (length % 4)) % 4))
    return taken
  }
}
