import type { OwnKeyState, RevokedKey, ShownKey } from '../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  isNewerKey,
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
import {
  findNewerKey,
  isRenewalDue,
  prepareNewerKey,
  prepareOwnKey,
  prepareRenewal,
  storeOwnKey,
  storeRenewal,
} from './own-key.ts'

/** An OpenPGP key always belongs to an account. */
type AccountKey = OwnKey & { readonly accountAddress: string }

export interface KeyDeskDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly fingerprintWords: (fingerprint: string) => readonly string[]
}

/**
 * The life of the practice's OpenPGP keys, one for each account and a version 6 key beside it where that was wanted:
 * shown, renewed, given up. Secret keys never leave this room but into sealing. Errors of each: `account/absent` where no key in use has the fingerprint,
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
  /** Makes a version 6 key beside the one of this fingerprint; nothing where there is one. */
  makeNewer(fingerprint: string): Promise<Result<OwnKeyState[]>>
  /**
   * Gives the key up and makes the account's next one in the same step; old mail stays readable. A version 6 key has no
   * next one.
   */
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

  const newerThan = ({ accountAddress }: AccountKey): AccountKey | null => {
    const newer = findNewerKey(store, accountAddress)
    return newer === null ? null : { ...newer, accountAddress }
  }

  const all = (): AccountKey[] =>
    inUse().flatMap((key) => {
      const newer = newerThan(key)
      return newer === null ? [key] : [key, newer]
    })

  function find(fingerprint: string): Result<AccountKey> {
    const key = all().find((one) => one.fingerprint === fingerprint)
    return key === undefined ? fail('account/absent') : ok(key)
  }

  function show(key: AccountKey): ShownKey {
    const expiresAt = key.expiresAt === null ? null : new Date(key.expiresAt)
    return {
      armored: key.certificate,
      fingerprint: key.fingerprint,
      words: [...fingerprintWords(key.fingerprint)],
      address: key.accountAddress,
      createdAt: instant(key.createdAt),
      expiresAt: expiresAt?.toISOString() ?? null,
      expiresSoon: expiresAt !== null && ownKeyExpiresSoon({ expiresAt }, clock()),
    }
  }

  function present(key: AccountKey): OwnKeyState {
    const newer = newerThan(key)
    return {
      ...show(key),
      newer: newer === null ? null : show(newer),
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
      for (const key of all().filter((one) => isRenewalDue(one, clock()))) {
        await renew(key)
      }
    },

    makeNewer: async (fingerprint) => {
      const key = find(fingerprint)
      if (!key.ok) {
        return key
      }
      const newer = await prepareNewerKey(key.value.accountAddress, clock())
      // The vault may have been locked meanwhile, or the key made by a second press.
      if (!store.isOpen) {
        return fail('account/absent')
      }
      const made = store.transaction((tx) => {
        if (findNewerKey(tx, key.value.accountAddress) !== null) {
          return ok(undefined)
        }
        const recorded = audit.append(tx, { type: 'own-key.made', fingerprint: newer.fingerprint })
        if (recorded.ok) {
          storeOwnKey(tx, newer)
        }
        return recorded
      })
      return made.ok ? ok(list()) : made
    },

    revoke: async (wanted, reason) => {
      const key = find(wanted)
      if (!key.ok) {
        return key
      }
      const { id, fingerprint, secret, accountAddress } = key.value
      const now = clock()
      const certificate = await revokeOwnKey(secret, { reason, now })
      const next = isNewerKey(fingerprint) ? null : await prepareOwnKey(accountAddress, now)
      const changed = store.transaction((tx) => {
        const revoked = audit.append(tx, { type: 'own-key.revoked', fingerprint, reason })
        if (!revoked.ok) {
          return revoked
        }
        const made =
          next === null
            ? ok(undefined)
            : audit.append(tx, { type: 'own-key.made', fingerprint: next.fingerprint })
        if (made.ok) {
          markOwnKeyRevoked(tx, id, { at: now.getTime(), certificate })
          if (next !== null) {
            storeOwnKey(tx, next)
          }
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
