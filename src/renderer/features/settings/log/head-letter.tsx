import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { formatMoment } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { useHeadLetter } from '../../composer/use-new-message.ts'
import { SaveVerifier } from '../../activity/save-verifier.tsx'
import { HeadLetterPlan } from './head-letter-plan.tsx'

/** The head of the log with somebody else: what was put back or rewritten here can't agree with it. */
export function HeadLetter() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const plan = useQuery(queries.audit.headLetter.queryOptions({ staleTime: 0 }))
  const write = useHeadLetter()
  return (
    <section className="settings-subform settings-gap" aria-labelledby="log-head">
      <div>
        <h3 id="log-head" className="section-title">
          {t('settings.log.head.title')}
        </h3>
        <p className="detail">{t('settings.log.head.about')}</p>
      </div>
      {plan.isError && (
        <FailureNote failure={failureOf(plan.error)} retry={() => void plan.refetch()} tone="stop" />
      )}
      {plan.data !== undefined && (
        <>
          <HeadLetterPlan plan={plan.data} />
          <p className="detail" role="status">
            {plan.data.headAt === null
              ? t('settings.log.head.noneLeft')
              : t('settings.log.head.headAt', { when: formatMoment(plan.data.headAt) })}
          </p>
        </>
      )}
      <div className="settings-actions">
        <Button variant="default" onClick={write}>
          {t('settings.log.head.write')}
        </Button>
      </div>
      <SaveVerifier />
    </section>
  )
}
