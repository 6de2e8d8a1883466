import tls from 'node:tls'

const minimumRsaBits = 2048

/**
 * TLS 1.3's suites, and for TLS 1.2 only those with forward secrecy and authenticated encryption (RFC 9325
 * section 4.2). Node's own default also takes CBC suites. The 1.3 names must be listed too, or Node turns 1.3 off.
 */
const cipherSuites = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
] as const

/** What every connection of this program demands of the other side. Only `createTlsPolicy` makes one. */
export type TlsPolicy = { readonly options: Readonly<tls.ConnectionOptions>; readonly [made]: true }
declare const made: unique symbol

/** Codes of the errors that `checkIdentity` raises, beside Node's own. */
export const identityErrorCodes = { noNames: 'SEALPOST_NO_NAMES', weakKey: 'SEALPOST_WEAK_KEY' } as const

/**
 * The policy for all TLS connections: 1.2 or newer, authenticated encryption, a chain to the system's roots or to
 * one of `extraRoots`, a name in the certificate that matches the host. There is no way to relax it.
 *
 * @param extraRoots PEM certificates that are trusted beside the system's
 */
export function createTlsPolicy({ extraRoots }: { readonly extraRoots: readonly string[] }): TlsPolicy {
  return policyOf({ ca: [...new Set([...systemRoots(), ...extraRoots])] })
}

/**
 * As `createTlsPolicy`, but one certificate alone is trusted, and the system's roots aren't: the server's own, or that
 * of whoever issued it. What it says must still fit the host.
 *
 * @param certificate PEM
 */
export function createPinnedTlsPolicy(certificate: string): TlsPolicy {
  return policyOf({ ca: [certificate], allowPartialTrustChain: true })
}

function policyOf(trusted: Pick<tls.SecureContextOptions, 'ca' | 'allowPartialTrustChain'>): TlsPolicy {
  const secureContext = tls.createSecureContext({
    ...trusted,
    ciphers: cipherSuites.join(':'),
    minVersion: 'TLSv1.2',
  })
  const options: tls.ConnectionOptions = {
    secureContext,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    checkServerIdentity: checkIdentity,
  }
  return { options } as TlsPolicy
}

/**
 * Who this computer trusts to issue certificates, as PEM, one each. A machine without a certificate store of its own
 * still has Node's copy of Mozilla's.
 */
export function systemRoots(): readonly string[] {
  const system = tls.getCACertificates('system')
  return system.length > 0 ? system : tls.getCACertificates('bundled')
}

/**
 * Node's check of host name against certificate, and what it leaves out: a certificate without subjectAltName is
 * refused (RFC 9525 section 6.3: the common name is no longer read), and so is an RSA key under 2048 bits anywhere
 * in the chain (NIST SP 800-131A). Where Node is built on BoringSSL, no security level does the latter.
 */
function checkIdentity(host: string, certificate: tls.PeerCertificate): Error | undefined {
  if (!certificate.subjectaltname) return identityError(identityErrorCodes.noNames)
  const mismatch = tls.checkServerIdentity(host, certificate)
  if (mismatch !== undefined) return mismatch
  return chainOf(certificate).some(hasWeakKey) ? identityError(identityErrorCodes.weakKey) : undefined
}

function hasWeakKey(certificate: tls.PeerCertificate): boolean {
  const isRsa = certificate.modulus !== undefined
  return isRsa && certificate.bits !== undefined && certificate.bits < minimumRsaBits
}

function chainOf(leaf: tls.PeerCertificate): readonly tls.PeerCertificate[] {
  const chain: tls.PeerCertificate[] = []
  let next: tls.PeerCertificate | undefined = leaf
  // A root names itself as its issuer.
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next)
    next = (next as Partial<tls.DetailedPeerCertificate>).issuerCertificate
  }
  return chain
}

function identityError(code: string): Error {
  return Object.assign(new Error(code), { code })
}
