import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import * as asn1 from 'asn1js'
import * as pkijs from 'pkijs'
import { isValidAddress } from '../../mime/index.ts'
import { childrenOf, encode, isContextTag, ownBytes, parseBer, tryParse } from './asn1.ts'
import { nameKeysOf } from './name-key.ts'
import { oids } from './oids.ts'

/** Bits of KeyUsage (RFC 5280, section 4.2.1.3). */
export type KeyUsage =
  'digitalSignature' | 'nonRepudiation' | 'keyEncipherment' | 'keyAgreement' | 'keyCertSign' | 'cRLSign'

/** A certificate (RFC 5280), taken apart once. Nothing in it is judged yet. */
export type X509 = {
  readonly der: Uint8Array
  readonly parsed: pkijs.Certificate
  /** SHA-256 of `der`, 64 upper-case hexadecimal digits. */
  readonly fingerprint: string
  /** Distinguished names in a form that can be compared (RFC 5280, section 7.1, without case and doubled spaces). */
  readonly subjectKey: string
  readonly issuerKey: string
  /** For display. */
  readonly subjectName: string
  readonly issuerName: string
  /** Hexadecimal, as encoded. */
  readonly serial: string
  readonly validFrom: Date
  readonly expiresAt: Date
  /** From rfc822Name, SmtpUTF8Mailbox and the subject's emailAddress: lower case, without doubles. */
  readonly addresses: readonly string[]
  readonly publicKey: KeyObject
  /** SHA-256 of the key (SubjectPublicKeyInfo): the same in every certificate for it. */
  readonly keyHash: string
  /** For display, such as "rsa 2048" or "P-256". */
  readonly algorithm: string
  /** null: not restricted. */
  readonly keyUsage: ReadonlySet<KeyUsage> | null
  readonly purposes: readonly string[] | null
  readonly isAuthority: boolean
  /** null: not limited. */
  readonly pathLength: number | null
  readonly subjectKeyId: string | null
  readonly authorityKeyId: string | null
  readonly nameConstraints: pkijs.NameConstraints | null
  /** Critical extensions that this program doesn't know: whoever has one can't be used (RFC 5280, section 4.2). */
  readonly unknownCritical: readonly string[]
}

const usageBits: readonly (KeyUsage | null)[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  null,
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
]

const curveNames: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
}

const understood: ReadonlySet<string> = new Set([
  oids.keyUsage,
  oids.extendedKeyUsage,
  oids.basicConstraints,
  oids.subjectAltName,
  oids.nameConstraints,
  oids.subjectKeyIdentifier,
  oids.authorityKeyIdentifier,
  // Policies restrict which policy a chain is good for; no policy is asked for here.
  oids.certificatePolicies,
  oids.policyMappings,
  oids.policyConstraints,
  oids.inhibitAnyPolicy,
])

/** Takes one DER certificate apart; null when it isn't one, repeats an extension, or holds a key node can't read. */
export function parseX509(der: Uint8Array): X509 | null {
  const block = parseBer(der)
  return block === null ? null : tryParse(() => takeApart(new pkijs.Certificate({ schema: block }), der))
}

function takeApart(parsed: pkijs.Certificate, der: Uint8Array): X509 | null {
  const extensions = parsed.extensions ?? []
  if (new Set(extensions.map(({ extnID }) => extnID)).size !== extensions.length) return null
  if (parsed.signature.algorithmId !== parsed.signatureAlgorithm.algorithmId) return null
  // A time that isn't one would be neither before nor after now.
  if ([parsed.notBefore, parsed.notAfter].some(({ value }) => Number.isNaN(value.getTime()))) return null
  const valueOf = (id: string): unknown => {
    const extension = extensions.find(({ extnID }) => extnID === id)
    // Unreadable here means unknown below: an extension that can't be read isn't understood.
    return extension?.parsedValue
  }
  const names = nameKeysOf(der)
  if (names === null) return null
  const spki = encode(parsed.subjectPublicKeyInfo.toSchema())
  const publicKey = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  const basic = valueOf(oids.basicConstraints)
  const constraints = valueOf(oids.nameConstraints)
  const purposes = valueOf(oids.extendedKeyUsage)
  return {
    der: ownBytes(der),
    parsed,
    fingerprint: createHash('sha256').update(der).digest('hex').toUpperCase(),
    ...names,
    subjectName: displayName(parsed.subject),
    issuerName: displayName(parsed.issuer),
    serial: serialOf(parsed.serialNumber),
    validFrom: parsed.notBefore.value,
    expiresAt: parsed.notAfter.value,
    addresses: addressesOf(parsed.subject, valueOf(oids.subjectAltName)),
    publicKey,
    keyHash: createHash('sha256').update(Buffer.from(spki)).digest('hex'),
    algorithm: algorithmName(publicKey),
    keyUsage: keyUsageOf(valueOf(oids.keyUsage)),
    purposes: purposes instanceof pkijs.ExtKeyUsage ? purposes.keyPurposes : null,
    isAuthority: basic instanceof pkijs.BasicConstraints && basic.cA,
    pathLength: basic instanceof pkijs.BasicConstraints ? numberOf(basic.pathLenConstraint) : null,
    subjectKeyId: keyIdOf(valueOf(oids.subjectKeyIdentifier)),
    authorityKeyId: keyIdOf(valueOf(oids.authorityKeyIdentifier)),
    nameConstraints: constraints instanceof pkijs.NameConstraints ? constraints : null,
    unknownCritical: extensions
      .filter(({ extnID, critical, parsedValue }) => isNotUnderstood(extnID, critical, parsedValue))
      .map(({ extnID }) => extnID),
  }
}

function isNotUnderstood(id: string, isCritical: boolean, value: unknown): boolean {
  if (understood.has(id)) return value === undefined || value === null || hasParsingError(value)
  return isCritical
}

function hasParsingError(value: object): boolean {
  return 'parsingError' in value && typeof value.parsingError === 'string'
}

function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value
  return value instanceof asn1.Integer ? value.valueBlock.valueDec : null
}

/** Comparable text of a certificate's number; leading zeros of the encoding don't count. */
export function serialOf(serial: asn1.Integer): string {
  return Buffer.from(serial.valueBlock.valueHexView).toString('hex').replace(/^0+/, '')
}

function textOf(value: pkijs.AttributeTypeAndValue['value']): string {
  const text: unknown = value.valueBlock.value
  return typeof text === 'string' ? text : Buffer.from(encode(value)).toString('hex')
}

/** The common name, or else the last part: what a person would call it. Control characters are removed. */
export function displayName(name: pkijs.RelativeDistinguishedNames): string {
  const parts = name.typesAndValues
  const shown = parts.find(({ type }) => type === oids.commonName) ?? parts.at(-1)
  return shown === undefined
    ? ''
    : textOf(shown.value)
        .replace(/[\p{C}]/gu, '')
        .slice(0, 200)
}

function addressesOf(subject: pkijs.RelativeDistinguishedNames, altName: unknown): string[] {
  const named: string[] = []
  for (const { type, value } of altName instanceof pkijs.AltName ? altName.altNames : []) {
    if (type === 1 && typeof value === 'string') named.push(value)
    if (type === 0) named.push(...utf8Mailbox(value))
  }
  for (const { type, value } of subject.typesAndValues)
    if (type === oids.emailAddress) named.push(textOf(value))
  // A NUL or a space inside a name has fooled other programs: only whole, plain addresses count.
  return [...new Set(named.filter(isValidAddress).map((address) => address.toLowerCase()))]
}

/** SmtpUTF8Mailbox (RFC 9598): otherName [0] with an explicit UTF8String. */
function utf8Mailbox(value: unknown): string[] {
  const [type, wrapped] = childrenOf(value)
  if (!(type instanceof asn1.ObjectIdentifier) || type.valueBlock.toString() !== oids.smtpUtf8Mailbox)
    return []
  const [text] = isContextTag(wrapped, 0) ? childrenOf(wrapped) : []
  return text instanceof asn1.Utf8String ? [text.valueBlock.value] : []
}

function keyUsageOf(value: unknown): ReadonlySet<KeyUsage> | null {
  if (!(value instanceof asn1.BitString)) return null
  const first = value.valueBlock.valueHexView[0] ?? 0
  return new Set(
    usageBits.filter((name, bit) => name !== null && (first & (0x80 >> bit)) !== 0) as KeyUsage[],
  )
}

function keyIdOf(value: unknown): string | null {
  const id: unknown = value instanceof pkijs.AuthorityKeyIdentifier ? value.keyIdentifier : value
  return id instanceof asn1.OctetString ? Buffer.from(id.valueBlock.valueHexView).toString('hex') : null
}

function algorithmName(key: KeyObject): string {
  const details = key.asymmetricKeyDetails
  if (details?.namedCurve !== undefined) return curveNames[details.namedCurve] ?? details.namedCurve
  const kind = key.asymmetricKeyType ?? 'unknown'
  return details?.modulusLength === undefined ? kind : `${kind} ${details.modulusLength}`
}
