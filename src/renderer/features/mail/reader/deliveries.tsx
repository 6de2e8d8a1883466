import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
import type { LogicalMessageId } from '../../../../shared/ids.ts'
import { useEngine } from '../../../app/engine.ts'
import { ReceiptButton } from '../../receipt/receipt-button.tsx'
import { DeliveryRows } from '../../outbox/delivery-rows.tsx'

/** Of a message sent from here: how it went to each recipient, and what to do if one couldn't open it. */
export function Deliveries({ view }: { readonly view: MessageView }) {
  const { t } = useTranslation()
  if (view.deliveries.length === 0) return null
  return (
    <section className="deliveries" aria-labelledby="deliveries-title">
      <h3 id="deliveries-title" className="section-title">
        {view.reportsOn == null
          ? t('outbox.deliveries')
          : t('outbox.reportsOn', {
              subject: view.reportsOn === '' ? t('mail.list.noSubject') : view.reportsOn,
            })}
      </h3>
      {view.logicalId == null ? (
        <DeliveryRows deliveries={view.deliveries} logicalId={null} />
      ) : (
        <LiveDeliveries deliveries={view.deliveries} logicalId={view.logicalId} />
      )}
    </section>
  )
}

type LiveProps = Pick<MessageView, 'deliveries'> & { readonly logicalId: LogicalMessageId }

/** What was opened stays as it was opened; how the message went may change while it is read. */
function LiveDeliveries({ deliveries, logicalId }: LiveProps) {
  const { queries } = useEngine()
  const input = { logicalId }
  const now = useQuery(queries.outbox.deliveries.queryOptions({ input, placeholderData: deliveries }))
  return (
    <>
      <DeliveryRows deliveries={now.data ?? deliveries} logicalId={logicalId} />
      <ReceiptButton logicalId={logicalId} />
    </>
  )
}
