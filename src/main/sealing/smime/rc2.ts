/* RC2 in CBC (RFC 2268), to read only: PKCS#12 files of older programs wrap certificates in it. */

/** RFC 2268, section 2: a permutation from the digits of pi. */
const piTable = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2' +
    '179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82' +
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7' +
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec' +
    'c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9' +
    '0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
)

const blockSize = 8
const wordMask = 0xffff

/**
 * Decrypts and removes the padding (RFC 8018, section 6.1.1).
 *
 * @param effectiveBits strength of the key: 40, 64 or 128
 * @returns null when length or padding is wrong
 */
export function decryptRc2Cbc(
  key: Uint8Array,
  effectiveBits: number,
  iv: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array | null {
  if (ciphertext.length === 0 || ciphertext.length % blockSize !== 0 || iv.length !== blockSize) return null
  const schedule = expandKey(key, effectiveBits)
  const plain = Buffer.alloc(ciphertext.length)
  for (let at = 0; at < ciphertext.length; at += blockSize) {
    const previous = at === 0 ? iv : ciphertext.subarray(at - blockSize, at)
    const block = decryptBlock(ciphertext.subarray(at, at + blockSize), schedule)
    for (let byte = 0; byte < blockSize; byte++) plain[at + byte] = (block[byte] ?? 0) ^ (previous[byte] ?? 0)
  }
  const padding = plain.at(-1) ?? 0
  const isPadded =
    padding >= 1 && padding <= blockSize && plain.subarray(-padding).every((byte) => byte === padding)
  return isPadded ? plain.subarray(0, -padding) : null
}

/** Section 2: 64 words from the key. */
function expandKey(key: Uint8Array, effectiveBits: number): Uint16Array {
  const bytes = new Uint8Array(128)
  bytes.set(key)
  const pi = (index: number): number => piTable[index & 0xff] ?? 0
  for (let at = key.length; at < 128; at++)
    bytes[at] = pi((bytes[at - 1] ?? 0) + (bytes[at - key.length] ?? 0))
  const effectiveBytes = Math.ceil(effectiveBits / 8)
  const mask = 0xff >> (8 * effectiveBytes - effectiveBits)
  bytes[128 - effectiveBytes] = pi((bytes[128 - effectiveBytes] ?? 0) & mask)
  for (let at = 127 - effectiveBytes; at >= 0; at--)
    bytes[at] = pi((bytes[at + 1] ?? 0) ^ (bytes[at + effectiveBytes] ?? 0))
  return Uint16Array.from(
    { length: 64 },
    (_, word) => (bytes[2 * word] ?? 0) | ((bytes[2 * word + 1] ?? 0) << 8),
  )
}

/** Section 3: rounds of mixing and mashing, backwards. */
function decryptBlock(block: Uint8Array, schedule: Uint16Array): Uint8Array {
  const view = Buffer.from(block)
  const words = [0, 2, 4, 6].map((at) => view.readUInt16LE(at))
  const word = (at: number): number => words[at & 3] ?? 0
  const rotations = [1, 2, 3, 5]
  let next = 63
  const mix = () => {
    for (let at = 3; at >= 0; at--) {
      const by = rotations[at] ?? 0
      const turned = ((word(at) >>> by) | (word(at) << (16 - by))) & wordMask
      const mixed = (word(at - 1) & word(at - 2)) + (~word(at - 1) & word(at - 3)) + (schedule[next--] ?? 0)
      words[at] = (turned - mixed) & wordMask
    }
  }
  const mash = () => {
    for (let at = 3; at >= 0; at--) words[at] = (word(at) - (schedule[word(at - 1) & 63] ?? 0)) & wordMask
  }
  for (let round = 0; round < 16; round++) {
    if (round === 5 || round === 11) mash()
    mix()
  }
  const plain = Buffer.alloc(blockSize)
  words.forEach((value, at) => plain.writeUInt16LE(value, 2 * at))
  return plain
}
