import type { OwnIdentity } from '../../shared/contract/index.ts'
import { fail, ok, type Failure, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import {
  describeSmimeCertificate,
  importPkcs12,
  readSmimeCertificate,
  type ImportedIdentity,
  type SmimeCertificateInfo,
  type Trust,
} from '../sealing/index.ts'
import {
  addOwnKey,
  findAccountByAddress,
  findSigningCertificate,
  freeOwnKey,
  listAccounts,
  listOwnKeys,
  removeOwnKey,
  replaceOwnKey,
  setSigningCertificate,
  type AccountRow,
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

/**
 * The practice's own S/MIME certificates, with their private keys inside the store. Each account signs with one that
 * names its address, and with no other: what an account sends never shows the address of another.
 */
export interface IdentityDesk {
  /** Those in use first, then the latest imported. */
  list(): OwnIdentity[]
  /**
   * Takes every certificate with its key out of a PKCS#12 file. The newest that can sign is used from now on by each
   * account that it names, unless that account has one issued later; others still open old mail. Errors: of
   * `importPkcs12`.
   */
  importFile(file: Uint8Array, password: string): Promise<Result<OwnIdentity[]>>
  /**
   * It signs what the account sends from now on. Errors: `smime/own-certificate-missing`, `account/absent`, and what
   * `readSmimeCertificate` says of one that can't sign for the address now.
   */
  choose(fingerprint: string, address: string): Result<OwnIdentity[]>
  /**
   * Mail that was encrypted to it can't be opened any more. An account that it signed for has none until a person
   * chooses another. Errors: `smime/own-certificate-missing`; `hold/held` while any legal hold stands.
   */
  remove(fingerprint: string): Result<OwnIdentity[]>
}

export function createIdentityDesk({
  store,
  audit,
  trust,
  fingerprintWords,
}: IdentityDeskDeps): IdentityDesk {
  function list(): OwnIdentity[] {
    const judgedBy = trust()
    const accounts = listAccounts(store).map((account) => ({
      address: account.address.toLowerCase(),
      keyId: findSigningCertificate(store, account.id)?.id ?? null,
    }))
    const shown = listOwnKeys(store, 'smime').flatMap((key) => {
      const info = describeSmimeCertificate(key.certificate)
      return info === null ? [] : [present(key, info, accounts, judgedBy)]
    })
    return shown.sort((a, b) => Number(b.usedFor.length > 0) - Number(a.usedFor.length > 0))
  }

  function present(
    key: OwnKey,
    info: SmimeCertificateInfo,
    accounts: readonly { readonly address: string; readonly keyId: number | null }[],
    judgedBy: Trust,
  ): OwnIdentity {
    const fits = accounts.filter(({ address }) => info.addresses.includes(address))
    const address = fits[0]?.address ?? accounts[0]?.address
    return {
      fingerprint: info.fingerprint,
      words: [...fingerprintWords(info.fingerprint)],
      subject: info.subject,
      issuer: info.issuer,
      addresses: [...info.addresses],
      validFrom: info.validFrom.toISOString(),
      expiresAt: info.expiresAt.toISOString(),
      algorithm: info.algorithm,
      fits: fits.map((account) => account.address),
      usedFor: fits.filter(({ keyId }) => keyId === key.id).map((account) => account.address),
      expiresSoon: info.expiresAt.getTime() - judgedBy.now.getTime() < warnBeforeMs,
      problem: address === undefined ? null : problemOf(key.certificate, address, judgedBy),
    }
  }

  /** Recorded before it counts. */
  function use(tx: Tx, key: Pick<OwnKey, 'id' | 'fingerprint'>, account: AccountRow): Result<void> {
    const before = findSigningCertificate(tx, account.id)
    if (before?.id === key.id) {
      return ok(undefined)
    }
    const recorded = audit.append(tx, {
      type: 'own-key.chosen',
      fingerprint: key.fingerprint,
      account: account.id,
      replaces: before?.fingerprint ?? null,
    })
    if (!recorded.ok) {
      return recorded
    }
    setSigningCertificate(tx, account.id, key.id)
    return ok(undefined)
  }

  return {
    list,

    importFile: async (file, password) => {
      const judgedBy = trust()
      const imported = await importPkcs12(file, password, judgedBy)
      if (!imported.ok) {
        return imported
      }
      const stored = store.transaction((tx) => {
        for (const identity of imported.value) {
          const { fingerprint } = identity.info
          const recorded = audit.append(tx, { type: 'own-key.imported', fingerprint })
          if (!recorded.ok) {
            return recorded
          }
          saveIdentity(tx, identity, judgedBy.now.getTime())
        }
        for (const account of listAccounts(tx)) {
          const fitting = fittingFor(tx, imported.value, account, judgedBy)
          const used = fitting === null ? ok(undefined) : use(tx, fitting, account)
          if (!used.ok) {
            return used
          }
        }
        return ok(undefined)
      })
      return stored.ok ? ok(list()) : stored
    },

    choose: (fingerprint, address) => {
      const chosen = store.transaction((tx) => {
        const key = listOwnKeys(tx, 'smime').find((one) => one.fingerprint === fingerprint)
        if (key === undefined) {
          return fail('smime/own-certificate-missing')
        }
        const account = findAccountByAddress(tx, address)
        if (account === null) {
          return fail('account/absent')
        }
        const problem = problemOf(key.certificate, account.address, trust())
        return problem === null ? use(tx, key, account) : { ok: false, error: problem }
      })
      return chosen.ok ? ok(list()) : chosen
    },

    remove: (fingerprint) => {
      const removed = store.transaction((tx) => {
        const key = listOwnKeys(tx, 'smime').find((one) => one.fingerprint === fingerprint)
        if (key === undefined) {
          return fail('smime/own-certificate-missing')
        }
        const free = freeOwnKey(tx, key)
        if (free === null) {
          return fail('hold/held')
        }
        const recorded = audit.append(tx, { type: 'own-key.removed', fingerprint })
        if (recorded.ok) {
          removeOwnKey(tx, free)
        }
        return recorded
      })
      return removed.ok ? ok(list()) : removed
    },
  }
}

/** Why it can't sign what the account of this address sends; null when it can. */
function problemOf(certificate: string, address: string, judgedBy: Trust): Failure | null {
  const judged = readSmimeCertificate(certificate, { ...judgedBy, purpose: 'sign', address })
  return judged.ok ? null : judged.error
}

/**
 * The imported one that the account signs with from now on: one that can, unless what it has was issued later; one
 * that can't only where it has none, so that it says why. Null: all stays as it is.
 * @param imported the most recently issued first
 */
function fittingFor(
  tx: Tx,
  imported: readonly ImportedIdentity[],
  account: AccountRow,
  judgedBy: Trust,
): OwnKey | null {
  const named = imported.filter(({ info }) => info.addresses.includes(account.address.toLowerCase()))
  const best = named.find(({ problem }) => problem === null)
  const current = findSigningCertificate(tx, account.id)
  const candidate = best ?? (current === null ? named[0] : undefined)
  if (candidate === undefined || (current !== null && isLater(current, candidate.info, account, judgedBy))) {
    return null
  }
  const { fingerprint } = candidate.info
  return listOwnKeys(tx, 'smime').find((key) => key.fingerprint === fingerprint) ?? null
}

function isLater(
  current: OwnKey,
  { validFrom }: SmimeCertificateInfo,
  { address }: AccountRow,
  judgedBy: Trust,
): boolean {
  const info = describeSmimeCertificate(current.certificate)
  return (
    info !== null && info.validFrom > validFrom && problemOf(current.certificate, address, judgedBy) === null
  )
}

function saveIdentity(tx: Tx, { info, pem, privateKeyPem }: ImportedIdentity, now: number): void {
  const { fingerprint, addresses } = info
  const stored = { secret: privateKeyPem, certificate: pem, expiresAt: info.expiresAt.getTime() }
  const known = listOwnKeys(tx, 'smime').find((key) => key.fingerprint === fingerprint)
  if (known === undefined) {
    const identity = { kind: 'smime', accountAddress: null, fingerprint, addresses } as const
    addOwnKey(tx, { ...identity, createdAt: now, isDefault: false, ...stored })
  } else {
    replaceOwnKey(tx, known.id, stored)
  }
}
