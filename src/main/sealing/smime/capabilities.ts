import * as asn1 from 'asn1js'
import type { KeyObject } from 'node:crypto'
import { childrenOf, encode, oid, sequence, tagged } from './asn1.ts'
import { oids } from './oids.ts'

/** What a correspondent's program said it reads (RFC 8551, section 2.5.2), by our names; plain data for the store. */
export const smimeCapabilities = [
  'aes-256-gcm',
  'aes-128-gcm',
  'aes-256-cbc',
  'aes-128-cbc',
  'rsa-oaep-sha1',
  'rsa-oaep-sha256',
] as const

export type SmimeCapability = (typeof smimeCapabilities)[number]

/** A capability is its DER: algorithms with other parameters are other capabilities (RFC 8551, section 2.5.2). */
const known: ReadonlyMap<string, SmimeCapability> = new Map(
  smimeCapabilities.map((name) => [hexOf(capability(name)), name]),
)

/** SMIMECapabilities, from an attribute or from a certificate (RFC 4262); what isn't known here is left out. */
export function readCapabilities(value: asn1.BaseBlock | undefined): SmimeCapability[] {
  const named = childrenOf(value).map((entry) => known.get(hexOf(entry)))
  return [...new Set(named.filter((name) => name !== undefined))]
}

/** SMIMECapabilities to announce beside our own certificate, the preferred first. */
export function announcedCapabilities(publicKey: KeyObject): asn1.Sequence {
  const isRsa = publicKey.asymmetricKeyType === 'rsa'
  const names = smimeCapabilities.filter((name) => isRsa || !name.startsWith('rsa-'))
  const agreement = isRsa ? [] : [sequence(oid(oids.ecdhSha256Kdf), sequence(oid(oids.aes256Wrap)))]
  return sequence(...names.map(capability), ...agreement)
}

function capability(name: SmimeCapability): asn1.Sequence {
  switch (name) {
    case 'aes-256-gcm':
      return sequence(oid(oids.aes256Gcm))
    case 'aes-128-gcm':
      return sequence(oid(oids.aes128Gcm))
    case 'aes-256-cbc':
      return sequence(oid(oids.aes256Cbc))
    case 'aes-128-cbc':
      return sequence(oid(oids.aes128Cbc))
    case 'rsa-oaep-sha1':
      return sequence(oid(oids.rsaOaep), oaepParameters('sha1'))
    case 'rsa-oaep-sha256':
      return sequence(oid(oids.rsaOaep), oaepParameters('sha256'))
  }
}

/** RSAES-OAEP-params (RFC 3560, section 3, and its capability in section 5): SHA-1 is the default, so it is empty. */
export function oaepParameters(hash: 'sha1' | 'sha256'): asn1.Sequence {
  if (hash === 'sha1') return sequence()
  const sha256 = () => sequence(oid(oids.sha256), new asn1.Null())
  return sequence(tagged(0, sha256()), tagged(1, sequence(oid(oids.mgf1), sha256())))
}

function hexOf(block: asn1.BaseBlock): string {
  return Buffer.from(encode(block)).toString('hex')
}
