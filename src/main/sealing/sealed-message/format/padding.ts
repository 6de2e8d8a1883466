import { containerLimits } from './layout.ts'

/**
 * Length after padding: at least `least` (16 KiB for a message), then Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted
 * Files and Communication with PURBs", 2019): the length keeps only its first few significant bits, which costs
 * at most 12 % and leaves an observer O(log log length) bits.
 */
export function paddedLength(lengthBytes: number, least: number = containerLimits.payloadBytes.min): number {
  const length = Math.max(lengthBytes, least)
  const exponent = Math.floor(Math.log2(length))
  const significantBits = Math.floor(Math.log2(exponent)) + 1
  const step = 2 ** (exponent - significantBits)
  return Math.ceil(length / step) * step
}
