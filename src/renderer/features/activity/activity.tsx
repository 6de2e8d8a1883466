import { Button, SegmentedControl } from '@mantine/core'
import { IconChecklist, IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditFilter } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { go } from '../../app/places.ts'
import { openSheet } from '../../app/sheets.ts'
import { useVaultKind } from '../../app/vault-kind.ts'
import { ChainStatus } from './chain-status.tsx'
import { EventPages } from './event-pages.tsx'
import { FilesLetOut } from './files-let-out.tsx'
import { FilterBar } from './filter-bar.tsx'
import { contactOf, noFilters, toAuditFilter, type Filters } from './filters.ts'
import { ReviewStatus } from './review-status.tsx'
import './activity.css'

const pageSize = 100

function Events({ filter }: { readonly filter: AuditFilter }) {
  const { queries } = useEngine()
  const result = useInfiniteQuery(
    queries.audit.list.infiniteOptions({
      input: (cursor: string | null) => ({ ...filter, cursor, limit: pageSize }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor,
    }),
  )
  return <EventPages result={result} hasFilter={Object.keys(filter).length > 0} />
}

/** The audit log as sentences by day, its filters, the state of its chain and its export; and the files let out. */
export function Activity() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const [filters, setFilters] = useState<Filters>(noFilters)
  const [shown, setShown] = useState('events')
  const isMail = useVaultKind() === 'mail'
  const contacts = useQuery(queries.contacts.list.queryOptions({ input: {}, enabled: isMail })).data ?? []
  const types = useQuery(queries.audit.types.queryOptions()).data ?? []
  return (
    <section className="pane activity" aria-labelledby="activity-title">
      <header className="activity-head">
        <div>
          <h1 id="activity-title" className="title">
            {t('activity.title')}
          </h1>
          <ChainStatus />
          {isMail && <ReviewStatus />}
        </div>
        <div className="activity-tools">
          {isMail && (
            <Button variant="default" onClick={go.toLogs}>
              {t('logs.ofOthers')}
            </Button>
          )}
          {isMail && (
            <Button
              variant="default"
              leftSection={<IconChecklist size={18} stroke={1.75} aria-hidden />}
              onClick={() => {
                openSheet({ kind: 'of-activity', sheet: { kind: 'review' } })
              }}
            >
              {t('activity.review.open')}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
            onClick={() => {
              const { from, to } = filters
              const contactId = contactOf(filters)
              openSheet({ kind: 'of-activity', sheet: { kind: 'export', days: { from, to }, contactId } })
            }}
          >
            {t('activity.export')}
          </Button>
        </div>
      </header>
      <SegmentedControl
        className="activity-view"
        aria-label={t('reader.letOut.label')}
        value={shown}
        onChange={setShown}
        data={[
          { value: 'events', label: t('reader.letOut.events') },
          { value: 'files', label: t('reader.letOut.tab') },
        ]}
      />
      {shown === 'events' ? (
        <>
          <FilterBar
            filters={filters}
            people={contacts.map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={setFilters}
          />
          <div
            className="pane-scroll activity-scroll"
            tabIndex={0}
            role="region"
            aria-label={t('activity.list')}
          >
            <Events filter={toAuditFilter(filters, types)} />
          </div>
        </>
      ) : (
        <div
          className="pane-scroll activity-scroll"
          tabIndex={0}
          role="region"
          aria-label={t('reader.letOut.region')}
        >
          <FilesLetOut />
        </div>
      )}
    </section>
  )
}
