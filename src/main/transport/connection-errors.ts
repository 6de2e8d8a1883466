import type { Server } from '../../shared/contract/index.ts'
import type { ErrorCode } from '../../shared/errors/index.ts'
import type { Failure } from '../../shared/result.ts'
import { inspectCertificate } from './inspect-certificate.ts'
import { identityErrorCodes } from './tls-policy.ts'

/** Codes of Node, OpenSSL and BoringSSL, of verification and of the socket, and what they mean to a person. */
const byNodeCode: Readonly<Record<string, ErrorCode>> = {
  CERT_HAS_EXPIRED: 'tls/certificate-expired',
  CERT_NOT_YET_VALID: 'tls/certificate-not-yet-valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls/self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls/untrusted-issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'tls/untrusted-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls/untrusted-issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls/untrusted-issuer',
  CERT_UNTRUSTED: 'tls/untrusted-issuer',
  CERT_REVOKED: 'tls/untrusted-issuer',
  INVALID_CA: 'tls/untrusted-issuer',
  INVALID_PURPOSE: 'tls/untrusted-issuer',
  CERT_CHAIN_TOO_LONG: 'tls/untrusted-issuer',
  CERT_SIGNATURE_FAILURE: 'tls/untrusted-issuer',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls/host-name-mismatch',
  [identityErrorCodes.noNames]: 'tls/host-name-mismatch',
  [identityErrorCodes.weakKey]: 'tls/weak-certificate',
  ERR_SSL_EE_KEY_TOO_SMALL: 'tls/weak-certificate',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'tls/protocol-too-old',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'tls/protocol-too-old',
  ERR_SSL_VERSION_TOO_LOW: 'tls/protocol-too-old',
  // A server that speaks plain text where TLS is expected.
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls/not-offered',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls/not-offered',
  ERR_SSL_RECORD_LAYER_FAILURE: 'tls/not-offered',
  ENOTFOUND: 'host/not-found',
  ENODATA: 'host/not-found',
  EAI_AGAIN: 'host/offline',
  ENETUNREACH: 'host/offline',
  ENETDOWN: 'host/offline',
  EHOSTUNREACH: 'host/refused',
  EHOSTDOWN: 'host/refused',
  EADDRNOTAVAIL: 'host/refused',
  ECONNREFUSED: 'host/refused',
  ETIMEDOUT: 'host/timeout',
  ECONNRESET: 'host/connection-lost',
  ECONNABORTED: 'host/connection-lost',
  EPIPE: 'host/connection-lost',
}

/** The failure code for an error of TLS, DNS or the socket; null for an error of another kind. */
export function connectionErrorCode(error: unknown): ErrorCode | null {
  for (const code of codesOf(error)) {
    const known = byNodeCode[code]
    if (known !== undefined) return known
    if (code === 'UNSPECIFIED') return unnamedVerificationCode(error)
    if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return 'tls/handshake-failed'
  }
  return null
}

/** Verification errors that Node has no name for come with OpenSSL's sentence only. */
function unnamedVerificationCode(error: unknown): ErrorCode {
  const isWeak = error instanceof Error && /\b(key|md) too (weak|small)\b/.test(error.message)
  return isWeak ? 'tls/weak-certificate' : 'tls/untrusted-issuer'
}

/** nodemailer puts its own code first and keeps the system's as `originalCode`. */
function codesOf(error: unknown): readonly string[] {
  if (typeof error !== 'object' || error === null) return []
  const { originalCode, code } = error as { originalCode?: unknown; code?: unknown }
  return [originalCode, code].filter((value) => typeof value === 'string')
}

const aboutCertificate: readonly ErrorCode[] = [
  'tls/certificate-expired',
  'tls/certificate-not-yet-valid',
  'tls/host-name-mismatch',
  'tls/self-signed',
  'tls/untrusted-issuer',
  'tls/weak-certificate',
]

/**
 * A failure that names the server, and for a refused certificate what it says (`validFrom`, `validTo` as days,
 * `names`), read over a connection of its own.
 */
export async function describeFailure(
  code: ErrorCode,
  server: Server,
  protocol: 'imap' | 'smtp',
): Promise<Failure> {
  const where = { host: server.host, port: server.port }
  if (!aboutCertificate.includes(code)) return { code, detail: where }
  const facts = await inspectCertificate(server, protocol)
  return { code, detail: { ...where, ...facts } }
}
