import type { AccountId, DraftId, MailboxId } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import { partBytes } from '../mime/index.ts'
import type { SelfSealed } from '../sealing/index.ts'
import {
  abandonDraftCopy,
  findMailboxByRole,
  finishDraftCopy,
  forgetDraftCopy,
  giveUpDraftCopy,
  listAttemptedCopies,
  listDraftsToCopy,
  listObsoleteCopies,
  markDraftCopyRemoved,
  startDraftCopy,
  type DraftCopy,
  type DraftRow,
  type MailboxRow,
  type Store,
  type Tx,
} from '../store/index.ts'
import type { ImapSession } from '../transport/index.ts'
import { isAboutTheAction } from './is-about-the-action.ts'
import { draftQuietMs, draftUncopiedMs } from './limits.ts'
import type { OpenedMessage } from './opened-message.ts'
import { syncMailboxList } from './sync/mailbox-list.ts'

/** Where a copy lies. */
export interface CopyPlace {
  readonly accountId: AccountId
  readonly mailboxId: MailboxId
  readonly uid: number
  /** Another program marked it as deleted. */
  readonly isDeleted: boolean
}

/** A version of a draft, read from its copy on the host. */
export interface FoundDraft {
  /** Makes it what is here, as far as it came after that. @returns the draft that changed by it, or is new */
  takeIn(tx: Tx, place: CopyPlace, now: number): Result<DraftId | null>
}

/** What is needed of the drafts of the practice; the engine gives it, from the room that writes letters. */
export interface DraftDesk {
  /** Whether this computer keeps copies on the host, at this moment. */
  keepsCopies(): boolean
  /** The text of a draft as it is now. */
  seal(id: DraftId): Promise<Result<{ readonly revision: number; readonly message: SelfSealed }>>
  /** Null: the files hold no draft. */
  read(
    files: readonly { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array }[],
  ): FoundDraft | null
}

export interface DraftCopyDeps {
  readonly store: Store
  readonly clock: () => Date
  readonly drafts: DraftDesk
}

/** The draft in a message of the host's Drafts; only what our own key has signed as a whole can hold one. */
export function draftIn(message: OpenedMessage, drafts: DraftDesk): FoundDraft | null {
  if (message.protection.kind !== 'own-copy') {
    return null
  }
  const { content, tree } = message
  return drafts.read(
    content.attachments.map(({ fileName, contentType, partPath }) => ({
      name: fileName,
      contentType,
      bytes: partBytes(tree, partPath) ?? new Uint8Array(),
    })),
  )
}

/**
 * Keeps the copies of this account's drafts in the host's Drafts mailbox what they are to be: one sealed message for each
 * draft, replaced when its text has rested for a while, removed when the draft was sent or discarded. An append that was
 * interrupted is looked for by its Message-ID, which each version has of its own. Errors: of the connection and the store.
 */
export async function keepDraftCopies(
  session: ImapSession,
  accountId: AccountId,
  deps: DraftCopyDeps,
): Promise<Result<void>> {
  const { store } = deps
  const keeps = deps.drafts.keepsCopies()
  const now = deps.clock().getTime()
  const within = { quietSince: now - draftQuietMs, copiedSince: now - draftUncopiedMs }
  const attempted = () => listAttemptedCopies(store, accountId)
  const due = () => (keeps ? listDraftsToCopy(store, accountId, within) : [])
  const obsolete = () => listObsoleteCopies(store, accountId, !keeps)
  const isNothing = attempted().length + due().length + obsolete().length === 0
  // Before the first look at the account its mailboxes aren't known.
  if (isNothing || findMailboxByRole(store, accountId, 'inbox') === null) {
    return ok(undefined)
  }
  const mailbox = await draftsMailbox(session, accountId, store)
  if (!mailbox.ok || mailbox.value === null) {
    return mailbox.ok ? ok(undefined) : mailbox
  }
  const { value } = mailbox
  // Each asks anew: an append that turns out to be there is none that is due, and what it replaces is obsolete.
  const settled = await each(attempted(), (copy) => settleAttempt(session, value, copy, deps))
  const copied = settled.ok ? await each(due(), (draft) => copyDraft(session, value, draft, deps)) : settled
  return copied.ok ? each(obsolete(), (copy) => removeCopy(session, value, copy, store)) : copied
}

/** What the host refuses of one keeps nothing of the others up. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<Result<void>>): Promise<Result<void>> {
  for (const item of items) {
    const done = await work(item)
    if (!done.ok && !isAboutTheAction(done.error.code)) {
      return done
    }
  }
  return ok(undefined)
}

/** Made where the account has none. Null: not now. */
async function draftsMailbox(
  session: ImapSession,
  accountId: AccountId,
  store: Store,
): Promise<Result<MailboxRow | null>> {
  const known = findMailboxByRole(store, accountId, 'drafts')
  if (known !== null) {
    return ok(known)
  }
  const created = await session.createMailbox('Drafts')
  if (!created.ok) {
    return isAboutTheAction(created.error.code) ? ok(null) : created
  }
  const listed = await syncMailboxList(session, accountId, store)
  return listed.ok ? ok(findMailboxByRole(store, accountId, 'drafts')) : listed
}

async function settleAttempt(
  session: ImapSession,
  { path }: MailboxRow,
  copy: DraftCopy,
  { store, clock }: DraftCopyDeps,
): Promise<Result<void>> {
  const found = await find(session, path, copy.messageId)
  if (!found.ok) {
    return found
  }
  const [uid] = found.value
  return store.transaction((tx) => {
    if (uid === undefined) {
      forgetDraftCopy(tx, copy)
    } else {
      finishDraftCopy(tx, copy.id, uid, clock().getTime())
    }
    return ok(undefined)
  })
}

async function copyDraft(
  session: ImapSession,
  mailbox: MailboxRow,
  { id: draftId, revision: dueRevision, accountId }: DraftRow,
  { store, clock, drafts }: DraftCopyDeps,
): Promise<Result<void>> {
  const sealed = await drafts.seal(draftId)
  if (!sealed.ok) {
    // Not to be sealed as it is (too large, no key yet), or gone meanwhile: the next version is tried.
    return store.transaction((tx) => ok(giveUpDraftCopy(tx, draftId, dueRevision)))
  }
  const { message, revision } = sealed.value
  const started = store.transaction((tx) =>
    ok(
      startDraftCopy(tx, {
        accountId,
        mailboxId: mailbox.id,
        draftId,
        messageId: message.messageId,
        revision,
      }),
    ),
  )
  if (!started.ok) {
    return started
  }
  const appended = await session.append(mailbox.path, message, {
    flags: ['\\Seen', '\\Draft'],
    date: clock(),
  })
  if (!appended.ok) {
    return isAboutTheAction(appended.error.code)
      ? store.transaction((tx) => {
          abandonDraftCopy(tx, started.value)
          return ok(giveUpDraftCopy(tx, draftId, revision))
        })
      : appended
  }
  // Without UIDPLUS the host doesn't say.
  const found = appended.value.uid === null ? await find(session, mailbox.path, message.messageId) : ok([])
  return found.ok
    ? store.transaction((tx) =>
        ok(
          finishDraftCopy(tx, started.value, appended.value.uid ?? found.value[0] ?? null, clock().getTime()),
        ),
      )
    : found
}

async function removeCopy(
  session: ImapSession,
  { path }: MailboxRow,
  copy: DraftCopy,
  store: Store,
): Promise<Result<void>> {
  // Not by the UID that was noted: after a renumbering it would be somebody else's mail.
  const found = await find(session, path, copy.messageId)
  if (!found.ok) {
    return found
  }
  const removed = await session.expunge(found.value, 'draft-version')
  if (!removed.ok && !isAboutTheAction(removed.error.code)) {
    return removed
  }
  return store.transaction((tx) => {
    if (removed.ok && removed.value.expunged) {
      forgetDraftCopy(tx, copy)
    } else {
      markDraftCopyRemoved(tx, copy)
    }
    return ok(undefined)
  })
}

/** In the mailbox, by the Message-ID that only this version has. */
async function find(
  session: ImapSession,
  path: string,
  messageId: string,
): Promise<Result<readonly number[]>> {
  const opened = await session.open(path)
  return opened.ok ? session.findMessageId(messageId) : opened
}
