import { z } from 'zod'
import type { CanonicalValue } from '../../../shared/canonical-json.ts'
import {
  evidenceTasks,
  policyRulesSchema,
  type EvidenceOverview,
  type EvidenceRecord,
  type EvidenceTask,
  type Practice,
} from '../../../shared/contract/index.ts'
import { historyOf, signBinder, type AuditEventType, type ChainHead } from '../../audit/index.ts'
import { accessHistory, type AccessVersion, type EvidenceRecords } from '../../practice/index.ts'
import { readMeta, type Reader } from '../../store/index.ts'

/** Events that say how the program was set up, what opens it, and who changed that. */
const settingEvents = [
  ...(['settings.changed', 'practice.changed', 'outside.changed', 'program.updated'] as const),
  ...(['policy.issued', 'policy.imported', 'policy.rule-changed', 'policy.seat-changed'] as const),
  ...(['policy.left', 'access.reviewed'] as const),
  ...(['vault.created', 'vault.passphrase-changed', 'vault.kit-made', 'vault.kit-confirmed'] as const),
  ...(['vault.shares-made', 'vault.share-printed', 'vault.shares-confirmed'] as const),
  ...(['vault.factor-added', 'vault.factor-removed', 'vault.key-file-saved'] as const),
  ...(['vault.device-secret-lost', 'vault.restored', 'vault.recovered'] as const),
  ...(['vault.store-key-renewed', 'vault.store-key-kept'] as const),
  ...(['backup.place-chosen', 'backup.place-given-up', 'backup.holder-said'] as const),
  ...(['account.added', 'account.changed', 'account.made-default', 'account.removed'] as const),
  ...(['own-key.made', 'own-key.renewed', 'own-key.imported', 'own-key.chosen'] as const),
  ...(['own-key.removed', 'own-key.revoked'] as const),
  ...(['mail-authority.added', 'mail-authority.removed', 'reply-page.made'] as const),
  ...(['collector.set', 'collector.ended', 'audit.head-letter-set', 'audit.rollback-explained'] as const),
  ...(['hold.set', 'hold.lifted'] as const),
] as const satisfies readonly AuditEventType[]

/** The newest of them; those before stand in the export of the activity log. */
export const mostChanges = 500

export interface SettingChange {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly type: string
  /** What the event says beside its type, as in the activity log. */
  readonly values: Readonly<Record<string, CanonicalValue>>
}

/**
 * Those of version 1, without messages to judge: of most of them no accounting is owed (45 CFR 164.528(a)(1)). What came
 * later is seen in the configuration.
 */
export const binderTasks = z
  .enum(evidenceTasks)
  .exclude(['messages-to-judge', 'device-part-missing', 'backup-agreement-missing'])

/** Without what leads to a page of the window. */
export type BinderTask = Omit<EvidenceTask, 'task' | 'contactId'> & {
  readonly task: z.infer<typeof binderTasks>
}

/** Those of version 1; what changed in a rule that came later stands among the changes. */
export const binderRulesSchema = policyRulesSchema
  .omit({ mayAnswerQuestions: true, keepsLogYears: true })
  .strip()
export type BinderAccess = Omit<AccessVersion, 'rules'> & {
  readonly rules: z.infer<typeof binderRulesSchema>
}

/** Everything that the binder holds, before it is set on pages. */
export interface Binder {
  readonly createdAt: string
  readonly practice: Pick<Practice, 'practiceName' | 'clinicianName'>
  readonly overview: Omit<EvidenceOverview, 'tasks'> & { readonly tasks: readonly BinderTask[] }
  /** The newest version first in each. */
  readonly agreements: readonly (readonly EvidenceRecord[])[]
  readonly trainings: readonly (readonly EvidenceRecord[])[]
  readonly incidents: readonly (readonly EvidenceRecord[])[]
  readonly riskAnalyses: readonly (readonly EvidenceRecord[])[]
  readonly changes: readonly SettingChange[]
  /** Who has or had a seat in the practice, by every version of its policy, the newest first. */
  readonly access: readonly BinderAccess[]
  /** Random id of the activity log, and its newest record. */
  readonly log: string
  readonly logHead: ChainHead
}

export interface BinderSources {
  readonly store: Reader
  readonly records: EvidenceRecords
  readonly overview: EvidenceOverview
  readonly practice: Practice
  readonly head: ChainHead
  readonly now: Date
}

export function collectBinder({ store, records, overview, practice, head, now }: BinderSources): Binder {
  const historiesOf = (kind: Parameters<EvidenceRecords['list']>[0]) =>
    records.list(kind).map(({ record }) => records.history(record))
  const { practiceName, clinicianName } = practice
  return {
    createdAt: now.toISOString(),
    practice: { practiceName, clinicianName },
    overview: { ...overview, tasks: overview.tasks.flatMap(binderTask) },
    agreements: historiesOf('agreement'),
    trainings: historiesOf('training'),
    incidents: historiesOf('incident'),
    riskAnalyses: historiesOf('risk-analysis'),
    changes: changesOf(store),
    access: accessHistory(store).map((version) => ({
      ...version,
      rules: binderRulesSchema.parse(version.rules),
    })),
    log: readMeta(store, 'audit-genesis') ?? '',
    logHead: head,
  }
}

/**
 * As `signBinder`.
 *
 * @param pdf SHA-256 of the file to read, lower-case hexadecimal
 * @param seed the vault's 32-byte key for audit signing; not kept
 */
export function binderFile(binder: Binder, pdf: string, seed: Uint8Array): Uint8Array {
  const content = JSON.parse(JSON.stringify({ pdf, ...binder })) as Record<string, CanonicalValue>
  return signBinder(content, seed)
}

function binderTask({ task, subject, dueOn, record }: EvidenceTask): BinderTask[] {
  const known = binderTasks.safeParse(task)
  return known.success ? [{ task: known.data, subject, dueOn, record }] : []
}

function changesOf(store: Reader): SettingChange[] {
  const changes: SettingChange[] = []
  for (const { at, event } of historyOf(store, settingEvents)) {
    if (changes.length === mostChanges) break
    const { type, ...values } = event
    changes.push({ at: new Date(at).toISOString(), type, values })
  }
  return changes
}
