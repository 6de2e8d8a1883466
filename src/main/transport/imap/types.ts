import type { Failure, Result } from '../../../shared/result.ts'
import type { SelfSealed } from '../../sealing/index.ts'

/** RFC 6154 uses, and the inbox that RFC 3501 names. */
export type MailboxRole = 'inbox' | 'drafts' | 'sent' | 'trash' | 'junk' | 'archive'

/** A mailbox as the server lists it. */
export type ListedMailbox = {
  /** The full name, decoded; what every other call takes. */
  readonly path: string
  /** The last part of the path. */
  readonly name: string
  readonly delimiter: string
  readonly role: MailboxRole | null
  readonly isSubscribed: boolean
  /**
   * Shows messages that lie elsewhere (RFC 6154 \All and \Flagged, RFC 8457 \Important), by the server's word and not by
   * its name. `all`: messages may also lie there alone, those without a label (Gmail).
   */
  readonly view: 'all' | 'of-others' | null
  /** False for a mailbox that only holds others. */
  readonly isSelectable: boolean
  /** What LIST-STATUS or STATUS said; null when the server wouldn't say. */
  readonly status: MailboxStatus | null
}

export type MailboxStatus = {
  readonly exists: number
  readonly unseen: number
  readonly uidNext: number
  readonly uidValidity: number
  /** null where the server keeps no mod-sequences. */
  readonly highestModseq: bigint | null
}

/** An opened mailbox. UIDs hold as long as `uidValidity` stays the same (RFC 3501 section 2.3.1.1). */
export type OpenedMailbox = {
  readonly path: string
  readonly uidValidity: number
  readonly uidNext: number
  readonly exists: number
  readonly highestModseq: bigint | null
  readonly isReadOnly: boolean
  /** It was listed as the view `all`. */
  readonly isAll: boolean
}

export type FetchedMessage = {
  readonly uid: number
  /** As the server writes them: `\Seen`, `\Flagged`, `$Forwarded`… */
  readonly flags: ReadonlySet<string>
  readonly modseq: bigint | null
  readonly internalDate: Date
  /** RFC822.SIZE in bytes; more than `source` holds when the message is over the limit. */
  readonly size: number
  /** The raw message: whole, or its beginning where it is over the limit. */
  readonly source: Uint8Array
}

export type FlagChange = {
  readonly uid: number
  readonly flags: ReadonlySet<string>
  readonly modseq: bigint | null
}

export type ChangedFlags = {
  readonly changes: readonly FlagChange[]
  /** UIDs that are gone (QRESYNC, RFC 7162); null when the server doesn't tell and the caller has to compare. */
  readonly vanished: readonly number[] | null
}

/** What the server reports by itself, while idling or beside another answer. */
export type MailboxEvent =
  | { readonly kind: 'exists'; readonly path: string; readonly count: number }
  | { readonly kind: 'expunge'; readonly path: string; readonly uid: number | null }
  | {
      readonly kind: 'flags'
      readonly path: string
      readonly uid: number | null
      readonly flags: ReadonlySet<string>
    }
  /** The connection is gone; `error` is null when this side closed it. */
  | { readonly kind: 'closed'; readonly error: Failure | null }

/** What has come by `fetchMessages`, and how long it was waited for. */
export type Downloaded = {
  readonly messages: number
  readonly bytes: number
  readonly tookMs: number
}

export type ImapCapabilities = {
  readonly condstore: boolean
  readonly qresync: boolean
  readonly compress: boolean
  readonly idle: boolean
  readonly move: boolean
  readonly uidPlus: boolean
  /** The largest message that APPEND takes, in bytes (RFC 7889); null when the server doesn't say. */
  readonly appendLimit: number | null
}

/** Of messages beyond these limits only the beginning is downloaded, in which the header stands. */
export type FetchOptions = {
  readonly maxSourceBytes?: number
  /** By the day on which the server took the message in, as SEARCH BEFORE counts them. */
  readonly notBefore?: Date | null
}

/** How a message is fetched in pieces. */
export type Piecemeal = {
  /** Bytes that are here from before; the same message must be meant (UIDVALIDITY and UID). */
  readonly start: number
  /**
   * Takes each piece. `at`: where it begins, 0 or after what came before; `totalBytes`: how large the server says the
   * message is. False: enough for now.
   */
  readonly onPiece: (piece: {
    readonly bytes: Uint8Array
    readonly at: number
    readonly totalBytes: number
  }) => boolean
}

/** What was told beside the last piece. `isWhole`: nothing comes after it. */
export type FetchedPieces = Omit<FetchedMessage, 'source' | 'size'> & { readonly isWhole: boolean }

/**
 * What is ever removed from a host for good: versions of the practice's own drafts, and its recovery data, after newer
 * ones; and mail that a person deleted out of Trash or Junk.
 */
export type Expungeable = 'draft-version' | 'recovery-data' | 'deleted-mail'

/**
 * One authenticated connection. Calls that work on messages mean the mailbox opened last. Every call fails with
 * `host/connection-lost` once the connection is gone.
 */
export type ImapSession = {
  readonly capabilities: ImapCapabilities
  /** What passes in both directions is compressed below TLS. */
  readonly isCompressed: boolean
  /** Over this connection, so far. */
  readonly downloaded: () => Downloaded
  /** Every mailbox, with its counts. */
  readonly listMailboxes: () => Promise<Result<readonly ListedMailbox[]>>
  /**
   * Makes a mailbox, or finds it there already, and subscribes to it. Answers with its path, which on hosts that keep
   * everything below a prefix isn't what was asked for.
   */
  readonly createMailbox: (path: string) => Promise<Result<string>>
  /**
   * Renames a mailbox and what lies in it; subscriptions go along. `imap/mailbox-gone`, `imap/mailbox-exists`.
   * @param inside the ends of the paths of what lies in it, each with the delimiter before it
   */
  readonly renameMailbox: (from: string, to: string, inside: readonly string[]) => Promise<Result<void>>
  /** Removes a mailbox with whatever lies in it, for good, and unsubscribes from it. */
  readonly deleteMailbox: (path: string) => Promise<Result<void>>
  /** Counts of a mailbox without opening it. */
  readonly status: (path: string) => Promise<Result<MailboxStatus>>
  /** `imap/mailbox-gone` when it no longer exists. */
  readonly open: (path: string) => Promise<Result<OpenedMailbox>>
  /** All UIDs in ascending order, or those from `from` on, with what arrived a moment ago. */
  readonly listUids: (range?: { readonly from: number }) => Promise<Result<readonly number[]>>
  /** Of the view `all`: those that none of these labels names. Labels are written as the paths of mailboxes. */
  readonly listUnlabelled: (labels: readonly string[]) => Promise<Result<readonly number[]>>
  /** Which of these the server still has, asked for each: for what a search leaves out. */
  readonly stillThere: (uids: readonly number[]) => Promise<Result<ReadonlySet<number>>>
  /** UIDs of the messages with this Message-ID (RFC 3501 section 6.4.4, HEADER). */
  readonly findMessageId: (messageId: string) => Promise<Result<readonly number[]>>
  /**
   * Downloads messages whole, in batches (at most 200 messages or about 50 MB), in the order of `uids` but for large
   * ones, which come a little later. Other calls may be made between two batches. A failure is the last value.
   */
  readonly fetchMessages: (
    uids: readonly number[],
    options?: FetchOptions,
  ) => AsyncGenerator<Result<readonly FetchedMessage[]>, void, void>
  /**
   * One message piece by piece, from any byte on. `null`: it isn't there (any more). `message/too-large`: over what is
   * ever downloaded.
   */
  readonly fetchPieces: (uid: number, how: Piecemeal) => Promise<Result<FetchedPieces | null>>
  /** Flags of every message, or (CONDSTORE) of those that changed since a mod-sequence. */
  readonly fetchFlags: (options: { readonly changedSince: bigint | null }) => Promise<Result<ChangedFlags>>
  readonly changeFlags: (
    uids: readonly number[],
    change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
  ) => Promise<Result<void>>
  /** Where each message went, by UID, as far as the server tells (UIDPLUS). */
  readonly move: (uids: readonly number[], to: string) => Promise<Result<ReadonlyMap<number, number>>>
  /**
   * Removes messages for good. `expunged` is false on servers that can't expunge single messages: they are only
   * marked, since EXPUNGE there would take what other programs have marked too.
   * @param what never mail by itself: a person deleted it twice
   */
  readonly expunge: (
    uids: readonly number[],
    what: Expungeable,
  ) => Promise<Result<{ readonly expunged: boolean }>>
  /** Files an own copy. `uid` is null where the server doesn't tell. `imap/too-large`, `imap/over-quota`. */
  readonly append: (
    path: string,
    message: SelfSealed,
    options: { readonly flags: readonly string[]; readonly date: Date },
  ) => Promise<Result<{ readonly uid: number | null }>>
  /** Waits for events until `signal` aborts or another call needs the connection. */
  readonly idle: (signal: AbortSignal) => Promise<Result<void>>
  /** Calls `listener` for every event from now on; gives the function that ends it. */
  readonly onEvent: (listener: (event: MailboxEvent) => void) => () => void
  /** Says goodbye; `atOnce`: without waiting for what is on its way. */
  readonly close: (options?: { readonly atOnce?: boolean }) => Promise<void>
}
