import { randomBytes } from 'node:crypto'
import { BitString, Integer, OctetString, Utf8String } from 'asn1js'
import * as pkijs from 'pkijs'

/** PEM text. */
export type ServerIdentity = {
  readonly certificate: string
  readonly key: string
  readonly authority: string
}

const dayMs = 24 * 60 * 60 * 1000
const commonName = '2.5.4.3'
const keyUsage = '2.5.29.15'
const subjectAltName = '2.5.29.17'
const basicConstraints = '2.5.29.19'
const extendedKeyUsage = '2.5.29.37'
const serverAuthentication = '1.3.6.1.5.5.7.3.1'

type Extension = { readonly id: string; readonly value: ArrayBuffer; readonly critical?: boolean }

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

function makeKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
}

/** The bits of KeyUsage (RFC 5280 4.2.1.3), first bit first. */
function keyUsageBits(firstByte: number): ArrayBuffer {
  return new BitString({ valueHex: new Uint8Array([firstByte]).buffer, unusedBits: 1 }).toBER()
}

async function makeCertificate(
  names: { readonly subject: string; readonly issuer: string },
  subjectKey: CryptoKey,
  issuerKey: CryptoKey,
  extensions: readonly Extension[],
): Promise<string> {
  const certificate = new pkijs.Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({ valueHex: new Uint8Array([1, ...randomBytes(15)]).buffer })
  for (const end of ['subject', 'issuer'] as const) {
    const value = new Utf8String({ value: names[end] })
    certificate[end].typesAndValues.push(new pkijs.AttributeTypeAndValue({ type: commonName, value }))
  }
  certificate.notBefore.value = new Date(Date.now() - dayMs)
  certificate.notAfter.value = new Date(Date.now() + 30 * dayMs)
  certificate.extensions = extensions.map(
    ({ id, value, critical = false }) => new pkijs.Extension({ extnID: id, critical, extnValue: value }),
  )
  await certificate.subjectPublicKeyInfo.importKey(subjectKey)
  await certificate.sign(issuerKey, 'SHA-256')
  return pem('CERTIFICATE', certificate.toSchema(true).toBER())
}

/**
 * A certificate authority that exists for this run alone, and a server certificate of it for 127.0.0.1 and
 * localhost. In plain JavaScript, because a therapist's computer has no openssl. The authority's key is dropped.
 */
export async function makeServerIdentity(): Promise<ServerIdentity> {
  const [authorityKeys, serverKeys] = await Promise.all([makeKeys(), makeKeys()])
  const issuer = 'Sealpost demo practice, this computer only'
  const authority = await makeCertificate(
    { subject: issuer, issuer },
    authorityKeys.publicKey,
    authorityKeys.privateKey,
    [
      {
        id: basicConstraints,
        value: new pkijs.BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema().toBER(),
        critical: true,
      },
      { id: keyUsage, value: keyUsageBits(0b0000_0110), critical: true },
    ],
  )
  const addresses = new pkijs.GeneralNames({
    names: [
      new pkijs.GeneralName({ type: 2, value: 'localhost' }),
      new pkijs.GeneralName({
        type: 7,
        value: new OctetString({ valueHex: new Uint8Array([127, 0, 0, 1]).buffer }),
      }),
    ],
  })
  const certificate = await makeCertificate(
    { subject: 'localhost', issuer },
    serverKeys.publicKey,
    authorityKeys.privateKey,
    [
      { id: subjectAltName, value: addresses.toSchema().toBER() },
      { id: keyUsage, value: keyUsageBits(0b1000_0000), critical: true },
      {
        id: extendedKeyUsage,
        value: new pkijs.ExtKeyUsage({ keyPurposes: [serverAuthentication] }).toSchema().toBER(),
      },
    ],
  )
  const key = pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', serverKeys.privateKey))
  return { certificate, key, authority }
}
