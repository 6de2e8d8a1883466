import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { BinderFacts } from '../../../../shared/contract/index.ts'
import { headAlarms } from '../../../../shared/head-standings.ts'

type Beside = BinderFacts['beside'][number]

const isAlarm = ({ standing }: Beside) => headAlarms.includes(standing)

/** Whether a log that is here says something else than the binder. */
export function isContradicted({ beside }: Pick<BinderFacts, 'beside'>): boolean {
  return beside.some(isAlarm)
}

/** What the logs here say of a binder, wherever one is named; what contradicts it stands first. */
export function Standing({ facts: { beside, headSeq: seq } }: { readonly facts: BinderFacts }) {
  const { t } = useTranslation()
  const alarms = beside.filter(isAlarm)
  const others = beside.filter((one) => !isAlarm(one))
  return (
    <div>
      {alarms.map(({ log, title, standing }) => (
        <p key={log} className="log-verdict" data-broken>
          <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
          <span>
            <strong>{t('binders.contradicted')}. </strong>
            {t(`binders.standings.${standing}`, { title, seq })}
          </span>
        </p>
      ))}
      <p className="log-verdict">
        <IconCircleCheck size={18} stroke={1.75} aria-hidden />
        <span>{t('binders.whole')}</span>
      </p>
      {others.map(({ log, title, standing, isFileNamed }) => (
        <p key={log} className="log-verdict" data-open={standing === 'holds' ? undefined : true}>
          {standing === 'holds' ? (
            <IconCircleCheck size={18} stroke={1.75} aria-hidden />
          ) : (
            <IconInfoCircle size={18} stroke={1.75} aria-hidden />
          )}
          <span>{t(`binders.standings.${isFileNamed ? 'named' : standing}`, { title, seq })}</span>
        </p>
      ))}
      {beside.length === 0 && (
        <p className="log-verdict" data-open>
          <IconInfoCircle size={18} stroke={1.75} aria-hidden />
          <span>{t('binders.standings.none')}</span>
        </p>
      )}
    </div>
  )
}
