/** The packets that are written here (RFC 9580, section 5). */
export const packetTag = {
  onePassSignature: 4,
  literalData: 11,
  integrityProtectedData: 18,
  modificationDetectionCode: 19,
} as const

/** @returns a packet's header (RFC 9580, section 4.2.1), the length always in five octets */
export function packetHeader(tag: number, bodyBytes: number): Uint8Array {
  const header = Buffer.alloc(6)
  header.writeUInt8(0xc0 | tag)
  header.writeUInt8(0xff, 1)
  header.writeUInt32BE(bodyBytes, 2)
  return header
}
