import { z } from 'zod'
import { activityAlerts } from '../../../shared/activity-alerts.ts'
import { exportFaults } from '../../../shared/export-faults.ts'
import { headLetterTimes } from '../../../shared/head-letter-times.ts'
import { rollbackReasons } from '../../../shared/rollback-reasons.ts'
import { count, event, fingerprint, logId, person, sha256 } from './fields.ts'

export const logEvents = z.discriminatedUnion('type', [
  // Every record goes there too, from the first; `certificate`: the one that is trusted, by its SHA-256.
  event('collector.set', { host: z.string(), port: count, certificate: fingerprint.nullable() }),
  event('collector.ended', { host: z.string(), port: count }),

  // The log itself. Each hundredth record: signed by the vault, over the record and so over all before it.
  event('audit.checkpoint', { signature: z.base64().length(88) }),
  event('audit.exported', {
    format: z.enum(['jsonl', 'csv', 'pdf']),
    // Whose records alone; absent: everybody's.
    person: person.optional(),
    withNames: z.boolean(),
    events: count,
    receipts: count,
    head: sha256,
  }),
  // The script that checks exports, by its SHA-256.
  event('audit.verifier-saved', { file: sha256 }),
  // Whom letters with the head go to, and how often; null: nobody, or an address that is nobody's in the list of people.
  event('audit.head-letter-set', {
    old: z.enum(headLetterTimes),
    new: z.enum(headLetterTimes),
    oldPerson: person.nullable(),
    person: person.nullable(),
    isOtherAddress: z.boolean(),
  }),
  // What is being written carries the head; it may never leave.
  event('audit.head-letter-begun', { draft: z.number().int().positive() }),
  // The owner put the store back knowingly, behind the record that its anchor named.
  event('audit.rollback-explained', { reason: z.enum(rollbackReasons), seq: count, hash: sha256 }),
  // The keychain has nothing where the head was kept, or something else; `seq`: the newest that the store knows of there.
  event('audit.anchor-missing', { seq: count, found: z.enum(['nothing', 'not-a-head']) }),
  // Of somebody else: an export was added, with what is wrong with it; looked through; taken away. `log`: its random id.
  event('log.added', { log: logId, records: count, fault: z.enum(exportFaults).nullable(), file: sha256 }),
  event('log.viewed', { log: logId }),
  event('log.removed', { log: logId, exports: count }),
  // The same of an evidence binder, by its file, which `evidence.binder-saved` in the log of whoever made it names.
  event('binder.added', { log: logId, file: sha256 }),
  event('binder.viewed', { file: sha256 }),
  event('binder.removed', { file: sha256 }),
  // A person looked through these records and signs that with the vault: 164.308(a)(1)(ii)(D).
  event('activity.reviewed', {
    from: z.number().int().positive(),
    to: z.number().int().positive(),
    alerts: z.partialRecord(z.enum(activityAlerts), z.number().int().positive()),
    isWhole: z.boolean(),
  }),
])
