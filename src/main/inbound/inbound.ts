import type {
  Connection,
  ExportForm,
  FilePreview,
  Mailbox,
  MessagePage,
  MessageRow,
  MessageSource,
  MessageView,
  NestedMessage,
  SearchInput,
  SearchPage,
  ThreadRow,
} from '../../shared/contract/index.ts'
import type { AccountId, ContactId, MailboxId, MessageId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { AnsweredMethod } from '../store/index.ts'
import type { Actions } from './actions.ts'
import type { BodyPage } from './body-pages.ts'
import type { Deletions } from './delete-for-good.ts'
import type { ExportedMessage } from './export-message.ts'
import type { FileMessages } from './import-message.ts'
import type { MailboxChanges } from './mailboxes/change.ts'

/** A message read for an answer or forward; never a decrypted part that isn't the root. */
export interface ReadForAnswer {
  readonly id: MessageId
  /** The account whose mailbox holds it. */
  readonly accountId: AccountId
  /** For whom hosts took it in, in lower case; see `readDeliveredTo`. */
  readonly deliveredTo: readonly string[]
  readonly messageId: string | null
  /** How it was protected when it came; null: not encrypted, or our own copy. */
  readonly method: AnsweredMethod | null
  readonly references: readonly string[]
  readonly from: readonly { name: string; address: string }[]
  readonly replyTo: readonly { name: string; address: string }[]
  readonly to: readonly { name: string; address: string }[]
  readonly cc: readonly { name: string; address: string }[]
  /** Of what was written here or left in Drafts. */
  readonly bcc: readonly { name: string; address: string }[]
  readonly subject: string
  readonly date: string
  readonly text: string
  readonly attachments: readonly {
    readonly name: string
    readonly contentType: string
    readonly bytes: Uint8Array
  }[]
}

/** A file of a message, to be saved outside the store. */
export interface MessageFile {
  readonly name: string
  /** As the sender claims. */
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly isDangerous: boolean
  readonly contactId: ContactId | null
}

/** A message as a document to print. */
export interface Printable {
  readonly html: string
  readonly subject: string
  readonly contactId: ContactId | null
}

/** Received mail: brought here, kept in step with the server, opened and judged. */
export interface Inbound extends Actions, Deletions, MailboxChanges {
  /** Starts syncing every account; goes on (IDLE) until `stop`. */
  start(): void
  /** Ends every connection; answers when nothing touches the store any more. */
  stop(): Promise<void>
  /**
   * Runs `change` while the account's sync is stopped, and goes on with what is stored of the account then, whatever
   * came of it.
   */
  whileStopped<T>(accountId: AccountId, change: () => Result<T>): Promise<Result<T>>
  /** Looks for new mail now, also after a failure's waiting time. */
  syncNow(): void
  connection(): Connection

  mailboxes(): Result<Mailbox[]>
  /**
   * Newest first.
   * @param mailboxId null: the inboxes of all accounts together
   * @param offset rows that are skipped after the cursor; none unless told
   */
  list(
    mailboxId: MailboxId | null,
    cursor: string | null,
    limit: number,
    offset?: number,
  ): Result<MessagePage>
  /** What other programs left in the hosts' Drafts, the newest first. The practice's own drafts are no mail. */
  leftDrafts(): Result<MessageRow[]>
  search(wanted: SearchInput): Result<SearchPage>
  /** How many messages are here with their header alone. @param mailboxId null: in all mailboxes */
  unfetched(mailboxId: MailboxId | null): Result<number>
  /**
   * Recorded as viewed before it answers. Of a message that didn't come by itself it answers with what the list says,
   * and records nothing (`not-fetched`); `fetch` brings it, and then it is opened again. Errors: `message/absent`, of the audit log.
   */
  open(id: MessageId, scheme: 'light' | 'dark'): Promise<Result<MessageView>>
  /**
   * Brings a message here, telling how far it is: whole, or (`text`) as far as it takes to read it. Errors: `message/absent`, `message/fetch-stopped`,
   * `message/too-large`, `message/not-downloaded` (it is gone), of the connection.
   */
  fetch(id: MessageId, part: 'text' | 'whole'): Promise<Result<void>>
  /** The next one goes on where it was. */
  stopFetch(id: MessageId): void
  /** As `open`, with remote images fetched and put inside. */
  openWithImages(id: MessageId, scheme: 'light' | 'dark'): Promise<Result<MessageView>>
  /** The body document that `MessageView.bodyUrl` names; null when it isn't open any more. */
  bodyPage(path: string): BodyPage | null
  attachment(id: MessageId, partPath: string): Promise<Result<MessageFile>>
  source(id: MessageId): Promise<Result<MessageFile>>
  /**
   * One file as a document for a frame of its own, which `bodyPage` finds. Recorded before it answers.
   * Errors: as `attachment`, `file/no-preview`, `file/preview-too-large`.
   */
  preview(id: MessageId, partPath: string, scheme: 'light' | 'dark'): Promise<Result<FilePreview>>
  /**
   * A file that is a message itself, with its body as a document that `bodyPage` finds. Recorded before it answers.
   * Errors: as `attachment`, `file/no-preview`, of parsing.
   */
  nested(id: MessageId, partPath: string, scheme: 'light' | 'dark'): Promise<Result<NestedMessage>>
  /** All files that stand under the message. */
  files(id: MessageId): Promise<Result<readonly MessageFile[]>>
  /** A piece of the source as text, from `offset` bytes on. Recorded with the first piece. */
  sourceText(id: MessageId, offset: number): Promise<Result<MessageSource>>
  /** The message as it stands on paper. Whoever prints it records that. */
  printable(id: MessageId): Promise<Result<Printable>>
  /** The conversation, this message included, oldest first; each message once, wherever its copies lie. */
  thread(id: MessageId): Result<ThreadRow[]>
  /** For an export, which records itself. Errors: `message/absent`, `message/not-downloaded`. */
  exportMessage(id: MessageId, form: ExportForm): Promise<Result<ExportedMessage>>
  /** For an import. */
  readonly fileMessages: FileMessages

  /** `text`: of a message whose text alone is here, without its files; else it is brought here whole first. */
  readForAnswer(id: MessageId, part: 'text' | 'whole'): Promise<Result<ReadForAnswer>>
  /** For the queue: is a message with this Message-ID in Sent on the server? */
  findInSent(accountId: AccountId, messageId: string): Promise<'found' | 'not-found' | 'cannot-tell'>
  /** Appends own copies that are due to Sent, once each. */
  fileSentCopies(): void
  /** A draft was saved: it is copied to the host when its text has rested. */
  draftSaved(): void
  /** A draft was discarded, or waits to leave: its copy goes. */
  draftGone(): void
}
