import { z } from 'zod'
import { ambiguities } from '../ambiguities.ts'
import {
  accountIdSchema,
  contactIdSchema,
  logicalMessageIdSchema,
  mailboxIdSchema,
  messageIdSchema,
} from '../ids.ts'
import { instantSchema, nothing, procedure } from './base.ts'

export const mailboxRoleSchema = z.enum(['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash', 'other'])
export type MailboxRole = z.infer<typeof mailboxRoleSchema>

export const mailboxSchema = z.object({
  id: mailboxIdSchema,
  accountId: accountIdSchema,
  /** The last part of the path, decoded. */
  name: z.string(),
  path: z.string(),
  /** On this computer alone: imported, and never uploaded. */
  isLocal: z.boolean(),
  role: mailboxRoleSchema,
  /** The one that it is shown inside. */
  parentId: mailboxIdSchema.nullable(),
  total: z.number().int().nonnegative(),
  unread: z.number().int().nonnegative(),
})
export type Mailbox = z.infer<typeof mailboxSchema>

/** As typed; what hosts take is checked by the engine. */
const mailboxNameSchema = z.string().max(1000)

export const addressSchema = z.object({ name: z.string(), address: z.string() })
export type MailAddress = z.infer<typeof addressSchema>

/** What an S/MIME signature's certificate says of its signer, beside the name. */
export const signerCertificateSchema = z.object({
  /** Who vouches for the signer; null where nobody does. */
  issuer: z.string().nullable(),
  /** It was valid when it signed and isn't now. */
  hasExpired: z.boolean(),
  /** The practice accepted another one for this address. */
  isChanged: z.boolean(),
  /** Why it doesn't speak for the sender, such as `smime/untrusted-issuer`. */
  problem: z.string().nullable(),
})
export type SignerCertificate = z.infer<typeof signerCertificateSchema>

/**
 * How a received message was protected, decided once when it was opened (RFC 9787): only a crypto layer at the
 * root of the message counts.
 */
export const protectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('partial') }),
  z.object({
    kind: z.literal('openpgp'),
    /** `signer` is set only for a good signature whose certificate belongs to the one From address shown. */
    signature: z.enum(['good', 'unknown-key', 'bad', 'none']),
    signer: z.string().nullable(),
    isSignerVerified: z.boolean(),
  }),
  z.object({
    kind: z.literal('smime'),
    signature: z.enum(['good', 'unknown-key', 'bad', 'none']),
    signer: z.string().nullable(),
    certificate: signerCertificateSchema.nullable(),
    /** With `none` nothing shows that the text wasn't changed: shown as plain text, never quoted (EFAIL). */
    integrity: z.enum(['aead', 'signature', 'none']),
  }),
  z.object({
    kind: z.literal('signed-only'),
    signature: z.enum(['good', 'unknown-key', 'bad']),
    signer: z.string().nullable(),
    /** Of an S/MIME signature; null for OpenPGP. */
    certificate: signerCertificateSchema.nullable(),
  }),
  z.object({ kind: z.literal('sealed-answer'), openedWithPassphraseOf: z.string().nullable() }),
  /** Anyone can write on the practice's reply page: `messageTo` is whom the message went to that it names; null: none. */
  z.object({ kind: z.literal('reply-page'), messageTo: z.string().nullable() }),
  z.object({ kind: z.literal('own-copy') }),
  z.object({ kind: z.literal('unreadable'), code: z.string() }),
])
export type Protection = z.infer<typeof protectionSchema>

/** A reader whom an encrypted message names: in clear, and proven by nothing. */
export const namedReaderSchema = z.discriminatedUnion('kind', [
  /** `name`: the account or address whose key it is. */
  z.object({ kind: z.literal('own'), name: z.string() }),
  /** Whose certificate the practice accepted. */
  z.object({ kind: z.literal('known'), name: z.string() }),
  z.object({ kind: z.literal('unknown-key'), keyId: z.string() }),
  /** By its issuer's number for it, or its key's identifier. */
  z.object({ kind: z.literal('unknown-certificate'), number: z.string().max(128) }),
  /** The sender left out whose key it is. */
  z.object({ kind: z.literal('hidden') }),
  z.object({ kind: z.literal('others'), count: z.number().int().positive() }),
])
export type NamedReader = z.infer<typeof namedReaderSchema>

/** One calm verdict on who sent it, from the host's own Authentication-Results (RFC 8601) and the practice's contacts. */
export const authenticitySchema = z.object({
  verdict: z.enum(['known-sender', 'host-vouches', 'unchecked', 'suspicious']),
  reasons: z.array(
    z.enum([
      'in-contacts',
      'dmarc-pass',
      'dmarc-fail',
      'no-authentication-results',
      'first-time-sender',
      'look-alike-address',
      'display-name-of-contact',
      'reply-to-differs',
      'several-from',
      'link-text-names-other-host',
      'dangerous-attachment',
      'mixed-scripts',
      'payment-details',
    ]),
  ),
  /** The known address that a look-alike imitates. */
  imitates: z.string().nullable(),
})
export type Authenticity = z.infer<typeof authenticitySchema>

/** Stretches of a text, as start and end in UTF-16 units. */
const stretchesSchema = z.array(z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]))
export type Stretches = z.infer<typeof stretchesSchema>

export const messageRowSchema = z.object({
  id: messageIdSchema,
  mailboxId: mailboxIdSchema,
  /** Whom the row names: the sender, or the recipients in Sent and Drafts. */
  who: z.string(),
  subject: z.string(),
  snippet: z.string(),
  date: instantSchema,
  isUnread: z.boolean(),
  isFlagged: z.boolean(),
  isAnswered: z.boolean(),
  hasAttachments: z.boolean(),
  /** The one word where one is needed. */
  mark: z.enum(['sealed', 'encrypted', 'not-encrypted', 'suspicious']).nullable(),
  /** Of a search: where the row shows what was looked for. */
  found: z.object({ who: stretchesSchema, subject: stretchesSchema, snippet: stretchesSchema }).optional(),
})
export type MessageRow = z.infer<typeof messageRowSchema>

export const messagePageSchema = z.object({
  rows: z.array(messageRowSchema),
  nextCursor: z.string().nullable(),
  total: z.number().int().nonnegative(),
})
export type MessagePage = z.infer<typeof messagePageSchema>

/** A time in an invitation: `at` where the zone is known, else `wall` with the words that name the zone, or none. */
export const eventTimeSchema = z.object({
  at: instantSchema.nullable(),
  /** As written: `2026-03-02T09:00`, or `2026-03-02` for a whole day. */
  wall: z.string(),
  zone: z.string().nullable(),
})
export type EventTime = z.infer<typeof eventTimeSchema>

/** What a part says that is no text and no plain file; read under limits, never acted on by itself. */
export const cardSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('event'),
    /** RFC 5546; `publish` where none is given. */
    method: z.enum(['publish', 'request', 'reply', 'cancel', 'counter', 'other']),
    title: z.string(),
    start: eventTimeSchema.nullable(),
    end: eventTimeSchema.nullable(),
    place: z.string(),
    organizer: addressSchema.nullable(),
    attendees: z.array(addressSchema),
    isRecurring: z.boolean(),
    /** Further events in the same part. */
    others: z.number().int().nonnegative(),
  }),
  z.object({
    kind: z.literal('person'),
    name: z.string(),
    organisation: z.string(),
    addresses: z.array(z.string()),
    phones: z.array(z.string()),
    others: z.number().int().nonnegative(),
  }),
  /** A message that came as a file: what its head claims, which nobody has checked. */
  z.object({
    kind: z.literal('message'),
    title: z.string(),
    from: addressSchema.nullable(),
    date: instantSchema.nullable(),
  }),
  /** RFC 2046 5.2.2: one piece of a message that was cut up; never put together. */
  z.object({
    kind: z.literal('piece'),
    number: z.number().int().nullable(),
    total: z.number().int().nullable(),
  }),
  /** RFC 2046 5.2.3: the content lies elsewhere; never fetched. */
  z.object({ kind: z.literal('elsewhere'), place: z.string() }),
  /** RFC 8098: what a reader's program says became of a message. */
  z.object({
    kind: z.literal('receipt'),
    disposition: z.enum(['displayed', 'deleted', 'dispatched', 'processed', 'denied', 'failed', 'other']),
    isAutomatic: z.boolean(),
    recipient: z.string(),
  }),
])
export type Card = z.infer<typeof cardSchema>

export const searchInputSchema = z.object({
  query: z.string().min(1).max(500),
  /** The only mailbox to look in; absent or null: all of them. */
  mailboxId: mailboxIdSchema.nullish(),
  /** By relevance there is one page: the best of the newest 5,000 matches. */
  order: z.enum(['newest', 'relevance']),
  cursor: z.string().max(256).nullable(),
  limit: z.number().int().min(1).max(200),
})
export type SearchInput = z.infer<typeof searchInputSchema>

/** What in a search can't mean what it looks like; `word` is what was typed. The rest was searched for. */
export const searchHintSchema = z.object({
  kind: z.enum(['unknown-operator', 'unknown-value', 'not-a-date', 'no-such-mailbox', 'no-such-patient']),
  word: z.string(),
})
export type SearchHint = z.infer<typeof searchHintSchema>

export const searchPageSchema = messagePageSchema.extend({
  /** Where false, there are at least `total`. */
  isTotalExact: z.boolean(),
  hints: z.array(searchHintSchema),
})
export type SearchPage = z.infer<typeof searchPageSchema>

/** A file's place in a message; inside a message that is a file itself, the places of both: `1.2/1.3`. */
export const partPathSchema = z.string().max(256)

export const attachmentSchema = z.object({
  partPath: partPathSchema,
  fileName: z.string(),
  contentType: z.string(),
  sizeBytes: z.number().int().nonnegative(),
  isDangerous: z.boolean(),
  /** A certificate may be taken from it: `contacts.readCertificate`. */
  holdsCertificate: z.boolean(),
  card: cardSchema.nullish(),
  /** How it can be looked into here, by name and claimed type; the bytes decide. Null: it can only be let out. */
  preview: z.enum(['image', 'pdf', 'text', 'message']).nullable(),
})
export type Attachment = z.infer<typeof attachmentSchema>

export const linkSchema = z.object({
  href: z.string(),
  host: z.string(),
  text: z.string(),
  isMismatched: z.boolean(),
})
export type MailLink = z.infer<typeof linkSchema>

export const submissionStateSchema = z.enum(['held', 'queued', 'attempting', 'sent', 'refused', 'unknown'])

export const deliverySchema = z.object({
  address: z.string(),
  method: z.enum(['openpgp', 'smime', 'sealed-message']),
  /** `returned`: the host took it, and a report says that it didn't arrive. */
  state: z.enum([...submissionStateSchema.options, 'returned']),
  at: instantSchema.nullable(),
  /** Why it was refused, waits or was returned. */
  reasonCode: z.string().nullish(),
  /** Of a return: it named what only mail hosts on the way know; otherwise anyone may have said so. */
  isReportVouched: z.boolean().nullish(),
  /** Returned because a host on the way has no TLS: the same may leave again without requiring it. */
  canGoWithoutTls: z.boolean().optional(),
  /** It left again, or is about to, without requiring TLS on the way. */
  isTlsWaived: z.boolean().optional(),
  /** Whose address it is, so that the other form can be sent to this person. */
  contactId: contactIdSchema.nullish(),
})
export type Delivery = z.infer<typeof deliverySchema>

export const messageViewSchema = z.object({
  id: messageIdSchema,
  mailboxId: mailboxIdSchema,
  subject: z.string(),
  from: z.array(addressSchema),
  replyTo: z.array(addressSchema),
  to: z.array(addressSchema),
  cc: z.array(addressSchema),
  date: instantSchema,
  isUnread: z.boolean(),
  isFlagged: z.boolean(),
  protection: protectionSchema,
  /** Whom an encrypted message names as its readers; absent or empty where it names nobody. */
  readers: z.array(namedReaderSchema).optional(),
  authenticity: authenticitySchema,
  /** On what mail programs differ in this message. */
  ambiguities: z.array(z.enum(ambiguities)),
  /** The contact whose address the message came from, if any. */
  contact: z
    .object({ id: contactIdSchema, name: z.string(), kind: z.enum(['patient', 'colleague', 'other']) })
    .nullable(),
  /**
   * Fingerprint of the certificate that came with the sender's good S/MIME signature, where nobody has decided on it:
   * `contacts.readCertificate` and `readSenderCertificate` show it.
   */
  offeredCertificate: z.string().nullish(),
  /** The body's own document on the app's origin, shown in the sandboxed frame; null when it can't be displayed. */
  bodyUrl: z.string().nullable(),
  /** `too-complex`: listed and can be saved, not shown. `not-fetched`: see `mail.fetch`. */
  bodyState: z.enum(['shown', 'empty', 'too-complex', 'unreadable', 'not-fetched']),
  /** How much of a message isn't here, as the host says; `shown` with it: its text is, and files may not be. */
  unfetchedBytes: z.number().int().nonnegative().nullish(),
  /** Only the first 4 MB of the text are shown. */
  isTextCut: z.boolean().optional(),
  blockedRemoteImages: z.number().int().nonnegative(),
  links: z.array(linkSchema),
  attachments: z.array(attachmentSchema),
  /** Of a message sent from here: how it went to each recipient. */
  deliveries: z.array(deliverySchema),
  /** Of a delivery report: the true subject of the message it speaks of, whose deliveries these are. */
  reportsOn: z.string().nullish(),
  /** A patient wrote words that may mean danger to life. `text`: the practice's own on what to do, or empty. */
  crisis: z.object({ text: z.string() }).nullish(),
  /** Of a message sent from here: what `outbox.sendOtherForm` takes. */
  logicalId: logicalMessageIdSchema.nullish(),
})
export type MessageView = z.infer<typeof messageViewSchema>

export const moveTargetSchema = z.union([
  z.object({ role: z.enum(['archive', 'trash', 'junk', 'inbox']) }),
  z.object({ mailboxId: mailboxIdSchema }),
])

const messageIds = z.array(messageIdSchema).min(1).max(1000)

export const mailContract = {
  mailboxes: procedure.output(z.array(mailboxSchema)),
  list: procedure
    .input(
      z.object({
        /** Null: the inboxes of all accounts together. */
        mailboxId: mailboxIdSchema.nullable(),
        cursor: z.string().max(256).nullable(),
        /** Rows that are skipped after it: a place anywhere in a long list. */
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(200),
      }),
    )
    .output(messagePageSchema),
  /** What other programs left in the hosts' Drafts, the newest 200. */
  leftDrafts: procedure.output(z.array(messageRowSchema)),
  search: procedure.input(searchInputSchema).output(searchPageSchema),
  /** Recorded in the audit log before it is shown, unless it isn't here yet (`not-fetched`). */
  open: procedure
    .input(z.object({ id: messageIdSchema, scheme: z.enum(['light', 'dark']) }))
    .output(messageViewSchema),
  /**
   * Brings a message here that didn't come by itself: whole, or as far as it takes to read its text; the events
   * `fetch-progress` tell how far it is. Then it can be opened.
   */
  fetch: procedure.input(z.object({ id: messageIdSchema, part: z.enum(['text', 'whole']) })).output(nothing),
  /** Ends a fetch with `message/fetch-stopped`; the next one goes on where it was. */
  stopFetch: procedure.input(z.object({ id: messageIdSchema })).output(nothing),
  /** How many messages a search knows by their header alone. */
  unfetched: procedure
    .input(z.object({ mailboxId: mailboxIdSchema.nullable() }))
    .output(z.object({ count: z.number().int().nonnegative() })),
  /** Fetches remote images through the engine, without referrer or cookies, and puts them inside the body. */
  loadRemoteImages: procedure
    .input(z.object({ id: messageIdSchema, scheme: z.enum(['light', 'dark']) }))
    .output(messageViewSchema),
  setFlags: procedure
    .input(z.object({ ids: messageIds, isUnread: z.boolean().optional(), isFlagged: z.boolean().optional() }))
    .output(nothing),
  /** Answers with what `undoMove` takes to put them back. */
  move: procedure
    .input(z.object({ ids: messageIds, to: moveTargetSchema }))
    .output(z.object({ undoToken: z.string() })),
  undoMove: procedure.input(z.object({ undoToken: z.string().max(64) })).output(nothing),
  /** Out of Trash or Junk, here and at the mail host: nothing brings them back. */
  deleteForGood: procedure.input(z.object({ ids: messageIds })).output(nothing),
  /** The same of all in Trash or Junk that was there at `askedAt`, when the person was told how much it is. */
  emptyMailbox: procedure.input(z.object({ id: mailboxIdSchema, askedAt: instantSchema })).output(nothing),
  /** At the top of the account, or inside another one. */
  createMailbox: procedure
    .input(
      z.object({ accountId: accountIdSchema, parentId: mailboxIdSchema.nullable(), name: mailboxNameSchema }),
    )
    .output(z.object({ id: mailboxIdSchema })),
  renameMailbox: procedure.input(z.object({ id: mailboxIdSchema, name: mailboxNameSchema })).output(nothing),
  /** With those inside; their mail goes to Trash. */
  removeMailbox: procedure.input(z.object({ id: mailboxIdSchema })).output(nothing),
  saveAttachment: procedure
    .input(z.object({ id: messageIdSchema, partPath: partPathSchema }))
    .output(z.object({ saved: z.boolean() })),
  saveSource: procedure.input(z.object({ id: messageIdSchema })).output(z.object({ saved: z.boolean() })),
  sync: procedure.output(nothing),
}
