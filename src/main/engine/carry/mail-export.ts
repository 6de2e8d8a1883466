import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ExportInput, MailExport } from '../../../shared/contract/index.ts'
import type { TransferId } from '../../../shared/ids.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/result.ts'
import type { AuditTrail } from '../../audit/index.ts'
import type { Inbound } from '../../inbound/index.ts'
import { mayByPolicy } from '../../practice/index.ts'
import type { PdfFonts } from '../../sealing/index.ts'
import {
  endTransfer,
  findMailbox,
  findMessage,
  recordFileLetOut,
  startTransfer,
  type MessageRecord,
  type Store,
} from '../../store/index.ts'
import type { DesktopServices } from '../desktop-services.ts'
import { makeExportFolder, type ExportFolder } from './export-folder.ts'
import { planExport, type PlannedGroup } from './export-plan.ts'
import { createGroupWriter, sha256Of, type GroupWriter } from './export-writers.ts'
import { openManifest, type ManifestCounts, type ManifestWriter } from './manifest.ts'

export interface MailExportDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly inbound: Pick<Inbound, 'exportMessage'>
  readonly fonts: PdfFonts
  readonly askSavePath: DesktopServices['askSavePath']
  /** In messages; said for each. */
  readonly onProgress: (done: number, total: number) => void
}

/**
 * Takes mail out of the store: a folder of files that need no Sealpost, with a manifest and SHA-256 sums, one message
 * in memory at a time (of PDFs, one volume).
 */
export interface MailExporter {
  /**
   * Asks where, records, lists the folder, then writes it, and records how that ended. One export runs at a time: the
   * next ends the one before. What a full disk cuts off is taken away.
   * Errors: `policy/not-allowed`, `message/absent` for an unknown mailbox, `contact/absent`, of the audit log, `file/unwritable`,
   * `store/disk-full`.
   */
  run(input: ExportInput): Promise<Result<MailExport>>
  cancel(): void
}

const noCounts = { messages: 0, missing: 0, stillEncrypted: 0, replacedCharacters: 0 }

export function createMailExporter(deps: MailExportDeps): MailExporter {
  const { store, audit } = deps
  let running = new AbortController()

  async function run(input: ExportInput): Promise<Result<MailExport>> {
    const allowed = mayByPolicy(store, input.form === 'decrypted' ? 'mayExportDecrypted' : 'mayExportMail')
    if (!allowed.ok) return allowed
    running.abort()
    const ending = new AbortController()
    running = ending
    const made = deps.clock()
    const place = await deps.askSavePath(`sealpost-mail-${made.toISOString().slice(0, 10)}`)
    const isOver = () => ending.signal.aborted || !store.isOpen
    if (place === null || isOver()) return ok(cancelled)
    const planned = await planExport(store, input.scope)
    if (!planned.ok) return planned
    if (isOver()) return ok(cancelled)
    const started = record(place, input, planned.value)
    if (!started.ok) return started
    const writing = new Writing(deps, input, planned.value)
    let folder: ExportFolder | null = null
    try {
      folder = await makeExportFolder(place)
      const outcome = await writing.write(folder, made, isOver)
      const finished = await folder.finish(outcome === 'complete' ? '' : '-stopped')
      const ended = end(started.value, outcome, writing)
      return ended.ok ? ok({ outcome, folder: path.basename(finished), ...writing.said() }) : ended
    } catch (error) {
      await folder?.discard()
      if (!store.isOpen) return fail('vault/locked')
      end(started.value, 'failed', writing)
      return fail(...failureOf(error, place))
    }
  }

  /** Before anything leaves. The size is what the store holds: what is decrypted is a little smaller. */
  function record(place: string, { scope, format, form }: ExportInput, groups: readonly PlannedGroup[]) {
    const messages = groups.flatMap((group) => group.messages)
    return store.transaction((tx): Result<TransferId> => {
      const at = deps.clock().getTime()
      const name = path.basename(place)
      recordFileLetOut(tx, {
        at,
        way: 'exported',
        path: place,
        name,
        sizeBytes: messages.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
        messageId: null,
      })
      const mailboxes = scope.kind === 'mailboxes' ? scope.mailboxIds.length : 0
      const event = { type: 'mail.exported', scope: scope.kind, format, form, mailboxes } as const
      const recorded = audit.append(tx, { ...event, messages: messages.length })
      if (!recorded.ok) return recorded
      const counts = { files: 0, messages: 0 }
      return ok(startTransfer(tx, { direction: 'export', place, name, counts, startedAt: at }))
    })
  }

  /** A lock closes the store: then the next unlock records how it ended. */
  function end(id: TransferId, outcome: 'complete' | 'stopped' | 'failed', writing: Writing): Result<void> {
    if (!store.isOpen) return ok(undefined)
    // Of a failed one nothing stays outside.
    const { files, messages } = outcome === 'failed' ? { files: 0, messages: 0 } : writing.said()
    return store.transaction((tx) => {
      endTransfer(tx, id, { state: outcome, counts: { files, messages }, at: deps.clock().getTime() })
      return audit.append(tx, { type: 'mail.export-ended', outcome, files, messages })
    })
  }

  return {
    run,
    cancel: () => {
      running.abort()
    },
  }
}

/** One export under way. */
class Writing {
  readonly #deps: MailExportDeps
  readonly #input: ExportInput
  readonly #groups: readonly PlannedGroup[]
  #counts: ManifestCounts = noCounts
  #files = 0

  constructor(deps: MailExportDeps, input: ExportInput, groups: readonly PlannedGroup[]) {
    this.#deps = deps
    this.#input = input
    this.#groups = groups
  }

  said() {
    return { ...this.#counts, files: this.#files }
  }

  async write(folder: ExportFolder, made: Date, isOver: () => boolean): Promise<'complete' | 'stopped'> {
    const manifest = await openManifest(folder, this.#input, made)
    for (const { name, messages } of this.#groups) {
      if (isOver()) break
      const writer = createGroupWriter(this.#input.format, name, {
        folder,
        fonts: this.#deps.fonts,
        made,
        onFile: async (file) => {
          this.#files += 1
          await manifest.addFile(file)
        },
      })
      for (const { id } of messages) {
        if (isOver()) break
        const record = findMessage(this.#deps.store, id)
        // Deleted since it was counted.
        if (record !== null) await this.#add(record, writer, manifest)
        this.#tell()
        await nextTurn()
      }
      await writer.finish()
      this.#count({ replacedCharacters: writer.replacedCharacters })
    }
    const outcome = isOver() ? 'stopped' : 'complete'
    await manifest.finish(outcome, this.#counts)
    return outcome
  }

  async #add(record: MessageRecord, writer: GroupWriter, manifest: ManifestWriter): Promise<void> {
    const { store, inbound } = this.#deps
    const mailbox = findMailbox(store, record.mailboxId)?.path ?? ''
    // What is printed is what a person reads.
    const form = this.#input.format === 'pdf' ? 'decrypted' : this.#input.form
    const message = await inbound.exportMessage(record.id, form)
    const about = {
      messageId: record.messageId,
      mailbox,
      date: record.sentDate === null ? null : new Date(record.sentDate).toISOString(),
      received: new Date(record.internalDate).toISOString(),
      flags: flagsOf(record),
    }
    if (!message.ok) {
      this.#count({ missing: 1 })
      const { sizeBytes } = record
      await manifest.addMessage({ file: null, sha256: null, sizeBytes, ...about, isStillEncrypted: false })
      return
    }
    const { bytes, sender, received, isStillEncrypted } = message.value
    const file = await writer.add({ bytes, sender, received, mailbox, isStillEncrypted })
    this.#count({ messages: 1, stillEncrypted: isStillEncrypted ? 1 : 0 })
    const sizeBytes = bytes.length
    await manifest.addMessage({ file, sha256: sha256Of(bytes), sizeBytes, ...about, isStillEncrypted })
  }

  #count(change: Partial<ManifestCounts>): void {
    const { messages = 0, missing = 0, stillEncrypted = 0, replacedCharacters = 0 } = change
    this.#counts = {
      messages: this.#counts.messages + messages,
      missing: this.#counts.missing + missing,
      stillEncrypted: this.#counts.stillEncrypted + stillEncrypted,
      replacedCharacters: this.#counts.replacedCharacters + replacedCharacters,
    }
  }

  #tell(): void {
    const total = this.#groups.reduce((sum, { messages }) => sum + messages.length, 0)
    this.#deps.onProgress(this.#counts.messages + this.#counts.missing, total)
  }
}

const cancelled: MailExport = { outcome: 'cancelled', folder: '', files: 0, ...noCounts }

function flagsOf(record: MessageRecord): string[] {
  const { isSeen, isFlagged, isAnswered, isDraft } = record
  return Object.entries({ seen: isSeen, flagged: isFlagged, answered: isAnswered, draft: isDraft }).flatMap(
    ([name, isSet]) => (isSet ? [name] : []),
  )
}

/** What isn't the disk's word is a fault of ours, and goes on as one. */
function failureOf(error: unknown, place: string): [Failure['code'], Failure['detail']] {
  if (!(error instanceof Error) || !('code' in error)) throw error
  return [error.code === 'ENOSPC' ? 'store/disk-full' : 'file/unwritable', { name: path.basename(place) }]
}
