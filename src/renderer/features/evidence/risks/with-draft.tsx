import type { ReactNode } from 'react'
import type { Configuration } from '../../../../shared/contract/index.ts'
import { failureOf } from '../../../app/failure.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { Sheet } from '../../../ui/sheet.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { useRecords } from '../records.ts'
import { useOverview } from '../use-overview.ts'
import { riskDraft, type RiskDraft } from './risk-draft.ts'

type Props = {
  readonly title: string
  /** The sheet itself; it keeps the draft that it was given first. */
  readonly children: (draft: RiskDraft, configuration: Configuration) => ReactNode
}

/** A sheet over the worksheet that is being written, and the configuration as it is. */
export function WithDraft({ title, children }: Props) {
  const overview = useOverview()
  const { records, failure, retry } = useRecords('risk-analysis')
  if (records !== undefined && overview.data !== undefined) {
    return children(riskDraft(records), overview.data.configuration)
  }
  return (
    <Sheet title={title}>
      {failure !== null && <FailureNote failure={failure} retry={retry} />}
      {overview.isError && (
        <FailureNote failure={failureOf(overview.error)} retry={() => void overview.refetch()} />
      )}
      {failure === null && !overview.isError && <SkeletonRows count={4} />}
    </Sheet>
  )
}
