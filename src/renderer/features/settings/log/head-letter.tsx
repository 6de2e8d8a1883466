import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { formatMoment } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { useHeadLetter } from '../../composer/use-new-message.ts'
import { HeadLetterPlan } from './head-letter-plan.tsx'

/** The head of the log with somebody else: what was put back or rewritten here can't agree with it. */
export function HeadLetter() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const plan = useQuery(queries.audit.headLetter.queryOptions())
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
          <HeadLetterPlan key={`${plan.data.to} ${plan.data.every}`} plan={plan.data} />
          <p className="detail" role="status">
            {plan.data.sentAt === null
              ? t('settings.log.head.neverSent')
              : t('settings.log.head.sentAt', { when: formatMoment(plan.data.sentAt) })}
          </p>
        </>
      )}
      <div className="settings-actions">
        <Button variant="default" onClick={write}>
          {t('settings.log.head.write')}
        </Button>
      </div>
    </section>
  )
}
