import type { ContactId } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { readCertificate, refreshCertificate, type CertificateInfo } from '../sealing/index.ts'
import {
  dropCertificate,
  findCertificatesByAddress,
  findContactsByAddress,
  saveCertificate,
  storeCertificateData,
  type CertificateRow,
  type CertificateSource,
  type Store,
  type Tx,
} from '../store/index.ts'
import { revokeInUse } from './revocation.ts'

/** What a mail's Autocrypt header says of its one sender. Anyone can have written it. */
export interface AutocryptHint {
  /** Lower case. */
  readonly sender: string
  readonly certificate: Uint8Array
  /** When it says that it was sent; one from the future counts as sent now. */
  readonly sentAt: Date
}

interface Deps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
}

/**
 * Takes an Autocrypt header as a hint: a new certificate is kept as seen, one for each address, the latest mail's. A
 * certificate in use is never replaced; but where its owner has moved its expiry or revoked it, that is taken over,
 * because the owner's own signature says so.
 *
 * @returns whether what is known of a contact has changed
 */
export async function takeAutocrypt(deps: Deps, hint: AutocryptHint): Promise<Result<boolean>> {
  const { store, clock } = deps
  const known = findCertificatesByAddress(store, hint.sender).filter(({ kind }) => kind === 'openpgp')
  const refreshed = await refreshKnown(deps, known, hint.certificate)
  if (refreshed !== null) {
    return refreshed
  }
  const read = await readCertificate(hint.certificate, clock())
  // Without the sender's address it could never be accepted.
  if (!read.ok || !read.value.addresses.includes(hint.sender) || !store.isOpen) {
    return ok(false)
  }
  return store.transaction((tx) => ok(keepHint(tx, hint, read.value, clock())))
}

/** Null where the certificate is none of those known. */
async function refreshKnown(
  deps: Deps,
  known: readonly CertificateRow[],
  incoming: Uint8Array,
): Promise<Result<boolean> | null> {
  let outcome: Result<boolean> | null = null
  for (const row of known) {
    const refreshed = await refreshCertificate(row.data, incoming, deps.clock())
    if (refreshed.state === 'other-key' || !deps.store.isOpen) {
      continue
    }
    if (refreshed.state === 'same') {
      outcome ??= ok(false)
      continue
    }
    const taken = deps.store.transaction<boolean>((tx) => {
      if (refreshed.state === 'revoked') {
        return revokeInUse(tx, deps.audit, row, refreshed.armored, deps.clock())
      }
      storeCertificateData(tx, row.id, storedOf(refreshed.info))
      return ok(row.contactId !== null)
    })
    if (!taken.ok) {
      return taken
    }
    outcome = ok(taken.value || (outcome?.ok === true && outcome.value))
  }
  return outcome
}

/** One hint for each address, the latest: whoever forges a hundred of them fills no list. */
function keepHint(tx: Tx, hint: AutocryptHint, info: CertificateInfo, now: Date): boolean {
  const at = Math.min(hint.sentAt.getTime(), now.getTime())
  const hints = findCertificatesByAddress(tx, hint.sender).filter(
    ({ kind, trust, source }) => kind === 'openpgp' && trust === 'seen' && source === 'autocrypt',
  )
  if (hints.some(({ lastSeenAt }) => lastSeenAt >= at)) {
    return false
  }
  hints.forEach(({ id }) => {
    dropCertificate(tx, id)
  })
  return keepSeen(tx, { info, address: hint.sender, source: 'autocrypt', at })
}

/** Keeps a certificate as seen under the address that it was found for. @returns whether that is a contact's */
export function keepSeen(
  tx: Tx,
  seen: {
    readonly info: CertificateInfo
    readonly address: string
    readonly source: CertificateSource
    readonly at: number
  },
): boolean {
  const contactId: ContactId | null = findContactsByAddress(tx, seen.address)[0]?.id ?? null
  saveCertificate(
    tx,
    {
      ...storedOf(seen.info),
      contactId,
      kind: 'openpgp',
      fingerprint: seen.info.fingerprint,
      addresses: [seen.address],
      source: seen.source,
      madeAt: seen.info.createdAt.getTime(),
    },
    seen.at,
  )
  return contactId !== null
}

function storedOf({ armored, userIds, expiresAt }: CertificateInfo) {
  return { data: armored, userIds, expiresAt: expiresAt?.getTime() ?? null }
}
