import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { LogicalMessageId } from '../../../shared/ids.ts'
import { useEngine } from '../../app/engine.ts'
import { failureOf } from '../../app/failure.ts'
import { closeSheet } from '../../app/sheets.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ReceiptCard } from './receipt-card.tsx'

/** How each copy of a message was protected on its way, by what was signed when it left. */
export function ReceiptSheet({ logicalId }: { readonly logicalId: LogicalMessageId }) {
  const { t } = useTranslation()
  const { queries } = useEngine()
  const receipts = useQuery(queries.outbox.receipts.queryOptions({ input: { logicalId }, staleTime: 0 }))
  return (
    <Sheet
      title={t('receipt.title')}
      foot={
        <>
          <span className="sheet-foot-space" />
          <Button variant="default" onClick={closeSheet}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      {receipts.isError && (
        <FailureNote failure={failureOf(receipts.error)} retry={() => void receipts.refetch()} />
      )}
      {receipts.isPending && <SkeletonRows count={3} />}
      {receipts.data?.length === 0 && <p>{t('receipt.none')}</p>}
      {receipts.data !== undefined && receipts.data.length > 0 && (
        <div className="receipts">
          <p className="detail">{t('receipt.about')}</p>
          {receipts.data.map((receipt) => (
            <ReceiptCard key={receipt.id} receipt={receipt} />
          ))}
        </div>
      )}
    </Sheet>
  )
}
