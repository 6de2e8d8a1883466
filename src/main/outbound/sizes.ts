import type { Draft, DraftContent, DraftSize, Practice, SeenDraft } from '../../shared/contract/index.ts'
import type { DraftId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import type { SendingAccount } from '../directory/index.ts'
import { escapeHtml } from '../mime/index.ts'
import type { SealDependencies } from '../sealing/index.ts'
import {
  findAccount,
  findDraft,
  listDraftAttachments,
  removeDraftAttachment,
  saveDraft,
  type DraftAttachment,
  type Reader,
  type Store,
} from '../store/index.ts'
import { copyDraftFiles } from './draft-files.ts'
import { limitOf, presentDraft, readDraftContent } from './drafts.ts'
import { isPrintable } from './printable.ts'
import { knownByPolicy } from './known-by-policy.ts'
import { routeRecipient } from './route.ts'
import { recipientsOf } from './scan-draft.ts'
import { startDraft } from './start-draft.ts'
import { copyBytes } from './wire-size.ts'

export interface SizesDeps {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly practice: () => Practice
  readonly sealing: Pick<SealDependencies, 'reader' | 'trust'>
}

/** How large a letter becomes on its way, and what helps where that is too much. */
export interface Sizes {
  measure(id: DraftId, content: DraftContent): Result<DraftSize>
  /**
   * Divides the attachments among as many drafts as it takes, each a message of its own that says which part it is,
   * inside the seal. The first is the draft itself. Errors: `draft/unseen-text`, `seal/too-large` where one file alone is
   * too much, of the audit log.
   */
  split(seen: SeenDraft): Result<Draft[]>
}

/** What is measured, and the account that it would leave from. */
interface Measured {
  readonly content: DraftContent
  readonly from: SendingAccount | null
}

export function createSizes({ store, audit, clock, practice, sealing }: SizesDeps): Sizes {
  // The reply page's script isn't in the mail.
  const { page, style, script } = sealing.reader
  const readerBytes = page.length + style.length + script.length

  /** The largest of the copies: each is a message that the host takes or refuses. */
  function largestCopy(
    reader: Reader,
    { content, from }: Measured,
    attachments: readonly DraftAttachment[],
    oneForm = content.oneForm,
  ): number {
    const pageBytes = readerBytes + practice().outsideLogo.length
    const letter = { html: content.html, attachments, oneForm, pageBytes }
    const routes = recipientsOf(content).map(
      (address) => routeRecipient(knownByPolicy(reader, address, sealing.trust(), from)).route,
    )
    const known = routes.length === 0 ? [{ kind: 'needs-kind' as const }] : routes
    return Math.max(...known.map((route) => copyBytes(letter, route)))
  }

  /** As many files in each as fit, in their order; null where one alone is too much. */
  function divide(
    reader: Reader,
    letter: Measured,
    attachments: readonly DraftAttachment[],
    limitBytes: number,
  ): DraftAttachment[][] | null {
    const parts: DraftAttachment[][] = []
    for (const file of attachments) {
      const last = parts.at(-1)
      if (last !== undefined && largestCopy(reader, letter, [...last, file]) <= limitBytes) {
        last.push(file)
      } else if (largestCopy(reader, letter, [file]) <= limitBytes) {
        parts.push([file])
      } else {
        return null
      }
    }
    return parts
  }

  return {
    measure: (id, content) =>
      store.attempt((reader) => {
        const row = findDraft(reader, id)
        if (row?.logicalId !== null) {
          return fail('draft/gone')
        }
        const attachments = listDraftAttachments(reader, id)
        const limitBytes = limitOf(reader, row)
        const letter = { content, from: findAccount(reader, row.accountId) }
        const wireBytes = largestCopy(reader, letter, attachments)
        const isOver = wireBytes > limitBytes
        const fits = (form: 'html' | 'pdf') => {
          const alone = largestCopy(reader, letter, attachments, form)
          return (
            alone < wireBytes && alone <= limitBytes && (form === 'html' || attachments.every(isPrintable))
          )
        }
        return ok({
          wireBytes,
          limitBytes,
          formsThatFit: isOver ? (['pdf', 'html'] as const).filter(fits) : [],
          parts: isOver ? (divide(reader, letter, attachments, limitBytes)?.length ?? null) : null,
        })
      }),

    split: ({ id, takenRevision }) =>
      store.transaction((tx) => {
        const row = findDraft(tx, id)
        if (row?.logicalId !== null) {
          return fail('draft/gone')
        }
        if (row.takenRevision !== takenRevision) {
          return fail('draft/unseen-text')
        }
        const content = readDraftContent(row)
        const limitBytes = limitOf(tx, row)
        const attachments = listDraftAttachments(tx, id)
        const letter = { content, from: findAccount(tx, row.accountId) }
        const parts = divide(tx, letter, attachments, limitBytes)
        if (parts === null) {
          return fail('seal/too-large', { sizeBytes: largestCopy(tx, letter, attachments), limitBytes })
        }
        const now = clock().getTime()
        const { language } = practice()
        const drafts: DraftId[] = []
        for (const [index, files] of parts.entries()) {
          const part = partWords(language, index + 1, parts.length)
          const subject = content.subject === '' ? part : `${content.subject} (${part})`
          if (index === 0) {
            saveDraft(tx, id, { ...content, subject }, now)
            drafts.push(id)
            continue
          }
          const html = `<p>${escapeHtml(part)}: ${escapeHtml(files.map(({ name }) => name).join(', '))}</p>`
          const { accountId, kind, inReplyTo, answeredMethod } = row
          const made = startDraft(
            tx,
            audit,
            { accountId, kind, inReplyTo, answeredMethod, content: { ...content, subject, html } },
            now,
          )
          if (!made.ok) {
            return made
          }
          copyDraftFiles(tx, id, made.value, files)
          for (const file of files) {
            removeDraftAttachment(tx, id, file.id)
          }
          drafts.push(made.value)
        }
        return ok(
          drafts.flatMap((made) => {
            const draft = findDraft(tx, made)
            return draft === null ? [] : [presentDraft(tx, draft)]
          }),
        )
      }),
  }
}

function partWords(language: Practice['language'], part: number, of: number): string {
  return language === 'es'
    ? `Parte ${String(part)} de ${String(of)}`
    : `Part ${String(part)} of ${String(of)}`
}
