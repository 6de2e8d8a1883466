import { join } from 'node:path'
import { readTrustAnchors } from '../../src/main/sealing/index.ts'
import {
  addAccount,
  mergeSearchIndex,
  saveMailbox,
  saveMessages,
  type FetchedMessage,
  type Store,
} from '../../src/main/store/index.ts'
import { makeStrengthMeter, noKeychain, openVault } from '../../src/main/vault/index.ts'
import { loadResources } from '../../src/main/engine/resources.ts'
import { readScreeningKnowledge } from '../../src/main/inbound/judge.ts'
import { readOpeningKnowledge } from '../../src/main/inbound/knowledge.ts'
import { batchSize } from '../../src/main/inbound/limits.ts'
import { prepareMessage, type PreparingKnowledge } from '../../src/main/inbound/sync/prepare.ts'
import type { AccountId, MailboxId } from '../../src/shared/ids.ts'
import { ok, type Result } from '../../src/shared/result.ts'
import { startEngineProcess } from '../engine/engine-process.ts'
import { vaultPassphrase } from '../engine/set-up.ts'
import { ownAddress, type CorpusMail } from './corpus.ts'

/** Nobody listens there: the engine stays offline. */
const nowhere = { host: '127.0.0.1', port: 1, security: 'implicit' } as const

export type FilledVault = {
  readonly userDataDir: string
  /** Parsing, judging, storing and indexing, as a sync does with what it has downloaded. */
  readonly indexMs: number
  /** Putting the index together, which the engine does bit by bit when mail is quiet. */
  readonly mergeMs: number
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

/** A practice's vault in `userDataDir` whose inbox holds the mails. */
export async function fillVault(userDataDir: string, mails: Iterable<CorpusMail>): Promise<FilledVault> {
  const engine = startEngineProcess(userDataDir, null)
  await engine.client.vault.create({ passphrase: vaultPassphrase })
  await engine.stop()
  return withStore(userDataDir, async (store) => {
    const accountId = makeAccount(store)
    return { userDataDir, indexMs: await fillInbox(store, accountId, mails), mergeMs: mergeIndex(store) }
  })
}

export function makeAccount(store: Store): AccountId {
  return valueOf(
    store.transaction((tx) =>
      ok(
        addAccount(
          tx,
          {
            address: ownAddress,
            name: 'Ana Rivera',
            settings: { providerId: 'generic', userName: ownAddress, imap: nowhere, smtp: nowhere },
            credentials: { kind: 'password', password: 'not used' },
          },
          Date.now(),
        ),
      ),
    ),
  )
}

/** Runs `work` on the store of a vault that no engine has open. */
export async function withStore<T>(userDataDir: string, work: (store: Store) => Promise<T>): Promise<T> {
  const { words } = await loadResources(join(import.meta.dirname, '..', '..', 'resources'), [])
  const locked = valueOf(
    openVault(join(userDataDir, 'vault'), {
      keychain: noKeychain,
      now: () => Date.now(),
      meter: makeStrengthMeter(words),
      kitWords: words,
    }),
  )
  const vault = valueOf(await locked.unlock(vaultPassphrase))
  try {
    return await work(vault.store)
  } finally {
    vault.lock()
    locked.close()
  }
}

/** @returns milliseconds, without those in which `mails` made them up */
export async function fillInbox(
  store: Store,
  accountId: AccountId,
  mails: Iterable<CorpusMail>,
): Promise<number> {
  const mailboxId = makeInbox(store, accountId)
  let tookMs = 0
  for (const batch of batches(mails)) {
    const start = performance.now()
    const prepared = await prepareMails(store, batch)
    valueOf(store.transaction((tx) => ok(saveMessages(tx, { accountId, mailboxId }, prepared, Date.now()))))
    tookMs += performance.now() - start
  }
  return tookMs
}

export function makeInbox(store: Store, accountId: AccountId): MailboxId {
  return valueOf(
    store.transaction((tx) =>
      ok(
        saveMailbox(tx, accountId, {
          path: 'INBOX',
          name: 'INBOX',
          delimiter: '/',
          role: 'inbox',
          isSubscribed: true,
          isSelectable: true,
        }),
      ),
    ),
  )
}

/** Parsed and judged, as a sync hands them to the store. */
export async function prepareMails(store: Store, mails: readonly CorpusMail[]): Promise<FetchedMessage[]> {
  const known = knowledge(store)
  const prepared: FetchedMessage[] = []
  for (const mail of mails) {
    const source = Buffer.from(mail.source)
    const flags = [...(mail.isSeen ? ['\\Seen'] : []), ...(mail.isFlagged ? ['\\Flagged'] : [])]
    const downloaded = {
      uid: mail.index + 1,
      flags: new Set(flags),
      modseq: null,
      internalDate: mail.date,
      size: source.length,
      source,
    }
    const fetched = await prepareMessage(downloaded, known, 'inbox', null)
    // Its files hold no text: the engine shouldn't be found reading them while it is measured.
    const text = fetched.text === null ? null : { ...fetched.text, attachmentText: '' }
    prepared.push({ ...fetched, text })
  }
  return prepared
}

function mergeIndex(store: Store): number {
  const start = performance.now()
  while (valueOf(store.transaction((tx) => ok(mergeSearchIndex(tx)))));
  return performance.now() - start
}

export function* batches(mails: Iterable<CorpusMail>): Generator<CorpusMail[]> {
  let batch: CorpusMail[] = []
  for (const mail of mails) {
    if (batch.push(mail) === batchSize) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

/** Of a practice that knows nobody yet. */
function knowledge(store: Store): PreparingKnowledge {
  return {
    opening: readOpeningKnowledge(store, { anchors: readTrustAnchors([]), now: new Date() }),
    screening: readScreeningKnowledge(store),
    account: { address: ownAddress, imapHost: nowhere.host },
    onLearned: () => undefined,
    onAnswered: () => undefined,
    onReport: () => null,
    onAutocrypt: () => Promise.resolve(),
    logicalIdOf: () => null,
    ownCopyOf: () => null,
    draftIn: () => null,
  }
}
