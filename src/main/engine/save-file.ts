import { basename } from 'node:path'
import type { MessageId } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import { sanitizeFileName } from '../mime/index.ts'
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
 * @returns false: the person cancelled. Errors: of `record`, `file/unwritable`, `store/*`
 */
export type SaveFile = (file: OutgoingFile, record: () => Result<void>) => Promise<Result<boolean>>

export function createSaveFile(store: Store, desktop: DesktopServices, clock: () => Date): SaveFile {
  return async (file, record) => {
    // A sender may have chosen it: no path, no bidi override, nothing that the system keeps for itself.
    const { fileName } = sanitizeFileName(file.name, 'file')
    const place = await desktop.askSavePath(fileName)
    if (place === null) {
      return ok(false)
    }
    const recorded = record()
    if (!recorded.ok) {
      return recorded
    }
    const pieces = piecesOf(file, fileName, place)
    const listed = store.transaction((tx) => {
      for (const piece of pieces) {
        const { way, messageId } = file
        const sizeBytes = piece.bytes.length
        recordFileLetOut(tx, {
          at: clock().getTime(),
          way,
          path: piece.path,
          name: piece.name,
          sizeBytes,
          messageId,
        })
      }
      return ok(undefined)
    })
    if (!listed.ok) {
      return listed
    }
    for (const piece of pieces) {
      const written = await writeSavedFile(piece.path, piece.bytes, file.way === 'saved' ? 'received' : 'own')
      if (!written.ok) {
        return written
      }
    }
    return ok(true)
  }
}

/** The file at the place that was chosen, and those that belong beside it. */
function piecesOf({ bytes, beside = [] }: OutgoingFile, name: string, place: string) {
  const ending = name.slice(name.indexOf('.'))
  const stem = place.endsWith(ending) ? place.slice(0, -ending.length) : place
  return [
    { path: place, name, bytes },
    ...beside.map((piece) => {
      const path = stem + piece.suffix
      return { path, name: basename(path), bytes: piece.bytes }
    }),
  ]
}
