import { stat } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { MailImport } from '../../../shared/contract/index.ts'
import type { MailboxId, TransferId } from '../../../shared/ids.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { AuditTrail } from '../../audit/index.ts'
import type { Inbound } from '../../inbound/index.ts'
import { identityOf } from '../../mime/index.ts'
import {
  countImported,
  countImportProblems,
  countMessages,
  endTransfer,
  findLocalAccount,
  findTransfer,
  listImported,
  listMailboxes,
  listTransfers,
  removeAllMessages,
  removeMailbox,
  freeTransfer,
  partHeld,
  removeMessages,
  removeTransfer,
  restartTransfer,
  startTransfer,
  type Store,
  type Transfer,
  type TransferState,
} from '../../store/index.ts'
import { createImportBatch, importedPath, type ImportBatch } from './import-batch.ts'
import { nameOfSource, mailSources, type MailSource } from './mail-sources.ts'
import { presentImport } from './present-import.ts'
import { readSource, type Found } from './read-source.ts'

export interface MailImportDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly fileMessages: Inbound['fileMessages']
  readonly askOpenPath: (kind: 'file' | 'folder') => Promise<string | null>
  /** In bytes of the files, and messages looked at; `total` is what the files had when it began. */
  readonly onProgress: (progress: { doneBytes: number; totalBytes: number; messages: number }) => void
  readonly onChanged: (mailboxIds: readonly MailboxId[]) => void
}

/**
 * Brings mail in from files, into mailboxes that no server knows: nothing of it is ever uploaded. One import runs at a
 * time. It can be stopped or killed at any point, and goes on by looking at everything again: what is here isn't
 * brought twice.
 */
export interface MailImporter {
  /** Null: the person cancelled, before it began. Errors: of the audit log, `file/unreadable`, `store/disk-full`, `store/io`. */
  run(from: 'file' | 'folder'): Promise<Result<MailImport | null>>
  /** Errors: as of `run`, and `import/unknown`. */
  resume(id: TransferId): Promise<Result<MailImport>>
  list(): Result<MailImport[]>
  /** Takes away what an import brought, and the mailboxes that are empty then. Errors: `import/unknown`, of the audit log. */
  remove(id: TransferId): Promise<Result<void>>
  /** Answers when nothing runs any more. */
  cancel(): Promise<void>
}

const noCounts = { added: 0, known: 0, deleted: 0, tooComplex: 0 }
const removedAtOnce = 100
const knownBetweenProgress = 100

export function createMailImporter(deps: MailImportDeps): MailImporter {
  const { store, audit } = deps
  const now = () => deps.clock().getTime()
  const isOpen = () => store.isOpen
  let ending = new AbortController()
  let running: Promise<unknown> = Promise.resolve()

  async function cancel(): Promise<void> {
    ending.abort()
    await running
  }

  /** After the one before has ended. */
  async function alone<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    await cancel()
    ending = new AbortController()
    const done = work(ending.signal)
    running = done.catch(() => undefined)
    return done
  }

  /** Null: stopped or locked meanwhile; in a large folder it takes a while. */
  async function measured(
    place: string,
    signal: AbortSignal,
  ): Promise<Result<{ files: number; sizeBytes: number } | null>> {
    let files = 0
    let sizeBytes = 0
    for await (const found of mailSources(place)) {
      if (!found.ok) return found
      if (signal.aborted || !isOpen()) return ok(null)
      const source = found.value
      if (source.kind !== 'skipped') {
        files += 1
        sizeBytes += source.sizeBytes
      }
    }
    return ok({ files, sizeBytes })
  }

  async function work(
    place: string,
    known: Transfer | null,
    signal: AbortSignal,
  ): Promise<Result<MailImport | null>> {
    const isFolder = await stat(place).then(
      (info) => info.isDirectory(),
      () => false,
    )
    const size = await measured(place, signal)
    if (!size.ok) return size
    const isStopped = () => signal.aborted
    if (!isOpen()) return fail('vault/locked')
    if (size.value === null || isStopped()) return ok(null)
    const { files, sizeBytes } = size.value
    const name = known?.name ?? nameOfSource(place)
    const started = store.transaction((tx) => {
      const source = isFolder ? 'folder' : 'file'
      const recorded = audit.append(tx, { type: 'mail.imported', source, files, sizeBytes })
      if (!recorded.ok) return recorded
      if (known !== null) {
        restartTransfer(tx, known.id, noCounts)
        return ok(known.id)
      }
      return ok(startTransfer(tx, { direction: 'import', place, name, counts: noCounts, startedAt: now() }))
    })
    if (!started.ok) return started
    const id = started.value
    const batch = createImportBatch(store, id, now)
    const read = await readAll({ place, name, totalBytes: sizeBytes }, batch, signal)
    // A lock closes the store: the next unlock records how it ended.
    if (!isOpen()) return fail('vault/locked')
    const saved = read.ok ? batch.commit() : read
    const ended = end(id, batch, saved.ok ? (isStopped() ? 'stopped' : 'complete') : 'failed')
    tellChanged()
    if (!saved.ok) return saved
    return ended.ok ? ok(shown(id)) : ended
  }

  function end(
    id: TransferId,
    { counts }: ImportBatch,
    outcome: Exclude<TransferState, 'running' | 'interrupted'>,
  ): Result<void> {
    return store.transaction((tx) => {
      endTransfer(tx, id, { state: outcome, counts, at: now() })
      const { added, known } = counts
      const problems = countImportProblems(tx, id)
      return audit.append(tx, { type: 'mail.import-ended', outcome, added, known, problems })
    })
  }

  async function readAll(
    { place, name, totalBytes }: { place: string; name: string; totalBytes: number },
    batch: ImportBatch,
    signal: AbortSignal,
  ): Promise<Result<void>> {
    let before = 0
    let messages = 0
    const isOver = () => signal.aborted || !store.isOpen
    const tell = (doneBytes: number) => {
      deps.onProgress({ doneBytes: Math.min(doneBytes, totalBytes), totalBytes, messages })
    }
    tell(0)
    // Of all contacts and correspondents: read anew with each commit, not for each file of a Maildir.
    let known = deps.fileMessages.knowledge()
    for await (const next of mailSources(place)) {
      if (isOver()) return ok(undefined)
      if (!next.ok) return next
      const source = next.value
      if (source.kind === 'skipped') {
        batch.note(source.path, source.reason)
        continue
      }
      for await (const found of readSource(source)) {
        if (isOver()) return ok(undefined)
        messages += 1
        const taken = await take(found, source, importedPath(name, source.folder), place, batch, known)
        if (!taken.ok) return taken
        if (isOver()) return ok(undefined)
        if (taken.value) {
          known = deps.fileMessages.knowledge()
          tellChanged()
        }
        if (taken.value || messages % knownBetweenProgress === 0) tell(before + found.doneBytes)
        await nextTurn()
      }
      before += source.sizeBytes
    }
    tell(totalBytes)
    return ok(undefined)
  }

  /** @returns whether something was committed */
  async function take(
    found: Found,
    source: MailSource,
    mailboxPath: string,
    place: string,
    batch: ImportBatch,
    known: ReturnType<MailImportDeps['fileMessages']['knowledge']>,
  ): Promise<Result<boolean>> {
    if (found.kind === 'problem') {
      const relative = path.relative(place, source.filePath)
      batch.note(relative === '' ? path.basename(source.filePath) : relative, found.reason)
      return ok(false)
    }
    const { raw, notes, receivedAt } = found
    if (notes.isDeleted) {
      batch.count('deleted')
      return ok(false)
    }
    const identity = identityOf(raw)
    if (batch.isKnown(mailboxPath, identity)) {
      batch.count('known')
      return ok(false)
    }
    const message = await deps.fileMessages.prepare({ raw, flags: notes, internalDate: receivedAt }, known)
    return store.isOpen ? batch.add({ mailboxPath, identity, message }) : ok(false)
  }

  function tellChanged(): void {
    const account = store.isOpen ? findLocalAccount(store) : null
    deps.onChanged(account === null ? [] : listMailboxes(store, account).map(({ id }) => id))
  }

  function shown(id: TransferId): MailImport {
    const transfer = findTransfer(store, id)
    if (transfer === null) throw new Error('an import that was made just now is gone')
    return presentImport(store, transfer)
  }

  async function removeAll(id: TransferId): Promise<Result<void>> {
    for (;;) {
      if (!store.isOpen) return fail('vault/locked')
      const removed = store.transaction((tx) => {
        const ids = listImported(tx, id, removedAtOnce)
        const { free, held } = partHeld(tx, ids)
        if (held.length > 0) return fail('hold/held')
        removeMessages(tx, free)
        return ok(ids.length)
      })
      if (!removed.ok) return removed
      if (removed.value === 0) break
      await nextTurn()
    }
    const cleared = store.transaction((tx) => {
      const account = findLocalAccount(tx)
      for (const mailbox of account === null ? [] : listMailboxes(tx, account)) {
        if (countMessages(tx, mailbox.id).total > 0) continue
        // Some may be there that no list shows.
        while (removeAllMessages(tx, mailbox.id) > 0);
        removeMailbox(tx, mailbox.id)
      }
      removeTransfer(tx, id)
      return ok(undefined)
    })
    tellChanged()
    return cleared
  }

  return {
    run: async (from) => {
      const place = await deps.askOpenPath(from)
      if (place === null) return ok(null)
      const earlier = listTransfers(store, 'import').find((one) => one.place === place) ?? null
      return alone((signal) => work(place, earlier, signal))
    },
    resume: async (id) => {
      const transfer = findTransfer(store, id)
      if (transfer?.direction !== 'import') return fail('import/unknown')
      return alone(async (signal) => {
        const done = await work(transfer.place, transfer, signal)
        return done.ok ? ok(done.value ?? shown(id)) : done
      })
    },
    list: () =>
      store.attempt((reader) => ok(listTransfers(reader, 'import').map((one) => presentImport(reader, one)))),
    remove: async (id) => {
      await cancel()
      const transfer = store.isOpen ? findTransfer(store, id) : null
      if (transfer?.direction !== 'import') return fail('import/unknown')
      if (freeTransfer(store, id) === null) return fail('hold/held')
      const recorded = audit.record({ type: 'mail.import-removed', messages: countImported(store, id) })
      return recorded.ok ? alone(() => removeAll(id)) : recorded
    },
    cancel,
  }
}
