import type {
  Attachment,
  Group,
  MailAddress,
  MessageView,
  Review,
  Tellable,
} from '../../shared/contract/index.ts'
import type { ContactId, DraftId, LogicalMessageId, MessageId } from '../../shared/ids.ts'
import { rememberOpener } from './returned-focus.ts'
import { createStore } from './store.ts'

/** A certificate that is known by its fingerprint, or a file of a message. */
export type GivenCertificate =
  { readonly seen: string } | { readonly message: MessageId; readonly partPath: string }

/** What an open message asks for a sheet for. */
export type MessageSheet =
  | { readonly kind: 'preview'; readonly view: MessageView; readonly partPath: string }
  /** Before a file is given to another program, or one that can run is saved. */
  | {
      readonly kind: 'file-leaves'
      readonly messageId: MessageId
      readonly file: Attachment
      readonly way: 'open' | 'save'
    }
  | { readonly kind: 'source'; readonly messageId: MessageId }

/** The one sheet over the window. Each is drawn by its feature; app/sheet-host.tsx lists them. */
export type Sheet =
  | {
      readonly kind: 'review'
      readonly draftId: DraftId
      readonly review: Review | null
      readonly leavesAt: string | null
    }
  | { readonly kind: 'send-later' }
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
  | { readonly kind: 'recovery-kit'; readonly isForSending: boolean }
  | { readonly kind: 'receipt'; readonly logicalId: LogicalMessageId }
  | { readonly kind: 'export-mail' }
  | { readonly kind: 'of-message'; readonly sheet: MessageSheet }
  | { readonly kind: 'export' }
  | { readonly kind: 'search-help' }
  | { readonly kind: 'keys' }

export const sheet = createStore<Sheet | null>(null)

export function openSheet(next: Sheet): void {
  if (!isSheetOpen()) rememberOpener()
  sheet.set(next)
}

export function openMessageSheet(next: MessageSheet): void {
  openSheet({ kind: 'of-message', sheet: next })
}

export function isSheetOpen(): boolean {
  return sheet.get() !== null
}

export function closeSheet(): void {
  sheet.set(null)
}
