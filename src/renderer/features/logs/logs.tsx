import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ReadLog } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { go } from '../../app/places.ts'
import { useVaultKind } from '../../app/vault-kind.ts'
import { Empty } from '../../ui/empty.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { BinderList } from './binders/binder-list.tsx'
import { useChooseBinder } from './binders/use-choose-binder.ts'
import { LogView } from './log-view.tsx'
import { periodText } from './period-text.ts'
import { useChooseLog } from './use-choose-log.ts'
import { Verdict } from './verdict.tsx'
import './logs.css'

/** Exported logs of others: all that are here, or one of them. */
export function Logs({ log }: { readonly log: number | null }) {
  return log === null ? <LogList /> : <LogView key={log} id={log} />
}

function LogList() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const logs = useQuery(queries.logs.list.queryOptions({ staleTime: 0 }))
  const choose = useChooseLog()
  const chooseBinder = useChooseBinder()
  return (
    <section className="pane logs" aria-labelledby="logs-title">
      <header className="activity-head logs-head">
        <div>
          <h1 id="logs-title" className="title">
            {t(useVaultKind() === 'mail' ? 'logs.ofOthers' : 'logs.title')}
          </h1>
          <p className="detail">{choose.isPending ? t('logs.checking') : t('logs.about')}</p>
        </div>
        <div className="logs-add">
          <Button
            variant="default"
            leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
            loading={chooseBinder.isPending}
            onClick={() => {
              choose.reset()
              chooseBinder.mutate(undefined)
            }}
          >
            {t('binders.add')}
          </Button>
          <Button
            leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
            loading={choose.isPending}
            onClick={() => {
              chooseBinder.reset()
              choose.mutate(undefined)
            }}
          >
            {t('logs.add')}
          </Button>
        </div>
      </header>
      <div className="pane-scroll logs-scroll" tabIndex={0} role="region" aria-label={t('logs.list')}>
        {choose.isError && <FailureNote failure={failureOf(choose.error)} />}
        {chooseBinder.isError && <FailureNote failure={failureOf(chooseBinder.error)} />}
        {logs.isPending && <SkeletonRows />}
        {logs.isError && <FailureNote failure={failureOf(logs.error)} retry={() => void logs.refetch()} />}
        {logs.data?.length === 0 && <Empty text={t('logs.empty')} hint={t('logs.emptyHint')} />}
        {logs.data !== undefined && logs.data.length > 0 && (
          <ul className="log-list">
            {logs.data.map((log) => (
              <LogRow key={log.id} log={log} />
            ))}
          </ul>
        )}
        <BinderList />
      </div>
    </section>
  )
}

function LogRow({ log }: { readonly log: ReadLog }) {
  const { t } = useTranslation()
  const { id, title, verdict, count, isContradicted, exports } = log
  const period = periodText(log, t)
  return (
    <li className="log-row">
      <div className="log-row-words">
        <span className="section-title">{title}</span>
        <Verdict verdict={verdict} count={count} isContradicted={isContradicted} />
        <Lacks log={log} />
        <p className="detail">{[period, t('logs.exports', { count: exports.length })].join(' · ')}</p>
      </div>
      <Button
        variant="default"
        aria-label={t('logs.open', { title })}
        onClick={() => {
          go.toLog(id)
        }}
      >
        {t('logs.openShort')}
      </Button>
    </li>
  )
}

/** What "intact" doesn't say: which records aren't here. */
function Lacks({ log: { gaps, withheld } }: { readonly log: ReadLog }) {
  const { t } = useTranslation()
  const missing = gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  return (
    <>
      {missing > 0 && <p className="review-due">{t('logs.missing', { count: missing })}</p>}
      {withheld > 0 && <p className="detail">{t('logs.withheld', { count: withheld })}</p>}
    </>
  )
}
