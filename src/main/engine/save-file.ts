import type { MessageId } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import { recordFileLetOut, type FileLetOut, type Store } from '../store/index.ts'
import type { DesktopServices } from './desktop-services.ts'
import { writeSavedFile } from './files.ts'

export interface OutgoingFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly way: FileLetOut['way']
  readonly messageId: MessageId | null
  /** Written beside it, under the same name with another ending. */
  readonly beside?: readonly { readonly suffix: string; readonly bytes: Uint8Array }[]
}

/**
 * Lets one file out of the store's protection, where the person wants it: asked, audited, listed, then written.
 * @param record the audit event; the file isn't written when it fails
 * @returns false: the person cancelled
 */
export type SaveFile = (file: OutgoingFile, record: () => Result<void>) => Promise<Result<boolean>>

export function createSaveFile(store: Store, desktop: DesktopServices, clock: () => Date): SaveFile {
  return async (file, record) => {
    const place = await desktop.askSavePath(file.name)
    if (place === null) {
      return ok(false)
    }
    const recorded = record()
    if (!recorded.ok) {
      return recorded
    }
    const listed = store.transaction((tx) => {
      recordFileLetOut(tx, {
        at: clock().getTime(),
        way: file.way,
        path: place,
        name: file.name,
        sizeBytes: file.bytes.length,
        messageId: file.messageId,
      })
      return ok(undefined)
    })
    if (!listed.ok) {
      return listed
    }
    const written = await writeSavedFile(place, file.bytes)
    if (!written.ok) {
      return written
    }
    for (const { suffix, bytes } of file.beside ?? []) {
      const base = file.name.slice(file.name.indexOf('.'))
      const besidePath = place.endsWith(base) ? place.slice(0, -base.length) + suffix : place + suffix
      const besideWritten = await writeSavedFile(besidePath, bytes)
      if (!besideWritten.ok) {
        return besideWritten
      }
    }
    return ok(true)
  }
}
