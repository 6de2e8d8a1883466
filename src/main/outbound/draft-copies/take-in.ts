import type { AccountId, DraftId, MailboxId } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { AuditTrail } from '../../audit/index.ts'
import {
  findDraft,
  findDraftByCopy,
  findDraftByLastingId,
  findDraftCopy,
  findMessagesByMessageId,
  listDraftAttachments,
  noteCopied,
  noteTextTaken,
  placeDraftCopy,
  removeDraftAttachment,
  saveDraft,
  separateDraft,
  setLastingId,
  type DraftRow,
  type Tx,
} from '../../store/index.ts'
import { addDraftFiles, type DraftFile } from '../draft-files.ts'
import { startDraft } from '../start-draft.ts'
import { decideVersion, idBeside } from './decide.ts'
import { draftFile, parseDraftPayload, type DraftPayload } from './payload.ts'

/** A version of a draft, read from its copy on the host. */
export interface ReadDraft {
  readonly payload: DraftPayload
  readonly files: readonly DraftFile[]
}

/** Where a copy lies. */
export interface CopyPlace {
  readonly accountId: AccountId
  readonly mailboxId: MailboxId
  readonly uid: number
  /** Another program marked it as deleted. */
  readonly isDeleted: boolean
}

/**
 * The draft in a message that our own key encrypted and signed. Null: it holds none.
 * @param files of the message, in order
 */
export function readDraftCopy(files: readonly DraftFile[]): ReadDraft | null {
  const last = files.at(-1)
  if (last?.contentType !== draftFile.contentType) {
    return null
  }
  const payload = parseDraftPayload(last.bytes)
  return payload === null ? null : { payload, files: files.slice(0, -1) }
}

/**
 * Takes in a version of a draft that was met on the host: of a draft that another computer of the practice began, or wrote
 * on. Nothing that is here gives way but what it came after.
 * Recorded as begun where it is new. Errors: of the audit log.
 * @returns the draft whose text is another one now, or that is new
 */
export function takeInDraft(
  tx: Tx,
  audit: AuditTrail,
  found: ReadDraft,
  place: CopyPlace,
  now: number,
): Result<DraftId | null> {
  const { payload } = found
  const { messageId } = payload
  const put = (draft: DraftRow | null) => {
    placeDraftCopy(tx, {
      ...place,
      messageId,
      draftId: draft?.id ?? null,
      revision: draft?.revision ?? 0,
      state: place.isDeleted ? 'removed' : 'there',
    })
  }
  const known = findDraftByCopy(tx, messageId)
  if (place.isDeleted || known !== null || findDraftCopy(tx, place.accountId, messageId) !== null) {
    put(known)
    return ok(null)
  }
  const local = findDraftByLastingId(tx, payload.id)
  const decision =
    local === null
      ? 'instead'
      : decideVersion(
          { messageId, replaces: payload.replaces, savedAt: payload.savedAt },
          {
            ...local,
            savedAt: local.updatedAt,
            isChanged: local.revision !== local.copiedRevision,
            isLeaving: local.logicalId !== null,
          },
        )
  switch (decision) {
    case 'same':
    case 'older':
      put(null)
      return ok(null)
    case 'newer':
      return ok(local === null ? null : replaceText(tx, local, found, put, now))
    case 'beside':
      return addFound(tx, audit, found, idBeside(payload.id, messageId), place, put, now)
    case 'instead':
      if (local !== null) {
        giveUpId(tx, local)
      }
      return addFound(tx, audit, found, payload.id, place, put, now)
  }
}

/** What was written here goes on as another draft: with its copy, if the host has it as it is. */
function giveUpId(tx: Tx, local: DraftRow): void {
  if (local.copyMessageId !== null && local.revision === local.copiedRevision) {
    setLastingId(tx, local.id, idBeside(local.lastingId, local.copyMessageId))
  } else {
    separateDraft(tx, local.id)
  }
}

type Put = (draft: DraftRow | null) => void

function addFound(
  tx: Tx,
  audit: AuditTrail,
  { payload, files }: ReadDraft,
  lastingId: string,
  { accountId }: CopyPlace,
  put: Put,
  now: number,
): Result<DraftId | null> {
  // It was taken in before, and goes on here.
  if (findDraftByLastingId(tx, lastingId) !== null) {
    put(null)
    return ok(null)
  }
  const answered =
    payload.answers === null ? undefined : findMessagesByMessageId(tx, accountId, payload.answers)[0]
  const { kind, answeredMethod, content, savedAt } = payload
  const draft = { accountId, lastingId, kind, inReplyTo: answered?.id ?? null, answeredMethod, content }
  const started = startDraft(tx, audit, draft, savedAt)
  if (!started.ok) {
    return started
  }
  addDraftFiles(tx, started.value, files)
  return ok(noteText(tx, started.value, payload, put, now))
}

function replaceText(
  tx: Tx,
  { id }: DraftRow,
  { payload, files }: ReadDraft,
  put: Put,
  now: number,
): DraftId | null {
  for (const file of listDraftAttachments(tx, id)) {
    removeDraftAttachment(tx, id, file.id)
  }
  addDraftFiles(tx, id, files)
  saveDraft(tx, id, payload.content, payload.savedAt)
  noteTextTaken(tx, id)
  return noteText(tx, id, payload, put, now)
}

function noteText(
  tx: Tx,
  id: DraftId,
  { messageId, replaces }: DraftPayload,
  put: Put,
  now: number,
): DraftId | null {
  const draft = findDraft(tx, id)
  if (draft === null) {
    return null
  }
  noteCopied(tx, draft, { messageId, revision: draft.revision, earlier: replaces }, now)
  put(draft)
  return id
}
