import type { DraftId } from '../../shared/ids.ts'
import { sanitizeFileName } from '../mime/index.ts'
import {
  addDraftAttachment,
  listDraftAttachments,
  readDraftAttachment,
  type DraftAttachment,
  type Tx,
} from '../store/index.ts'
import { contentTypeOf } from './content-type.ts'

/** As it was chosen or made; its name is anybody's. */
export type NamedFile = { readonly name: string; readonly bytes: Uint8Array }

export type DraftFile = NamedFile & { readonly contentType: string }

/** The file under a name that is safe everywhere, with the media type that this stands for. */
export function draftFileOf({ name, bytes }: NamedFile): DraftFile {
  const { fileName } = sanitizeFileName(name, 'attachment')
  return { name: fileName, contentType: contentTypeOf(fileName), bytes }
}

/** As attachments, after those that the draft has; save the draft in the same transaction unless it is new. */
export function addDraftFiles(tx: Tx, id: DraftId, files: readonly DraftFile[]): void {
  for (const { name, contentType, bytes } of files) {
    addDraftAttachment(tx, id, { name, contentType, contentId: null, bytes })
  }
}

/** Gives another draft these files too; all that the draft has unless told. */
export function copyDraftFiles(
  tx: Tx,
  from: DraftId,
  to: DraftId,
  files: readonly DraftAttachment[] = listDraftAttachments(tx, from),
): void {
  for (const { id, name, contentType, contentId } of files) {
    const bytes = readDraftAttachment(tx, from, id) ?? new Uint8Array()
    addDraftAttachment(tx, to, { name, contentType, contentId, bytes })
  }
}
