import type { ContactId, DraftId, LogicalMessageId, MailboxId, MessageId } from '../../shared/ids.ts'
import { createStore } from './store.ts'

/** A list of messages: a mailbox of the host, or one of the two kept here alone. */
export type Box =
  | { readonly kind: 'mailbox'; readonly id: MailboxId }
  /** Of several accounts: their inboxes together. */
  | { readonly kind: 'inbox' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'drafts' }
  | { readonly kind: 'outbox' }

export type SettingsSection =
  | 'practice'
  | 'outside'
  | 'account'
  | 'carry'
  | 'openpgp'
  | 'smime'
  | 'scanner'
  | 'passphrase'
  | 'behaviour'
  | 'about'

export type Place =
  | { readonly screen: 'mail' }
  | { readonly screen: 'patients' }
  | { readonly screen: 'activity' }
  | {
      readonly screen: 'settings'
      readonly section: SettingsSection
      /** Led here to sign in at the mail host anew. */
      readonly isForSignIn?: boolean
    }

/** Where the person is. Holds ids only, so that it may outlive a lock and bring her back. */
export type Where = {
  readonly place: Place
  readonly box: Box
  readonly query: string
  readonly messageId: MessageId | null
  readonly outboxId: LogicalMessageId | null
  readonly draftId: DraftId | null
  readonly contactId: ContactId | null
}

const start: Where = {
  place: { screen: 'mail' },
  box: { kind: 'inbox' },
  query: '',
  messageId: null,
  outboxId: null,
  draftId: null,
  contactId: null,
}

export const where = createStore<Where>(start)

function change(next: Partial<Where>): void {
  where.set((current) => ({ ...current, ...next }))
}

export const go = {
  toBox: (box: Box) => {
    change({ place: { screen: 'mail' }, box, query: '', messageId: null, outboxId: null, draftId: null })
  },
  toMessage: (messageId: MessageId | null) => {
    change({ messageId, draftId: null })
  },
  toOutboxItem: (outboxId: LogicalMessageId | null) => {
    change({ outboxId, draftId: null })
  },
  toDraft: (draftId: DraftId) => {
    change({ place: { screen: 'mail' }, draftId })
  },
  closeDraft: () => {
    change({ draftId: null })
  },
  toSearch: (query: string) => {
    change({ query })
  },
  toPatients: (contactId: ContactId | null = null) => {
    change({ place: { screen: 'patients' }, contactId })
  },
  toActivity: () => {
    change({ place: { screen: 'activity' } })
  },
  toSettings: (section: SettingsSection = 'practice') => {
    change({ place: { screen: 'settings', section } })
  },
  toSignIn: () => {
    change({ place: { screen: 'settings', section: 'account', isForSignIn: true } })
  },
  toStart: () => {
    where.set(start)
  },
}
