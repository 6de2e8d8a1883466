import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { OutboxItem } from '../../../shared/contract/index.ts'
import { useEngine } from '../../app/engine.ts'
import { isErrorCode } from '../../app/failure.ts'
import { where } from '../../app/places.ts'
import { openSheet } from '../../app/sheets.ts'
import { useStore } from '../../app/store.ts'
import { formatAhead, formatTime } from '../../i18n/format.ts'
import { Empty } from '../../ui/empty.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { useSignInAgain } from '../account/use-sign-in-again.ts'
import { ReceiptButton } from '../receipt/receipt-button.tsx'
import { DeliveryRows } from './delivery-rows.tsx'
import { saysWhy, stateText } from './outbox-state.ts'
import { useOutboxActions } from './use-outbox-actions.ts'
import './outbox.css'

/** Of a message that hasn't been released: undo, its own time, or a person's word. */
function AskHeld({ item }: { readonly item: OutboxItem }) {
  const { t } = useTranslation()
  const actions = useOutboxActions()
  const { logicalId, hold, leavesAt } = item
  return (
    <>
      {hold === 'kept' && <p className="outbox-text">{t('outbox.keptText')}</p>}
      {hold === 'scheduled' && <p className="outbox-text">{t('outbox.scheduledText')}</p>}
      <div className="outbox-actions">
        {hold === 'scheduled' && (
          <Button
            onClick={() => {
              openSheet({ kind: 'reschedule', logicalId, leavesAt })
            }}
          >
            {t('outbox.changeTime')}
          </Button>
        )}
        {hold === 'undo' && (
          <Button
            onClick={() => {
              actions.undo(logicalId)
            }}
          >
            {t('outbox.undo')}
          </Button>
        )}
        <Button
          variant={hold === 'kept' ? 'filled' : 'default'}
          onClick={() => {
            actions.sendNow(logicalId)
          }}
        >
          {t('outbox.sendNow')}
        </Button>
        {hold !== 'undo' && (
          <Button
            variant="default"
            onClick={() => {
              actions.undo(logicalId)
            }}
          >
            {t('outbox.backToDraft')}
          </Button>
        )}
      </div>
    </>
  )
}

function Ask({ item }: { readonly item: OutboxItem }) {
  const { t } = useTranslation()
  const actions = useOutboxActions()
  switch (item.state) {
    case 'held':
      return <AskHeld item={item} />
    case 'unknown':
      return (
        <>
          <p className="outbox-text">{t('outbox.unknownText')}</p>
          <div className="outbox-actions">
            <Button
              variant="default"
              onClick={() => {
                actions.resolve(item.logicalId, 'send-again')
              }}
            >
              {t('outbox.sendAgain')}
            </Button>
            <Button
              variant="default"
              onClick={() => {
                actions.resolve(item.logicalId, 'it-left')
              }}
            >
              {t('outbox.itLeft')}
            </Button>
          </div>
        </>
      )
    case 'refused':
      return (
        <>
          {!isErrorCode(item.failureCode) && <p className="outbox-text">{t('outbox.refusedText')}</p>}
          <div className="outbox-actions">
            <Button
              onClick={() => {
                actions.backToDraft(item.logicalId)
              }}
            >
              {t('outbox.backToDraft')}
            </Button>
          </div>
        </>
      )
    case 'queued':
      // Before the first try there is nothing to stop.
      return item.nextAttemptAt === null ? null : (
        <div className="outbox-actions">
          <Button
            variant="default"
            onClick={() => {
              actions.backToDraft(item.logicalId)
            }}
          >
            {t('outbox.backToDraft')}
          </Button>
        </div>
      )
    case 'attempting':
    case 'sent':
      return null
  }
}

/** One waiting message: where it is, what is safe, and what can be answered. */
export function OutboxItemView() {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const { outboxId } = useStore(where)
  const outbox = useQuery(queries.outbox.list.queryOptions())
  const item = outbox.data?.find((entry) => entry.logicalId === outboxId)
  const signInAgain = useSignInAgain(item?.failureCode ?? undefined)
  if (item === undefined) {
    return (
      <section className="pane" aria-label={t('mail.reader.label')}>
        <Empty text={t('mail.reader.none')} />
      </section>
    )
  }
  return (
    <section className="pane" aria-label={t('mail.reader.label')}>
      <div className="pane-scroll outbox-item">
        <h2 className="title">{item.subject === '' ? t('mail.list.noSubject') : item.subject}</h2>
        <p className="detail">{t('mail.reader.to', { people: item.to.join(', ') })}</p>
        <div className="outbox-state" role="status">
          <p className="section-title">{stateText(item, t)}</p>
          <p className="detail">{item.line}</p>
          {item.nextAttemptAt !== null && (
            <p className="detail">{t('outbox.retryAt', { time: formatTime(item.nextAttemptAt) })}</p>
          )}
          {item.givesUpAt !== null && (
            <p className="detail">{t('outbox.triedUntil', { time: formatAhead(item.givesUpAt) })}</p>
          )}
        </div>
        {isErrorCode(item.failureCode) && saysWhy(item) && (
          <FailureNote
            failure={{ code: item.failureCode }}
            tone={item.state === 'refused' ? 'stop' : 'attention'}
            action={signInAgain}
          />
        )}
        <Ask item={item} />
        {item.deliveries.length > 1 && (
          <DeliveryRows deliveries={item.deliveries} logicalId={item.logicalId} held={item} />
        )}
        <ReceiptButton logicalId={item.logicalId} />
      </div>
    </section>
  )
}
