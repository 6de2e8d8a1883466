const polynomial = 0x864cfb
const first = 0xb704ce

/** Sums of each byte with none, one and two zero bytes behind it: so three bytes, the width of the sum, take one step. */
const [ofLast, ofMiddle, ofFirst] = makeTables()

/**
 * The checksum of ASCII armor (RFC 9580, section 6.1.1) over one piece after another.
 *
 * @param sum what the piece before gave; nothing for the first
 */
export function crc24(bytes: Uint8Array, sum: number = first): number {
  let crc = sum
  let at = 0
  for (; at + 2 < bytes.length; at += 3) {
    crc =
      (ofFirst[(crc >> 16) ^ (bytes[at] ?? 0)] ?? 0) ^
      (ofMiddle[((crc >> 8) & 0xff) ^ (bytes[at + 1] ?? 0)] ?? 0) ^
      (ofLast[(crc & 0xff) ^ (bytes[at + 2] ?? 0)] ?? 0)
  }
  for (; at < bytes.length; at++) {
    crc = ((crc << 8) & 0xffffff) ^ (ofLast[(crc >> 16) ^ (bytes[at] ?? 0)] ?? 0)
  }
  return crc
}

function makeTables(): readonly [Int32Array, Int32Array, Int32Array] {
  const shifted = (crc: number, bits: number): number => {
    let rest = crc
    for (let bit = 0; bit < bits; bit++) {
      rest = ((rest << 1) & 0xffffff) ^ ((rest & 0x800000) === 0 ? 0 : polynomial & 0xffffff)
    }
    return rest
  }
  const table = (zeroBytes: number) =>
    Int32Array.from({ length: 256 }, (_, byte) => shifted(byte << 16, 8 * (1 + zeroBytes)))
  return [table(0), table(1), table(2)]
}
