import { useTranslation } from 'react-i18next'
import type { AuditRow } from '../../../shared/contract/index.ts'
import { failureOf } from '../../app/failure.ts'
import { Empty } from '../../ui/empty.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { EventDays, type ReadFrom } from './event-days.tsx'
import { MoreButton, type Pages } from './more-button.tsx'

type Props = {
  readonly result: Pages & {
    readonly isPending: boolean
    readonly error: unknown
    readonly data?: { readonly pages: readonly { readonly rows: readonly AuditRow[] }[] } | undefined
    readonly refetch: () => Promise<unknown>
  }
  readonly hasFilter: boolean
  /** Of a log of somebody else. */
  readonly from?: ReadFrom
}

/** A log in pages, the newest first. */
export function EventPages({ result, hasFilter, from }: Props) {
  const { t } = useTranslation()
  if (result.isPending) return <SkeletonRows />
  if (result.data === undefined)
    return <FailureNote failure={failureOf(result.error)} retry={() => void result.refetch()} />
  const rows = result.data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return <Empty text={hasFilter ? t('activity.noMatch') : t('activity.empty')} />
  return (
    <>
      <EventDays rows={rows} {...(from !== undefined && { from })} />
      <MoreButton result={result} />
    </>
  )
}
