import { z } from 'zod'
import { count, event, message, mostNamed, person, sha256 } from './fields.ts'

export const evidenceEvents = z.discriminatedUnion('type', [
  // What the practice writes down for an auditor, by kind and by the hash of what was written: 164.316(b)(1)(ii).
  event('evidence.recorded', {
    record: z.number().int().positive(),
    version: z.number().int().positive(),
    kind: z.enum(['agreement', 'training', 'incident', 'risk-analysis', 'disclosure']),
    // Whom it is about, of a disclosure alone.
    person: person.optional(),
    hash: sha256,
    documentHash: sha256.nullable(),
  }),
  event('evidence.document-saved', { record: z.number().int().positive(), sizeBytes: count }),
  // The binder, by the hashes of its files.
  event('evidence.binder-saved', { pdf: sha256, json: sha256 }),

  // An accounting of what was disclosed about a patient, by the hash of its file: 164.528.
  event('disclosures.exported', {
    person,
    format: z.enum(['pdf', 'csv']),
    entries: count,
    file: sha256,
  }),

  // What a legal hold keeps from being deleted; why, and whom it names, is written down beside the log.
  event('hold.set', {
    hold: z.number().int().positive(),
    scope: z.enum(['everything', 'account', 'person']),
    person: person.nullable(),
    account: z.number().int().positive().nullable(),
    // Deletions that the host hadn't been told of yet.
    stopped: count,
  }),
  event('hold.lifted', { hold: z.number().int().positive(), person: person.nullable() }),
  // Gone at the host, and kept here by a hold.
  event('hold.kept', { count, messages: z.array(message).max(mostNamed) }),
])
