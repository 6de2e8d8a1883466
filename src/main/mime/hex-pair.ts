/** Value of two hexadecimal digits given as bytes, or -1. */
export function hexPair(high: number | undefined, low: number | undefined): number {
  const highValue = hexDigit(high)
  const lowValue = hexDigit(low)
  return highValue < 0 || lowValue < 0 ? -1 : highValue * 16 + lowValue
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}
