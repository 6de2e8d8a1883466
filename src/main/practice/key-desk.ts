import type { OwnKeyState, RevokedKey } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  makeRevocationCertificate,
  ownKeyExpiresSoon,
  revokeOwnKey,
  type RevocationReason,
} from '../sealing/index.ts'
import { listOwnKeys, markOwnKeyRevoked, type OwnKey, type Store } from '../store/index.ts'
import {
  isRenewalDue,
  prepareOwnKey,
  prepareRenewal,
  readOwnKey,
  storeOwnKey,
  storeRenewal,
} from './own-key.ts'

export interface KeyDeskDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly fingerprintWords: (fingerprint: string) => readonly string[]
}

/**
 * The life of the practice's OpenPGP key: shown, renewed, given up. Secret keys never leave this room but into sealing.
 * Errors of each: `account/absent` where there is no key yet, `audit/write-failed`.
 */
export interface KeyDesk {
  state(): Result<OwnKeyState>
  /** Three years more from now; the fingerprint stays. */
  renew(): Promise<Result<OwnKeyState>>
  /** As `renew`, where it is due; what `start` of a session calls. */
  renewIfDue(): Promise<void>
  /** Gives the key up and makes the next one in the same step; old mail stays readable. */
  revoke(reason: RevocationReason): Promise<Result<OwnKeyState>>
  /** To be kept outside of this computer: whoever imports it stops encrypting to the present key. Armored. */
  revocationCertificate(): Promise<Result<{ readonly fingerprint: string; readonly armored: string }>>
  /** A revoked key's certificate, to be given to correspondents. Error: `account/absent`. */
  revokedCertificate(fingerprint: string): Result<string>
}

export function createKeyDesk({ store, audit, clock, fingerprintWords }: KeyDeskDeps): KeyDesk {
  function current(): Result<OwnKey> {
    const key = readOwnKey(store)
    return key === null ? fail('account/absent') : ok(key)
  }

  function present(key: OwnKey): OwnKeyState {
    const expiresAt = key.expiresAt === null ? null : new Date(key.expiresAt)
    return {
      armored: key.certificate,
      fingerprint: key.fingerprint,
      words: [...fingerprintWords(key.fingerprint)],
      addresses: [...key.addresses],
      createdAt: instant(key.createdAt),
      expiresAt: expiresAt?.toISOString() ?? null,
      expiresSoon: expiresAt !== null && ownKeyExpiresSoon({ expiresAt }, clock()),
      revoked: listOwnKeys(store, 'openpgp').flatMap(presentRevoked),
    }
  }

  function state(): Result<OwnKeyState> {
    const key = current()
    return key.ok ? ok(present(key.value)) : key
  }

  async function renew(key: OwnKey): Promise<Result<void>> {
    const renewal = await prepareRenewal(key, clock())
    // The vault may have been locked meanwhile.
    if (renewal === null || !store.isOpen) {
      return fail('account/absent')
    }
    return store.transaction((tx) => {
      const recorded = audit.append(tx, { type: 'own-key.renewed', fingerprint: renewal.fingerprint })
      if (recorded.ok) {
        storeRenewal(tx, renewal)
      }
      return recorded
    })
  }

  return {
    state,

    renew: async () => {
      const key = current()
      if (!key.ok) {
        return key
      }
      const renewed = await renew(key.value)
      return renewed.ok ? state() : renewed
    },

    renewIfDue: async () => {
      const key = readOwnKey(store)
      if (key !== null && isRenewalDue(key, clock())) {
        await renew(key)
      }
    },

    revoke: async (reason) => {
      const key = current()
      if (!key.ok) {
        return key
      }
      const { id, fingerprint, secret, addresses } = key.value
      const now = clock()
      const certificate = await revokeOwnKey(secret, { reason, now })
      const next = await prepareOwnKey(addresses[0] ?? '', now)
      const changed = store.transaction((tx) => {
        const revoked = audit.append(tx, { type: 'own-key.revoked', fingerprint, reason })
        if (!revoked.ok) {
          return revoked
        }
        const made = audit.append(tx, { type: 'own-key.made', fingerprint: next.fingerprint })
        if (made.ok) {
          markOwnKeyRevoked(tx, id, { at: now.getTime(), certificate })
          storeOwnKey(tx, next)
        }
        return made
      })
      return changed.ok ? state() : changed
    },

    revocationCertificate: async () => {
      const key = current()
      if (!key.ok) {
        return key
      }
      const { secret, fingerprint } = key.value
      return ok({ fingerprint, armored: await makeRevocationCertificate(secret, clock()) })
    },

    revokedCertificate: (fingerprint) => {
      const key = listOwnKeys(store, 'openpgp').find((one) => one.fingerprint === fingerprint)
      const certificate = key?.revokedCertificate ?? null
      return certificate === null ? fail('account/absent') : ok(certificate)
    },
  }
}

function presentRevoked({ fingerprint, revokedAt }: OwnKey): RevokedKey[] {
  return revokedAt === null ? [] : [{ fingerprint, revokedAt: instant(revokedAt) }]
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}
