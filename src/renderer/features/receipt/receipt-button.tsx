import { useTranslation } from 'react-i18next'
import type { LogicalMessageId } from '../../../shared/ids.ts'
import { openSheet } from '../../app/sheets.ts'

/** Leads from a message that was sent to what protected it. */
export function ReceiptButton({ logicalId }: { readonly logicalId: LogicalMessageId }) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className="word-button"
      onClick={() => {
        openSheet({ kind: 'receipt', logicalId })
      }}
    >
      {t('receipt.open')}
    </button>
  )
}
