import type { ActivityReview, AuditRow } from '../../../src/shared/contract/index.ts'

type Given = [
  minutesAgo: number,
  type: string,
  values?: AuditRow['values'],
  person?: string | undefined,
  outcome?: AuditRow['outcome'],
]

const given: readonly Given[] = [
  [2, 'message.viewed', { protection: 'sealed-answer' }, 'Maria Alvarez'],
  [4, 'vault.unlocked', { way: 'passphrase' }],
  [
    ...([5, 'vault.unlock-failed'] as const),
    { count: 1, number: 3, with: 'passphrase 1', outcome: 'vault/wrong-passphrase' },
    undefined,
    'failed',
  ],
  [45, 'vault.locked', { reason: 'idle' }],
  [62, 'submission.sent', { logical: 4, tls: 'TLS 1.3' }],
  [62, 'submission.attempted', { logical: 4, attempt: 1 }],
  [63, 'message.held', { logical: 4 }],
  [63, 'message.sealed', { logical: 4, method: 'sealed-message', recipients: 1 }, 'Maria Alvarez'],
  [63, 'scan.decided', { logical: 4, decision: 'phi' }],
  [
    64,
    'send.question-answered',
    { logical: 4, question: 'sensitive-number', answer: 'number-belongs-there' },
  ],
  [70, 'passphrase.told', { way: 'in-person' }, 'Maria Alvarez'],
  [71, 'passphrase.made', {}, 'Maria Alvarez'],
  [1500, 'send.refused', { code: 'seal/no-method' }, undefined, 'refused'],
  [1520, 'contact.added', { kind: 'patient' }, 'Daniel Ortiz'],
  [1600, 'attachment.saved', {}, 'Dr. Susan Lee'],
  [1610, 'message.moved', { count: 3, to: 'archive' }],
  [1700, 'audit.exported', { format: 'jsonl', withNames: false }],
  [4400, 'vault.kit-confirmed', {}],
  [
    4405,
    'account.changed',
    {
      ...{ account: 1, fields: 'imap, password' },
      ...{ old: 'imap mail.hope.example:993 implicit', new: 'imap imap.hope.example:993 implicit' },
    },
  ],
  [4410, 'account.added', {}],
  [4420, 'vault.created', {}],
]

export function demoAudit(): AuditRow[] {
  return given.map(([minutesAgo, type, values = {}, person, outcome = 'done'], index) => ({
    sequence: given.length - index,
    at: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
    type,
    values,
    person: person === undefined ? null : { id: person, name: person },
    outcome,
  }))
}

/** Of the one message that was sent. */
export function storyOf(audit: readonly AuditRow[]): AuditRow[] {
  return audit.filter(({ values }) => values['logical'] === 4).toReversed()
}

export function activityReview(state: {
  readonly audit: readonly AuditRow[]
  readonly reviewedUpTo: number
  readonly scenario: { readonly isPutBack: boolean }
}): ActivityReview {
  const open = state.audit.filter(({ sequence }) => sequence > state.reviewedUpTo)
  const counts: Record<string, number> = {}
  for (const { type } of open) counts[type] = (counts[type] ?? 0) + 1
  const at = (type: string) => open.find((row) => row.type === type)?.at
  const night = at('account.added')
  const failed = at('vault.unlock-failed')
  return {
    reviewedAt: state.reviewedUpTo === 0 ? null : new Date().toISOString(),
    isDue: false,
    ...{ from: state.reviewedUpTo + 1, to: state.audit.length, fromAt: open.at(-1)?.at ?? null, counts },
    alerts: [
      ...(state.scenario.isPutBack
        ? [
            {
              kind: 'put-back' as const,
              count: 1,
              firstAt: new Date().toISOString(),
              lastAt: new Date().toISOString(),
            },
          ]
        : []),
      ...(failed === undefined
        ? []
        : [{ kind: 'failed-unlocks' as const, count: 4, firstAt: failed, lastAt: failed }]),
      ...(night === undefined
        ? []
        : [{ kind: 'opened-at-night' as const, count: 1, firstAt: night, lastAt: night }]),
    ],
  }
}
