import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { BackupDrill } from '../../../shared/contract/index.ts'
import type { MessageId } from '../../../shared/ids.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { publicKeyOf, statusOf } from '../../audit/index.ts'
import { checkSources, countVault, type Store } from '../../store/index.ts'
import { restoreScratch, type RecoveredBackup, type RestoredStore } from '../../vault/index.ts'

type Fault = BackupDrill['faults'][number]

export interface DrillRun {
  /** A folder that is made for it and taken away after it. */
  readonly folder: string
  readonly version: number
  readonly withKit: boolean
  readonly clock: () => Date
  readonly signal: AbortSignal
  /** In bytes of the store; the second half is comparing. */
  readonly onProgress: (done: number, total: number) => void
}

/** So much mail is read before something else may run. */
const bytesPerTurn = 512 * 1024

/**
 * Restores a version into a scratch store and compares: what the version says that it holds, the chain of the activity
 * log up to the record that it names, and each message's source with the hash that was noted when it came. The identity
 * is wiped once the store is open.
 *
 * @returns `backup/stopped`, `store/disk-full`, `backup/folder-missing`: it wasn't a drill then
 */
export async function runDrill(
  recovered: Pick<RecoveredBackup, 'backup' | 'identity'>,
  run: DrillRun,
): Promise<Result<BackupDrill>> {
  const { folder, version: number } = run
  await removeScratch(folder)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const publicKey = publicKeyOf(recovered.identity.subKey('audit-signing'))
  let opened: RestoredStore | null = null
  try {
    const restored = await restoreScratch(recovered, number, path.join(folder, 'store.db'), {
      signal: run.signal,
      onProgress: (done, total) => {
        run.onProgress(done, total * 2)
      },
    }).finally(() => {
      // Comparing takes long, and a lock meanwhile is to leave no key behind.
      recovered.identity.wipe()
    })
    if (!restored.ok) return failedOr(restored.error.code, run)
    opened = restored.value
    return await compare(opened, publicKey, run)
  } finally {
    opened?.store.close()
    await removeScratch(folder)
  }
}

/** Also what a program that was killed left. */
export async function removeScratch(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

/** A version that can't be put together is what a drill is to find. */
function failedOr(code: Parameters<typeof fail>[0], run: DrillRun): Result<BackupDrill> {
  if (code !== 'backup/damaged' && code !== 'store/damaged') return fail(code)
  const nothing = { messages: 0, sources: 0, records: 0 }
  const about = { version: run.version, madeAt: run.clock().toISOString(), withKit: run.withKit }
  return ok({ ...about, ...nothing, faults: ['unreadable'] })
}

async function compare(
  { store, version }: RestoredStore,
  publicKey: string,
  run: DrillRun,
): Promise<Result<BackupDrill>> {
  const faults: Fault[] = []
  const counts = countVault(store)
  const { counts: expected, sizeBytes } = version.store
  if (JSON.stringify(counts) !== JSON.stringify(expected)) faults.push('counts')
  if (run.signal.aborted) return fail('backup/stopped')
  const log = await statusOf(store, noAnchor, publicKey)
  const isChainWhole = log.firstBad === null && (version.auditHead?.hash ?? log.head) === log.head
  if (!isChainWhole) faults.push('activity-log')
  const sources = await compareSources(store, counts.messages, run.signal, (share) => {
    run.onProgress(Math.round(sizeBytes * (1 + share)), sizeBytes * 2)
  })
  if (sources === null) return fail('backup/stopped')
  if (sources.wrong > 0) faults.push('sources')
  return ok({
    version: version.number,
    madeAt: version.madeAt,
    withKit: run.withKit,
    messages: counts.messages,
    sources: sources.checked,
    records: log.count,
    faults,
  })
}

async function compareSources(
  store: Store,
  messages: number,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<{ checked: number; wrong: number } | null> {
  let after: MessageId | null = null
  let checked = 0
  let wrong = 0
  do {
    if (signal.aborted) return null
    const piece = checkSources(store, after, bytesPerTurn)
    checked += piece.checked
    wrong += piece.wrong
    after = piece.next
    onShare(messages === 0 ? 1 : checked / messages)
    await nextTurn()
  } while (after !== null)
  return { checked, wrong }
}

const noAnchor = { read: () => Promise.resolve(null), write: () => Promise.resolve(false) }
