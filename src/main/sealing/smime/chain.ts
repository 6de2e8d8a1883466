import type * as pkijs from 'pkijs'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import { limits } from '../limits.ts'
import type { TrustAnchors } from './anchors.ts'
import { isWithinConstraints } from './name-constraints.ts'
import { oids } from './oids.ts'
import { schemeOf, verifies, weakHashName } from './signature-scheme.ts'
import { isRevoked, type RevocationLookup } from './revoked.ts'
import type { X509 } from './x509.ts'

/** What certificates are judged by. Nothing is ever fetched. */
export type Trust = {
  readonly anchors: TrustAnchors
  /** What lists say that somebody imported; never fetched. */
  readonly revocations?: RevocationLookup
  readonly now: Date
}

/**
 * Finds a chain from a certificate to a root (RFC 5280, section 6): signatures, validity, basic constraints,
 * path length, key usage, purposes of the authorities, names, revocation lists that were given.
 *
 * @returns the chain, certificate first and root last; or why the best attempt failed: `smime/self-signed`,
 *   `smime/untrusted-issuer` (detail `issuer`), `smime/chain-invalid` (detail `problem`), `smime/certificate-weak`
 *   (detail `algorithm`), `smime/certificate-revoked`
 */
export function findChain(leaf: X509, others: readonly X509[], trust: Trust): Result<readonly X509[]> {
  const { anchors } = trust
  if (anchors.has(leaf.fingerprint)) return ok([leaf])
  const search: Search = { others, trust, checksLeft: limits.smimeChainChecks, problem: null }
  const chain = extend([leaf], search)
  if (chain !== null) return ok(chain)
  if (search.problem !== null) return { ok: false, error: search.problem }
  return leaf.subjectKey === leaf.issuerKey
    ? fail('smime/self-signed')
    : fail('smime/untrusted-issuer', { issuer: leaf.issuerName })
}

type Search = {
  readonly others: readonly X509[]
  readonly trust: Trust
  checksLeft: number
  problem: Failure | null
}

/** Depth first, roots before intermediates; `search` bounds the work whatever a sender attached. */
function extend(path: readonly X509[], search: Search): readonly X509[] | null {
  const last = path.at(-1)
  if (last === undefined || path.length >= limits.smimeChainLength) return null
  const { anchors } = search.trust
  const roots = anchors.bySubject(last.issuerKey)
  const between = search.others.filter(({ subjectKey }) => subjectKey === last.issuerKey)
  for (const issuer of [...roots, ...between]) {
    if (path.some(({ fingerprint }) => fingerprint === issuer.fingerprint)) continue
    if (isOtherKey(last, issuer)) continue
    if (search.checksLeft-- <= 0) return null
    const problem = findLinkProblem(path, last, issuer, search.trust)
    if (problem !== null) {
      if (problem !== 'no-link') search.problem ??= problem
      continue
    }
    const longer = [...path, issuer]
    if (anchors.has(issuer.fingerprint)) return longer
    const complete = extend(longer, search)
    if (complete !== null) return complete
  }
  return null
}

/** The key identifiers tell two authorities of one name apart (RFC 5280, section 4.2.1.1). */
function isOtherKey(child: X509, issuer: X509): boolean {
  return (
    child.authorityKeyId !== null &&
    issuer.subjectKeyId !== null &&
    child.authorityKeyId !== issuer.subjectKeyId
  )
}

/** `no-link`: the issuer didn't sign the child, so it isn't on this path at all. */
function findLinkProblem(
  path: readonly X509[],
  child: X509,
  issuer: X509,
  { now, anchors, revocations }: Trust,
): Failure | 'no-link' | null {
  const invalid = (problem: string): Failure => ({ code: 'smime/chain-invalid', detail: { problem } })
  const scheme = schemeOf(child.parsed.signatureAlgorithm)
  if (scheme === 'weak') return weakSignature(child)
  if (scheme === 'unsupported') return invalid('signature algorithm')
  const { tbsView, signatureValue } = child.parsed
  if (!verifies(scheme, tbsView, signatureValue.valueBlock.valueHexView, issuer.publicKey)) return 'no-link'
  const weakKey = findWeakKey(issuer)
  if (weakKey !== null) return weakKey
  if (now < issuer.validFrom || now > issuer.expiresAt) return invalid('expired authority')
  if (!issuer.isAuthority) return invalid('not an authority')
  if (issuer.keyUsage !== null && !issuer.keyUsage.has('keyCertSign')) return invalid('key usage')
  if (issuer.unknownCritical.length > 0) return invalid('unknown critical extension')
  const below = path.slice(1).filter(({ subjectKey, issuerKey }) => subjectKey !== issuerKey).length
  if (issuer.pathLength !== null && below > issuer.pathLength) return invalid('path length')
  // A root's own purposes are the store's decision; those of an authority between restrict what it issues.
  if (!anchors.has(issuer.fingerprint) && !isForMail(issuer)) return invalid('purpose')
  const { nameConstraints } = issuer
  if (nameConstraints !== null && !path.every((below) => isWithinConstraints(below, nameConstraints)))
    return invalid('name constraints')
  const revocation = revocations?.(issuer, child.serial) ?? null
  if (revocation !== null && isRevoked(revocation, now)) return { code: 'smime/certificate-revoked' }
  return null
}

/** True unless the certificate is restricted to purposes other than mail (RFC 8550, section 4.4.4). */
export function isForMail({ purposes }: X509): boolean {
  return (
    purposes === null ||
    purposes.includes(oids.emailProtection) ||
    purposes.includes(oids.anyExtendedKeyUsage)
  )
}

/** RSA below 2,048 bits; keys of a kind or size that isn't used here count as unsupported. */
export function findWeakKey({ publicKey, algorithm }: X509): Failure | null {
  const bits = publicKey.asymmetricKeyDetails?.modulusLength
  switch (publicKey.asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss':
      if (bits === undefined || bits < 2048) return { code: 'smime/certificate-weak', detail: { algorithm } }
      return bits > limits.smimeRsaBits
        ? { code: 'smime/unsupported-algorithm', detail: { algorithm } }
        : null
    case 'ec':
      return /^P-\d+$/.test(algorithm) ? null : { code: 'smime/unsupported-algorithm', detail: { algorithm } }
    default:
      return { code: 'smime/unsupported-algorithm', detail: { algorithm } }
  }
}

/** MD5 or SHA-1 under a certificate: another could have been issued with the same signature. */
export function weakSignature({ parsed }: { readonly parsed: pkijs.Certificate }): Failure {
  return { code: 'smime/certificate-weak', detail: { algorithm: weakHashName(parsed.signatureAlgorithm) } }
}
