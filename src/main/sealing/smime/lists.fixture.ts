import { createHash, sign } from 'node:crypto'
import * as asn1 from 'asn1js'
import { encode, octets, oid, ownBytes, sequence, setOf, tagged } from './asn1.ts'
import { day, extension, now, type MadeCertificate } from './certificates.fixture.ts'
import { oids } from './oids.ts'

export type RevokedEntry = {
  readonly serial: number
  readonly since?: Date
  /** A CRLReason (RFC 5280, section 5.3.1). */
  readonly reason?: number
}

export type ListRecipe = {
  readonly issuedAt?: Date
  readonly nextAt?: Date | null
  readonly extensions?: readonly asn1.Sequence[]
  readonly hash?: 'sha256' | 'sha1'
}

/** A revocation list of an authority with an elliptic key, right or wrong in one point. */
export function makeList(
  { name, privateKey }: Pick<MadeCertificate, 'name' | 'privateKey'>,
  entries: readonly RevokedEntry[],
  recipe: ListRecipe = {},
): Uint8Array {
  const { issuedAt = new Date(now.getTime() - day), hash = 'sha256', extensions = [] } = recipe
  const { nextAt = new Date(now.getTime() + 6 * day) } = recipe
  const algorithm = () => sequence(oid(hash === 'sha1' ? '1.2.840.10045.4.1' : oids.ecdsaSha256))
  const time = (valueDate: Date) => new asn1.UTCTime({ valueDate })
  const body = sequence(
    new asn1.Integer({ value: 1 }),
    algorithm(),
    sequence(setOf(sequence(oid(oids.commonName), new asn1.Utf8String({ value: name })))),
    time(issuedAt),
    ...(nextAt === null ? [] : [time(nextAt)]),
    ...(entries.length === 0 ? [] : [sequence(...entries.map((entry) => revoked(entry, issuedAt)))]),
    ...(extensions.length === 0 ? [] : [tagged(0, sequence(...extensions))]),
  )
  const signature = sign(hash, encode(body), privateKey)
  return encode(sequence(body, algorithm(), new asn1.BitString({ valueHex: ownBytes(signature) })))
}

export function fingerprintOf({ der }: Pick<MadeCertificate, 'der'>): string {
  return createHash('sha256').update(der).digest('hex').toUpperCase()
}

function revoked({ serial, since, reason }: RevokedEntry, issuedAt: Date): asn1.Sequence {
  const number = new asn1.Integer({ value: serial })
  const at = new asn1.UTCTime({ valueDate: since ?? issuedAt })
  if (reason === undefined) return sequence(number, at)
  const code = sequence(oid('2.5.29.21'), octets(encode(new asn1.Enumerated({ value: reason }))))
  return sequence(number, at, sequence(code))
}

/** The marks of lists that aren't used: a delta (section 5.2.4), and one for several issuers (section 5.2.5). */
export const marks = {
  delta: () => extension('2.5.29.27', new asn1.Integer({ value: 1 }), true),
  indirect: () => extension('2.5.29.28', sequence(flagAt(4)), true),
  usersOnly: () => extension('2.5.29.28', sequence(flagAt(1)), true),
} as const

function flagAt(number: number): asn1.Primitive {
  return new asn1.Primitive({
    idBlock: { tagClass: 3, tagNumber: number },
    valueHex: Uint8Array.of(0xff).buffer,
  })
}
