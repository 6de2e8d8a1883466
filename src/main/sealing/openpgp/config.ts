import { enums, type PartialConfig } from 'openpgp'
import { limits } from '../limits.ts'

/**
 * Handed to every call, so that nobody can loosen a default by changing the library's global configuration.
 * SHA-1 is refused in self-signatures too (RFC 9580, section 9.5), and nothing is released unauthenticated.
 */
export const strictConfig: PartialConfig = {
  aeadProtect: false,
  v6Keys: false,
  allowUnauthenticatedMessages: false,
  allowUnauthenticatedStream: false,
  allowInsecureDecryptionWithSigningKeys: false,
  allowInsecureVerificationWithReformattedKeys: false,
  enforceGrammar: true,
  enableParsingV5Entities: false,
  constantTimePKCS1Decryption: true,
  minRSABits: 2047,
  preferredSymmetricAlgorithm: enums.symmetric.aes256,
  preferredHashAlgorithm: enums.hash.sha512,
  preferredCompressionAlgorithm: enums.compression.uncompressed,
  rejectHashAlgorithms: new Set([enums.hash.md5, enums.hash.sha1, enums.hash.ripemd]),
  rejectMessageHashAlgorithms: new Set([enums.hash.md5, enums.hash.sha1, enums.hash.ripemd]),
  maxDecompressedMessageSize: limits.openpgpDecompressedBytes,
  showVersion: false,
  showComment: false,
}

/** For a version 6 key: it is made as one, and announces AEAD (RFC 9580, section 5.2.3.32). */
export const newerConfig: PartialConfig = { ...strictConfig, v6Keys: true, aeadProtect: true }

/** Only to tell "weak" from "broken": what it accepts is never used to encrypt or to verify. */
export const lenientConfig: PartialConfig = {
  ...strictConfig,
  minRSABits: 512,
  rejectHashAlgorithms: new Set(),
  rejectPublicKeyAlgorithms: new Set(),
  rejectCurves: new Set(),
}
