import type { EvidenceTask } from '../../../../shared/contract/index.ts'

/** By what a task stays the same row: where its subject is a number that changes, the sheet goes back to its button. */
export function taskKey({
  task,
  record,
  subject,
}: Pick<EvidenceTask, 'task' | 'record' | 'subject'>): string {
  return task === 'messages-to-judge' ? task : `${task} ${String(record)} ${subject ?? ''}`
}
