import { createHash, randomBytes } from 'node:crypto'
import { canonicalJson } from '../../../shared/canonical-json.ts'
import type {
  Policy,
  PolicyOffer,
  PolicyRules,
  PolicySeat,
  SeatDraft,
} from '../../../shared/contract/index.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { AuditEvent, AuditTrail } from '../../audit/index.ts'
import {
  addPolicy,
  leavePolicies,
  listAuditEvents,
  listPolicies,
  type PolicyRow,
  type Store,
  type Tx,
} from '../../store/index.ts'
import { readPractice } from '../practice.ts'
import { changesBetween } from './changes.ts'
import {
  areSeatsSound,
  policyFile,
  policyHash,
  readPolicyFile,
  signPolicy,
  type PolicyBody,
  type SignedPolicy,
} from './document.ts'
import { readPolicy, roleIn } from './in-force.ts'
import { ensureSeatKey, ownSeatSeed } from './seat-key.ts'

export interface PolicyDeskDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly fingerprintWords: (fingerprint: string) => readonly string[]
  readonly provePassphrase: (passphrase: string) => Promise<Result<void>>
}

export interface NewPolicy {
  /** The number that the owner had before her, as `state` gave it; 0 for the first. */
  readonly basis: number
  readonly rules: PolicyRules
  /** Without the owner's own. */
  readonly seats: readonly SeatDraft[]
}

/** The practice's policy in this vault: issued here by the owner, or taken from the owner's file. */
export interface PolicyDesk {
  /** Makes the key of this vault's seat at the first time. Errors: of the store. */
  state(): Result<{
    own: { key: string; fingerprint: string; words: string[] }
    policy: Policy | null
    mayIssue: boolean
    basis: number
    reviewedAt: string | null
  }>
  /** Errors: `policy/outdated`, `policy/not-owner`, `policy/bad-seats`, `audit/write-failed`. */
  issue(policy: NewPolicy): Result<void>
  /** Writes down that a person looked through who has access. Error: `policy/gone` where there is no policy. */
  review(): Result<void>
  /** Null: there is none. */
  file(): { readonly number: number; readonly bytes: Uint8Array } | null
  /**
   * Looks at a file; nothing counts yet. A version that was in force before is refused for good, since the newest is kept.
   * Errors: of `readPolicyFile`, `policy/other-practice`, `policy/older`, `policy/conflicting`, `policy/in-force`,
   * `policy/no-seat`
   */
  consider(file: Uint8Array): Result<PolicyOffer>
  /** What was considered last counts from now on. Errors: `policy/gone`, and what `consider` gives. */
  accept(hash: string): Result<void>
  /**
   * No policy counts any more, so that one with another key may after two people compared it; a version of the same key
   * that is older than what was in force stays refused. Errors: `policy/gone`, `vault/wrong-passphrase`.
   */
  leave(passphrase: string): Promise<Result<void>>
}

export function createPolicyDesk(deps: PolicyDeskDeps): PolicyDesk {
  const { store, audit, clock, fingerprintWords, provePassphrase } = deps
  let considered: SignedPolicy | null = null

  const withKey = () => store.transaction((tx) => ok(ensureSeatKey(tx, clock().getTime())))

  /** When somebody looked through who has access last. */
  function reviewedAt(): string | null {
    const [last] = listAuditEvents(store, { types: ['access.reviewed'] }, { before: null, limit: 1 })
    return last === undefined ? null : new Date(last.at).toISOString()
  }

  function compared(publicKey: string): { fingerprint: string; words: string[] } {
    const fingerprint = createHash('sha256')
      .update(Buffer.from(publicKey, 'base64'))
      .digest('hex')
      .toUpperCase()
    return { fingerprint, words: [...fingerprintWords(fingerprint)] }
  }

  function present({ body, publicKey }: SignedPolicy, ownKey: string): Policy {
    const { number, issuedAt, practice, rules, seats } = body
    return {
      number,
      issuedAt,
      practice,
      rules,
      seats,
      issuer: compared(publicKey),
      role: roleIn(body, ownKey),
    }
  }

  /** Event by event what changes, then the policy itself: all of it or nothing. */
  function takeIntoForce(tx: Tx, next: SignedPolicy, first: AuditEvent): Result<void> {
    for (const event of [first, ...changesBetween(readPolicy(tx)?.body ?? null, next.body)]) {
      const recorded = audit.append(tx, event)
      if (!recorded.ok) return recorded
    }
    addPolicy(tx, {
      version: next.body.number,
      bodyJson: canonicalJson(next.body),
      signature: Buffer.from(next.signature, 'base64'),
      signer: next.publicKey,
      effectiveAt: clock().getTime(),
    })
    return ok(undefined)
  }

  /** The newest that this key ever signed for this vault, also where the practice was left since. */
  function newestOf(publicKey: string): PolicyRow | null {
    const known = listPolicies(store).filter(({ signer }) => signer === publicKey)
    return known.toSorted((a, b) => b.version - a.version)[0] ?? null
  }

  /** Numbers go on where a practice was left and is begun anew with the same key. */
  function basisOf(ownKey: string): number {
    return readPolicy(store)?.body.number ?? newestOf(ownKey)?.version ?? 0
  }

  function check(next: SignedPolicy, ownKey: string): Result<void> {
    const current = readPolicy(store)
    if (current !== null && current.publicKey !== next.publicKey) return fail('policy/other-practice')
    const newest = newestOf(next.publicKey)
    if (newest !== null) {
      const [old, given] = [newest.version, next.body.number]
      if (given < old) return fail('policy/older', { number: given, current: old })
      const isSame = newest.bodyJson === canonicalJson(next.body)
      if (given === old && !isSame) return fail('policy/conflicting', { number: given })
      if (given === old && current !== null) return fail('policy/in-force', { number: given })
    }
    return next.body.seats.some(({ key }) => key === ownKey) ? ok(undefined) : fail('policy/no-seat')
  }

  return {
    state: () => {
      const key = withKey()
      if (!key.ok) return key
      const policy = readPolicy(store)
      return ok({
        own: { key: key.value, ...compared(key.value) },
        policy: policy === null ? null : present(policy, key.value),
        mayIssue: policy === null || policy.publicKey === key.value,
        basis: basisOf(key.value),
        reviewedAt: reviewedAt(),
      })
    },

    issue: ({ basis, rules, seats }) => {
      const key = withKey()
      if (!key.ok) return key
      const before = readPolicy(store)
      if (before !== null && before.publicKey !== key.value) return fail('policy/not-owner')
      if (basis !== basisOf(key.value)) return fail('policy/outdated')
      const issuedAt = clock().toISOString()
      const { clinicianName, practiceName } = readPractice(store)
      const owner: PolicySeat = {
        ...{ id: newSeatId(), since: issuedAt },
        ...before?.body.seats.find(({ role }) => role === 'owner'),
        ...{ name: clinicianName || practiceName || 'Owner', role: 'owner', key: key.value, revokedAt: null },
      }
      const others = seats.map((seat) => seatOf(seat, before?.body ?? null, issuedAt))
      const body: PolicyBody = {
        ...{ format: 'sealpost-policy', version: 1, number: basis + 1, issuedAt },
        ...{ practice: practiceName, rules, seats: [owner, ...others.filter((seat) => seat !== null)] },
      }
      const isWhole = before?.body.seats.every(({ id }) => body.seats.some((seat) => seat.id === id)) ?? true
      // A seat that was there stays on the list for good, revoked: who had access when is part of the record.
      if (others.includes(null) || !isWhole || !areSeatsSound({ body, publicKey: key.value })) {
        return fail('policy/bad-seats')
      }
      const seed = ownSeatSeed(store)
      if (seed === null) return fail('policy/not-owner')
      const signed = signPolicy(body, seed)
      seed.fill(0)
      return store.transaction((tx) =>
        takeIntoForce(tx, signed, { type: 'policy.issued', version: body.number, hash: policyHash(signed) }),
      )
    },

    review: () => {
      const policy = readPolicy(store)
      if (policy === null) return fail('policy/gone')
      const { number, seats } = policy.body
      const inUse = seats.filter(({ revokedAt }) => revokedAt === null).length
      return store.transaction((tx) =>
        audit.append(tx, { type: 'access.reviewed', version: number, seats: inUse }),
      )
    },

    file: () => {
      const policy = readPolicy(store)
      return policy === null ? null : { number: policy.body.number, bytes: policyFile(policy) }
    },

    consider: (file) => {
      considered = null
      const read = readPolicyFile(file)
      if (!read.ok) return read
      const key = withKey()
      if (!key.ok) return key
      const checked = check(read.value, key.value)
      if (!checked.ok) return checked
      considered = read.value
      return ok({
        hash: policyHash(read.value),
        policy: present(read.value, key.value),
        replaces: readPolicy(store)?.body.number ?? null,
      })
    },

    accept: (hash) => {
      const next = considered
      if (next === null || policyHash(next) !== hash) return fail('policy/gone')
      const key = withKey()
      if (!key.ok) return key
      const checked = check(next, key.value)
      if (!checked.ok) return checked
      considered = null
      return store.transaction((tx) =>
        takeIntoForce(tx, next, {
          type: 'policy.imported',
          version: next.body.number,
          hash,
          signer: compared(next.publicKey).fingerprint,
          role: roleIn(next.body, key.value) ?? 'revoked',
        }),
      )
    },

    leave: async (passphrase) => {
      const proven = await provePassphrase(passphrase)
      if (!proven.ok) return proven
      considered = null
      return store.transaction((tx) => {
        const policy = readPolicy(tx)
        if (policy === null) return fail('policy/gone')
        const signer = compared(policy.publicKey).fingerprint
        const recorded = audit.append(tx, { type: 'policy.left', version: policy.body.number, signer })
        if (recorded.ok) leavePolicies(tx, clock().getTime())
        return recorded
      })
    },
  }
}

/** Null: it isn't one of those before. A key never changes: a person with another one has another seat. */
function seatOf(
  { id, name, role, key, isRevoked }: SeatDraft,
  before: PolicyBody | null,
  now: string,
): PolicySeat | null {
  const known = id === null ? null : (before?.seats.find((seat) => seat.id === id) ?? null)
  if (role === 'owner' || (id !== null && known?.key !== key)) return null
  return {
    ...{ id: known?.id ?? newSeatId(), name, role, key, since: known?.since ?? now },
    revokedAt: isRevoked ? (known?.revokedAt ?? now) : null,
  }
}

function newSeatId(): string {
  return randomBytes(8).toString('hex')
}
