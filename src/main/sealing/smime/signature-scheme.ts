import { constants, verify, type KeyObject } from 'node:crypto'
import * as pkijs from 'pkijs'
import { tryParse } from './asn1.ts'
import { oids } from './oids.ts'

type Hash = 'sha256' | 'sha384' | 'sha512'
type Scheme = { readonly key: 'rsa' | 'ec'; readonly hash: Hash; readonly pss: number | null }

const hashes: Readonly<Record<string, Hash>> = {
  [oids.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/** MD5 and SHA-1: collisions can be bought. SHA-224 is left out: nobody signs mail with it. */
const weakHashes: ReadonlySet<string> = new Set(['1.2.840.113549.2.2', '1.2.840.113549.2.5', oids.sha1])

const schemes: Readonly<Record<string, Scheme>> = {
  '1.2.840.113549.1.1.11': { key: 'rsa', hash: 'sha256', pss: null },
  '1.2.840.113549.1.1.12': { key: 'rsa', hash: 'sha384', pss: null },
  '1.2.840.113549.1.1.13': { key: 'rsa', hash: 'sha512', pss: null },
  [oids.ecdsaSha256]: { key: 'ec', hash: 'sha256', pss: null },
  '1.2.840.10045.4.3.3': { key: 'ec', hash: 'sha384', pss: null },
  '1.2.840.10045.4.3.4': { key: 'ec', hash: 'sha512', pss: null },
}

/** RSA with MD2, MD4, MD5 and SHA-1, ECDSA and DSA with SHA-1: the hash of each. */
const weakSchemes: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.2', 'MD2'],
  ['1.2.840.113549.1.1.3', 'MD4'],
  ['1.2.840.113549.1.1.4', 'MD5'],
  ['1.2.840.113549.1.1.5', 'SHA-1'],
  ['1.2.840.10045.4.1', 'SHA-1'],
  ['1.2.840.10040.4.3', 'SHA-1'],
  ['1.3.14.3.2.29', 'SHA-1'],
])

/** The hash of a scheme that `schemeOf` calls weak, for people: "SHA-1". PSS is weak by its default, SHA-1. */
export function weakHashName({ algorithmId }: pkijs.AlgorithmIdentifier): string {
  return weakSchemes.get(algorithmId) ?? 'SHA-1'
}

/** The digest that a CMS signer names (RFC 5754), as node knows it. */
export function digestNamed(algorithm: pkijs.AlgorithmIdentifier): Hash | 'weak' | 'unsupported' {
  if (weakHashes.has(algorithm.algorithmId)) return 'weak'
  return hashes[algorithm.algorithmId] ?? 'unsupported'
}

/**
 * What a signature algorithm asks for.
 *
 * @param digest of the signer, for CMS signatures that name only the kind of key (RFC 3370, section 3.2)
 */
export function schemeOf(
  algorithm: pkijs.AlgorithmIdentifier,
  digest?: Hash,
): Scheme | 'weak' | 'unsupported' {
  const { algorithmId } = algorithm
  if (weakSchemes.has(algorithmId)) return 'weak'
  if (algorithmId === oids.rsaPss) return pssScheme(algorithm)
  if (digest !== undefined && algorithmId === oids.rsaEncryption)
    return { key: 'rsa', hash: digest, pss: null }
  return schemes[algorithmId] ?? 'unsupported'
}

/** RFC 4055, section 3.1: the defaults are SHA-1, so absent fields are weak. */
function pssScheme(algorithm: pkijs.AlgorithmIdentifier): Scheme | 'weak' | 'unsupported' {
  const params = tryParse(() => new pkijs.RSASSAPSSParams({ schema: algorithm.algorithmParams }))
  if (params === null) return 'unsupported'
  const hash = digestNamed(params.hashAlgorithm)
  const mask = tryParse(
    () => new pkijs.AlgorithmIdentifier({ schema: params.maskGenAlgorithm.algorithmParams }),
  )
  if (hash === 'weak') return 'weak'
  if (hash === 'unsupported' || mask === null || hashes[mask.algorithmId] !== hash) return 'unsupported'
  return { key: 'rsa', hash, pss: params.saltLength }
}

/** Verifies under a scheme; a key of another kind than the scheme's doesn't verify. */
export function verifies(
  scheme: Scheme,
  signed: Uint8Array,
  signature: Uint8Array,
  publicKey: KeyObject,
): boolean {
  const kind = publicKey.asymmetricKeyType === 'rsa-pss' ? 'rsa' : publicKey.asymmetricKeyType
  if (kind !== scheme.key) return false
  const key =
    scheme.pss === null
      ? { key: publicKey, dsaEncoding: 'der' as const }
      : { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.pss }
  return tryParse(() => verify(scheme.hash, signed, key, signature)) ?? false
}
