import type { AccountId, LogicalMessageId } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { restoreSelfSealed } from '../sealing/index.ts'
import {
  findAccount,
  findMailboxByRole,
  findMessagesByMessageId,
  finishSentCopy,
  listDueSentCopies,
  listSubmissions,
  postponeSentCopy,
  readSentCopyRaw,
  setHostFilesSent,
  startSentCopy,
  type SentCopy,
  type Store,
} from '../store/index.ts'
import type { ImapSession } from '../transport/index.ts'
import { hostFilingAskAgainMs, hostFilingPatienceMs, refusedAppendRetryMs } from './limits.ts'
import { isAboutTheAction } from './is-about-the-action.ts'
import { bare } from './summarize.ts'

export interface FilingDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly macKey: Uint8Array
}

/**
 * Puts our own sealed copies into Sent, each exactly once: an append that was interrupted is looked for by its
 * Message-ID before it is repeated. Where the host was seen to file what it sends itself, its filing stands for ours.
 * Errors: of the connection and the store.
 * @returns how many were tried
 */
export async function fileSentCopies(
  session: ImapSession,
  accountId: AccountId,
  deps: FilingDeps,
): Promise<Result<number>> {
  const { store } = deps
  const due = listDueSentCopies(store, accountId, deps.clock().getTime())
  // Before the first look at the account its mailboxes aren't known.
  if (due.length === 0 || findMailboxByRole(store, accountId, 'inbox') === null) {
    return ok(0)
  }
  const path = findMailboxByRole(store, accountId, 'sent')?.path ?? (await createSent(session))
  if (path === null) {
    return ok(0)
  }
  for (const copy of due) {
    const filed = await fileOne(session, path, copy, deps)
    if (!filed.ok) {
      return filed
    }
  }
  return ok(due.length)
}

/** For an account that has no such mailbox. Null: not now. */
async function createSent(session: ImapSession): Promise<string | null> {
  const created = await session.createMailbox('Sent')
  const status = await session.status('Sent')
  return created.ok || status.ok ? 'Sent' : null
}

async function fileOne(
  session: ImapSession,
  path: string,
  copy: SentCopy,
  deps: FilingDeps,
): Promise<Result<void>> {
  const { store, clock } = deps
  const now = () => clock().getTime()
  if (copy.state === 'attempting') {
    const found = await findUid(session, path, copy, store)
    if (!found.ok) {
      return found
    }
    if (found.value !== null) {
      return finish(copy.logicalId, found.value, deps)
    }
  }
  if (copy.state === 'pending' && findAccount(store, copy.accountId)?.hostFilesSent === true) {
    const left = await leftToHost(session, path, copy, deps)
    if (!left.ok || left.value) {
      return left.ok ? ok(undefined) : left
    }
  }
  const raw = readSentCopyRaw(store, copy.logicalId)
  const message =
    raw === null ? null : restoreSelfSealed({ messageId: copy.messageId, raw, mac: copy.mac }, deps.macKey)
  if (message?.ok !== true) {
    return store.transaction((tx) =>
      ok(
        postponeSentCopy(
          tx,
          copy.logicalId,
          { errorCode: 'seal/tampered-row', notBefore: now() + refusedAppendRetryMs },
          now(),
        ),
      ),
    )
  }
  const started = store.transaction((tx) => ok(startSentCopy(tx, copy.logicalId, now())))
  if (!started.ok) {
    return started
  }
  const appended = await session.append(path, message.value, { flags: ['\\Seen'], date: clock() })
  if (appended.ok) {
    return finish(copy.logicalId, appended.value.uid, deps)
  }
  const { code } = appended.error
  if (!isAboutTheAction(code)) {
    return appended
  }
  return store.transaction((tx) =>
    ok(
      postponeSentCopy(
        tx,
        copy.logicalId,
        { errorCode: code, notBefore: now() + refusedAppendRetryMs },
        now(),
      ),
    ),
  )
}

/**
 * On a host that files Sent itself: is what it filed there, or may it still come? Where it doesn't come in time, the host
 * doesn't do so any more.
 * @returns whether our own copy isn't to be appended, now at least
 */
async function leftToHost(
  session: ImapSession,
  path: string,
  copy: SentCopy,
  { store, audit, clock }: FilingDeps,
): Promise<Result<boolean>> {
  const { logicalId, accountId } = copy
  const handedOver = listSubmissions(store, logicalId).filter(({ recipients }) =>
    recipients.some(({ outcome }) => outcome === 'accepted'),
  )
  for (const { messageId } of handedOver) {
    const found = await findInMailbox(session, path, messageId)
    if (!found.ok) {
      return found
    }
    const uid = found.value
    if (uid !== null) {
      return store.transaction((tx) => {
        finishSentCopy(tx, logicalId, uid, clock().getTime())
        const recorded = audit.append(tx, { type: 'message.filed-by-host', logical: logicalId })
        return recorded.ok ? ok(true) : recorded
      })
    }
  }
  const now = clock().getTime()
  const since = Math.min(
    ...handedOver.flatMap(({ recipients }) => recipients.flatMap(({ settledAt }) => settledAt ?? [])),
  )
  return store.transaction((tx) => {
    const mayStillCome = now - since < hostFilingPatienceMs
    if (mayStillCome) {
      postponeSentCopy(tx, logicalId, { errorCode: null, notBefore: now + hostFilingAskAgainMs }, now)
    } else {
      setHostFilesSent(tx, accountId, false)
    }
    return ok(mayStillCome)
  })
}

function finish(logicalId: LogicalMessageId, uid: number | null, deps: FilingDeps): Result<void> {
  return deps.store.transaction((tx) => {
    finishSentCopy(tx, logicalId, uid, deps.clock().getTime())
    return deps.audit.append(tx, { type: 'message.filed', logical: logicalId })
  })
}

/** The UID of an own copy in Sent, by what the last sync and the server's newest messages say. */
async function findUid(
  session: ImapSession,
  path: string,
  copy: SentCopy,
  store: Store,
): Promise<Result<number | null>> {
  const id = bare(copy.messageId) ?? ''
  const known = findMessagesByMessageId(store, copy.accountId, id).find(({ uid }) => uid !== null)
  if (known !== undefined) {
    return ok(known.uid)
  }
  return findInMailbox(session, path, copy.messageId)
}

/** Searches a mailbox on the server for a Message-ID. */
export async function findInMailbox(
  session: ImapSession,
  path: string,
  messageId: string,
): Promise<Result<number | null>> {
  const opened = await session.open(path)
  if (!opened.ok) {
    return opened
  }
  const found = await session.findMessageId(messageId)
  return found.ok ? ok(found.value[0] ?? null) : found
}
