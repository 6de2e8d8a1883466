import { useQuery } from '@tanstack/react-query'
import type { DraftId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { useStore } from '../../app/store.ts'
import { takenDrafts } from '../../app/taken-drafts.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { ComposerForm } from './composer-form.tsx'
import { useToldOfTaken } from './use-told-of-taken.ts'
import './composer.css'

/** Writes a message where one is read: fills the reader pane. */
export function Composer({ draftId }: { readonly draftId: DraftId }) {
  const { queries } = useEngine()
  useToldOfTaken(draftId)
  const timesTaken = useStore(takenDrafts).get(draftId) ?? 0
  const draft = useQuery(queries.drafts.get.queryOptions({ input: { id: draftId }, gcTime: 0 }))
  if (draft.isPending) return <section className="pane" />
  if (draft.isError) {
    return (
      <section className="pane composer-failure">
        <FailureNote failure={failureOf(draft.error)} />
      </section>
    )
  }
  return <ComposerForm key={timesTaken} draft={draft.data} />
}
