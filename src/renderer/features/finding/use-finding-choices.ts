import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Finding, Reach } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say, sayFailure } from '../../app/lines.ts'
import { offerUndo } from '../../app/undo.ts'
import { offerDraftUndo } from '../composer/offer-draft-undo.ts'
import { openDraft } from '../composer/open-draft.ts'

export type FindingChoices = {
  readonly replace: (finding: Finding) => void
  readonly dismiss: (finding: Finding, reach: Reach) => void
}

/** What a person can do about a finding of the open draft. `onDone`: it happened, and what is shown is old. */
export function useFindingChoices(onDone: () => void): FindingChoices {
  const { client, queries } = useEngine()
  const cache = useQueryClient()
  const { t } = useTranslation()

  const rescan = () => cache.invalidateQueries({ queryKey: queries.drafts.scan.key() })
  const run = (work: () => Promise<void>) => {
    work().catch((error: unknown) => sayFailure(failureOf(error)))
  }
  return {
    replace: (finding) => {
      run(async () => {
        const id = openDraft.get()?.id
        if (id === undefined || finding.replacement === null) return
        await client.drafts.recordReplacement({ id, category: finding.category })
        const draft = openDraft.get()
        if (draft?.id !== id) return
        const undo = draft.replaceFinding(finding)
        const { words } = finding.replacement
        if (undo === null) say(t('finding.gone'))
        else offerDraftUndo(id, t('finding.replaced', { words }), t('common.undo'), undo)
        onDone()
      })
    },
    dismiss: (finding, reach) => {
      run(async () => {
        const draft = openDraft.get()
        if (draft === null) return
        const { category, value } = finding
        await client.drafts.dismissFinding({ id: draft.id, content: draft.content(), category, value, reach })
        await rescan()
        const said = reach === 'draft' ? 'finding.dismissedHere' : 'finding.dismissedEverywhere'
        const flagAgain = () => {
          run(async () => {
            await client.drafts.flagAgain({ id: draft.id, category, value, reach })
            await rescan()
          })
        }
        if (reach === 'draft') offerDraftUndo(draft.id, t(said, { value }), t('common.undo'), flagAgain)
        else offerUndo(t(said, { value }), t('common.undo'), flagAgain)
        onDone()
      })
    },
  }
}
