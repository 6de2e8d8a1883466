import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import { describe, judgeFile, type SmimeCertificateInfo } from './certificate.ts'
import type { Trust } from './chain.ts'

export type CertificateChoice = {
  readonly chosen: SmimeCertificateInfo
  /** `only`: nothing else was usable; `newest`: the most recently issued of several. */
  readonly reason: 'only' | 'newest'
  /** The others that are usable, and why each was passed over. */
  readonly older: readonly SmimeCertificateInfo[]
  /** Those that aren't usable, in the order given. */
  readonly unusable: readonly Failure[]
}

/**
 * Chooses among several certificates for one address. The rule: of those that are usable now, the one whose
 * validity began last, since a renewal replaces what came before; then the one that lasts longest; then the first
 * by fingerprint, so that the answer never depends on the order given.
 *
 * @param candidates PEM as `SmimeCertificateInfo.pem` has it
 * @returns when none is usable, what is wrong with the first; `seal/no-method` when there are none
 */
export function chooseCertificate(
  candidates: readonly string[],
  address: string,
  trust: Trust,
): Result<CertificateChoice> {
  const usable = new Map<string, SmimeCertificateInfo>()
  const unusable: Failure[] = []
  for (const candidate of candidates) {
    const judged = judgeFile(candidate, { ...trust, purpose: 'encrypt', address })
    if (judged.ok) usable.set(judged.value.certificate.fingerprint, describe(judged.value))
    else unusable.push(judged.error)
  }
  const [chosen, ...older] = [...usable.values()].sort(byRule)
  if (chosen === undefined) {
    const [first] = unusable
    return first === undefined ? fail('seal/no-method') : { ok: false, error: first }
  }
  return ok({ chosen, reason: older.length === 0 ? 'only' : 'newest', older, unusable })
}

function byRule(a: SmimeCertificateInfo, b: SmimeCertificateInfo): number {
  return (
    b.validFrom.getTime() - a.validFrom.getTime() ||
    b.expiresAt.getTime() - a.expiresAt.getTime() ||
    (a.fingerprint < b.fingerprint ? -1 : 1)
  )
}
