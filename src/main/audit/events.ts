import { z } from 'zod'
import { activityAlerts } from '../../shared/activity-alerts.ts'
import { rollbackReasons } from '../../shared/rollback-reasons.ts'
import { exportFaults } from '../../shared/export-faults.ts'
import { attemptFactors, type PaperWay } from '../vault/index.ts'

/**
 * The closed list of what the audit log records (45 CFR 164.312(b)). Events hold categories, counts, ids and codes:
 * never content, never a value that the scanner found, never a name or an address. Adding a type is a change of the
 * format (docs/audit-log.md); a type is never removed or given another meaning.
 */

/** A random code that stands for a contact or a user; names join only at display and export. */
export const personCodeSchema = z.string().regex(/^[a-z0-9]{8,32}$/)
/** Row id of a received or filed message. */
const message = z.number().int().positive()
/** Id of a message as its writer sees it, through hold and delivery. */
const logical = z.number().int().positive()
/** Id of what is being written, until it is held as a message. */
const draft = z.number().int().positive()
/** As in package.json. */
const version = z.string().regex(/^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$/)
const count = z.number().int().nonnegative()
const code = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)
const fingerprint = z.string().regex(/^[0-9A-F]{40,64}$/)
const person = personCodeSchema
const method = z.enum(['openpgp', 'smime', 'sealed-message'])
const form = z.enum(['html', 'pdf', 'both'])
const safeHarborCategory = z.enum('ABCDEFGHIJKLMNOPQR'.split('') as [string, ...string[]])

/** How many messages one event names. */
export const mostNamed = 500

const factorId = z.string().regex(/^[0-9a-f]{32}$/)
const factorKind = z.enum(['passkey', 'key-file'])
const paperWays = ['recovery-kit', 'recovery-shares'] as const satisfies readonly PaperWay[]
const roles = ['owner', 'clinician', 'biller', 'auditor'] as const
const shareSet = z.string().regex(/^[0-9a-f]{4}$/)
const logId = z.string().regex(/^[0-9a-f]{32}$/)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

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
  event('vault.unlocked', { way: z.enum(attemptFactors) }),
  event('vault.unlock-failed', {
    count: z.number().int().positive(),
    firstAt: z.number(),
    lastAt: z.number(),
    /** With what it was tried, and how often. */
    with: z.partialRecord(z.enum(attemptFactors), z.number().int().positive()).optional(),
  }),
  // The file that counts attempts while locked was removed, cut or edited: attempts may be missing above.
  event('vault.journal-damaged', { reason: z.enum(['missing', 'gap', 'not-authentic']) }),
  event('vault.locked', { reason: z.enum(['person', 'idle', 'suspend', 'screen-locked', 'quit']) }),
  event('vault.passphrase-changed', { with: z.enum(['passphrase', ...paperWays]) }),
  // While there is a factor, the passphrase alone opens nothing. `with`: what allowed it.
  event('vault.factor-added', { factor: factorId, kind: factorKind }),
  event('vault.factor-removed', {
    factor: factorId,
    kind: factorKind,
    with: z.enum(['passphrase', ...paperWays]),
  }),
  event('vault.factor-renamed', { factor: factorId }),
  // The keychain didn't answer as a new passphrase was set: from then on its part of the key isn't asked for.
  event('vault.device-secret-lost', {}),
  event('vault.key-file-saved', {}),
  // The store is encrypted anew; what its end was follows. `interrupted`: by a lock or a crash, told at the next unlock.
  event('vault.store-key-renewal-begun', {}),
  event('vault.store-key-renewed', {}),
  event('vault.store-key-kept', { reason: z.enum(['stopped', 'failed', 'interrupted']) }),
  event('vault.kit-made', {}),
  event('vault.kit-confirmed', {}),
  event('vault.kit-printed', {}),
  event('vault.kit-saved', {}),
  // Any two of three shares open what the kit opens: emergency access, 164.312(a)(2)(ii).
  event('vault.shares-made', { set: shareSet }),
  event('vault.share-printed', { set: shareSet, share: z.number().int().min(1).max(3) }),
  event('vault.shares-confirmed', { set: shareSet }),
  // What a backup or a restore does: 164.308(a)(7)(ii)(A), (B), (D).
  event('backup.place-chosen', {}),
  event('backup.place-given-up', {}),
  // Before anything is written outside.
  event('backup.begun', { version: z.number().int().positive(), by: z.enum(['person', 'schedule']) }),
  event('backup.made', {
    version: z.number().int().positive(),
    storeBytes: count,
    addedBytes: count,
    // Older versions that go by the rule.
    removed: count,
  }),
  event('backup.failed', { code }),
  event('backup.verified', { versions: count, faults: count }),
  // A version was restored into a scratch vault and compared; `withKit`: with the words of the paper.
  event('backup.drilled', {
    version: z.number().int().positive(),
    withKit: z.boolean(),
    outcome: z.enum(['passed', 'failed']),
    messages: count,
    records: count,
    faults: z.array(z.enum(['unreadable', 'counts', 'activity-log', 'sources'])),
  }),
  // This vault was made anew from a version of its backup; `kept`: copies that waited to leave, and don't by themselves.
  event('vault.restored', {
    version: z.number().int().positive(),
    madeAt: z.number(),
    kept: count,
    with: z.enum(paperWays),
  }),
  // Beside this new vault lies one whose files were damaged, moved there at that time (ms since 1970).
  event('vault.set-aside', { at: z.number() }),
  // The last record of a log: the vault is erased right after it.
  event('vault.erased', {}),
  // Recovery data goes to the account's host, encrypted to the kit; `sequence` rises with each.
  event('recovery-bundle.kept', {
    account: z.number().int().positive(),
    sequence: z.number().int().positive(),
  }),
  // What the host shows isn't what was put there last: `newer` is of another computer that has this vault too.
  event('recovery-bundle.differed', {
    account: z.number().int().positive(),
    found: z.enum(['none', 'older', 'newer', 'other']),
  }),
  // This vault was made anew from recovery data; the log that it had before ended, as far as is known, with this record.
  event('vault.recovered', {
    sequence: z.number().int().positive(),
    madeAt: z.iso.datetime(),
    log: logId,
    lastRecord: count,
    lastHash: sha256,
    with: z.enum(paperWays),
  }),
  event('clock.set-back', { seconds: z.number().int().positive() }),
  // Another version of the program opened the vault for the first time.
  event('program.updated', { from: version, to: version }),

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

  // The practice's policy (docs/policy.md), by its hash; issued here, or taken from the owner's file.
  event('policy.issued', { version: z.number().int().positive(), hash: sha256 }),
  event('policy.imported', {
    version: z.number().int().positive(),
    hash: sha256,
    signer: fingerprint,
    role: z.enum([...roles, 'revoked']),
  }),
  // Nothing that this key signed counts here any more; another practice's may, once it was compared.
  event('policy.left', { version: z.number().int().positive(), signer: fingerprint }),
  event('policy.rule-changed', {
    version: z.number().int().positive(),
    rule: z.string(),
    old: z.union([z.string(), z.number(), z.boolean()]),
    new: z.union([z.string(), z.number(), z.boolean()]),
  }),
  // Who has a seat in the practice, by its random id: 164.308(a)(3)(ii)(C), (a)(4)(ii)(B), (C).
  event('policy.seat-changed', {
    version: z.number().int().positive(),
    seat: z.string().regex(/^[0-9a-f]{16}$/),
    old: z.enum(['none', ...roles, 'revoked']),
    new: z.enum(['none', ...roles, 'revoked']),
  }),
  // A person looked through who has access, by this version: 164.308(a)(4)(ii)(C).
  event('access.reviewed', { version: z.number().int().positive(), seats: count }),
  event('policy.saved', { version: z.number().int().positive(), hash: sha256 }),

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
  // Which ones; of more than 500 moved at once each 500 have an event. Deleting is moving to `trash`.
  event('message.moved', { count, to: z.string(), messages: z.array(message).max(mostNamed).optional() }),
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

  // From draft to delivery: 164.312(e).
  event('draft.started', {
    draft,
    kind: z.enum(['new', 'reply', 'forward']),
    // What it answers or passes on.
    message: message.nullable(),
  }),
  event('draft.discarded', { draft }),
  // Send was pressed: what was a draft is a message from now on.
  event('message.composed', { logical, draft }),
  // Which rung of the ladder a copy goes by, and what that is known from.
  event('message.routed', {
    logical,
    method,
    by: z.enum(['certificate', 'passphrase']),
    persons: z.array(person),
  }),
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
    receipt: sha256,
    recipients: z.number().int().positive(),
  }),
  event('receipt.saved', { logical, receipt: sha256 }),

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

  // Every record goes there too, from the first; `certificate`: the one that is trusted, by its SHA-256.
  event('collector.set', { host: z.string(), port: count, certificate: fingerprint.nullable() }),
  event('collector.ended', { host: z.string(), port: count }),

  // The log itself.
  event('audit.exported', {
    format: z.enum(['jsonl', 'csv', 'pdf']),
    // Whose records alone; absent: everybody's.
    person: person.optional(),
    withNames: z.boolean(),
    events: count,
    receipts: count,
    head: sha256,
  }),
  // The owner put the store back knowingly, behind the record that its anchor named.
  event('audit.rollback-explained', { reason: z.enum(rollbackReasons), seq: count, hash: sha256 }),
  // Of somebody else: an export was added, with what is wrong with it; looked through; taken away. `log`: its random id.
  event('log.added', { log: logId, records: count, fault: z.enum(exportFaults).nullable(), file: sha256 }),
  event('log.viewed', { log: logId }),
  event('log.removed', { log: logId, exports: count }),
  // A person looked through these records and signs that with the vault: 164.308(a)(1)(ii)(D).
  event('activity.reviewed', {
    from: z.number().int().positive(),
    to: z.number().int().positive(),
    alerts: z.partialRecord(z.enum(activityAlerts), z.number().int().positive()),
    isWhole: z.boolean(),
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
  const one = 'person' in event && event.person != null ? [event.person] : []
  return 'persons' in event ? [...one, ...event.persons] : one
}

/** The messages that an event speaks of, as references (`message:7`, `logical:3`, `draft:2`). */
export function messagesOf(event: AuditEvent): string[] {
  const moved = event.type === 'message.moved' || event.type === 'hold.kept' ? (event.messages ?? []) : []
  return [
    ...('message' in event && event.message !== null ? [`message:${String(event.message)}`] : []),
    ...('logical' in event && event.logical !== null ? [`logical:${String(event.logical)}`] : []),
    ...('draft' in event ? [`draft:${String(event.draft)}`] : []),
    ...moved.map((id) => `message:${String(id)}`),
  ]
}
