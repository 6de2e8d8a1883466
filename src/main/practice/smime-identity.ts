import type { OwnIdentity } from '../../shared/contract/index.ts'
import { fail, ok, type Failure, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  describeSmimeCertificate,
  importPkcs12,
  readSmimeCertificate,
  type ImportedIdentity,
  type Trust,
} from '../sealing/index.ts'
import {
  addOwnKey,
  defaultIdentity,
  listAccounts,
  listOwnKeys,
  makeDefaultOwnKey,
  removeOwnKey,
  replaceOwnKey,
  type OwnKey,
  type Store,
  type Tx,
} from '../store/index.ts'

/** Time enough to have a certificate issued again. */
const warnBeforeMs = 30 * 86_400_000

export interface IdentityDeskDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly trust: () => Trust
  readonly fingerprintWords: (fingerprint: string) => readonly string[]
}

/** The practice's own S/MIME certificates, with their private keys inside the store. */
export interface IdentityDesk {
  /** The one in use first. */
  list(): OwnIdentity[]
  /**
   * Takes every certificate with its key out of a PKCS#12 file. The newest that can sign is used from now on; others
   * still open old mail. Errors: of `importPkcs12`.
   */
  importFile(file: Uint8Array, password: string): Promise<Result<OwnIdentity[]>>
  /** Mail that was encrypted to it can't be opened any more. Error: `smime/own-certificate-missing`. */
  remove(fingerprint: string): Result<OwnIdentity[]>
}

export function createIdentityDesk({
  store,
  audit,
  trust,
  fingerprintWords,
}: IdentityDeskDeps): IdentityDesk {
  const ownAddresses = () => listAccounts(store).map(({ address }) => address.toLowerCase())

  function present(key: OwnKey): OwnIdentity[] {
    const info = describeSmimeCertificate(key.certificate)
    if (info === null) {
      return []
    }
    const judgedBy = trust()
    return [
      {
        fingerprint: info.fingerprint,
        words: [...fingerprintWords(info.fingerprint)],
        subject: info.subject,
        issuer: info.issuer,
        addresses: [...info.addresses],
        validFrom: info.validFrom.toISOString(),
        expiresAt: info.expiresAt.toISOString(),
        algorithm: info.algorithm,
        isInUse: key.isDefault,
        expiresSoon: info.expiresAt.getTime() - judgedBy.now.getTime() < warnBeforeMs,
        problem: problemOf(key, judgedBy),
      },
    ]
  }

  function problemOf(key: OwnKey, judgedBy: Trust): Failure | null {
    const own = ownAddresses()
    const address = key.addresses.find((named) => own.includes(named)) ?? own[0]
    const judged = readSmimeCertificate(key.certificate, {
      ...judgedBy,
      purpose: 'sign',
      ...(address !== undefined && { address }),
    })
    return judged.ok ? null : judged.error
  }

  const list = () => listOwnKeys(store, 'smime').flatMap(present)

  return {
    list,

    importFile: async (file, password) => {
      const imported = await importFor(file, password, ownAddresses(), trust())
      if (!imported.ok) {
        return imported
      }
      const now = trust().now.getTime()
      const stored = store.transaction((tx) => {
        const hasOne = defaultIdentity(tx) !== null
        const used =
          imported.value.find(({ problem }) => problem === null) ?? (hasOne ? null : imported.value[0])
        for (const identity of imported.value) {
          saveIdentity(tx, identity, identity === used, now)
          const { fingerprint } = identity.info
          const recorded = audit.append(tx, { type: 'own-key.imported', fingerprint })
          if (!recorded.ok) {
            return recorded
          }
        }
        return ok(undefined)
      })
      return stored.ok ? ok(list()) : stored
    },

    remove: (fingerprint) => {
      const removed = store.transaction((tx) => {
        const keys = listOwnKeys(tx, 'smime')
        const key = keys.find((one) => one.fingerprint === fingerprint)
        if (key === undefined) {
          return fail('smime/own-certificate-missing')
        }
        removeOwnKey(tx, key.id)
        const [next] = keys.filter(({ id }) => id !== key.id)
        if (key.isDefault && next !== undefined) {
          makeDefaultOwnKey(tx, next)
        }
        return audit.append(tx, { type: 'own-key.removed', fingerprint })
      })
      return removed.ok ? ok(list()) : removed
    },
  }
}

/** A practice with several accounts may have a certificate for any of them. */
async function importFor(
  file: Uint8Array,
  password: string,
  addresses: readonly string[],
  trust: Trust,
): Promise<Result<readonly ImportedIdentity[]>> {
  let first: Result<readonly ImportedIdentity[]> | null = null
  for (const address of addresses) {
    const imported = await importPkcs12(file, password, { trust, address })
    if (!imported.ok || imported.value.some(({ problem }) => problem === null)) {
      return imported
    }
    first ??= imported
  }
  return first ?? fail('account/absent')
}

function saveIdentity(
  tx: Tx,
  { info, pem, privateKeyPem }: ImportedIdentity,
  isUsed: boolean,
  now: number,
): void {
  const stored = { secret: privateKeyPem, certificate: pem, expiresAt: info.expiresAt.getTime() }
  const known = listOwnKeys(tx, 'smime').find(({ fingerprint }) => fingerprint === info.fingerprint)
  if (known === undefined) {
    const { fingerprint, addresses } = info
    const identity = { kind: 'smime', accountAddress: null, fingerprint, addresses } as const
    addOwnKey(tx, { ...identity, createdAt: now, isDefault: isUsed, ...stored })
    return
  }
  replaceOwnKey(tx, known.id, stored)
  if (isUsed) {
    makeDefaultOwnKey(tx, known)
  }
}
