import type { Failure } from '../../../shared/result.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

function bringIntoSight(node: HTMLElement | null): void {
  node?.scrollIntoView({ block: 'nearest' })
}

/** Why it wasn't saved, at the end of what was written; a long sheet is scrolled to it. */
export function SaveFailure({ failure }: { readonly failure: Failure | null }) {
  if (failure === null) return null
  return (
    <div ref={bringIntoSight} className="save-failure">
      <FailureNote failure={failure} />
    </div>
  )
}
