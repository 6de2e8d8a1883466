import type { OwnKeyState, RevokedKey } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  makeRevocationCertificate,
  ownKeyExpiresSoon,
  revokeOwnKey,
  type RevocationReason,
} from '../sealing/index.ts'
import {
  findAccountKey,
  listAccounts,
  listOwnKeys,
  markOwnKeyRevoked,
  type OwnKey,
  type Store,
} from '../store/index.ts'
import { isRenewalDue, prepareOwnKey, prepareRenewal, storeOwnKey, storeRenewal } from './own-key.ts'

/** An OpenPGP key always belongs to an account. */
type AccountKey = OwnKey & { readonly accountAddress: string }

export interface KeyDeskDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly fingerprintWords: (fingerprint: string) => readonly string[]
}

/**
 * The life of the practice's OpenPGP keys, one for each account: shown, renewed, given up. Secret keys never leave
 * this room but into sealing. Errors of each: `account/absent` where no key in use has the fingerprint,
 * `audit/write-failed`.
 */
export interface KeyDesk {
  /** The keys in use, in the order of the accounts. */
  list(): OwnKeyState[]
  /** The certificate of a key in use, armored. */
  certificate(fingerprint: string): Result<string>
  /** Three years more from now; the fingerprint stays. */
  renew(fingerprint: string): Promise<Result<OwnKeyState[]>>
  /** Makes what an account lacks and renews what is due; what `start` of a session calls. */
  keepUp(): Promise<void>
  /** Gives the key up and makes the account's next one in the same step; old mail stays readable. */
  revoke(fingerprint: string, reason: RevocationReason): Promise<Result<OwnKeyState[]>>
  /** To be kept outside of this computer: whoever imports it stops encrypting to the key. Armored. */
  revocationCertificate(fingerprint: string): Promise<Result<string>>
  /** A revoked key's certificate, to be given to correspondents. Error: `account/absent`. */
  revokedCertificate(fingerprint: string): Result<string>
}

export function createKeyDesk({ store, audit, clock, fingerprintWords }: KeyDeskDeps): KeyDesk {
  const inUse = (): AccountKey[] =>
    listAccounts(store).flatMap(({ address }) => {
      const key = findAccountKey(store, address)
      return key === null ? [] : [{ ...key, accountAddress: address }]
    })

  function find(fingerprint: string): Result<AccountKey> {
    const key = inUse().find((one) => one.fingerprint === fingerprint)
    return key === undefined ? fail('account/absent') : ok(key)
  }

  function present(key: AccountKey): OwnKeyState {
    const expiresAt = key.expiresAt === null ? null : new Date(key.expiresAt)
    return {
      armored: key.certificate,
      fingerprint: key.fingerprint,
      words: [...fingerprintWords(key.fingerprint)],
      address: key.accountAddress,
      createdAt: instant(key.createdAt),
      expiresAt: expiresAt?.toISOString() ?? null,
      expiresSoon: expiresAt !== null && ownKeyExpiresSoon({ expiresAt }, clock()),
      revoked: listOwnKeys(store, 'openpgp')
        .filter(({ accountAddress }) => accountAddress?.toLowerCase() === key.accountAddress.toLowerCase())
        .flatMap(presentRevoked),
    }
  }

  const list = () => inUse().map(present)

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

  /** For an account that was added before each had its own. */
  async function makeMissing(address: string): Promise<void> {
    const key = await prepareOwnKey(address, clock())
    if (store.isOpen) {
      store.transaction((tx) => {
        const made = audit.append(tx, { type: 'own-key.made', fingerprint: key.fingerprint })
        if (made.ok) {
          storeOwnKey(tx, key)
        }
        return made
      })
    }
  }

  return {
    list,

    certificate: (fingerprint) => {
      const key = find(fingerprint)
      return key.ok ? ok(key.value.certificate) : key
    },

    renew: async (fingerprint) => {
      const key = find(fingerprint)
      if (!key.ok) {
        return key
      }
      const renewed = await renew(key.value)
      return renewed.ok ? ok(list()) : renewed
    },

    keepUp: async () => {
      const keys = inUse()
      const missing = listAccounts(store).filter(
        ({ address }) => !keys.some(({ accountAddress }) => accountAddress === address),
      )
      for (const { address } of missing) {
        await makeMissing(address)
      }
      for (const key of keys.filter((one) => isRenewalDue(one, clock()))) {
        await renew(key)
      }
    },

    revoke: async (wanted, reason) => {
      const key = find(wanted)
      if (!key.ok) {
        return key
      }
      const { id, fingerprint, secret, accountAddress } = key.value
      const now = clock()
      const certificate = await revokeOwnKey(secret, { reason, now })
      const next = await prepareOwnKey(accountAddress, now)
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
      return changed.ok ? ok(list()) : changed
    },

    revocationCertificate: async (fingerprint) => {
      const key = find(fingerprint)
      return key.ok ? ok(await makeRevocationCertificate(key.value.secret, clock())) : key
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
