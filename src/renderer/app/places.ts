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
  | 'policy'
  | 'outside'
  | 'account'
  | 'carry'
  | 'backup'
  | 'log'
  | 'openpgp'
  | 'smime'
  | 'scanner'
  | 'spelling'
  | 'passphrase'
  | 'security'
  | 'behaviour'
  | 'about'

/** What of the evidence is looked at. */
export const evidenceViews = ['overview', 'agreements', 'training', 'risks', 'incidents', 'holds'] as const
export type EvidenceView = (typeof evidenceViews)[number]

export type Place =
  | { readonly screen: 'mail' }
  | { readonly screen: 'patients' }
  | { readonly screen: 'activity' }
  /** Exported logs of others: all of them, or one. */
  | { readonly screen: 'logs'; readonly log: number | null }
  /** An evidence binder of somebody else. */
  | { readonly screen: 'binder'; readonly binder: number }
  | { readonly screen: 'evidence'; readonly view: EvidenceView }
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
  /** While something is searched for: in the mailbox that was open alone. */
  readonly isSearchHere: boolean
  readonly messageId: MessageId | null
  readonly outboxId: LogicalMessageId | null
  readonly draftId: DraftId | null
  readonly contactId: ContactId | null
}

const start: Where = {
  place: { screen: 'mail' },
  box: { kind: 'inbox' },
  query: '',
  isSearchHere: false,
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
    change({
      ...{ place: { screen: 'mail' }, box, query: '', isSearchHere: false },
      ...{ messageId: null, outboxId: null, draftId: null },
    })
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
    change(query.trim() === '' ? { query, isSearchHere: false } : { query })
  },
  toSearchHere: (isSearchHere: boolean) => {
    change({ isSearchHere })
  },
  toPatients: (contactId: ContactId | null = null) => {
    change({ place: { screen: 'patients' }, contactId })
  },
  toActivity: () => {
    change({ place: { screen: 'activity' } })
  },
  toLogs: () => {
    change({ place: { screen: 'logs', log: null } })
  },
  toLog: (log: number) => {
    change({ place: { screen: 'logs', log } })
  },
  toBinder: (binder: number) => {
    change({ place: { screen: 'binder', binder } })
  },
  toEvidence: (view: EvidenceView = 'overview') => {
    change({ place: { screen: 'evidence', view } })
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
