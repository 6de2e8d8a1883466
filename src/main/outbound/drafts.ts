import {
  draftContentSchema,
  type Draft,
  type DraftContent,
  type SeenDraft,
} from '../../shared/contract/index.ts'
import type { AccountId, DraftId, MessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import { createRepetition, sameActMs, type AuditTrail } from '../audit/index.ts'
import {
  findAccount,
  findDraft,
  listAccounts,
  listDraftAttachments,
  listDrafts,
  freeDraft,
  removeDraft,
  removeDraftAttachment,
  saveDraft,
  setDraftAccount,
  type AccountRow,
  type DraftRow,
  type Reader,
  type Store,
  type Tx,
} from '../store/index.ts'
import { answeringAccount } from './answering-account.ts'
import { answerContent, continuedContent, forwardContent, paragraphs } from './answer.ts'
import { addDraftFiles, draftFileOf, type DraftFile, type NamedFile } from './draft-files.ts'
import { keepApart } from './keep-apart.ts'
import { largestDraftBytes, largestMessageBytes } from './limits.ts'
import type { ReadOriginal } from './original.ts'
import { startDraft } from './start-draft.ts'
import { exchangeSignature, signatureOf, withSignature } from './signature.ts'

export interface DraftsDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly readOriginal: ReadOriginal
  readonly onSaved: () => void
  readonly onGone: () => void
}

/** What a new letter begins with; `text` stands above where the person writes. */
export type NewLetter = Partial<Pick<DraftContent, 'to' | 'subject'>> & {
  readonly text?: string
  readonly files?: readonly NamedFile[]
  /** Records what else is to be known of it, in the commit that begins it. */
  readonly record?: (tx: Tx, id: DraftId) => Result<void>
}

/**
 * Letters being written. They live in the encrypted store, and sealed to the practice's own key on the host (`draft-copies`),
 * until they are sent. `signature` is the practice's,
 * for accounts that have none of their own.
 */
export interface Drafts {
  list(): Result<Draft[]>
  /** What is in it is shown, which is recorded. Errors: `draft/gone`, `audit/write-failed`. */
  get(id: DraftId): Result<Draft>
  /** Leaves from the default account. */
  createNew(start: NewLetter, signature: string): Result<Draft>
  /** Leaves from the account that the message came to. `continue`: it was left in Drafts by another program, and stays there. */
  createFrom(
    kind: 'answer' | 'answer-all' | 'forward' | 'continue',
    messageId: MessageId,
    signature: string,
  ): Promise<Result<Draft>>
  /**
   * With the `takenRevision` of the draft that it was written on. Where another computer's text took its place since, that
   * one stays, and what is saved is a draft of its own from now on. Errors: `draft/gone`, `audit/write-failed`.
   * @returns the draft that holds it
   */
  save(id: DraftId, written: Pick<Draft, 'takenRevision' | 'content'>): Result<Draft>
  /** It leaves from this account, with its signature in the place of the other's. Errors: `account/absent`, `draft/gone`. */
  chooseAccount(id: DraftId, accountId: AccountId, signature: string): Result<Draft>
  /** Errors: `draft/gone`, `draft/unseen-text`, `audit/write-failed`. */
  discard(draft: SeenDraft): Result<void>
  /** Error: `seal/too-large` above what a draft may hold; it stays as it was. What can't leave at once can be split. */
  attach(id: DraftId, files: readonly NamedFile[]): Result<Draft>
  detach(id: DraftId, attachmentId: number): Result<Draft>
}

const emptyContent: DraftContent = { to: [], cc: [], bcc: [], subject: '', html: '' }
/** Answers nothing. */
const startedHere = { kind: 'new', inReplyTo: null, answeredMethod: null } as const

export function createDrafts(deps: DraftsDeps): Drafts {
  const { store, audit, clock, readOriginal } = deps

  const onceOpened = createRepetition<DraftId>(
    () => performance.now(),
    (last, next, afterMs) => (last === next && afterMs < sameActMs ? last : null),
  )

  function find(id: DraftId): Result<Draft> {
    const row = findDraft(store, id)
    return row?.logicalId === null ? ok(presentDraft(store, row)) : fail('draft/gone')
  }

  function add(
    draft: Pick<DraftRow, 'accountId' | 'kind' | 'inReplyTo' | 'answeredMethod'> & { content: DraftContent },
    files: readonly DraftFile[] = [],
    isWritten = false,
    record: NewLetter['record'] = () => ok(undefined),
  ): Result<Draft> {
    const begun = store.transaction<Draft>((tx) => {
      const now = clock().getTime()
      const started = startDraft(tx, audit, draft, now)
      if (!started.ok) {
        return started
      }
      const id = started.value
      const recorded = record(tx, id)
      if (!recorded.ok) {
        return recorded
      }
      addDraftFiles(tx, id, files)
      // Not one in which nothing was written yet: it is copied to the host, and a legal hold keeps it.
      if (isWritten) {
        saveDraft(tx, id, draft.content, now)
      }
      const row = findDraft(tx, id)
      return row === null ? fail('draft/gone') : ok(presentDraft(tx, row))
    })
    // Whoever begins it has it open.
    if (begun.ok) onceOpened(begun.value.id, () => ok(undefined))
    return begun
  }

  /**
   * Changes a draft that can still be edited; one that waits to leave is only kept for undo.
   * @param work answers which draft holds the change
   */
  function change(id: DraftId, work: (tx: Tx, row: DraftRow) => Result<DraftId>): Result<Draft> {
    const changed = store.transaction<Draft>((tx) => {
      const row = findDraft(tx, id)
      if (row?.logicalId !== null) {
        return fail('draft/gone')
      }
      const holder = work(tx, row)
      if (!holder.ok) {
        return holder
      }
      const changed = findDraft(tx, holder.value)
      return changed === null ? fail('draft/gone') : ok(presentDraft(tx, changed))
    })
    if (changed.ok) {
      deps.onSaved()
    }
    return changed
  }

  function defaultAccount(): Result<AccountRow> {
    const [account] = listAccounts(store)
    return account === undefined ? fail('account/absent') : ok(account)
  }

  return {
    list: () => store.attempt((reader) => ok(listDrafts(reader).map((row) => presentDraft(reader, row)))),
    get: (id) => {
      const draft = find(id)
      if (!draft.ok) return draft
      const recorded = onceOpened(id, () => audit.record({ type: 'draft.opened', draft: id }))
      return recorded.ok ? draft : recorded
    },

    createNew: (start, signature) => {
      const account = defaultAccount()
      if (!account.ok) {
        return account
      }
      const begun = `${start.text === undefined ? '' : paragraphs(start.text)}<p></p>`
      const html = withSignature(begun, signatureOf(account.value, signature))
      const { to = [], subject = '', files = [], record } = start
      const content = { ...emptyContent, to, subject, html }
      const isWritten = start.text !== undefined || files.length > 0
      const draft = { ...startedHere, accountId: account.value.id, content }
      const added = add(draft, files.map(draftFileOf), isWritten, record)
      if (added.ok && isWritten) {
        deps.onSaved()
      }
      return added
    },

    createFrom: async (kind, messageId, signature) => {
      const takesFiles = kind === 'forward' || kind === 'continue'
      const original = await readOriginal(messageId, takesFiles ? 'whole' : 'text')
      if (!original.ok) {
        return original
      }
      if (kind === 'continue') {
        const { accountId, attachments } = original.value
        const content = continuedContent(original.value)
        return add({ ...startedHere, accountId, content }, attachments)
      }
      const accounts = listAccounts(store)
      const accountId = answeringAccount(original.value, accounts)
      const account = accounts.find(({ id }) => id === accountId)
      if (account === undefined) {
        return fail('account/absent')
      }
      const ownAddresses = accounts.map(({ address }) => address.toLowerCase())
      const content =
        kind === 'forward'
          ? forwardContent(original.value)
          : answerContent(original.value, ownAddresses, kind === 'answer-all')
      return add(
        {
          accountId: account.id,
          kind: kind === 'forward' ? 'forward' : 'reply',
          inReplyTo: messageId,
          answeredMethod: kind === 'forward' ? null : original.value.method,
          content: { ...content, html: withSignature(content.html, signatureOf(account, signature)) },
        },
        kind === 'forward' ? original.value.attachments : [],
      )
    },

    save: (id, { takenRevision, content }) =>
      change(id, (tx, row) => {
        const now = clock().getTime()
        if (row.takenRevision !== takenRevision) {
          return keepApart(tx, audit, row, content, now)
        }
        saveDraft(tx, id, content, now)
        return ok(id)
      }),

    chooseAccount: (id, accountId, signature) => {
      const account = findAccount(store, accountId)
      if (account === null) {
        return fail('account/absent')
      }
      return change(id, (tx, row) => {
        const before = findAccount(tx, row.accountId)
        const content = readDraftContent(row)
        const present = before === null ? signature : signatureOf(before, signature)
        const html = exchangeSignature(content.html, present, signatureOf(account, signature))
        setDraftAccount(tx, id, accountId)
        saveDraft(tx, id, { ...content, html }, clock().getTime())
        return ok(id)
      })
    },

    discard: ({ id, takenRevision }) => {
      const discarded = store.transaction((tx) => {
        const row = findDraft(tx, id)
        if (row?.logicalId !== null) {
          return fail('draft/gone')
        }
        if (row.takenRevision !== takenRevision) {
          return fail('draft/unseen-text')
        }
        const free = freeDraft(tx, id)
        if (free === null) {
          return fail('hold/held')
        }
        removeDraft(tx, free)
        return audit.append(tx, { type: 'draft.discarded', draft: id })
      })
      if (discarded.ok) {
        deps.onGone()
      }
      return discarded
    },

    attach: (id, files) => {
      const draft = find(id)
      if (!draft.ok) {
        return draft
      }
      const { attachments } = draft.value
      const sizeBytes = [
        ...attachments.map((one) => one.sizeBytes),
        ...files.map(({ bytes }) => bytes.length),
      ]
      const total = sizeBytes.reduce((sum, size) => sum + size, 0)
      if (total > largestDraftBytes) {
        return fail('seal/too-large', { sizeBytes: total, limitBytes: largestDraftBytes })
      }
      return change(id, (tx, row) => {
        addDraftFiles(tx, id, files.map(draftFileOf))
        // Another revision: a send that was scanned without these files must not take them along.
        saveDraft(tx, id, row.content, clock().getTime())
        return ok(id)
      })
    },

    detach: (id, attachmentId) =>
      change(id, (tx, row) => {
        removeDraftAttachment(tx, id, attachmentId)
        saveDraft(tx, id, row.content, clock().getTime())
        return ok(id)
      }),
  }
}

export function readDraftContent(row: DraftRow): DraftContent {
  return draftContentSchema.parse(row.content)
}

/** The smaller of what the host says that it takes (RFC 1870) and our own limit. */
export function limitOf(reader: Reader, { accountId }: Pick<DraftRow, 'accountId'>): number {
  return Math.min(findAccount(reader, accountId)?.sizeLimitBytes ?? largestMessageBytes, largestMessageBytes)
}

export function presentDraft(reader: Reader, row: DraftRow): Draft {
  return {
    id: row.id,
    accountId: row.accountId,
    content: readDraftContent(row),
    attachments: listDraftAttachments(reader, row.id).map(({ id, name, contentType, sizeBytes }) => ({
      id,
      fileName: name,
      contentType,
      sizeBytes,
    })),
    inReplyTo: row.inReplyTo,
    takenRevision: row.takenRevision,
    limitBytes: limitOf(reader, row),
    savedAt: new Date(row.updatedAt).toISOString(),
  }
}
