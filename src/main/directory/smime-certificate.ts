import { fail, ok, type Result } from '../../shared/result.ts'
import { readSmimeCertificate, type SmimeCertificateInfo, type Trust } from '../sealing/index.ts'

/** A certificate of either kind as the desk keeps it. */
export interface ReadCertificate {
  readonly kind: 'openpgp' | 'smime'
  readonly fingerprint: string
  readonly userIds: readonly string[]
  readonly addresses: readonly string[]
  readonly createdAt: Date
  readonly expiresAt: Date | null
  /** Who vouches for it; null for OpenPGP. */
  readonly issuer: string | null
  /** Armored (OpenPGP) or PEM (S/MIME). */
  readonly data: string
}

/**
 * One person's S/MIME certificate, to encrypt to.
 * Errors: `smime/*`, `smime/address-mismatch` when it names none of `addresses`.
 */
export function readSmimeFor(
  data: Uint8Array | string,
  addresses: readonly string[],
  trust: Trust,
): Result<ReadCertificate> {
  const read = readSmimeCertificate(data, { ...trust, purpose: 'encrypt' })
  if (!read.ok) {
    return read
  }
  const info = read.value
  const own = new Set(addresses.map((address) => address.toLowerCase()))
  if (!info.addresses.some((address) => own.has(address))) {
    const address = addresses[0] ?? ''
    return fail('smime/address-mismatch', { address, named: info.addresses.join(', ') })
  }
  return ok({
    kind: 'smime',
    fingerprint: info.fingerprint,
    userIds: smimeUserIds(info),
    addresses: info.addresses,
    createdAt: info.validFrom,
    expiresAt: info.expiresAt,
    issuer: info.issuer,
    data: info.pem,
  })
}

/** Whom it names, in the way of OpenPGP's user ids: "Dr. Lee <lee@lakeside.example>". */
export function smimeUserIds({
  subject,
  addresses,
}: Pick<SmimeCertificateInfo, 'subject' | 'addresses'>): string[] {
  return addresses.map((address) => `${subject} <${address}>`)
}
