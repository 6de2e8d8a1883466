import { failureOf } from '../../../app/failure.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { useOverview } from '../use-overview.ts'
import { MailByMonth } from './mail-by-month.tsx'
import { OpenTasks } from './open-tasks.tsx'
import { Standing } from './standing.tsx'

/** What is open first, then what can be shown. */
export function Overview() {
  const overview = useOverview()
  if (overview.isError)
    return <FailureNote failure={failureOf(overview.error)} retry={() => void overview.refetch()} />
  if (overview.data === undefined) return <SkeletonRows />
  return (
    <div className="evidence-column">
      <OpenTasks tasks={overview.data.tasks} />
      <MailByMonth months={overview.data.months} />
      <Standing overview={overview.data} />
    </div>
  )
}
