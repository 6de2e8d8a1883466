import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto'
import * as asn1 from 'asn1js'
import { encode, fromDer, octets, oid, ownBytes, sequence, setOf, tagged } from './asn1.ts'
import { pemBlock } from './certificate-file.ts'
import { oids } from './oids.ts'

export const day = 86_400_000
export const now = new Date('2026-11-22T12:00:00Z')

export type MadeCertificate = {
  readonly name: string
  readonly der: Uint8Array
  readonly pem: string
  readonly privateKey: KeyObject
  readonly privateKeyPem: string
}

export type CertificateRecipe = {
  readonly name: string
  readonly key: KeyObject
  /** Itself when absent. */
  readonly issuer?: Pick<MadeCertificate, 'name' | 'privateKey'>
  readonly addresses?: readonly string[]
  /** In the subject's name instead of the alternative name. */
  readonly subjectAddress?: string
  readonly from?: Date
  readonly to?: Date
  readonly isAuthority?: boolean
  readonly pathLength?: number
  /** First byte of KeyUsage; null for none. */
  readonly usage?: number | null
  /** Null for no extended key usage. */
  readonly purposes?: readonly string[] | null
  /** MD5 only under an RSA issuer. */
  readonly hash?: 'sha256' | 'sha1' | 'md5'
  readonly permitted?: readonly string[]
  readonly excluded?: readonly string[]
  readonly extra?: readonly asn1.Sequence[]
  readonly serial?: number
}

export const usages = {
  both: 0xa0,
  sign: 0x80,
  encipher: 0x20,
  agree: 0x08,
  signAndAgree: 0x88,
  authority: 0x06,
} as const

export const rsaKey = (bits: number): KeyObject =>
  generateKeyPairSync('rsa', { modulusLength: bits }).privateKey
export const ecKey = (namedCurve: string): KeyObject => generateKeyPairSync('ec', { namedCurve }).privateKey

/** Issues a certificate, right or wrong in one point, without any program. */
export function makeCertificate(recipe: CertificateRecipe): MadeCertificate {
  const { name, key, issuer = { name, privateKey: key }, hash = 'sha256' } = recipe
  const isRsa = issuer.privateKey.asymmetricKeyType === 'rsa'
  const rsaOid = { md5: 4, sha1: 5, sha256: 11 }[hash]
  const ecOid = hash === 'sha1' ? '1.2.840.10045.4.1' : oids.ecdsaSha256
  const algorithm = () =>
    isRsa ? sequence(oid(`1.2.840.113549.1.1.${String(rsaOid)}`), new asn1.Null()) : sequence(oid(ecOid))
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  const body = sequence(
    tagged(0, new asn1.Integer({ value: 2 })),
    recipe.serial === undefined
      ? new asn1.Integer({ valueHex: ownBytes(Buffer.concat([Buffer.of(1), randomBytes(15)])) })
      : new asn1.Integer({ value: recipe.serial }),
    algorithm(),
    distinguishedName(issuer.name),
    sequence(
      new asn1.UTCTime({ valueDate: recipe.from ?? new Date(now.getTime() - 100 * day) }),
      new asn1.UTCTime({ valueDate: recipe.to ?? new Date(now.getTime() + 265 * day) }),
    ),
    distinguishedName(name, recipe.subjectAddress),
    fromDer(spki),
    tagged(3, sequence(...extensionsOf(recipe))),
  )
  const signature = sign(hash, encode(body), issuer.privateKey)
  const der = encode(sequence(body, algorithm(), new asn1.BitString({ valueHex: ownBytes(signature) })))
  const privateKeyPem = key.export({ format: 'pem', type: 'pkcs8' }).toString()
  return { name, der, pem: pemBlock('CERTIFICATE', der), privateKey: key, privateKeyPem }
}

export function extension(id: string, value: asn1.BaseBlock, isCritical = false): asn1.Sequence {
  const critical = isCritical ? [new asn1.Boolean({ value: true })] : []
  return sequence(oid(id), ...critical, octets(encode(value)))
}

function extensionsOf(recipe: CertificateRecipe): asn1.Sequence[] {
  const {
    isAuthority = false,
    pathLength,
    addresses = [],
    permitted = [],
    excluded = [],
    extra = [],
  } = recipe
  const { usage = isAuthority ? usages.authority : usages.both } = recipe
  const { purposes = isAuthority ? null : [oids.emailProtection] } = recipe
  const limit = pathLength === undefined ? [] : [new asn1.Integer({ value: pathLength })]
  const subtrees = (names: readonly string[]) => names.map((base) => sequence(rfc822(base)))
  const constraints = [
    ...(permitted.length > 0 ? [tagged(0, ...subtrees(permitted))] : []),
    ...(excluded.length > 0 ? [tagged(1, ...subtrees(excluded))] : []),
  ]
  return [
    ...(isAuthority
      ? [extension(oids.basicConstraints, sequence(new asn1.Boolean({ value: true }), ...limit), true)]
      : []),
    ...(usage === null
      ? []
      : [extension(oids.keyUsage, new asn1.BitString({ valueHex: Uint8Array.of(usage).buffer }), true)]),
    ...(purposes === null ? [] : [extension(oids.extendedKeyUsage, sequence(...purposes.map(oid)))]),
    ...(addresses.length === 0 ? [] : [extension(oids.subjectAltName, sequence(...addresses.map(rfc822)))]),
    ...(constraints.length === 0 ? [] : [extension(oids.nameConstraints, sequence(...constraints), true)]),
    extension(oids.subjectKeyIdentifier, octets(keyId(recipe.key))),
    ...(recipe.issuer === undefined
      ? []
      : [extension(oids.authorityKeyIdentifier, sequence(authorityKeyId(keyId(recipe.issuer.privateKey))))]),
    ...extra,
  ]
}

function keyId(key: KeyObject): Uint8Array {
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return createHash('sha256').update(spki).digest().subarray(0, 20)
}

function authorityKeyId(id: Uint8Array): asn1.Primitive {
  return new asn1.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, valueHex: ownBytes(id) })
}

function rfc822(address: string): asn1.Primitive {
  const valueHex = ownBytes(Buffer.from(address, 'latin1'))
  return new asn1.Primitive({ idBlock: { tagClass: 3, tagNumber: 1 }, valueHex })
}

function distinguishedName(name: string, address?: string): asn1.Sequence {
  const part = (type: string, value: asn1.BaseBlock) => setOf(sequence(oid(type), value))
  const common = part(oids.commonName, new asn1.Utf8String({ value: name }))
  if (address === undefined) return sequence(common)
  return sequence(common, part(oids.emailAddress, new asn1.IA5String({ value: address })))
}

/** A root, an authority below it, the practice and a colleague with RSA, another with P-256, all in order. */
export function makeWorld() {
  const rootKey = ecKey('prime256v1')
  const root = makeCertificate({ name: 'Test Root', key: rootKey, isAuthority: true })
  const authority = makeCertificate({
    name: 'Test Mail CA',
    key: ecKey('prime256v1'),
    issuer: root,
    isAuthority: true,
    pathLength: 0,
    purposes: [oids.emailProtection],
  })
  const person = (name: string, key: KeyObject, address: string) =>
    withChain(
      makeCertificate({
        name,
        key,
        issuer: authority,
        addresses: [address],
        usage: key.asymmetricKeyType === 'ec' ? usages.signAndAgree : usages.both,
      }),
      authority,
    )
  return {
    root,
    authority,
    practice: person('Dr. Rivera', rsaKey(2048), 'rivera@practice.example'),
    lee: person('Dr. Lee', rsaKey(2048), 'lee@clinic.example'),
    kim: person('Dr. Kim', ecKey('prime256v1'), 'kim@clinic.example'),
    ada: person('Dr. Ada', ecKey('secp384r1'), 'ada@clinic.example'),
  }
}

/** The certificate as a file would have it: with the authority that issued it. */
export function withChain(
  certificate: MadeCertificate,
  ...issuers: readonly MadeCertificate[]
): MadeCertificate {
  return { ...certificate, pem: [certificate, ...issuers].map(({ pem }) => pem).join('') }
}
