import type { Consultation, Draft, DraftContent, Practice } from '../../shared/contract/index.ts'
import type { DraftId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { prepareConsultation } from '../phi/index.ts'
import { findDraft, listDraftAttachments, saveDraft, type Reader, type Store } from '../store/index.ts'
import { draftDismissals } from './finding-choices.ts'
import { cleanContent } from './outgoing-content.ts'
import { countCategories, scanContextOf } from './scan-draft.ts'

/** A draft rewritten so that a colleague can be asked without being told whom it is about. */
export interface Consultations {
  /** What would change, and what risk remains. Errors: `draft/gone`, `mime/too-complex`. */
  preview(id: DraftId, content: DraftContent): Result<Consultation>
  /**
   * Changes and stores the draft, with its record, in one commit. Errors also: `draft/written-elsewhere` where another
   * computer's text took the place of the one that it was written on.
   */
  prepare(id: DraftId, written: Pick<Draft, 'takenRevision' | 'content'>): Result<Consultation>
}

function namesOf({ to, cc }: DraftContent): string[] {
  return [...to, ...cc].map(({ name }) => name)
}

export function createConsultations(deps: {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly practice: () => Practice
}): Consultations {
  const { store, audit, clock } = deps

  function rewrite(reader: Reader, id: DraftId, content: DraftContent): Result<Consultation> {
    const row = findDraft(reader, id)
    if (row?.logicalId !== null) {
      return fail('draft/gone')
    }
    const cleaned = cleanContent(content)
    if (!cleaned.ok) {
      return cleaned
    }
    const { subject, html } = cleaned.value
    const attachments = listDraftAttachments(reader, id).length
    const known = scanContextOf(reader, content, deps.practice(), { dismissed: draftDismissals(row) })
    // Whom it is about may be told by what the practice doesn't have looked for otherwise (45 CFR 164.514(b)(2)(i)).
    const context = { ...known, recognizersOff: [] }
    const made = prepareConsultation(
      { subject, html, attachments, thisYear: clock().getUTCFullYear(), addressees: namesOf(content) },
      context,
    )
    return ok({
      subject: made.subject,
      html: made.html,
      changes: made.changes.map(({ category, replaced, words }) => ({ category, replaced, words })),
      risks: [...made.risks],
    })
  }

  return {
    preview: (id, content) => store.attempt((reader) => rewrite(reader, id, content)),

    prepare: (id, { takenRevision, content }) =>
      store.transaction((tx) => {
        const made = rewrite(tx, id, content)
        if (!made.ok) {
          return made
        }
        if (findDraft(tx, id)?.takenRevision !== takenRevision) {
          return fail('draft/written-elsewhere')
        }
        const { subject, html, changes } = made.value
        saveDraft(tx, id, { ...content, subject, html }, clock().getTime())
        const recorded = audit.append(tx, {
          type: 'consultation.prepared',
          categories: countCategories({ findings: changes }),
        })
        return recorded.ok ? made : recorded
      }),
  }
}
