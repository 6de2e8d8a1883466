import { z } from 'zod'
import { categorySchema, type DraftContent, type Practice, type Reach } from '../../shared/contract/index.ts'
import type { DraftId } from '../../shared/ids.ts'
import { fail, ok, type Result } from '../../shared/result.ts'
import type { AuditTrail } from '../audit/index.ts'
import { mayByPolicy } from '../practice/index.ts'
import { alwaysAskedOf, dismissalKey, scan, type Dismissal } from '../phi/index.ts'
import {
  addNeverFlagged,
  findDraft,
  findNeverFlagged,
  findNeverFlaggedByKey,
  listNeverFlagged,
  removeNeverFlagged,
  saveDraftDismissals,
  type DraftRow,
  type NeverFlagged,
  type Reader,
  type Store,
} from '../store/index.ts'
import { scanContextOf, typedDocumentOf } from './scan-draft.ts'

const dismissalsSchema = z.array(z.object({ category: categorySchema, value: z.string() }))

/** What was dismissed in one draft. */
export function draftDismissals(row: Pick<DraftRow, 'dismissed'>): Dismissal[] {
  return dismissalsSchema.parse(row.dismissed)
}

/** What a person decides about findings. Each choice is recorded by category and count, never with the value. */
export interface FindingChoices {
  /**
   * Everything with this value and category counts as no PHI from now on, in this draft or in the practice.
   * Errors: `phi/always-asked`, `phi/no-such-finding`, `draft/gone`, `audit/write-failed`.
   */
  dismiss(id: DraftId, content: DraftContent, what: Dismissal, reach: Reach): Result<void>
  /** Takes it back. Nothing happens where it was never said. */
  flagAgain(id: DraftId, what: Dismissal, reach: Reach): Result<void>
  recordReplacement(id: DraftId, category: Dismissal['category']): Result<void>
  neverFlagged(): Result<NeverFlagged[]>
  removeNeverFlagged(id: number): Result<void>
}

export function createFindingChoices(deps: {
  readonly store: Store
  readonly audit: AuditTrail
  readonly clock: () => Date
  readonly practice: () => Practice
}): FindingChoices {
  const { store, audit, clock } = deps

  function editable(reader: Reader, id: DraftId): Result<DraftRow> {
    const row = findDraft(reader, id)
    return row?.logicalId === null ? ok(row) : fail('draft/gone')
  }

  return {
    dismiss: (id, content, what, reach) =>
      store.transaction((tx) => {
        const row = editable(tx, id)
        if (!row.ok) {
          return row
        }
        const allowed = mayByPolicy(tx, 'maySetFindingsAside')
        if (!allowed.ok) {
          return allowed
        }
        const dismissed = draftDismissals(row.value)
        const document = typedDocumentOf(tx, id, content)
        const context = scanContextOf(tx, content, deps.practice(), { dismissed })
        const textOf = new Map(document.parts.map((part) => [part.id, part.text ?? '']))
        const key = dismissalKey(what)
        const meant = scan(document, context).findings.filter(({ category, part, start, end }) => {
          return dismissalKey({ category, value: (textOf.get(part) ?? '').slice(start, end) }) === key
        })
        if (meant.some((finding) => alwaysAskedOf(finding) !== null)) {
          return fail('phi/always-asked')
        }
        if (meant.length === 0) {
          return fail('phi/no-such-finding')
        }
        if (reach === 'draft') {
          saveDraftDismissals(tx, id, [...dismissed, what])
        } else {
          addNeverFlagged(tx, { ...what, key, addedAt: clock().getTime() })
        }
        const { category } = what
        return audit.append(tx, { type: 'finding.dismissed', category, count: meant.length, reach })
      }),

    flagAgain: (id, what, reach) =>
      store.transaction((tx) => {
        const key = dismissalKey(what)
        if (reach === 'practice') {
          const entry = findNeverFlaggedByKey(tx, key)
          if (entry === null) {
            return ok(undefined)
          }
          removeNeverFlagged(tx, entry.id)
        } else {
          const row = editable(tx, id)
          if (!row.ok) {
            return row
          }
          const dismissed = draftDismissals(row.value)
          const left = dismissed.filter((one) => dismissalKey(one) !== key)
          if (left.length === dismissed.length) {
            return ok(undefined)
          }
          saveDraftDismissals(tx, id, left)
        }
        return audit.append(tx, { type: 'finding.flagged-again', category: what.category, reach })
      }),

    recordReplacement: (id, category) =>
      store.transaction((tx) => {
        const row = editable(tx, id)
        return row.ok ? audit.append(tx, { type: 'finding.replaced', category, count: 1 }) : row
      }),

    neverFlagged: () => store.attempt((reader) => ok(listNeverFlagged(reader))),

    removeNeverFlagged: (id) =>
      store.transaction((tx) => {
        const entry = findNeverFlagged(tx, id)
        if (entry === null) {
          return ok(undefined)
        }
        removeNeverFlagged(tx, id)
        const category = categorySchema.parse(entry.category)
        return audit.append(tx, { type: 'finding.flagged-again', category, reach: 'practice' })
      }),
  }
}
