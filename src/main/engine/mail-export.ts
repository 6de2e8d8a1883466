import { access } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ExportForm, MailExport } from '../../shared/contract/index.ts'
import type { MailboxId, MessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import type { Inbound } from '../inbound/index.ts'
import { mboxEntry, sanitizeFileName } from '../mime/index.ts'
import {
  countMessages,
  findMailbox,
  listMessages,
  recordFileLetOut,
  type MailboxRow,
  type Store,
} from '../store/index.ts'
import type { DesktopServices } from './desktop-services.ts'
import { writeInPieces } from './write-in-pieces.ts'

export interface MailExportDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly inbound: Pick<Inbound, 'exportMessage'>
  readonly askSavePath: DesktopServices['askSavePath']
  /** In messages; said for each. */
  readonly onProgress: (done: number, total: number) => void
}

/** Takes mailboxes out of the store as mbox files (RFC 4155), one message in memory at a time. */
export interface MailExporter {
  /**
   * Asks where, records, lists the files, then writes them. One export runs at a time: the next ends the one before.
   * Errors: `message/absent` for an unknown mailbox, of the audit log, `file/unwritable`, `store/disk-full`.
   */
  run(mailboxIds: readonly MailboxId[], form: ExportForm): Promise<Result<MailExport>>
  cancel(): void
}

const nothing: MailExport = { saved: false, files: 0, messages: 0, stillEncrypted: 0, missing: 0 }
const pageSize = 200

export function createMailExporter(deps: MailExportDeps): MailExporter {
  const { store, audit } = deps
  let running = new AbortController()

  async function run(mailboxIds: readonly MailboxId[], form: ExportForm): Promise<Result<MailExport>> {
    running.abort()
    const ending = new AbortController()
    running = ending
    const mailboxes = mailboxIds.flatMap((id) => findMailbox(store, id) ?? [])
    if (mailboxes.length < mailboxIds.length) {
      return fail('message/absent')
    }
    const day = deps.clock().toISOString().slice(0, 10)
    const place = await deps.askSavePath(`sealpost-mail-${day}.mbox`)
    if (place === null || ending.signal.aborted || !store.isOpen) {
      return ok(nothing)
    }
    const files = await filesFor(place, mailboxes)
    const total = mailboxes.reduce((sum, { id }) => sum + countMessages(store, id).total, 0)
    const recorded = record(files, form, total)
    if (!recorded.ok) {
      return recorded
    }
    let counted: MailExport = { ...nothing, saved: true, files: files.length }
    const count = (change: Partial<Record<'messages' | 'stillEncrypted' | 'missing', number>>) => {
      const { messages = 0, stillEncrypted = 0, missing = 0 } = change
      counted = {
        ...counted,
        messages: counted.messages + messages,
        stillEncrypted: counted.stillEncrypted + stillEncrypted,
        missing: counted.missing + missing,
      }
      deps.onProgress(counted.messages + counted.missing, total)
    }
    for (const { mailbox, filePath } of files) {
      const entries = entriesOf(mailbox.id, form, ending.signal, count)
      const written = await writeInPieces(filePath, entries, ending.signal)
      if (!written.ok) {
        return written
      }
      if (!written.value) {
        return ok(nothing)
      }
    }
    return ok(counted)
  }

  /** Both before anything leaves. The size is what the store holds: what is decrypted is a little smaller. */
  function record(files: readonly PlannedFile[], form: ExportForm, messages: number): Result<void> {
    return store.transaction((tx) => {
      for (const { filePath, mailbox } of files) {
        const sizeBytes = idsOf(mailbox.id).reduce((sum, one) => sum + one.sizeBytes, 0)
        recordFileLetOut(tx, {
          at: deps.clock().getTime(),
          way: 'exported',
          path: filePath,
          name: path.basename(filePath),
          sizeBytes,
          messageId: null,
        })
      }
      return audit.append(tx, { type: 'mail.exported', form, mailboxes: files.length, messages })
    })
  }

  /** Oldest first. */
  function idsOf(mailboxId: MailboxId): { readonly id: MessageId; readonly sizeBytes: number }[] {
    const found: { id: MessageId; sizeBytes: number }[] = []
    for (let before: MessageId | null = null; ;) {
      const page: ReturnType<typeof listMessages> = listMessages(store, mailboxId, {
        before,
        limit: pageSize,
      })
      found.push(...page.map(({ id, sizeBytes }) => ({ id, sizeBytes })))
      before = page.at(-1)?.id ?? null
      if (page.length < pageSize || before === null) return found.reverse()
    }
  }

  async function* entriesOf(
    mailboxId: MailboxId,
    form: ExportForm,
    signal: AbortSignal,
    count: (change: { messages?: number; stillEncrypted?: number; missing?: number }) => void,
  ): AsyncGenerator<Uint8Array> {
    for (const { id } of idsOf(mailboxId)) {
      // A lock closes the store, and ends the export with it.
      if (signal.aborted || !store.isOpen) {
        return
      }
      const message = await deps.inbound.exportMessage(id, form)
      if (message.ok) {
        const { bytes, sender, received, isStillEncrypted } = message.value
        yield mboxEntry(bytes, { sender, received })
        count({ messages: 1, stillEncrypted: isStillEncrypted ? 1 : 0 })
      } else {
        count({ missing: 1 })
      }
      await nextTurn()
    }
  }

  return {
    run,
    cancel: () => {
      running.abort()
    },
  }
}

interface PlannedFile {
  readonly mailbox: MailboxRow
  readonly filePath: string
}

/**
 * The place that was chosen where there is one mailbox; else files beside each other, named after the mailboxes. Of
 * these the person saw no name: none takes the place of a file that is there.
 */
async function filesFor(place: string, mailboxes: readonly MailboxRow[]): Promise<PlannedFile[]> {
  const [only] = mailboxes
  if (only !== undefined && mailboxes.length === 1) {
    return [{ mailbox: only, filePath: place }]
  }
  const stem = place.replace(/\.mbox$/i, '')
  const planned: PlannedFile[] = []
  for (const mailbox of mailboxes) {
    const { fileName } = sanitizeFileName(mailbox.path.replaceAll(/[/\\]/g, '-'), 'mailbox')
    let filePath = `${stem}-${fileName}.mbox`
    for (let number = 2; planned.some((one) => one.filePath === filePath) || (await isThere(filePath));) {
      filePath = `${stem}-${fileName}-${String(number)}.mbox`
      number += 1
    }
    planned.push({ mailbox, filePath })
  }
  return planned
}

async function isThere(filePath: string): Promise<boolean> {
  return access(filePath).then(
    () => true,
    () => false,
  )
}
