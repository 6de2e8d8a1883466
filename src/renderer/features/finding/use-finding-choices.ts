import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Finding, Reach } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { say, sayFailure } from '../../app/lines.ts'
import { offerUndo } from '../../app/undo.ts'
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
        const draft = openDraft.get()
        if (draft === null || finding.replacement === null) return
        await client.drafts.recordReplacement({ id: draft.id, category: finding.category })
        const undo = draft.replaceFinding(finding)
        if (undo === null) say(t('finding.gone'))
        else offerUndo(t('finding.replaced', { words: finding.replacement.words }), t('common.undo'), undo)
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
        offerUndo(t(said, { value }), t('common.undo'), () => {
          run(async () => {
            await client.drafts.flagAgain({ id: draft.id, category, value, reach })
            await rescan()
          })
        })
        onDone()
      })
    },
  }
}
