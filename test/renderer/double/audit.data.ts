import type { AuditRow } from '../../../src/shared/contract/index.ts'

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
  [5, 'vault.unlock-failed', { count: 1 }, undefined, 'failed'],
  [45, 'vault.locked', { reason: 'idle' }],
  [62, 'submission.sent', { tls: 'TLS 1.3' }],
  [62, 'submission.attempted', { attempt: 1 }],
  [63, 'message.held', {}],
  [63, 'message.sealed', { method: 'sealed-message', recipients: 1 }, 'Maria Alvarez'],
  [63, 'scan.decided', { decision: 'phi' }],
  [64, 'send.question-answered', { question: 'sensitive-number' }],
  [70, 'passphrase.told', { way: 'in-person' }, 'Maria Alvarez'],
  [71, 'passphrase.made', {}, 'Maria Alvarez'],
  [1500, 'send.refused', { code: 'seal/no-method' }, undefined, 'refused'],
  [1520, 'contact.added', { kind: 'patient' }, 'Daniel Ortiz'],
  [1600, 'attachment.saved', {}, 'Dr. Susan Lee'],
  [1610, 'message.moved', { count: 3, to: 'archive' }],
  [1700, 'audit.exported', { format: 'jsonl', withNames: false }],
  [4400, 'vault.kit-confirmed', {}],
  [4405, 'account.changed', { account: 1, fields: 'password' }],
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
