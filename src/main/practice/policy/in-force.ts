import { fail, ok, type Result } from '../../../shared/result.ts'
import type { PolicyLimits, Rung, Settings } from '../../../shared/contract/index.ts'
import { findPolicy, listPolicies, type PolicyRow, type Reader } from '../../store/index.ts'
import { readPreferences } from '../preferences.ts'
import { policyBodySchema, type PolicyBody, type SignedPolicy } from './document.ts'
import { effectiveSettings, isStrongEnough, limitsOf } from './effective.ts'
import { ownSeatKey } from './seat-key.ts'

/** The policy that counts in this vault; it was verified before it was stored. */
export function readPolicy(reader: Reader): SignedPolicy | null {
  const row = findPolicy(reader)
  return row === null ? null : signedOf(row)
}

function signedOf({ bodyJson, signature, signer }: PolicyRow): SignedPolicy {
  return {
    body: policyBodySchema.parse(JSON.parse(bodyJson)),
    publicKey: signer,
    signature: Buffer.from(signature).toString('base64'),
  }
}

/** The seat with this key, where it is still one. */
export function roleIn({ seats }: PolicyBody, key: string) {
  return seats.find((seat) => seat.key === key && seat.revokedAt === null)?.role ?? null
}

/** Null: there is no policy. */
export function readLimits(reader: Reader): PolicyLimits | null {
  const policy = readPolicy(reader)
  if (policy === null) return null
  const { number, rules } = policy.body
  const key = ownSeatKey(reader)
  return limitsOf(number, rules, key === null ? null : roleIn(policy.body, key))
}

/** The settings as they count (45 CFR 164.312(a)(2)(iii)): everything that enforces one reads it here. */
export function settingsInForce(reader: Reader): Settings {
  return effectiveSettings(readPreferences(reader), readLimits(reader))
}

/** Error: `policy/not-allowed` (detail: number) where the policy leaves this to others. */
export function mayByPolicy(
  reader: Reader,
  what: 'mayExportMail' | 'mayExportDecrypted' | 'mayExportNames' | 'maySetFindingsAside',
): Result<void> {
  const limits = readLimits(reader)
  return limits === null || limits[what]
    ? ok(undefined)
    : fail('policy/not-allowed', { number: limits.number })
}

/** Whether the person here may answer what Send asks about. Error: `policy/may-not-answer` (detail: number). */
export function mayAnswer(reader: Reader): Result<void> {
  const limits = readLimits(reader)
  return limits === null || limits.mayAnswerQuestions
    ? ok(undefined)
    : fail('policy/may-not-answer', { number: limits.number })
}

/**
 * Whether this vault may send at all.
 * Errors: `policy/seat-revoked`, `policy/seat-auditor`, `policy/factor-first`
 */
export function maySend(reader: Reader, hasFactor: boolean): Result<void> {
  const limits = readLimits(reader)
  if (limits === null) return ok(undefined)
  if (limits.role === null) return fail('policy/seat-revoked', { number: limits.number })
  // A vault with mail under an auditor's seat: that seat reads logs.
  if (limits.role === 'auditor') return fail('policy/seat-auditor', { number: limits.number })
  return limits.needsSecondFactor && !hasFactor
    ? fail('policy/factor-first', { number: limits.number })
    : ok(undefined)
}

/**
 * Whether what was sealed before may still leave: the policy may have come, and the seat gone, while it waited.
 * Errors: of `maySend`, `policy/method-too-weak`
 */
export function mayStillLeave(reader: Reader, method: Rung, hasFactor: boolean): Result<void> {
  const sends = maySend(reader, hasFactor)
  if (!sends.ok) return sends
  const weakest = readLimits(reader)?.weakestMethod ?? null
  return isStrongEnough(method, weakest) ? ok(undefined) : fail('policy/method-too-weak')
}

/** One version, as it was signed, and when it began to count here. */
export type AccessVersion = Pick<PolicyBody, 'number' | 'issuedAt' | 'rules' | 'seats'> & {
  readonly since: string
  /** When this vault left the practice; null: it didn't. */
  readonly leftAt: string | null
}

/** Every version of the policy, the newest first (45 CFR 164.316(b)(2)(i)). */
export function accessHistory(reader: Reader): AccessVersion[] {
  return listPolicies(reader).map((row) => {
    const { number, issuedAt, rules, seats } = signedOf(row).body
    const leftAt = row.leftAt === null ? null : new Date(row.leftAt).toISOString()
    return { number, issuedAt, rules, seats, since: new Date(row.effectiveAt).toISOString(), leftAt }
  })
}
