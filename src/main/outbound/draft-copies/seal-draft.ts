import type { DraftId } from '../../../shared/ids.ts'
import { fail, ok, type Result } from '../../../shared/result.ts'
import { buildInner, htmlToText, newMessageId } from '../../mime/index.ts'
import { sealForSelf, type SelfSealed } from '../../sealing/index.ts'
import {
  findAccount,
  findAccountKey,
  findDraft,
  findMessage,
  listDraftAttachments,
  readDraftAttachment,
  type Store,
} from '../../store/index.ts'
import { readDraftContent } from '../drafts.ts'
import { largestDraftCopyBytes } from '../limits.ts'
import { draftFile, type DraftPayload } from './payload.ts'

export interface DraftSealing {
  readonly store: Store
  readonly random: (length: number) => Uint8Array
  readonly macKey: Uint8Array
  readonly clock: () => Date
}

/**
 * One version of a draft, encrypted to the practice's own key and signed with it, for the host's Drafts mailbox. Outside
 * stand the practice's address and the neutral subject: no recipient, no subject, and no thread that would tell whom it
 * answers. Errors: `draft/gone`, `account/absent` without a key, `seal/too-large`, `mime/*`, `openpgp/*`.
 */
export async function sealDraft(
  id: DraftId,
  { store, random, macKey, clock }: DraftSealing,
): Promise<Result<{ readonly revision: number; readonly message: SelfSealed }>> {
  const row = findDraft(store, id)
  if (row?.logicalId !== null) {
    return fail('draft/gone')
  }
  const account = findAccount(store, row.accountId)
  const key = account === null ? null : findAccountKey(store, account.address)
  if (account === null || key === null) {
    return fail('account/absent')
  }
  const files = listDraftAttachments(store, id)
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  if (sizeBytes > largestDraftCopyBytes) {
    return fail('seal/too-large', { sizeBytes, limitBytes: largestDraftCopyBytes })
  }
  const messageId = newMessageId(account.address.slice(account.address.lastIndexOf('@') + 1), random)
  if (!messageId.ok) {
    return messageId
  }
  const content = readDraftContent(row)
  const payload: DraftPayload = {
    version: 1,
    id: row.lastingId,
    messageId: messageId.value,
    savedAt: row.updatedAt,
    replaces: [...row.versions],
    kind: row.kind,
    answers: row.inReplyTo === null ? null : (findMessage(store, row.inReplyTo)?.messageId ?? null),
    answeredMethod: row.answeredMethod,
    content,
  }
  const outer = {
    from: { name: '', address: account.address },
    to: [],
    cc: [],
    date: new Date(row.updatedAt).toISOString(),
    messageId: messageId.value,
    inReplyTo: null,
    references: [],
  }
  const inner = await buildInner({
    ...outer,
    subject: content.subject,
    text: htmlToText(content.html),
    html: `<!doctype html><html><body>${content.html}</body></html>`,
    attachments: [
      ...files.map((file) => ({
        fileName: file.name,
        contentType: file.contentType,
        bytes: readDraftAttachment(store, id, file.id) ?? new Uint8Array(),
      })),
      {
        fileName: draftFile.name,
        contentType: draftFile.contentType,
        bytes: new TextEncoder().encode(JSON.stringify(payload)),
      },
    ],
    outer: { from: outer.from, to: [], cc: [] },
  })
  if (!inner.ok) {
    return inner
  }
  const message = await sealForSelf(
    { inner: inner.value, outer, certificate: key.certificate, signWith: key.secret },
    { macKey, now: clock() },
  )
  return message.ok ? ok({ revision: row.revision, message: message.value }) : message
}
