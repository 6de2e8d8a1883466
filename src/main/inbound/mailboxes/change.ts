import type { AccountId, MailboxId } from '../../../shared/ids.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { AuditTrail } from '../../audit/index.ts'
import {
  addServerAction,
  askPiece,
  cancelServerAction,
  countMessages,
  findMailbox,
  freeMailbox,
  listMailboxActions,
  listMailboxes,
  listMessages,
  removeAllMessages,
  removeMailbox,
  renameMailbox,
  saveMailbox,
  type MailboxRow,
  type Reader,
  type ServerActionKind,
  type Store,
  type Tx,
} from '../../store/index.ts'
import { batchSize } from '../limits.ts'
import { allowedMove, mailboxForRole, queueMove } from '../queue-move.ts'
import { foreseeMailboxes } from './foresee.ts'
import { afterRename, checkMailboxName, isBelow, isSamePath, withName } from './names.ts'

export interface MailboxChangesDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  /** The list is another one, and so is what lies in these. */
  readonly onChanged: (mailboxIds: readonly MailboxId[]) => void
}

/**
 * What a person does with mailboxes: at once here, durably queued for the server, in one commit. Names are as typed; they
 * give `imap/name-unusable`, `imap/name-has-delimiter` and, where one is taken, `imap/mailbox-exists`.
 */
export interface MailboxChanges {
  /**
   * @param parentId null: at the top of the account
   * Errors beside those of names: `imap/mailbox-gone` for a parent that isn't there.
   */
  createMailbox(accountId: AccountId, parentId: MailboxId | null, name: string): Result<MailboxId>
  /** The last part of its path; what lies in it goes along. Errors: `imap/mailbox-gone`, `imap/mailbox-has-use`. */
  renameMailbox(id: MailboxId, name: string): Result<void>
  /**
   * With the mailboxes inside; the mail of all goes to Trash, also what this computer doesn't know of yet. Stopped in
   * between, what wasn't done stays as it was. Errors: `imap/mailbox-gone`, `imap/mailbox-has-use`, `hold/held`.
   */
  removeMailbox(id: MailboxId): Promise<Result<void>>
}

export function createMailboxChanges({ store, audit, clock, onChanged }: MailboxChangesDeps): MailboxChanges {
  const now = () => clock().getTime()

  /** @returns whether the server has to be told; of imported mail there is none */
  function queue(tx: Tx, { id, accountId }: MailboxRow, kind: ServerActionKind, payload: object): boolean {
    const action = { accountId, kind, mailboxId: id, uid: null, messageId: null, payload, createdAt: now() }
    return addServerAction(tx, action) !== 0
  }

  /** Whose mail was moved away; of imported mail, what is left was marked as deleted before. */
  function leaveOne(mailbox: MailboxRow): Result<void> {
    return store.transaction((tx) => {
      if (!queue(tx, mailbox, 'delete-mailbox', {})) {
        while (removeAllMessages(tx, mailbox.id) > 0);
        return removeMailbox(tx, mailbox.id) ? ok(undefined) : fail('hold/held')
      }
      return ok(undefined)
    })
  }

  /** Whether a hold keeps mail in these, also such as no list shows. Errors: `hold/held`, `vault/locked`. */
  async function askAboutEach(mailboxes: readonly MailboxRow[]): Promise<Result<void>> {
    for (const { id } of mailboxes) {
      for (let asked: number | null = 0; asked !== null;) {
        if (!store.isOpen) {
          return fail('vault/locked')
        }
        const after: number = asked
        const piece = store.attempt((reader) => ok(askPiece(reader, id, after, batchSize)))
        if (!piece.ok || piece.value === 'held') {
          return piece.ok ? fail('hold/held') : piece
        }
        asked = piece.value
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    return ok(undefined)
  }

  /** In pieces, so that nothing else waits for a large mailbox. */
  async function moveToTrash(mailbox: MailboxRow, touched: Set<MailboxId>): Promise<Result<void>> {
    for (;;) {
      if (!store.isOpen) {
        return fail('vault/locked')
      }
      const moved = store.transaction((tx) => {
        const messages = listMessages(tx, mailbox.id, { before: null, limit: batchSize })
        const trash = messages.length === 0 ? null : mailboxForRole(tx, mailbox.accountId, 'trash', now())
        if (trash !== null) {
          for (const message of messages) {
            const move = allowedMove(tx, message, trash)
            if (move === null) {
              return fail('hold/held')
            }
            queueMove(tx, move, now())
          }
          touched.add(trash)
        }
        return ok(trash === null ? 0 : messages.length)
      })
      if (!moved.ok || moved.value === 0) {
        return moved.ok ? ok(undefined) : moved
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  return {
    createMailbox: (accountId, parentId, typed) => {
      const created = store.transaction<MailboxId>((tx) => {
        const mailboxes = shownMailboxes(tx, accountId)
        const parent = mailboxes.find(({ id }) => id === parentId)
        if (parentId !== null && parent === undefined) {
          return fail('imap/mailbox-gone')
        }
        const delimiter = (parent ?? mailboxes[0])?.delimiter ?? '/'
        const name = checkMailboxName(typed, delimiter)
        if (!name.ok) {
          return name
        }
        const path = (parent === undefined ? topOf(mailboxes) : parent.path + delimiter) + name.value
        const rows = listMailboxes(tx, accountId)
        const known = rows.find((row) => isSamePath(row.path, path))
        const isShown = mailboxes.some((one) => one.isSelectable && isSamePath(one.path, path))
        const isLeaving = known !== undefined && !mailboxes.some(({ id }) => id === known.id)
        // One that is to be renamed still has its name at the server.
        if (isShown || (known?.isSelectable === true && !isLeaving)) {
          return fail('imap/mailbox-exists')
        }
        const recorded = audit.append(tx, { type: 'mailbox.created' })
        if (!recorded.ok) {
          return recorded
        }
        const fields = { path, name: name.value, delimiter, role: 'other' } as const
        const id = saveMailbox(tx, accountId, { ...fields, isSubscribed: true, isSelectable: true })
        const row = findMailbox(tx, id)
        if (row !== null && !(isLeaving && takeBackRemoval(tx, row))) {
          queue(tx, row, 'create-mailbox', { path })
        }
        return ok(id)
      })
      if (created.ok) {
        onChanged([created.value])
      }
      return created
    },

    renameMailbox: (id, typed) => {
      const renamed = store.transaction((tx) => {
        const row = findMailbox(tx, id)
        const mailboxes = row === null ? [] : shownMailboxes(tx, row.accountId)
        const shown = mailboxes.find((one) => one.id === id)
        if (row === null || shown === undefined) {
          return fail('imap/mailbox-gone')
        }
        if (row.role !== 'other') {
          return fail('imap/mailbox-has-use')
        }
        const { accountId, delimiter, path: from } = shown
        const name = checkMailboxName(typed, delimiter)
        if (!name.ok) {
          return name
        }
        const to = withName(from, delimiter, name.value)
        if (to === from) {
          return ok(undefined)
        }
        const isTaken = (one: MailboxRow) => one.id !== id && isSamePath(one.path, to)
        if (mailboxes.some(isTaken) || listMailboxes(tx, accountId).some(isTaken)) {
          return fail('imap/mailbox-exists')
        }
        const recorded = audit.append(tx, { type: 'mailbox.renamed', mailbox: id })
        if (recorded.ok && !queue(tx, row, 'rename-mailbox', { name: name.value })) {
          for (const one of mailboxes) {
            const path = afterRename(one.path, { from, to }, delimiter)
            renameMailbox(tx, one.id, path, one.id === id ? name.value : one.name)
          }
        }
        return recorded
      })
      if (renamed.ok) {
        onChanged([id])
      }
      return renamed
    },

    removeMailbox: async (id) => {
      // Asked before it is on record that they are removed, in pieces.
      const meant = store.attempt((reader) => withThoseInside(reader, id))
      const free = meant.ok ? await askAboutEach(meant.value) : meant
      if (!free.ok) {
        return free
      }
      const planned = store.transaction((tx) => {
        const all = withThoseInside(tx, id)
        if (!all.ok) {
          return all
        }
        const messages = all.value.reduce((sum, one) => sum + countMessages(tx, one.id).total, 0)
        const recorded = audit.append(tx, { type: 'mailbox.removed', mailbox: id, messages })
        return recorded.ok ? all : recorded
      })
      if (!planned.ok) {
        return planned
      }
      const touched = new Set(planned.value.map((one) => one.id))
      try {
        for (const mailbox of planned.value) {
          const moved = await moveToTrash(mailbox, touched)
          const left = moved.ok ? leaveOne(mailbox) : moved
          if (!left.ok) {
            return left
          }
        }
        return ok(undefined)
      } finally {
        onChanged([...touched])
      }
    },
  }
}

/** The innermost first. Errors: `imap/mailbox-gone`, `imap/mailbox-has-use`, `hold/held`. */
function withThoseInside(reader: Reader, id: MailboxId): Result<MailboxRow[]> {
  const row = findMailbox(reader, id)
  const mailboxes = row === null ? [] : shownMailboxes(reader, row.accountId)
  const shown = mailboxes.find((one) => one.id === id)
  if (shown === undefined) {
    return fail('imap/mailbox-gone')
  }
  const inside = mailboxes.filter(({ path }) => isBelow(path, shown.path, shown.delimiter))
  const all = [...inside, shown].toSorted((a, b) => b.path.length - a.path.length)
  if (all.some(({ role }) => role !== 'other')) {
    return fail('imap/mailbox-has-use')
  }
  return all.some((one) => freeMailbox(reader, one) === null) ? fail('hold/held') : ok(all)
}

/** The account's mailboxes as a person sees them. */
function shownMailboxes(reader: Reader, accountId: AccountId): MailboxRow[] {
  return foreseeMailboxes(listMailboxes(reader, accountId), listMailboxActions(reader, accountId))
}

/** Some hosts keep everything below the inbox, and refuse what isn't (RFC 2342 section 5). */
function topOf(mailboxes: readonly MailboxRow[]): string {
  const others = mailboxes.filter(({ role }) => role !== 'inbox')
  const inbox = mailboxes.find(({ role }) => role === 'inbox')
  const isPrefix =
    inbox !== undefined &&
    others.length > 0 &&
    others.every(({ path }) => isBelow(path, inbox.path, inbox.delimiter))
  return isPrefix ? inbox.path + inbox.delimiter : ''
}

/** @returns false where the server has heard of it, or may have */
function takeBackRemoval(tx: Tx, { id, accountId }: MailboxRow): boolean {
  const removal = listMailboxActions(tx, accountId).findLast(
    ({ kind, mailboxId }) => kind === 'delete-mailbox' && mailboxId === id,
  )
  return removal !== undefined && cancelServerAction(tx, removal.id)
}
