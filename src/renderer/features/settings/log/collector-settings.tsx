import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { CollectorForm } from './collector-form.tsx'
import { CollectorStanding } from './collector-standing.tsx'

/** The practice's own collector: what it has, or how to set one. */
export function CollectorSettings() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const state = useQuery(queries.collector.state.queryOptions({ staleTime: 0 }))
  const [isChanging, setIsChanging] = useState(false)
  return (
    <section className="settings-subform" aria-labelledby="collector">
      <div>
        <h3 id="collector" className="section-title">
          {t('settings.log.collector.title')}
        </h3>
        <p className="detail">{t('settings.log.collector.about')}</p>
        <p className="detail">{t('settings.log.collector.learns')}</p>
      </div>
      {state.isPending && <SkeletonRows count={2} />}
      {state.isError && <FailureNote failure={failureOf(state.error)} retry={() => void state.refetch()} />}
      {state.data?.collector && !isChanging && (
        <CollectorStanding
          collector={state.data.collector}
          state={state.data}
          onChange={() => {
            setIsChanging(true)
          }}
        />
      )}
      {state.data !== undefined && (state.data.collector === null || isChanging) && (
        <CollectorForm
          known={state.data.collector}
          onDone={() => {
            setIsChanging(false)
          }}
        />
      )}
    </section>
  )
}
