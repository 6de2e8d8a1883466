import { z } from 'zod'
import { count, event, message, mostNamed, person } from './fields.ts'

export const readingEvents = z.discriminatedUnion('type', [
  // Reading: 164.308(a)(1)(ii)(D).
  event('message.viewed', { message, person: person.nullable(), protection: z.string() }),
  event('message.searched', {}),
  // Which ones; of more than 500 moved at once each 500 have an event. Deleting is moving to `trash`.
  event('message.moved', { count, to: z.string(), messages: z.array(message).max(mostNamed).optional() }),
  // For good, out of Trash or Junk, here and at the host; each message is named.
  event('message.deleted', {
    count,
    from: z.enum(['trash', 'junk']),
    messages: z.array(message).max(mostNamed),
  }),
  // Mailboxes of the account, here and at the host. The mail of a removed one went to Trash before.
  event('mailbox.created', {}),
  event('mailbox.renamed', { mailbox: z.number().int().positive() }),
  event('mailbox.removed', { mailbox: z.number().int().positive(), messages: count }),
  event('mail.exported', {
    scope: z.enum(['mailboxes', 'search', 'patient']),
    format: z.enum(['mbox', 'eml', 'pdf']),
    form: z.enum(['as-stored', 'decrypted']),
    mailboxes: count,
    messages: count,
  }),
  // What became of it: files that were whole by then are outside.
  event('mail.export-ended', {
    outcome: z.enum(['complete', 'stopped', 'failed', 'interrupted']),
    files: count,
    messages: count,
  }),
  event('mail.imported', { source: z.enum(['file', 'folder']), files: count, sizeBytes: count }),
  event('mail.import-ended', {
    outcome: z.enum(['complete', 'stopped', 'failed', 'interrupted']),
    added: count,
    known: count,
    problems: count,
  }),
  event('mail.import-removed', { messages: count }),
  event('message.source-saved', { message, person: person.nullable(), sizeBytes: count }),
  event('message.images-loaded', { message, count }),
  event('attachment.saved', {
    message,
    person: person.nullable(),
    sizeBytes: count,
    isDangerous: z.boolean(),
  }),
  event('attachment.viewed', { message, person: person.nullable() }),
  // A copy outside the store, for another program; it goes with the next lock where the system lets it.
  event('attachment.opened', { message, person: person.nullable(), sizeBytes: count }),
  event('message.source-viewed', { message }),
  event('message.printed', { message, person: person.nullable() }),
  event('link.opened', { scheme: z.enum(['https', 'mailto']) }),
])
