import { fail, ok, type Result } from '../../../shared/result.ts'
import { findRecoveryBundle, type FoundBundle, type SelfSealed } from '../../sealing/index.ts'
import type { ImapSession, ListedMailbox } from '../../transport/index.ts'
import { recoveryMailboxName, recoveryPathIn } from './mailbox-name.ts'
import { largestBundleMessageBytes, mostBundlesRead } from '../limits.ts'

/** A bundle that lies in the mailbox. */
export type BundleThere = {
  readonly uid: number
  readonly bundle: FoundBundle
}

/** What the host shows of an account. */
export type BundlesFound = {
  readonly bundles: readonly BundleThere[]
  /** When the newest message was filed in Sent, by the host's word; null where there is none. */
  readonly newestSentAt: Date | null
}

/** Every bundle that the host shows, and how new the sent mail beside it is. Errors: of the connection. */
export async function findBundles(session: ImapSession): Promise<Result<BundlesFound>> {
  const listed = await session.listMailboxes()
  if (!listed.ok) {
    return listed
  }
  const path = recoveryPathIn(listed.value)
  const there = path === undefined ? ok([]) : await readBundles(session, path)
  if (!there.ok) {
    return there
  }
  return ok({ bundles: there.value, newestSentAt: await newestIn(session, listed.value) })
}

/** The path of the mailbox at the host, and what lies in it. Makes the mailbox where there is none. */
export async function openBundleMailbox(
  session: ImapSession,
): Promise<Result<{ readonly path: string; readonly bundles: readonly BundleThere[] }>> {
  const listed = await session.listMailboxes()
  if (!listed.ok) {
    return listed
  }
  const path = recoveryPathIn(listed.value)
  if (path !== undefined) {
    const bundles = await readBundles(session, path)
    return bundles.ok ? ok({ path, bundles: bundles.value }) : bundles
  }
  const created = await session.createMailbox(recoveryMailboxName)
  return created.ok ? ok({ path: created.value, bundles: [] }) : created
}

/**
 * Puts a bundle there, and then takes away those that it replaces: at every moment there is one.
 * Errors: of the connection; `imap/over-quota`, `imap/too-large`, `imap/refused` of the host.
 */
export async function replaceBundle(
  session: ImapSession,
  path: string,
  message: SelfSealed,
  replaced: readonly BundleThere[],
  now: Date,
): Promise<Result<void>> {
  const appended = await session.append(path, message, { flags: ['\\Seen'], date: now })
  if (!appended.ok) {
    return appended
  }
  const opened = await session.open(path)
  if (!opened.ok) {
    return opened
  }
  // Not before the host shows the new one: an answer to APPEND alone proves nothing.
  const filed = await session.findMessageId(message.messageId)
  if (!filed.ok) {
    return filed
  }
  if (filed.value.length === 0) {
    return fail('imap/refused')
  }
  const removed = await session.expunge(
    replaced.map(({ uid }) => uid),
    'recovery-data',
  )
  return removed.ok ? ok(undefined) : removed
}

async function readBundles(session: ImapSession, path: string): Promise<Result<BundleThere[]>> {
  const opened = await session.open(path)
  if (!opened.ok) {
    return opened
  }
  const uids = await session.listUids()
  if (!uids.ok) {
    return uids
  }
  const there: BundleThere[] = []
  const options = { maxSourceBytes: largestBundleMessageBytes }
  for await (const batch of session.fetchMessages(uids.value.slice(-mostBundlesRead), options)) {
    if (!batch.ok) {
      return batch
    }
    for (const { uid, source } of batch.value) {
      const bundle = findRecoveryBundle(source)
      if (bundle !== null) {
        there.push({ uid, bundle })
      }
    }
  }
  return ok(there)
}

/**
 * A host that shows an old bundle must hide the mail sent since as well, or it is noticed. One that won't show Sent hides
 * it, as one that shows an empty one does; what it has of the practice is no less for that.
 */
async function newestIn(session: ImapSession, mailboxes: readonly ListedMailbox[]): Promise<Date | null> {
  const sent = mailboxes.find(({ role, isSelectable }) => role === 'sent' && isSelectable)
  const opened = sent === undefined ? null : await session.open(sent.path)
  if (opened?.ok !== true || opened.value.exists === 0) {
    return null
  }
  const uids = await session.listUids()
  if (!uids.ok) {
    return null
  }
  for await (const batch of session.fetchMessages(uids.value.slice(-1), { maxSourceBytes: 1024 })) {
    return batch.ok ? (batch.value[0]?.internalDate ?? null) : null
  }
  return null
}
