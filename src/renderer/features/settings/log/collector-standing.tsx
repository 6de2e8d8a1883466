import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CollectorState } from '../../../../shared/contract/index.ts'
import { useEngine } from '../../../app/engine.ts'
import { failureOf } from '../../../app/failure.ts'
import { say } from '../../../app/lines.ts'
import { formatCount, formatMoment } from '../../../i18n/format.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { AskRemove } from '../ask-remove.tsx'
import { CollectorTrust } from './collector-trust.tsx'
import { useCollectorTest } from './use-collector-test.ts'

type Props = {
  readonly collector: NonNullable<CollectorState['collector']>
  readonly state: CollectorState
  readonly onChange: () => void
}

/** What the collector has, what waits, and why. */
export function CollectorStanding({ collector, state, onChange }: Props) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const cache = useQueryClient()
  const trying = useCollectorTest()
  const end = useMutation(
    queries.collector.end.mutationOptions({
      onSuccess: () => {
        say(t('settings.log.collector.ended'))
      },
      onSettled: () => cache.invalidateQueries({ queryKey: queries.collector.key() }),
    }),
  )
  const { host, port, certificate } = collector
  const { waiting, isSending, sentAt, failure } = state
  return (
    <section className="settings-item-card" aria-label={host}>
      <div>
        <h4 className="section-title collector-host">
          {host}:{port}
        </h4>
        <p role="status">
          {waiting === 0
            ? t('settings.log.collector.hasAll')
            : t(isSending ? 'settings.log.collector.sending' : 'settings.log.collector.waiting', {
                count: waiting,
                number: formatCount(waiting),
              })}
        </p>
        <p className="detail">
          {sentAt === null
            ? t('settings.log.collector.neverSent')
            : t('settings.log.collector.sentAt', { when: formatMoment(sentAt) })}
        </p>
      </div>
      <CollectorTrust certificate={certificate} />
      {failure !== null && <FailureNote failure={failure} />}
      {trying.isSuccess && <p role="status">{t('settings.log.collector.works')}</p>}
      {trying.isError && failure === null && <FailureNote failure={failureOf(trying.error)} />}
      {end.isError && <FailureNote failure={failureOf(end.error)} />}
      <div className="settings-actions">
        <Button
          variant="default"
          loading={trying.isPending}
          onClick={() => {
            trying.mutate({ host, port, certificate: certificate?.pem ?? null })
          }}
        >
          {t('settings.log.collector.test')}
        </Button>
        <Button variant="default" onClick={onChange}>
          {t('settings.log.collector.change')}
        </Button>
        <AskRemove
          label={t('settings.log.collector.end')}
          words={{
            remove: t('settings.log.collector.end'),
            text: t('settings.log.collector.endText'),
            now: t('settings.log.collector.endNow'),
            keep: t('settings.log.collector.keep'),
          }}
          isRemoving={end.isPending}
          onRemove={() => {
            end.mutate(undefined)
          }}
        />
      </div>
    </section>
  )
}
