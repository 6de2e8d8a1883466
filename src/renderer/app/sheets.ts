import type {
  Agreement,
  Attachment,
  Factor,
  Group,
  BinderFacts,
  LogOffer,
  MailAddress,
  Mailbox,
  MessageView,
  Policy,
  PolicySeat,
  PossibleDisclosure,
  Review,
  StorySubject,
  RiskThreat,
  SeenDraft,
  Tellable,
} from '../../shared/contract/index.ts'
import type { AccountId, ContactId, DraftId, LogicalMessageId, MessageId } from '../../shared/ids.ts'
import { rememberOpener } from './returned-focus.ts'
import { createStore } from './store.ts'

/** A certificate that is known by its fingerprint, or a file of a message. */
export type GivenCertificate =
  { readonly seen: string } | { readonly message: MessageId; readonly partPath: string }

/** The files that a file stands among: those of the open message, or of a message that is a file of it. */
export interface FilesAround {
  readonly view: MessageView
  readonly files: readonly Attachment[]
  /** The sheet of the message that they are files of; null: the open one. */
  readonly back: MessageSheet | null
}

/** What an open message asks for a sheet for. */
export type MessageSheet =
  | ({ readonly kind: 'preview'; readonly partPath: string } & FilesAround)
  /** A file that is a message itself. */
  | ({ readonly kind: 'nested'; readonly partPath: string } & FilesAround)
  /** Before a file is given to another program, or one that can run is saved. */
  | {
      readonly kind: 'file-leaves'
      readonly messageId: MessageId
      readonly file: Attachment
      readonly way: 'open' | 'save'
    }
  | { readonly kind: 'source'; readonly messageId: MessageId }
  /** Before a message goes to paper. */
  | { readonly kind: 'print'; readonly messageId: MessageId }
  /** A practice's policy that came as a file of a message, before it counts. */
  | { readonly kind: 'policy'; readonly messageId: MessageId; readonly partPath: string }
  | { readonly kind: 'move'; readonly view: MessageView }
  /** Before a message goes for good. */
  | { readonly kind: 'delete-for-good'; readonly view: MessageView }

/** What Activity asks for a sheet for; days as `YYYY-MM-DD`, empty for no limit. */
export type ActivityAsk =
  | {
      readonly kind: 'export'
      readonly days: { readonly from: string; readonly to: string }
      readonly contactId: ContactId | null
    }
  | { readonly kind: 'review' }
  /** The store was put back to an earlier state. */
  | { readonly kind: 'rollback' }
  /** A log of somebody else, before it is kept. */
  | { readonly kind: 'add-log'; readonly offer: LogOffer }
  /** The same of an evidence binder. */
  | { readonly kind: 'add-binder'; readonly offer: BinderFacts }
  /** What happened to one message. */
  | {
      readonly kind: 'story'
      readonly of: StorySubject
      /** In the log of somebody else, and from which number on nothing of it is proven; null: in one's own. */
      readonly from: { readonly log: number; readonly unprovenFrom: number | null } | null
    }

/** What Evidence asks for a sheet for; `record` is null for something new. */
export type EvidenceAsk =
  | { readonly kind: 'binder' }
  /** With whom a new one is, and for what, where that is known. */
  | {
      readonly kind: 'agreement'
      readonly record: number | null
      readonly party?: string
      readonly service?: Agreement['service']
    }
  | { readonly kind: 'training'; readonly record: number | null }
  | { readonly kind: 'incident'; readonly record: number | null }
  | { readonly kind: 'risk'; readonly threat: RiskThreat }
  | { readonly kind: 'sign-risks' }
  | { readonly kind: 'signed-risks'; readonly record: number }
  /** Every version of a record; `name` is what the list calls it. */
  | { readonly kind: 'versions'; readonly record: number; readonly name: string }
  /** What was disclosed about a patient. */
  | { readonly kind: 'disclosures'; readonly contactId: ContactId }
  /** `of`: the message that a new one is about. */
  | {
      readonly kind: 'disclosure'
      readonly contactId: ContactId
      readonly record: number | null
      readonly of: PossibleDisclosure | null
    }
  | { readonly kind: 'set-hold' }
  /** `name`: what it holds, in words. */
  | { readonly kind: 'lift-hold'; readonly hold: number; readonly name: string }
  /** Lets the accounting out. */
  | { readonly kind: 'accounting'; readonly contactId: ContactId }

/** What a mailbox is named with: a new one, or one that is there. */
export type MailboxSheet =
  | { readonly kind: 'new-mailbox'; readonly accountId: AccountId; readonly parent: Mailbox | null }
  | { readonly kind: 'rename-mailbox'; readonly mailbox: Mailbox }

export type EmptiedMailbox = Mailbox & {
  readonly role: 'trash' | 'junk'
  /** When its total was shown, as an ISO 8601 instant. */
  readonly askedAt: string
}

/** What the list and the mailboxes ask for a sheet for. */
export type MailSheet =
  | MailboxSheet
  | { readonly kind: 'remove-mailbox'; readonly mailbox: Mailbox }
  /** All of Trash or Junk, for good. */
  | { readonly kind: 'empty-mailbox'; readonly mailbox: EmptiedMailbox }
  | { readonly kind: 'search-help' }

/** What Settings asks for about what opens the vault, and about the practice's policy. */
export type SecurityAsk =
  | { readonly kind: 'add-factor'; readonly of: Factor['kind'] }
  | { readonly kind: 'rename-factor'; readonly factor: Factor }
  | { readonly kind: 'remove-factor'; readonly factor: Factor; readonly isLast: boolean }
  | { readonly kind: 'shares' }
  /** The owner signs the next version of the practice's policy. */
  | { readonly kind: 'policy-rules'; readonly policy: Policy | null }
  | { readonly kind: 'seat'; readonly policy: Policy; readonly seat: PolicySeat | null }
  | { readonly kind: 'end-seat'; readonly policy: Policy; readonly seat: PolicySeat }

/** The one sheet over the window. Each is drawn by its feature; app/sheet-host.tsx lists them. */
export type Sheet =
  | {
      readonly kind: 'review'
      readonly draft: SeenDraft
      readonly review: Review | null
      readonly leavesAt: string | null
    }
  | { readonly kind: 'send-later'; readonly draft: SeenDraft }
  | { readonly kind: 'reschedule'; readonly logicalId: LogicalMessageId; readonly leavesAt: string | null }
  /** What is in the hold, before a lock or the end of the program. */
  | { readonly kind: 'leaving'; readonly before: 'lock' | 'quit' }
  | { readonly kind: 'consultation'; readonly draftId: DraftId }
  | {
      readonly kind: 'tell'
      readonly contactId: ContactId
      readonly passphrase: Tellable
      readonly isNew: boolean
    }
  | {
      readonly kind: 'add-key'
      readonly contactId: ContactId
      /** One that is at hand, to look at or to compare at once. */
      readonly given?: GivenCertificate
    }
  /** Somebody who is no contact yet, with the certificate that came with the mail. */
  | { readonly kind: 'add-sender'; readonly sender: MailAddress; readonly given: GivenCertificate }
  | { readonly kind: 'contact'; readonly contactId: ContactId | null }
  | { readonly kind: 'import-people' }
  | { readonly kind: 'export-people' }
  | { readonly kind: 'group'; readonly group: Group | null }
  | { readonly kind: 'remove-contact'; readonly contactId: ContactId }
  | MailSheet
  | { readonly kind: 'recovery-kit'; readonly isForSending: boolean }
  | { readonly kind: 'receipt'; readonly logicalId: LogicalMessageId }
  | { readonly kind: 'export-mail' }
  | { readonly kind: 'of-message'; readonly sheet: MessageSheet }
  | { readonly kind: 'of-activity'; readonly sheet: ActivityAsk }
  | { readonly kind: 'of-security'; readonly sheet: SecurityAsk }
  | { readonly kind: 'of-evidence'; readonly sheet: EvidenceAsk }
  | { readonly kind: 'keys' }

export const sheet = createStore<Sheet | null>(null)

export function openSheet(next: Sheet): void {
  if (!isSheetOpen()) rememberOpener()
  sheet.set(next)
}

export function openMessageSheet(next: MessageSheet): void {
  openSheet({ kind: 'of-message', sheet: next })
}

export function openEvidenceSheet(next: EvidenceAsk): void {
  openSheet({ kind: 'of-evidence', sheet: next })
}

export function isSheetOpen(): boolean {
  return sheet.get() !== null
}

export function closeSheet(): void {
  sheet.set(null)
}
