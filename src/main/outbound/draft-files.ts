import type { DraftId } from '../../shared/ids.ts'
import { sanitizeFileName } from '../mime/index.ts'
import { addDraftAttachment, type Tx } from '../store/index.ts'
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
