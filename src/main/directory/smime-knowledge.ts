import type { Failure } from '../../shared/result.ts'
import {
  chooseCertificate,
  readSmimeCertificate,
  smimeCapabilities,
  type SmimeCapability,
  type SmimeCertificateInfo,
  type Trust,
} from '../sealing/index.ts'
import {
  findSigningCertificate,
  listOwnKeys,
  type AccountRow,
  type CertificateRow,
  type Reader,
} from '../store/index.ts'

/** Whether S/MIME reaches an address as things stand: with which certificate, or what stands in the way. */
export type SmimeKnowledge =
  | {
      readonly kind: 'usable'
      readonly certificate: SmimeCertificateInfo
      /** What the owner's program announced, in signed mail or in the certificate. */
      readonly capabilities: readonly SmimeCapability[]
      /** `newest`: the most recently issued of several that are usable. */
      readonly reason: 'only' | 'newest'
    }
  /** Of her certificates none can be used now. */
  | { readonly kind: 'unusable'; readonly problem: Failure }
  /** Mail to a certificate is always signed, and the sending account's own certificate is absent or can't sign now. */
  | { readonly kind: 'cannot-sign'; readonly problem: Failure }

/** The account that would send. */
export type SendingAccount = Pick<AccountRow, 'id' | 'address'>

/** @param accepted the contact's certificates that a person accepted, of any kind */
export function readSmimeKnowledge(
  reader: Reader,
  accepted: readonly CertificateRow[],
  address: string,
  trust: Trust,
  from: SendingAccount | null,
): SmimeKnowledge | null {
  const rows = accepted.filter(({ kind }) => kind === 'smime')
  if (rows.length === 0) {
    return null
  }
  const choice = chooseCertificate(
    rows.map(({ data }) => data),
    address,
    trust,
  )
  if (!choice.ok) {
    return { kind: 'unusable', problem: choice.error }
  }
  const problem = findOwnProblem(reader, trust, from)
  if (problem !== null) {
    return { kind: 'cannot-sign', problem }
  }
  const { chosen, reason } = choice.value
  const announced = rows.find(({ fingerprint }) => fingerprint === chosen.fingerprint)?.capabilities ?? []
  return {
    kind: 'usable',
    certificate: chosen,
    capabilities: smimeCapabilities.filter(
      (name) => announced.includes(name) || chosen.capabilities.includes(name),
    ),
    reason,
  }
}

/** Why the account can't sign with S/MIME now; null when it can. */
function findOwnProblem(reader: Reader, trust: Trust, from: SendingAccount | null): Failure | null {
  const own = from === null ? null : findSigningCertificate(reader, from.id)
  if (from === null || own === null) {
    const hasOthers = listOwnKeys(reader, 'smime').length > 0
    return { code: hasOthers ? 'smime/account-certificate-missing' : 'smime/own-certificate-missing' }
  }
  const judged = readSmimeCertificate(own.certificate, { ...trust, purpose: 'sign', address: from.address })
  return judged.ok ? null : { code: 'smime/own-certificate-unusable', detail: { reason: judged.error.code } }
}
