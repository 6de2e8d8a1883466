import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../../shared/contract/index.ts'
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
      <DeliveryRows deliveries={view.deliveries} logicalId={view.logicalId ?? null} />
      {view.logicalId != null && <ReceiptButton logicalId={view.logicalId} />}
    </section>
  )
}
