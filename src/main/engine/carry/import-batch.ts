import type { ImportCounts, ImportProblemReason } from '../../../shared/contract/index.ts'
import type { AccountId, MailboxId, TransferId } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import {
  addImportProblem,
  ensureLocalAccount,
  findLocalAccount,
  isImported,
  listMailboxes,
  noteImported,
  saveMailbox,
  saveMessages,
  saveTransferCounts,
  type FetchedMessage,
  type Store,
  type Tx,
} from '../../store/index.ts'

/** Mailboxes in the mailboxes of an import are divided by it, as in paths of files. */
const delimiter = '/'
const importedPrefix = 'Imported · '
const mostMessages = 50
const mostBytes = 8 * 1024 * 1024

interface Prepared {
  readonly mailboxPath: string
  readonly identity: Uint8Array
  readonly message: FetchedMessage
}

/** Messages on their way into the store: some at a time in one durable commit, with what it counts so far. */
export interface ImportBatch {
  readonly counts: ImportCounts
  /** Whether this message is here already, or on its way. */
  isKnown(mailboxPath: string, identity: Uint8Array): boolean
  count(what: 'known' | 'deleted'): void
  note(path: string, reason: ImportProblemReason): void
  /** Commits when enough has come together; answers whether it did. */
  add(prepared: Prepared): Result<boolean>
  commit(): Result<void>
}

export function createImportBatch(store: Store, transferId: TransferId, now: () => number): ImportBatch {
  const mailboxIds = new Map<string, MailboxId>()
  const account = findLocalAccount(store)
  if (account !== null) {
    for (const { path, id } of listMailboxes(store, account)) mailboxIds.set(path, id)
  }
  const counts = { added: 0, known: 0, deleted: 0, tooComplex: 0 }
  let waiting: Prepared[] = []
  let waitingBytes = 0
  let onTheWay = new Set<string>()
  let problems: { readonly path: string; readonly reason: ImportProblemReason }[] = []

  function save(tx: Tx): void {
    let accountId: AccountId | null = null
    for (const { mailboxPath, identity, message } of waiting) {
      accountId ??= ensureLocalAccount(tx, now())
      const known = mailboxIds.get(mailboxPath)
      const mailboxId = known ?? saveMailbox(tx, accountId, fieldsOf(mailboxPath))
      mailboxIds.set(mailboxPath, mailboxId)
      const [messageId] = saveMessages(tx, { accountId, mailboxId }, [message], now())
      if (messageId !== undefined) noteImported(tx, { mailboxId, identity, messageId, transferId })
    }
    for (const problem of problems) addImportProblem(tx, transferId, problem)
  }

  function commit(): Result<void> {
    const after = {
      ...counts,
      added: counts.added + waiting.length,
      tooComplex:
        counts.tooComplex + waiting.filter(({ message }) => message.bodyState === 'too-complex').length,
    }
    const saved = store.transaction((tx) => {
      save(tx)
      saveTransferCounts(tx, transferId, after)
      return ok(undefined)
    })
    if (saved.ok) {
      Object.assign(counts, after)
      waiting = []
      waitingBytes = 0
      onTheWay = new Set()
      problems = []
    }
    return saved
  }

  return {
    counts,
    isKnown: (mailboxPath, identity) => {
      if (onTheWay.has(keyOf(mailboxPath, identity))) return true
      const mailboxId = mailboxIds.get(mailboxPath)
      return mailboxId !== undefined && isImported(store, mailboxId, identity)
    },
    count: (what) => {
      counts[what] += 1
    },
    note: (path, reason) => {
      problems.push({ path, reason })
    },
    add: (prepared) => {
      waiting.push(prepared)
      waitingBytes += prepared.message.sizeBytes
      onTheWay.add(keyOf(prepared.mailboxPath, prepared.identity))
      if (waiting.length < mostMessages && waitingBytes < mostBytes) return ok(false)
      const committed = commit()
      return committed.ok ? ok(true) : committed
    },
    commit,
  }
}

/** The mailbox of an import itself, or one below it. */
export function importedPath(name: string, folder: readonly string[]): string {
  // On no system does the name of a file hold the divider.
  return [importedPrefix + name, ...folder].join(delimiter)
}

function fieldsOf(path: string) {
  const [top = '', ...below] = path.split(delimiter)
  const last = below.at(-1)
  // Several imports have an Inbox.
  const name = last === undefined ? top : `${last} · ${top.slice(importedPrefix.length)}`
  return { path, name, delimiter, role: 'other', isSubscribed: true, isSelectable: true } as const
}

function keyOf(mailboxPath: string, identity: Uint8Array): string {
  return `${mailboxPath}\0${Buffer.from(identity).toString('hex')}`
}
