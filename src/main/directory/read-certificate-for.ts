import { fail, ok, type Result } from '../../shared/result.ts'
import { readCertificate, refreshCertificate } from '../sealing/index.ts'
import { findCertificatesByAddress } from '../store/index.ts'
import { certificateInFile } from './certificate-in-file.ts'
import type { DirectoryDeps } from './directory.ts'
import { certificatesOf, type Person } from './present.ts'
import { revokeInUse } from './revocation.ts'
import { readSmimeFor, type ReadCertificate } from './smime-certificate.ts'

/** What was pasted or picked, the fingerprint of one that is known, or a file that came with a message. */
export type CertificateInput =
  Uint8Array | string | { readonly seen: string } | { readonly attached: Uint8Array }

/**
 * Reads a certificate of either kind for a person, and keeps nothing but a revocation by its owner.
 * Errors: `openpgp/*`, `smime/*`, `contact/absent` for a fingerprint that isn't known.
 */
export async function readCertificateFor(
  { store, audit, clock, trust }: DirectoryDeps,
  person: Person,
  input: CertificateInput,
): Promise<Result<ReadCertificate>> {
  const data = await dataOf()
  if (data === undefined) {
    return fail('contact/absent')
  }
  const openpgp = await readOpenPgpFor(data, person.addresses, clock())
  if (openpgp.ok || openpgp.error.code !== 'openpgp/not-a-certificate') {
    return withWhatIsKnown(data, openpgp)
  }
  const smime = readSmimeFor(data, person.addresses, trust())
  // It is neither: whoever pasted half of a key is told so, not sent looking for a file.
  const isNeither = !smime.ok && smime.error.code === 'smime/not-a-certificate'
  return isNeither && smime.error.detail === undefined ? openpgp : smime

  async function dataOf() {
    if (typeof input === 'object' && 'seen' in input) {
      return certificatesOf(store, person).find(({ fingerprint }) => fingerprint === input.seen)?.data
    }
    return typeof input === 'object' && 'attached' in input
      ? certificateInFile(input.attached, person.addresses, clock())
      : input
  }

  /**
   * An older copy takes no revocation away, and a revoked one that is in use goes out of use with the reading: its
   * owner's signature says so.
   */
  async function withWhatIsKnown(
    given: Uint8Array | string,
    read: Result<ReadCertificate>,
  ): Promise<Result<ReadCertificate>> {
    const rows = person.addresses.flatMap((address) => findCertificatesByAddress(store, address))
    for (const row of rows.filter(({ kind }) => kind === 'openpgp')) {
      const refreshed = await refreshCertificate(row.data, given, clock())
      if (refreshed.state === 'revoked') {
        const taken = store.transaction((tx) => revokeInUse(tx, audit, row, refreshed.armored, clock()))
        return taken.ok ? fail('openpgp/certificate-revoked') : taken
      }
      if (refreshed.state === 'updated' && read.ok) {
        const { armored, userIds, expiresAt } = refreshed.info
        return ok({ ...read.value, data: armored, userIds, expiresAt })
      }
    }
    return read
  }
}

async function readOpenPgpFor(
  data: Uint8Array | string,
  addresses: readonly string[],
  now: Date,
): Promise<Result<ReadCertificate>> {
  const info = await readCertificate(data, now)
  if (!info.ok) {
    return info
  }
  const own = new Set(addresses.map((address) => address.toLowerCase()))
  const { fingerprint, userIds, createdAt, expiresAt, armored } = info.value
  // Nobody is vouched for by being named in somebody else's certificate.
  const named = info.value.addresses.filter((address) => own.has(address))
  return named.length > 0
    ? ok({
        kind: 'openpgp',
        fingerprint,
        userIds,
        addresses: named,
        createdAt,
        expiresAt,
        issuer: null,
        data: armored,
      })
    : fail('openpgp/address-mismatch', {
        address: addresses[0] ?? '',
        named: info.value.addresses.join(', '),
      })
}
