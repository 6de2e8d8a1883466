import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReadLogFilter } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import type { ReadFrom } from '../activity/event-days.tsx'
import { EventPages } from '../activity/event-pages.tsx'
import { FilterBar } from '../activity/filter-bar.tsx'
import { noFilters, toReadLogFilter, type Filters } from '../activity/filters.ts'
import '../activity/activity.css'
import { LogFacts } from './log-facts.tsx'
import { periodText } from './period-text.ts'
import { ReadHead } from './read-head.tsx'
import { unprovenFrom, Verdict } from './verdict.tsx'

const pageSize = 100

/** One log of somebody else: whether it holds, and what it says, as Activity shows one's own. */
export function LogView({ id }: { readonly id: number }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const [filters, setFilters] = useState<Filters>(noFilters)
  const types = useQuery(queries.audit.types.queryOptions()).data ?? []
  // Each opening is recorded: it isn't asked for again while it is looked through.
  const opened = useQuery(
    queries.logs.open.queryOptions({ input: { id }, gcTime: 0, staleTime: Infinity, retry: false }),
  )
  const log = opened.data
  const people = log?.people.map(({ code, name }) => ({
    value: code,
    label: name === '' ? t('logs.coded', { code: code.slice(0, 8) }) : name,
  }))
  return (
    <section className="pane logs" aria-labelledby="log-title">
      <ReadHead
        id="log-title"
        title={log?.title ?? t('logs.title')}
        isAlarm={log?.verdict.kind === 'broken' || log?.isContradicted === true}
      >
        {log && (
          <>
            <Verdict verdict={log.verdict} count={log.count} isContradicted={log.isContradicted} />
            <p className="detail">{periodText(log, t)}</p>
          </>
        )}
      </ReadHead>
      {log !== undefined && <FilterBar filters={filters} people={people ?? []} onChange={setFilters} />}
      <div className="pane-scroll activity-scroll" tabIndex={0} role="region" aria-label={t('activity.list')}>
        {opened.isPending && <SkeletonRows />}
        {opened.isError && <FailureNote failure={failureOf(opened.error)} />}
        {log !== undefined && (
          <>
            <LogFacts log={log} />
            <Events
              from={{ log: id, unprovenFrom: unprovenFrom(log.verdict) }}
              filter={toReadLogFilter(filters, types)}
            />
          </>
        )}
      </div>
    </section>
  )
}

function Events({ from, filter }: { readonly from: ReadFrom; readonly filter: ReadLogFilter }) {
  const { queries } = useEngine()
  const result = useInfiniteQuery(
    queries.logs.events.infiniteOptions({
      input: (cursor: string | null) => ({ ...filter, id: from.log, cursor, limit: pageSize }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor,
    }),
  )
  return <EventPages result={result} hasFilter={Object.keys(filter).length > 0} from={from} />
}
