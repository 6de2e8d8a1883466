import { z } from 'zod'

/**
 * The closed list of what the audit log records (45 CFR 164.312(b)). Events hold categories, counts, ids and codes:
 * never content, never a value that the scanner found, never a name or an address. Adding a type is a change of the
 * format (docs/audit-log.md); a type is never removed or given another meaning.
 */

/** A random code that stands for a contact or a user; names join only at display and export. */
export const personCodeSchema = z.string().regex(/^[a-z0-9]{8,32}$/)
/** Row id of a received or filed message. */
const message = z.number().int().positive()
/** Id of a message as its writer sees it, through draft, hold and delivery. */
const logical = z.number().int().positive()
const count = z.number().int().nonnegative()
const code = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)
const fingerprint = z.string().regex(/^[0-9A-F]{40,64}$/)
const person = personCodeSchema
const method = z.enum(['openpgp', 'smime', 'sealed-message'])
const form = z.enum(['html', 'pdf', 'both'])
const safeHarborCategory = z.enum('ABCDEFGHIJKLMNOPQR'.split('') as [string, ...string[]])

const receiptHash = z.string().regex(/^[0-9a-f]{64}$/)

/** What a scan found, by category and count. */
export const scanRecordSchema = z.strictObject({
  decision: z.enum(['none', 'identifiers-only', 'phi']),
  hasHealthContext: z.boolean(),
  categories: z.partialRecord(safeHarborCategory, z.number().int().positive()),
  notScanned: count,
  // Findings that a person had said are no PHI; they are not among the categories.
  setAside: count,
  flags: z.array(z.enum(['psychotherapy-notes', 'part-2'])),
})

export type ScanRecord = z.infer<typeof scanRecordSchema>

function event<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.strictObject({ type: z.literal(type), ...shape })
}

export const auditEventSchema = z.discriminatedUnion('type', [
  // The vault and who is in front of it: 164.312(a)(2)(iii), (d), 164.308(a)(5)(ii)(C).
  event('vault.created', { deviceSecret: z.enum(['keychain', 'none']) }),
  event('vault.unlocked', { way: z.enum(['passphrase', 'recovery-kit']) }),
  event('vault.unlock-failed', {
    count: z.number().int().positive(),
    firstAt: z.number(),
    lastAt: z.number(),
  }),
  // The file that counts attempts while locked was removed, cut or edited: attempts may be missing above.
  event('vault.journal-damaged', { reason: z.enum(['missing', 'gap', 'not-authentic']) }),
  event('vault.locked', { reason: z.enum(['person', 'idle', 'suspend', 'screen-locked', 'quit']) }),
  event('vault.passphrase-changed', { with: z.enum(['passphrase', 'recovery-kit']) }),
  event('vault.kit-made', {}),
  event('vault.kit-confirmed', {}),
  event('vault.kit-printed', {}),
  event('vault.kit-saved', {}),
  event('clock.set-back', { seconds: z.number().int().positive() }),

  // Accounts, keys, policy.
  event('account.added', { account: z.number().int().positive(), signIn: z.enum(['password', 'oauth']) }),
  event('account.changed', {
    account: z.number().int().positive(),
    fields: z.array(z.enum(['name', 'signature', 'user-name', 'imap', 'smtp', 'password', 'sign-in'])).min(1),
  }),
  // A new message leaves from it from now on.
  event('account.made-default', { account: z.number().int().positive() }),
  // It and its mail go from this computer, not from the server.
  event('account.removed', { account: z.number().int().positive(), messages: count }),
  event('own-key.made', { fingerprint }),
  event('own-key.renewed', { fingerprint }),
  event('own-key.imported', { fingerprint }),
  // It signs what the account sends from now on.
  event('own-key.chosen', {
    fingerprint,
    account: z.number().int().positive(),
    replaces: fingerprint.nullable(),
  }),
  event('own-key.removed', { fingerprint }),
  event('own-key.certificate-exported', { fingerprint }),
  event('own-key.revoked', { fingerprint, reason: z.enum(['compromised', 'superseded']) }),
  // Whoever has the file can end the use of the key.
  event('own-key.revocation-exported', { fingerprint }),
  // Whom the practice trusts to vouch for mail certificates, and what issuers took back.
  event('mail-authority.added', { fingerprint }),
  event('mail-authority.removed', { fingerprint }),
  event('revocation-list.imported', { issuer: fingerprint, entries: count }),
  event('revocation-list.removed', { issuer: fingerprint }),
  event('practice.changed', { fields: z.array(z.string()) }),
  // `health-kept`: it tells of health beside a patient's address, and a person who was told of that kept it.
  event('outside.changed', { fields: z.array(z.string()), warning: z.enum(['none', 'health-kept']) }),
  // The page that patients with only a PDF answer on was saved to a file.
  event('reply-page.made', { fingerprint }),
  event('settings.changed', {
    setting: z.string(),
    old: z.union([z.string(), z.number(), z.boolean()]),
    new: z.union([z.string(), z.number(), z.boolean()]),
  }),

  // People and what is agreed with them.
  event('contact.added', {
    person,
    kind: z.enum(['patient', 'colleague', 'other']),
    isAddressConfirmed: z.boolean(),
  }),
  event('contact.changed', { person, fields: z.array(z.string()) }),
  event('contact.archived', { person }),
  event('contact.restored', { person }),
  event('contact.removed', { person }),
  // Who is in a group decides whom a letter goes to.
  event('group.saved', { group: z.number().int().positive(), people: count }),
  event('group.removed', { group: z.number().int().positive() }),
  event('contacts.imported', {
    format: z.enum(['vcard', 'csv']),
    added: count,
    changed: count,
    same: count,
    unreadable: count,
    certificates: count,
  }),
  event('contacts.exported', { format: z.enum(['vcard', 'csv']), people: count }),
  event('certificate.accepted', {
    person,
    fingerprint,
    trust: z.enum(['accepted', 'verified']),
    /** How it was compared with its owner. */
    way: z.enum(['in-person', 'by-phone']).nullable(),
    replaces: fingerprint.nullable(),
  }),
  // The domain of an address was asked for a key: it learns the address.
  event('certificate.looked-up', { person }),
  event('certificate.removed', { person, fingerprint }),
  // By its owner, whose signature says so: it is out of use.
  event('certificate.revoked', { person, fingerprint }),
  event('passphrase.made', { person }),
  // Words of the practice's own, not drawn by the program.
  event('passphrase.typed', { person }),
  event('passphrase.shown', { person }),
  event('passphrase.told', { person, way: z.enum(['in-person', 'by-phone', 'printed-card']) }),
  event('passphrase.card-printed', { person }),

  // Reading: 164.308(a)(1)(ii)(D).
  event('message.viewed', { message, person: person.nullable(), protection: z.string() }),
  event('message.searched', {}),
  event('message.moved', { count, to: z.string() }),
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

  // From draft to delivery: 164.312(e).
  event('scan.decided', { logical: logical.nullable(), ...scanRecordSchema.shape }),
  event('finding.replaced', { category: safeHarborCategory, count: z.number().int().positive() }),
  event('finding.dismissed', {
    category: safeHarborCategory,
    count: z.number().int().positive(),
    reach: z.enum(['draft', 'practice']),
  }),
  event('finding.flagged-again', { category: safeHarborCategory, reach: z.enum(['draft', 'practice']) }),
  event('consultation.prepared', {
    categories: z.partialRecord(safeHarborCategory, z.number().int().positive()),
  }),
  event('send.refused', { code }),
  event('send.question-answered', { logical, question: z.string(), person: person.nullable() }),
  // Out of our hands: nobody can tell any more who has it, but it is sealed.
  event('message.handed-over', { person, files: count, sizeBytes: count }),
  event('message.sealed', {
    logical,
    submission: z.number().int().positive(),
    method,
    form: form.nullable(),
    persons: z.array(person),
    recipients: count,
    sizeBytes: count,
  }),
  event('message.held', { logical, until: z.number() }),
  // Locked or quit during the hold, and the person wants to send it later.
  event('message.kept', { logical }),
  event('message.undone', { logical }),
  // It came back, and its text is in a new draft to those whom it didn't reach.
  event('message.written-again', { logical, recipients: z.number().int().positive() }),
  event('message.other-form-sent', { logical, person }),
  event('submission.attempted', {
    logical,
    submission: z.number().int().positive(),
    attempt: z.number().int().positive(),
  }),
  event('submission.sent', { logical, submission: z.number().int().positive(), tls: z.string() }),
  // Some recipients were accepted or refused while others were not, each for itself.
  event('submission.answered-in-part', {
    logical,
    submission: z.number().int().positive(),
    tls: z.string(),
    accepted: count,
    refused: count,
    waiting: count,
  }),
  // A person ended the tries for those who still waited.
  event('submission.stopped', { logical, submission: z.number().int().positive() }),
  event('submission.deferred', { logical, submission: z.number().int().positive(), code }),
  event('submission.refused', { logical, submission: z.number().int().positive(), code }),
  // For those who still waited for it; the others had it before.
  event('submission.refused-in-part', {
    logical,
    submission: z.number().int().positive(),
    code,
    refused: z.number().int().positive(),
    reached: z.number().int().positive(),
  }),
  event('submission.unknown', { logical, submission: z.number().int().positive() }),
  // A delivery report says that it didn't reach a recipient; vouched for when it named what only hosts know.
  event('submission.returned', {
    logical,
    submission: z.number().int().positive(),
    code,
    isVouched: z.boolean(),
  }),
  // A host on the way had no TLS and returned it; a person lets the same bytes leave again without requiring it.
  event('submission.tls-waived', {
    logical,
    submission: z.number().int().positive(),
    recipients: z.number().int().positive(),
  }),
  event('submission.resolved', {
    logical,
    submission: z.number().int().positive(),
    by: z.enum(['person', 'found-in-sent']),
    answer: z.enum(['send-again', 'it-left']),
  }),
  event('message.filed', { logical }),
  // The host keeps what was submitted under Sent itself; no copy of ours is put beside it.
  event('message.filed-by-host', { logical }),
  // In the commit that settles a hand-over: the signed receipt of what protected it, by its hash.
  event('receipt.written', {
    logical,
    submission: z.number().int().positive(),
    receipt: receiptHash,
    recipients: z.number().int().positive(),
  }),
  event('receipt.saved', { logical, receipt: receiptHash }),

  // The log itself.
  event('audit.exported', {
    format: z.enum(['jsonl', 'csv']),
    withNames: z.boolean(),
    events: count,
    receipts: count,
    head: z.string().regex(/^[0-9a-f]{64}$/),
  }),
])

export type AuditEvent = z.infer<typeof auditEventSchema>
export type AuditEventType = AuditEvent['type']

/** Every type, in the order of the list above. */
export const auditEventTypes: readonly AuditEventType[] = auditEventSchema.options.map(
  (option) => option.shape.type.value,
)

/** The people whom an event speaks of. */
export function personsOf(event: AuditEvent): string[] {
  const one = 'person' in event && event.person !== null ? [event.person] : []
  return 'persons' in event ? [...one, ...event.persons] : one
}

/** The messages that an event speaks of, as references (`message:7`, `logical:3`). */
export function messagesOf(event: AuditEvent): string[] {
  return [
    ...('message' in event ? [`message:${String(event.message)}`] : []),
    ...('logical' in event && event.logical !== null ? [`logical:${String(event.logical)}`] : []),
  ]
}
