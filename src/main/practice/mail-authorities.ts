import type { MailAuthority, MailAuthorityOffer, RevocationListState } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  describeStoredAuthority,
  readAuthority,
  readRevocationList,
  type AuthorityInfo,
  type Trust,
} from '../sealing/index.ts'
import {
  addTrustRoot,
  listOwnKeys,
  listRevocationLists,
  listSmimeCertificateData,
  listTrustRoots,
  removeRevocationList,
  removeTrustRoot,
  saveRevocationList,
  type RevocationListRow,
  type Store,
} from '../store/index.ts'

export interface AuthorityDeskDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly trust: () => Trust
  readonly fingerprintWords: (fingerprint: string) => readonly string[]
}

/** Whom the practice trusts to vouch for mail addresses besides the system's roots, and what issuers took back. */
export interface AuthorityDesk {
  list(): MailAuthority[]
  /** Shows what a file holds; trusts nothing. Errors: of `readAuthority`. */
  read(file: Uint8Array): Result<MailAuthorityOffer>
  /** A person's decision: from now on, whoever this authority vouches for is taken to be who the mail says. */
  add(pem: string): Result<MailAuthority[]>
  remove(fingerprint: string): Result<MailAuthority[]>
  lists(): RevocationListState[]
  /**
   * Takes a revocation list into use, in the place of the issuer's last one.
   * Errors: of `readRevocationList`, and `smime/list-older`.
   */
  importList(file: Uint8Array): Result<RevocationListState[]>
  removeList(id: number): Result<RevocationListState[]>
}

export function createAuthorityDesk({
  store,
  audit,
  trust,
  fingerprintWords,
}: AuthorityDeskDeps): AuthorityDesk {
  function present(info: AuthorityInfo): MailAuthority {
    const { fingerprint, subject, issuer, isRoot, algorithm, validFrom, expiresAt } = info
    return {
      fingerprint,
      words: [...fingerprintWords(fingerprint)],
      subject,
      issuer: isRoot ? null : issuer,
      algorithm,
      validFrom: validFrom.toISOString(),
      expiresAt: expiresAt.toISOString(),
      hasExpired: expiresAt < trust().now,
    }
  }

  function presentList({ id, issuer, issuedAt, nextAt, entries }: RevocationListRow): RevocationListState {
    return {
      id,
      issuer,
      issuedAt: new Date(issuedAt).toISOString(),
      nextAt: nextAt === null ? null : new Date(nextAt).toISOString(),
      entries,
      isStale: nextAt !== null && nextAt < trust().now.getTime(),
    }
  }

  const list = () =>
    listTrustRoots(store)
      .flatMap(({ pem }) => describeStoredAuthority(pem) ?? [])
      .map(present)
  const lists = () => listRevocationLists(store).map(presentList)
  /** Where authorities between people and roots are found: they come along with certificates. */
  const known = () => [
    ...listSmimeCertificateData(store),
    ...listOwnKeys(store, 'smime').map(({ certificate }) => certificate),
  ]

  return {
    list,
    lists,

    read: (file) => {
      const read = readAuthority(file, trust())
      return read.ok ? ok({ ...present(read.value), pem: read.value.pem }) : read
    },

    add: (pem) => {
      const read = readAuthority(pem, trust())
      if (!read.ok) {
        return read
      }
      const { fingerprint } = read.value
      const added = store.transaction((tx) => {
        const recorded = audit.append(tx, { type: 'mail-authority.added', fingerprint })
        if (recorded.ok) {
          addTrustRoot(tx, { fingerprint, pem: read.value.pem, addedAt: trust().now.getTime() })
        }
        return recorded
      })
      return added.ok ? ok(list()) : added
    },

    remove: (fingerprint) => {
      const removed = store.transaction((tx) =>
        removeTrustRoot(tx, fingerprint)
          ? audit.append(tx, { type: 'mail-authority.removed', fingerprint })
          : ok(undefined),
      )
      return removed.ok ? ok(list()) : removed
    },

    importList: (file) => {
      const read = readRevocationList(file, known(), trust())
      if (!read.ok) {
        return read
      }
      const { der, issuer, issuerFingerprint, issuerKeyHash, part, entries } = read.value
      const issuedAt = read.value.issuedAt.getTime()
      const before = listRevocationLists(store).find(
        (one) => one.issuerKeyHash === issuerKeyHash && one.part === part,
      )
      // Whoever can hand over an old list could make a revocation unseen.
      if (before !== undefined && issuedAt < before.issuedAt) {
        return fail('smime/list-older')
      }
      const saved = store.transaction((tx) => {
        const recorded = audit.append(tx, {
          type: 'revocation-list.imported',
          issuer: issuerFingerprint,
          entries,
        })
        if (recorded.ok) {
          const nextAt = read.value.nextAt?.getTime() ?? null
          const addedAt = trust().now.getTime()
          saveRevocationList(tx, {
            ...{ der, issuer, issuerFingerprint, issuerKeyHash, part, entries },
            ...{ issuedAt, nextAt, addedAt },
          })
        }
        return recorded
      })
      return saved.ok ? ok(lists()) : saved
    },

    removeList: (id) => {
      const row = listRevocationLists(store).find((one) => one.id === id)
      if (row === undefined) {
        return ok(lists())
      }
      const removed = store.transaction((tx) => {
        const recorded = audit.append(tx, { type: 'revocation-list.removed', issuer: row.issuerFingerprint })
        if (recorded.ok) {
          removeRevocationList(tx, id)
        }
        return recorded
      })
      return removed.ok ? ok(lists()) : removed
    },
  }
}
