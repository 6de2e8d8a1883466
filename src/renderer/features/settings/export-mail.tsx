import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/contract/index.ts'
import { openSheet } from '../../app/sheets.ts'

/** Mail is its owner's: it leaves in a form that other programs read. */
export function ExportMail({ account }: { readonly account: Account }) {
  const { t } = useTranslation()
  return (
    <section className="settings-subform settings-gap" aria-label={t('settings.exportMail.title')}>
      <div>
        <h3 className="section-title">{t('settings.exportMail.title')}</h3>
        <p className="detail">{t('settings.exportMail.about', { address: account.address })}</p>
      </div>
      <div className="settings-actions">
        <Button
          variant="default"
          onClick={() => {
            openSheet({ kind: 'export-mail', accountId: account.id })
          }}
        >
          {t('settings.exportMail.open')}
        </Button>
      </div>
    </section>
  )
}
