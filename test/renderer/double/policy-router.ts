import type { Policy, PolicyRules } from '../../../src/shared/contract/index.ts'
import { failure, os } from './base.ts'

const words =
  'amber coast ladder violin harbor maple signal orbit candle river stone winter paper glove forest lemon bridge cotton anchor velvet meadow ticket copper sparrow'.split(
    ' ',
  )
const fingerprint = '7E19BE3B1A2C56D10489FF53A0C2E8F6B9D147A35C80E6F2194B7D3A6C5E8F01'
const keys = {
  owner: `${'O'.repeat(43)}=`,
  clinician: `${'C'.repeat(43)}=`,
  biller: `${'B'.repeat(43)}=`,
  auditor: `${'A'.repeat(43)}=`,
}

const rules: PolicyRules = {
  weakestMethod: 'sealed-message',
  longestIdleMinutes: 5,
  needsSecondFactor: true,
  allowsPasskeyAlone: false,
  mayExportMail: ['owner', 'clinician'],
  mayExportDecrypted: ['owner'],
  mayExportNames: [],
  maySetFindingsAside: ['owner', 'clinician'],
  mayAnswerQuestions: ['owner', 'clinician'],
  keepsLogYears: 7,
}

const seat = (id: string, name: string, role: keyof typeof keys, revokedAt: string | null = null) => ({
  ...{ id: id.repeat(16), name, role, key: keys[role], revokedAt },
  since: '2026-03-02T08:00:00.000Z',
})

/** `policy=owner | clinician | biller`: whose vault this is, in a practice with a policy. */
function policyAs(role: Policy['role']): Policy {
  return {
    ...{ number: 3, issuedAt: '2026-11-20T09:00:00.000Z', practice: 'Rivera Practice', rules, role },
    issuer: { fingerprint, words },
    seats: [
      seat('a', 'Dr. Ana Rivera', 'owner'),
      seat('b', 'Ben Cole', 'biller'),
      { ...seat('c', 'Carla Diaz', 'clinician', '2026-10-30T17:20:00.000Z'), key: `${'D'.repeat(43)}=` },
      seat('d', 'Dr. Susan Lee', 'clinician'),
    ],
  }
}

export const policyRouter = {
  state: os.policy.state.handler(({ context: { state } }) => {
    const { policy } = state.scenario
    return {
      own: { key: keys[policy ?? 'owner'], fingerprint, words },
      policy: policy === null ? null : policyAs(policy),
      mayIssue: policy === null || policy === 'owner',
      basis: policy === null ? 0 : policyAs(policy).number,
      reviewedAt: policy === null ? null : '2026-08-03T10:00:00.000Z',
    }
  }),
  limits: os.policy.limits.handler(({ context: { state } }) => {
    const role = state.scenario.policy
    if (role === null) return null
    const { number } = policyAs(role)
    const { longestIdleMinutes, allowsPasskeyAlone, needsSecondFactor, weakestMethod } = rules
    const may = (list: readonly string[]) => list.includes(role)
    return {
      ...{ number, role, longestIdleMinutes, allowsPasskeyAlone, needsSecondFactor, weakestMethod },
      mayExportMail: may(rules.mayExportMail),
      mayExportDecrypted: may(rules.mayExportDecrypted),
      mayExportNames: may(rules.mayExportNames),
      maySetFindingsAside: may(rules.maySetFindingsAside),
      mayAnswerQuestions: may(rules.mayAnswerQuestions),
      keepsLogYears: rules.keepsLogYears,
    }
  }),
  issue: os.policy.issue.handler(({ errors }) => {
    throw failure(errors, 'policy/outdated')
  }),
  review: os.policy.review.handler(() => undefined),
  save: os.policy.save.handler(() => ({ saved: true })),
  choose: os.policy.choose.handler(() => ({
    hash: 'f'.repeat(64),
    policy: policyAs('clinician'),
    replaces: null,
  })),
  considerAttached: os.policy.considerAttached.handler(({ context: { state }, errors }) => {
    const { policy } = state.scenario
    if (policy !== null)
      throw failure(errors, 'policy/older', { number: 2, current: policyAs(policy).number })
    return { hash: 'f'.repeat(64), policy: policyAs('clinician'), replaces: null }
  }),
  accept: os.policy.accept.handler(() => undefined),
  leave: os.policy.leave.handler(({ errors }) => {
    throw failure(errors, 'vault/wrong-passphrase')
  }),
}
