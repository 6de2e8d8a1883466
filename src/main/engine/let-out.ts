import { randomBytes } from 'node:crypto'
import { chmod, mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { ContactId, MessageId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import type { MessageFile } from '../inbound/index.ts'
import { recordFileLetOut, type FileLetOut, type Store, type Tx } from '../store/index.ts'
import type { DesktopServices } from './desktop-services.ts'
import { writeSavedFile } from './files.ts'
import { freePath } from './free-path.ts'

export interface LetOutDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly desktop: DesktopServices
  readonly clock: () => Date
  /** Where copies for other programs lie until the next lock. */
  readonly openedFolder: string
  readonly printPage: (html: string) => Promise<void>
}

/** Ways by which files of a message leave the store's protection: asked, recorded and listed before anything does. */
export interface LetOut {
  /**
   * Every file that can't run into a folder that the person chooses, over none that is there.
   * Errors: `file/unwritable`, `store/disk-full`, of the audit log.
   */
  saveAll(
    id: MessageId,
    files: readonly MessageFile[],
  ): Promise<Result<{ folder: string | null; saved: number; leftOut: number }>>
  /**
   * A copy for the system's program, read-only, so that nobody mistakes it for the message's own.
   * Errors: `file/can-run`, `file/no-program`, `file/unwritable`, `store/disk-full`, of the audit log.
   */
  open(id: MessageId, file: MessageFile): Promise<Result<void>>
  print(
    id: MessageId,
    page: { readonly html: string; readonly subject: string; readonly contactId: ContactId | null },
  ): Promise<Result<void>>
  /** Removes the copies that were opened, as far as the system lets it. */
  removeOpened(): Promise<void>
}

type Way = Pick<FileLetOut, 'way' | 'path' | 'name' | 'sizeBytes'>

export function createLetOut(deps: LetOutDeps): LetOut {
  const { store, audit, desktop, openedFolder } = deps

  /** The list and the log in one commit. */
  function record(id: MessageId, left: readonly Way[], log: (tx: Tx) => Result<void>): Result<void> {
    return store.transaction((tx) => {
      for (const one of left) {
        recordFileLetOut(tx, { ...one, at: deps.clock().getTime(), messageId: id })
      }
      return log(tx)
    })
  }

  function personOf(tx: Tx, contactId: ContactId | null): string | null {
    return contactId === null ? null : audit.personOf(tx, contactId)
  }

  return {
    saveAll: async (id, files) => {
      const saveable = files.filter(({ isDangerous }) => !isDangerous)
      const leftOut = files.length - saveable.length
      const [folder] = await desktop.askOpenPaths({ multiple: false, kind: 'folder' })
      if (folder === undefined) {
        return ok({ folder: null, saved: 0, leftOut })
      }
      const places: { readonly file: MessageFile; readonly path: string }[] = []
      for (const file of saveable) {
        const taken = new Set(places.map((one) => one.path))
        places.push({ file, path: await freePath(folder, file.name, taken) })
      }
      const left = places.map((one) => wayOf('saved', one.path, one.file))
      const recorded = record(id, left, (tx) => {
        for (const { file } of places) {
          const appended = audit.append(tx, {
            type: 'attachment.saved',
            message: id,
            person: personOf(tx, file.contactId),
            sizeBytes: file.bytes.length,
            isDangerous: false,
          })
          if (!appended.ok) {
            return appended
          }
        }
        return ok(undefined)
      })
      if (!recorded.ok) {
        return recorded
      }
      for (const one of places) {
        const written = await writeSavedFile(one.path, one.file.bytes, 'received')
        if (!written.ok) {
          return written
        }
      }
      return ok({ folder: path.basename(folder), saved: places.length, leftOut })
    },

    open: async (id, file) => {
      if (file.isDangerous) {
        return fail('file/can-run', { name: file.name })
      }
      const folder = path.join(openedFolder, randomBytes(9).toString('base64url'))
      const copy = path.join(folder, file.name)
      const recorded = record(id, [wayOf('opened', copy, file)], (tx) =>
        audit.append(tx, {
          type: 'attachment.opened',
          message: id,
          person: personOf(tx, file.contactId),
          sizeBytes: file.bytes.length,
        }),
      )
      if (!recorded.ok) {
        return recorded
      }
      const written = await writeCopy(copy, file)
      if (!written.ok) {
        return written
      }
      let isOpened = false
      try {
        isOpened = await desktop.openFile(copy)
      } finally {
        // Also where the vault was locked meanwhile: the lock may have cleared the folder before the copy was whole.
        if (!isOpened) {
          await rm(folder, { recursive: true, force: true })
        }
      }
      return isOpened ? ok(undefined) : fail('file/no-program', { name: file.name })
    },

    print: async (id, page) => {
      const sizeBytes = Buffer.byteLength(page.html)
      const left = [{ way: 'printed', path: null, name: page.subject, sizeBytes } as const]
      const recorded = record(id, left, (tx) =>
        audit.append(tx, { type: 'message.printed', message: id, person: personOf(tx, page.contactId) }),
      )
      if (recorded.ok) {
        await deps.printPage(page.html)
      }
      return recorded
    },

    removeOpened: () =>
      // A program may hold one open; the next lock or start tries again.
      rm(openedFolder, { recursive: true, force: true }).catch(() => undefined),
  }
}

/** Error: `file/unwritable`, `store/disk-full`. */
async function writeCopy(copy: string, { name, bytes }: MessageFile): Promise<Result<void>> {
  try {
    await mkdir(path.dirname(copy), { recursive: true, mode: 0o700 })
    const written = await writeSavedFile(copy, bytes, 'received')
    if (written.ok) {
      await chmod(copy, 0o400)
    }
    return written
  } catch {
    return fail('file/unwritable', { name })
  }
}

function wayOf(way: 'saved' | 'opened', filePath: string, { bytes }: MessageFile): Way {
  return { way, path: filePath, name: path.basename(filePath), sizeBytes: bytes.length }
}
